"""One sentence laid out for reading: its slots, parties, places, times, attributions and live triggers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from marsad.lexicon.schema import Particle, TriggerForm, Weapon
from marsad.lexicon.word_lists import word_list
from marsad.mentions.parties import Party, parties
from marsad.mentions.places import Geography, PlaceMention, find_places
from marsad.mentions.slots import Slots, payload_places
from marsad.mentions.speakers import Attribution, attributions
from marsad.mentions.times import TimeMention, find_times

NEW_CLAUSE = word_list("new_clause")
_EXODUS = 1000
_BLOCKING = frozenset({"sport", "arts", "metaphor", "natural_disaster", "disease", "exercise", "economy"})


@dataclass(slots=True)
class Use:
    """A trigger at slot ``slot`` in one of its forms; ``verb`` whether it is used as a verb here."""

    slot: int
    form: TriggerForm
    verb: bool
    live: bool = True
    left: int = 0
    right: int = 0
    relative: bool = False

    @property
    def definite(self) -> bool:
        """Whether it points back («الهجوم»)."""
        return self.form.definite and not self.verb


@dataclass(slots=True)
class Sentence:
    """A sentence over slots ``[first, end)``; ``contexts`` are the context classes named in it."""

    slots: Slots
    index: int
    first: int
    end: int
    title: bool = False
    parties: list[Party] = field(default_factory=list)
    places: list[PlaceMention] = field(default_factory=list)
    times: list[TimeMention] = field(default_factory=list)
    attributions: list[Attribution] = field(default_factory=list)
    contexts: dict[str, list[int]] = field(default_factory=dict)
    strong_contexts: set[str] = field(default_factory=set)
    uses: list[Use] = field(default_factory=list)
    weapons: list[int] = field(default_factory=list)


def read_sentence(slots: Slots, index: int, geo: Geography, published: date | None, *, title: bool) -> Sentence | None:
    """Find everything named in sentence ``index``; None where no word of it tells of an event or of losses.

    Dates become D slots, so that their numbers count nobody.
    """
    first, end = slots.sentences[index]
    tags = slots.tags
    for i in range(first + 1, end):  # «قرب تدمر»: behind «في» and the like a verb's letters are a place's name
        if (
            tags[i] in "LvS"
            and tags[i - 1] in "iek"
            and slots.last[i - 1] <= slots.first[i]
            and payload_places(slots.load[i])
        ):
            tags[i] = "P"
    uses = [u for i in range(first, end) if tags[i] in "nvC" and (u := _use(slots, i, first, end)) is not None]
    if all(u.form.trigger.causative for u in uses):
        return None
    sentence = Sentence(slots, index, first, end, title=title, uses=uses)
    token_first, token_last = slots.words.sentences[index]
    sentence.times = find_times(slots.words, token_first, token_last, published)
    _mark_dates(slots, first, end, sentence.times)
    for i in range(first, end):
        for payload in slots.load[i]:
            cls = payload.__class__
            if cls is Weapon:
                sentence.weapons.append(i)
            elif cls is Particle and payload.tag == "u":
                if payload.not_with and _near(slots, i, first, end, payload.not_with):
                    continue
                sentence.contexts.setdefault(payload.value, []).append(i)
                if payload.strong:
                    sentence.strong_contexts.add(payload.value)
    sentence.parties = parties(slots, first, end)
    sentence.places = find_places(slots, first, end, geo)
    sentence.attributions = attributions(slots, first, end)
    for use in sentence.uses:
        use.left, use.right = clause(slots, use.slot, first, end)
        use.relative = _relative(slots, use.slot, use.left)
    _gate(sentence)
    return sentence


def _mark_dates(slots: Slots, first: int, end: int, times: list[TimeMention]) -> None:
    if not times:
        return
    it = iter(times)
    mention = next(it)
    for i in range(first, end):
        while slots.first[i] >= mention.last:
            following = next(it, None)
            if following is None:
                return
            mention = following
        if (
            slots.first[i] >= mention.first
            and slots.tags[i] not in ("il&nvP" if mention.kind == "since" else "il&nv")
            and slots.last[i] <= mention.last
        ):
            slots.tags[i] = "D"


@lru_cache(maxsize=100_000)
def _readings(word: str) -> tuple[str, ...]:
    """A word as it may stand in a list: itself, without a proclitic, without the article."""
    out = [word]
    if word[0] in "وفبلك":
        word = word[1:]
        out.append(word)
        if word.startswith("ل"):
            out.append(word[1:])
    if word.startswith("ال"):
        out.append(word[2:])
    return tuple(out)


def _near(slots: Slots, i: int, first: int, end: int, words: frozenset[str]) -> bool:
    """Whether one of ``words`` stands within four slots of slot ``i``."""
    a, b = max(first, i - 4), min(end, i + 5)
    forms = slots.words.forms
    mine, behind = slots.first[i], slots.last[i]
    for t in range(slots.first[a], slots.last[b - 1]):
        if not mine <= t < behind and not words.isdisjoint(_readings(forms[t])):
            return True
    return False


def _use(slots: Slots, i: int, first: int, end: int) -> Use | None:
    forms = [p for p in slots.load[i] if p.__class__ is TriggerForm]
    if not forms:
        return None
    before = i - 1
    while before >= first and slots.tags[before] == '"':
        before -= 1
    prev = slots.tags[before] if before >= first else ""
    nominal = prev in "imlocdagewyNQe" and prev != ""
    nouns = [f for f in forms if f.cls == "noun"]
    verbs = [f for f in forms if f.cls != "noun"]
    as_noun = nominal or all(v.suffix for v in verbs)  # «إصابة» is no «أصابه»
    chosen = (nouns[0] if as_noun else verbs[0]) if nouns and verbs else forms[0]
    typed = [f for f in (nouns if chosen.cls == "noun" else verbs) if f.trigger.type]
    if typed and not chosen.trigger.effect:
        chosen = next((f for f in typed if f.trigger.strong), typed[0])
    trigger = chosen.trigger
    if trigger.not_with and _near(slots, i, first, end, trigger.not_with):
        return None
    if trigger.needs and not any(
        not trigger.needs.isdisjoint(_readings(w)) for w in slots.words.forms[slots.first[first] : slots.last[end - 1]]
    ):
        return None
    return Use(i, chosen, chosen.cls != "noun")


def clause(slots: Slots, i: int, first: int, end: int) -> tuple[int, int]:
    """The clause around slot ``i``: between «أن», relative pronouns' commas, and «، و» + verb."""
    tags = slots.tags
    left = i
    while left > first:
        tag = tags[left - 1]
        if tag == "!" or tag == "t":
            break
        if tag == "," and slots.form(left - 1) in ("؛", ";", ":"):
            break
        if tag == "," and left < i and slots.form(left) in NEW_CLAUSE:
            break
        if tag == "," and left < i and tags[left] == "&" and tags[left + 1] in "vSL.":
            break
        left -= 1
    right = i + 1
    while right < end:
        tag = tags[right]
        if tag == "!" or (tag == "," and slots.form(right) in ("؛", ";")):
            break
        if tag == "t" and right > i + 1 and tags[right - 1] != "&":
            break
        if tag == "," and right + 1 < end and slots.form(right + 1) in NEW_CLAUSE:
            break
        if tag == "," and right + 2 < end and tags[right + 1] == "&" and tags[right + 2] in "SL":
            break
        if tag == "S" and right > i + 2 and tags[right - 1] in "&,":
            break
        right += 1
    return left, right


def _relative(slots: Slots, i: int, left: int) -> bool:
    """Whether slot ``i`` stands in a relative clause («الهجوم الذي استهدف»)."""
    for k in range(i - 1, max(left, i - 9) - 1, -1):
        tag = slots.tags[k]
        if tag == "r":
            return True
        if tag in ",!t" or (tag == "&" and k + 1 < i and slots.tags[k + 1] in "vSL"):
            return False
    return False


def armed_in(sentence: Sentence, left: int, right: int) -> bool:
    """Whether an armed actor, a weapon or a force stands in slots ``[left, right)``."""
    if any(left <= i < right for i in sentence.weapons):
        return True
    return any(p.first >= left and p.last <= right and p.armed for p in sentence.parties)


def _gate(sentence: Sentence) -> None:
    """Silence weak triggers without conflict around them, and all triggers in sport, fiction and the like."""
    strong = [u for u in sentence.uses if u.form.trigger.strong and u.form.trigger.type]
    blocked = sentence.strong_contexts & _BLOCKING
    losses = any(o.form.trigger.effect in ("killed", "injured", "killed_or_injured") for o in sentence.uses)
    for use in sentence.uses:
        trigger = use.form.trigger
        if trigger.causative:
            continue
        fought = armed_in(sentence, use.left, use.right)
        if (
            blocked
            and not (losses and (strong or fought))
            and not (blocked == {"economy"} and trigger.strong and fought)
        ):
            use.live = False
            continue
        if "accident" in sentence.strong_contexts and not strong:
            use.live = False
            continue
        if not trigger.strong and trigger.type:
            supported = armed_in(sentence, sentence.first, sentence.end) or any(s is not use for s in strong)
            effects = any(
                o.form.trigger.effect in ("killed", "injured", "killed_or_injured") and o is not use
                for o in sentence.uses
            )
            if not supported and not effects and not _driven_out(use, sentence):
                use.live = False


def _driven_out(use: Use, sentence: Sentence) -> bool:
    """Whether a word of flight is said of a thousand people and more: no crime and no journey."""
    return use.form.trigger.effect == "displaced" and any(
        (p.low or 0) >= _EXODUS and -8 <= p.first - use.slot <= 6 for p in sentence.parties
    )
