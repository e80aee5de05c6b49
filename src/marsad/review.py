"""What reading passed over, ranked by how often: the next gap to close.

A gap is one of the ``KINDS`` with a key (the word, name or people it is about) and the places where it was seen. It is
a question to a person, not a fault: many words of violence tell no event, and many numbers count no losses.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from marsad.lexicon.word_lists import word_list
from marsad.mentions.slots import Slots
from marsad.model import Article, Claim, Report
from marsad.reports import extract
from marsad.reports.extract import sentences_of
from marsad.reports.sentence import Sentence

Kind = Literal[
    "event word without a report", "event word set aside", "loss without a figure", "people counted in no claim",
    "fighters without an event word", "place unknown", "report without a doer", "report without a target",
    "report without a place", "report without a date",
]  # fmt: skip
KINDS: Final[dict[Kind, str]] = {
    "event word without a report": "a trigger was read as told, and no report has its words from that sentence",
    "event word set aside": "a trigger stood in doubtful company: no fighters, no losses, or sport, film, accident",
    "loss without a figure": "a verb of killing or wounding, and no claim in its sentence",
    "people counted in no claim": "people with a number beside a word of loss, in no claim",
    "fighters without an event word": "an armed actor, and no trigger in its sentence: the word before or behind it",
    "place unknown": "a name behind «مدينة», «قرية» and the like that the gazetteer lacks",
    "report without a doer": "an attack, arrest or protest whose initiator is not named",
    "report without a target": "an attack whose target is not named",
    "report without a place": "nothing said or implied where",
    "report without a date": "no day, and no day of publication",
}
_ACTED: Final = ("battle", "remote", "civilians")
_MOST_EXAMPLES: Final = 5
_CLIP: Final = 60
_SILENT: Final = word_list("no_name")


@dataclass(frozen=True, slots=True)
class Seen:
    """Where a gap was seen: ``quote`` are its words, ``around`` the text about them."""

    source: str
    start: int
    end: int
    quote: str
    around: str


@dataclass(slots=True)
class Gap:
    """One gap and how often it was met; only the first examples are kept."""

    kind: Kind
    key: str
    count: int = 0
    examples: list[Seen] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """One line of ``marsad review --format jsonl``."""
        return {
            "kind": self.kind,
            "key": self.key,
            "count": self.count,
            "examples": [
                {"source": s.source, "start": s.start, "end": s.end, "quote": s.quote, "around": s.around}
                for s in self.examples
            ],
        }


class Review:
    """Gaps over many articles. ``add`` each article, then ask for them ``ranked``."""

    def __init__(self) -> None:
        self.articles = 0
        self.reports = 0
        self._gaps: dict[tuple[Kind, str], Gap] = {}

    def add(self, article: Article) -> None:
        """Read an article and note what was passed over."""
        reports = extract(article)
        self.articles += 1
        self.reports += len(reports)
        for kind, key, start, end in (*_of_reports(reports), *_of_sentences(article, reports)):
            gap = self._gaps.setdefault((kind, key), Gap(kind, key))
            gap.count += 1
            if len(gap.examples) < _MOST_EXAMPLES:
                gap.examples.append(
                    Seen(article.source, start, end, article.text[start:end], _around(article.text, start, end))
                )

    def totals(self) -> dict[Kind, int]:
        """How many gaps of each kind were met."""
        counts: Counter[Kind] = Counter()
        for gap in self._gaps.values():
            counts[gap.kind] += gap.count
        return {kind: counts[kind] for kind in KINDS}

    def ranked(self) -> list[Gap]:
        """All gaps, kind by kind, the most frequent of a kind first."""
        order = list(KINDS)
        return sorted(self._gaps.values(), key=lambda g: (order.index(g.kind), -g.count, g.key))


def _around(text: str, start: int, end: int) -> str:
    """The words about a place in a text, whole, on one line."""
    before, after = text[max(0, start - _CLIP) : start], text[end : end + _CLIP]
    if start > _CLIP:
        before = before.partition(" ")[2]
    if end + _CLIP < len(text):
        after = after.rpartition(" ")[0]
    return " ".join(f"{before}{text[start:end]}{after}".split())


Noted = tuple[Kind, str, int, int]


def _of_reports(reports: Iterable[Report]) -> Iterator[Noted]:
    for report in reports:
        first = next((e for e in report.evidence if e.field == "type"), None)
        if first is None:
            continue
        at = first.start, first.end
        roles = {side.role for side in report.sides}
        group = report.type.partition(".")[0]
        if not roles & {"initiator", "party"}:
            yield "report without a doer", f"{report.type}: {first.quote}", *at
        if group in _ACTED and not roles & {"target", "party"}:
            yield "report without a target", f"{report.type}: {first.quote}", *at
        if report.place is None:
            yield "report without a place", report.type, *at
        if report.date is None:
            yield "report without a date", report.type, *at


def _of_sentences(article: Article, reports: tuple[Report, ...]) -> Iterator[Noted]:
    told = sorted({(e.start, e.end) for r in reports for e in r.evidence if e.field == "type"})
    claims = [claim for report in reports for claim in report.casualties]
    for slots, index, sentence in sentences_of(article):
        first, end = slots.sentences[index]
        if first == end:
            continue
        if sentence is None:
            yield from _beside_fighters(slots, first, end)
            continue
        here = any(slots.start[first] <= start < slots.end[end - 1] for start, _ in told)
        yield from _passed_over(sentence, claims, told=here)


def _beside_fighters(slots: Slots, first: int, end: int) -> Iterator[Noted]:
    """The plain word nearest to fighters in a sentence without any trigger."""
    tags = slots.tags
    at = tags.find("A", first, end)
    if at < 0 or any(tag in tags[first:end] for tag in "nvCS"):
        return
    for i in (at - 1, at + 1, at - 2, at + 2):
        if first <= i < end and tags[i] == "." and len(slots.forms[i]) > 2 and slots.forms[i] not in _SILENT:
            yield "fighters without an event word", slots.forms[i], slots.start[i], slots.end[i]
            return


def _passed_over(sentence: Sentence, claims: list[Claim], *, told: bool) -> Iterator[Noted]:
    slots = sentence.slots
    words = [(e.start, e.end) for claim in claims for e in claim.evidence]
    figures = {(claim.low, claim.high) for claim in claims}  # a figure said twice has the evidence of the first
    claimed = any(slots.start[sentence.first] <= start < slots.end[sentence.end - 1] for start, _ in words)
    losses = False
    for use in sentence.uses:
        trigger = use.form.trigger
        at = slots.span(use.slot)
        word = slots.text(use.slot)
        losses = losses or bool(trigger.effect)
        if trigger.type and not use.live:
            yield "event word set aside", f"{word} ({trigger.type})", *at
        elif trigger.type and not told:
            yield "event word without a report", f"{word} ({trigger.type})", *at
        if use.live and use.verb and trigger.effect in ("killed", "injured", "killed_or_injured") and not claimed:
            yield "loss without a figure", word, *at
    for party in sentence.parties:
        start, end = slots.span(party.first, party.last)
        if not losses or not party.counted or (party.low, party.high) in figures:
            continue
        if not any(a < end and start < b for a, b in words):
            noun = party.person.id if party.person is not None else slots.text(party.last - 1)
            yield "people counted in no claim", noun, start, end
    for mention in sentence.places:
        if not mention.candidates:
            yield "place unknown", mention.name, *slots.span(mention.first, mention.last)
