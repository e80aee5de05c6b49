"""Take off a news page what is no news: captions, share lines, teasers of other stories, comment forms, shortcodes.

Every line of the raw text is kept whole, cut at marked places or dropped with a named reason; what stays keeps its raw
offsets. The rule in doubt is to keep: a sentence lost is an event lost, a teaser kept is only noise. The phrases are
data (``furniture.yaml``); this module is what they mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from marsad.arabic.normalise import fold

_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_WORD = re.compile(r"[^\W_]+")
_ARABIC = re.compile("[\u0621-\u064a]")
_STOP = re.compile("[.!?؟!۔…](?:[\"'»”’)\\]\\s\u200e\u200f]|‏)*$")
_CUT_SHORT = re.compile('(?:\\.{2,}|…)\\s*["»”)\\]]*\\s*$')
_BULLET = re.compile("[-–—•*●▪■◾◼►▶«»>·♦◆✓]+\\s+|[-–—•●▪■◾◼►▶·♦◆✓](?=[^\\s\\d-])")
_NUMBERED = re.compile("\\W{0,2}(?:\\d{1,2}|[أ-ي])\\s*[-–.)/]")
_PHONE = re.compile("\\+?\\d[\\d\\s().-]{6,18}\\d")
_REACH = re.compile("واتس|وتساب|whats|هاتف|موبايل|جوال|تلفون|فاكس|اتصل|للتواصل|البريد الالكتروني|ايميل|بريد")
_ENDS_OPEN = re.compile("[:：،؛,]\\s*$|(?:التالي|التاليه|الاتي|الاتيه|يلي)\\W*$")
_AGE = re.compile("(?:عاما|سنه|عام|اعوام|سنوات)$")
_CRUMB = re.compile("\\s*[>»›/|←]\\s*")
_HASHTAG = re.compile("[#＃][^\\s#]+")
_MARK = re.compile("\\s*[:：/|–—-]|\\s*\\.{2,}|\\s*…|\\s*[،,]")


Openings = dict[str, tuple[str, ...]]
"""Phrases by their first word, longest first."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of ``furniture.yaml``, folded; see the comments there."""

    line: frozenset[str]
    block: frozenset[str]
    block_prefix: Openings
    end: Openings
    headline_after: Openings
    prefix: Openings
    credit: Openings
    caption: Openings
    archive: re.Pattern[str]
    byline: frozenset[str]
    byline_with_mark: frozenset[str]
    published: Openings
    connectives: frozenset[str]
    own_waw: frozenset[str]
    inline: re.Pattern[str]


@dataclass(slots=True)
class Line:
    """One line of the raw text, stripped: ``raw[start:end]``; ``key`` is its folded words joined by blanks.

    ``words`` is their number, ``stops`` whether it ends as a sentence does (not cut short by dots), and
    ``is_paragraph`` whether it is running text rather than a headline, a caption or a label. ``drop`` names why it
    is furniture (empty: it stays), ``cuts`` are raw ranges taken out of a line that stays; ``gap`` counts the empty
    lines before it.
    """

    start: int
    end: int
    text: str
    folded: str
    key: str
    words: int
    stops: bool
    is_paragraph: bool
    gap: int = 0
    drop: str = ""
    cuts: list[tuple[int, int]] = field(default_factory=list)


def _line(start: int, text: str, gap: int) -> Line:
    folded = fold(text)
    found = _WORD.findall(folded)
    stops = bool(_STOP.search(text, max(0, len(text) - 12))) and not _CUT_SHORT.search(
        text, max(0, len(text) - 12)
    )
    count = len(found)
    paragraph = (count >= 9 and stops) or count >= 32
    return Line(start, start + len(text), text, folded, " ".join(found), count, stops, paragraph, gap)


def key_of(text: str) -> str:
    """The folded words of ``text`` without punctuation: equal for two printings of one line."""
    return " ".join(_WORD.findall(fold(text)))


@cache
def phrases() -> Phrases:
    """The furniture phrases, loaded once."""
    raw: dict[str, Any] = yaml.safe_load(
        Path(__file__).with_name("furniture.yaml").read_text(encoding="utf-8")
    )

    def keys(name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(key_of(entry) for entry in raw[name]))

    def openings(name: str) -> Openings:
        by_word: Openings = {}
        for phrase in sorted(keys(name), key=len, reverse=True):
            word = phrase.partition(" ")[0]
            by_word[word] = (*by_word.get(word, ()), phrase)
        return by_word

    archive = "|".join(keys("archive"))
    return Phrases(
        line=frozenset(keys("line")),
        block=frozenset(keys("block")),
        block_prefix=openings("block_prefix"),
        end=openings("end"),
        headline_after=openings("headline_after"),
        prefix=openings("prefix"),
        credit=openings("credit"),
        caption=openings("caption"),
        archive=re.compile(
            f"(?:[-_–—/(\\[،,:|.]\\s*(?:(?:صوره|صور|لقطه)\\s+)?(?:من ال)?|صوره\\s+|صور\\s+|من ال)(?:{archive})\\W*$"
        ),
        byline=frozenset(keys("byline")),
        byline_with_mark=frozenset(keys("byline_with_mark")),
        published=openings("published"),
        connectives=frozenset(keys("connectives")),
        own_waw=frozenset(keys("own_waw")),
        inline=re.compile("|".join(f"(?:{pattern})" for pattern in raw["inline"]), re.IGNORECASE),
    )


def split_lines(raw: str) -> list[Line]:
    """The non-empty lines of ``raw`` in order."""
    lines: list[Line] = []
    position = gap = 0
    bounds = [(m.start(), m.end()) for m in _BREAK.finditer(raw)]
    for end, following in [*bounds, (len(raw), len(raw))]:
        piece = raw[position:end]
        text = piece.strip(" \t\xa0\u200b\u200e\u200f\ufeff\u3000")
        if text:
            start = position + piece.index(text)
            folded = fold(text)
            lines.append(_line(start, text, gap))
            gap = 0
        elif end > position or following > end:
            gap += 1
        position = following
    return lines


def mark(
    lines: list[Line],
    *,
    title: str = "",
    names: frozenset[str] = frozenset(),
    embeds: bool = False,
    carousel: bool = False,
) -> None:
    """Set ``drop`` and ``cuts`` of every line.

    ``names`` are folded keys of outlets' names (lines that are nothing else go); ``embeds``: the outlet sets headlines
    of other stories between paragraphs; ``carousel``: it ends its pages with first sentences of other stories.
    """
    known = phrases()
    for index, line in enumerate(lines):
        for match in known.inline.finditer(line.text):
            line.cuts.append((line.start + match.start(), line.start + match.end()))
        line.drop = _by_itself(line, index, len(lines), known, names)
    _repeats(lines, key_of(title))
    _blocks(lines, known)
    _bullets(lines)
    if embeds:
        _embedded_headlines(lines)
    if carousel:
        _carousel(lines, known, key_of(title))
    for line in lines:
        if line.cuts and not line.drop and not _ARABIC.search(_uncut(line)):
            line.drop = "shortcode or link"


def _uncut(line: Line) -> str:
    text, at = [], line.start
    for start, end in line.cuts:
        text.append(line.text[at - line.start : start - line.start])
        at = end
    text.append(line.text[at - line.start :])
    return "".join(text)


def opening(key: str, phrases_by_word: Openings) -> str:
    """The longest phrase with whose words ``key`` begins, or an empty string."""
    for phrase in phrases_by_word.get(key.partition(" ")[0], ()):
        if key.startswith(phrase) and (len(key) == len(phrase) or key[len(phrase)] == " "):
            return phrase
    return ""


def _by_itself(line: Line, index: int, count: int, known: Phrases, names: frozenset[str]) -> str:
    """The reason why a line is furniture whatever stands around it."""
    key, words = line.key, line.words
    if not _ARABIC.search(line.folded):
        if re.fullmatch(r"(?:19|20)\d\d", key):
            return ""
        return "no Arabic" if words <= 12 else ""
    if words <= 8:
        bare = key.strip("0123456789 ")
        if bare in known.line or key in known.line:
            return "label"
        if key in names or bare in names:
            return "outlet name"
    if words > 60:
        return ""
    if opening(key, known.prefix) and words <= 40:
        return "invitation"
    if words <= 7 and not line.stops and opening(key, known.credit):
        return "credit"
    if _caption(line, known):
        return "caption"
    if words <= 40 and _PHONE.search(line.folded) and _REACH.search(line.folded) and not _said(line):
        return "contact"
    if _other_headline(line, known):
        return "headline of another story"
    if words <= 6 and not line.stops and (index <= 3 or index >= count - 3):
        first, _, rest = key.partition(" ")
        if rest and (first in known.byline or (first in known.byline_with_mark and _mark_after_first(line))):
            return "byline"
    tags = _HASHTAG.findall(line.text)
    if len(tags) >= 3 and len(_HASHTAG.sub("", line.text).split()) <= 2:
        return "tags"
    if (
        index < 4
        and 2 < len(_CRUMB.split(line.text))
        and words <= 10
        and not line.stops
        and key.startswith("الرييسيه")
    ):
        return "breadcrumb"
    return ""


def _said(line: Line) -> bool:
    """A sentence that tells of a telephone call rather than gives a number to call."""
    return line.words > 14 and line.stops and not re.search(r"\d{7}", line.folded)


def _mark_after_first(line: Line) -> bool:
    first = _WORD.search(line.text)
    return bool(first and _MARK.match(line.text, first.end()))


def _caption(line: Line, known: Phrases) -> bool:
    if line.words > 40:
        return False
    if line.words <= 30 and known.archive.search(line.folded):
        return True
    phrase = opening(line.key, known.caption)
    if phrase:
        tail = re.search("\\W+".join(phrase.split()), line.folded)
        marked = bool(tail and re.match(r"\s*[:：|/-]", line.folded[tail.end() :]))
        if marked or (" " in phrase and not line.stops and line.words <= 25):
            return True
    # «قوات في سرت/وكالة الصحافة الفرنسية», «... (رويترز)», «Getty Images» at the end of a line that is no sentence
    return (
        line.words <= 25
        and bool(
            re.search(
                r"(?:\w+\s+\w+\s+\w+\s*/\s*(?:وكاله|رويترز|ا ف ب|فرانس برس|الاناضول|غيتي)[^/.]{0,40}|getty ?images\W*|\(\s*(?:getty|afp|reuters|ap|epa)[^)]{0,20}\)\W*)$",
                line.folded,
            )
        )
        and not line.stops
        and not line.text.endswith(("»", "”", '"'))
    )


def _other_headline(line: Line, known: Phrases) -> bool:
    """«اقرأ أيضا: …», «للمزيد: …», «قد يهمك| …»: a label and the headline behind it."""
    if line.words > 32:
        return False
    bare = line.folded.lstrip("-–—•*●▪■◾►▶· \t«([")
    phrase = opening(line.key, known.headline_after)
    label = re.match("\\W{0,3}".join(phrase.split()), bare) if phrase and line.key != phrase else None
    if not label:
        return False
    rest = bare[label.end() :]
    # a comma is enough for «للمزيد، …»; words of one stem («شاهد عيان») need the colon or bar
    alone = " " not in phrase and phrase != "للمزيد"
    if not re.match(r"\s*(?:[:：|]|\.{2,}|…|/)" if alone else r"\s*\S", rest):
        return False
    return not re.search(r"[.؟!]\s+\S", rest.strip(" .…:|")[3:])


def _repeats(lines: list[Line], title: str) -> None:
    """Titles and leads printed twice keep their first printing; captions and teasers printed twice go altogether."""
    seen: dict[str, int] = {}
    if title:
        for position, line in enumerate(lines[:12]):
            if line.key == title:
                if any(not earlier.drop and earlier.is_paragraph for earlier in lines[:position]):
                    line.drop = line.drop or "title again"
    for index, line in enumerate(lines):
        if line.drop:
            continue
        if line.words < 2:
            continue
        first = seen.get(line.key)
        if first is None and line.words >= 12:
            head, colon, rest = line.text.partition(":")
            if colon and len(head.split()) <= 4 and (first := seen.get(key_of(rest))) is not None:
                line.drop = "paragraph again"
                continue
        if first is None:
            seen[line.key] = index
            continue
        adjacent = all(between.drop for between in lines[first + 1 : index])
        if line.words >= 9 and line.stops:
            line.drop = "paragraph again"
        elif first == 0 or line.key == title:
            line.drop = "title again"
        elif adjacent and line.words <= 14 and not line.stops:
            line.drop = "printed twice"
            if line.words <= 6 or not any(later.is_paragraph for later in lines[index + 1 :]):
                lines[first].drop = "printed twice"


def _blocks(lines: list[Line], known: Phrases) -> None:
    """Headings of lists of other stories take the teasers behind them along; comment forms take all that follows."""
    index = 0
    while index < len(lines):
        line = lines[index]
        words = line.words
        if words <= 24 and opening(line.key, known.end):
            _to_the_end(lines, index)
        elif line.key.strip("0123456789 ") in known.block or (
            words <= 6 and not line.stops and opening(line.key, known.block_prefix)
        ):
            line.drop = "heading of other stories"
            index = _teasers(lines, index + 1)
            continue
        index += 1


def _to_the_end(lines: list[Line], index: int) -> None:
    before = sum(line.words for line in lines[:index] if not line.drop and line.is_paragraph)
    after = sum(line.words for line in lines[index + 1 :] if line.is_paragraph and line.stops)
    lines[index].drop = "comment form"
    if before and after < before / 2:
        for line in lines[index + 1 :]:
            line.drop = line.drop or "after the comment form"


def _teasers(lines: list[Line], index: int) -> int:
    """Drop the short or cut lines from ``index`` on; where running text begins again, the page goes on."""
    started = index
    while index < len(lines):
        line = lines[index]
        if line.is_paragraph and not _CUT_SHORT.search(line.text) and (line.stops or line.words >= 45):
            break
        if line.text.endswith((":", "：")) and index > started and line.words > 6:
            break
        if index - started > 60:
            break
        line.drop = line.drop or "teaser"
        index += 1
    return index


def _bullets(lines: list[Line]) -> None:
    """Bulleted headlines of other stories between two paragraphs; a list announced by a colon is the article's own."""
    index = 0
    while index < len(lines):
        run = index
        while run < len(lines) and _is_bullet(lines[run]):
            run += 1
        if run > index:
            before = next((line for line in reversed(lines[:index]) if not line.drop), None)
            after = next((line for line in lines[run:] if not line.drop), None)
            items = lines[index:run]
            if (
                before is not None
                and before.is_paragraph
                and not _ENDS_OPEN.search(before.folded)
                and (after.is_paragraph if after is not None else len(items) >= 2)
                and all(6 <= item.words <= 30 and not item.stops for item in items)
                and not any(_ENDS_OPEN.search(item.folded) or _AGE.search(item.key) for item in items)
            ):
                for item in items:
                    item.drop = item.drop or "headline of another story"
        index = max(run, index + 1)


def _is_bullet(line: Line) -> bool:
    return bool(_BULLET.match(line.text)) and not _NUMBERED.match(line.text)


def _content(key: str) -> set[str]:
    """The content words of a line: four letters and more, without proclitics."""
    out = set()
    for word in key.split():
        for clitic in ("وال", "بال", "لل", "ال", "و", "ب", "ل", "ف"):
            if word.startswith(clitic) and len(word) - len(clitic) >= 3:
                word = word[len(clitic) :]
                break
        if len(word) >= 3:
            out.add(word)
    return out


def _embedded_headlines(lines: list[Line]) -> None:
    """Lines without a full stop between full paragraphs that share nothing with what follows: other stories."""
    kept = [line for line in lines if not line.drop]
    found = []
    for place, line in enumerate(kept):
        if place < 2 or place + 1 >= len(kept) or line.stops or not 6 <= line.words <= 17:
            continue
        if _ENDS_OPEN.search(line.folded) or _AGE.search(line.key) or _NUMBERED.match(line.text):
            continue
        if goes_on(line, phrases()) or (
            line.text.endswith(("»", "”", '"', ")", "؟")) and line.text[:1] in '«“"('
        ):
            continue
        if not any(earlier.is_paragraph for earlier in kept[:place]) or not any(
            later.is_paragraph for later in kept[place + 1 :]
        ):
            continue
        before, after = kept[place - 1], kept[place + 1 : place + 3]
        if _ENDS_OPEN.search(before.folded) or not (before.stops or before in found):
            continue
        own = _content(line.key)
        shared = own & set().union(*(_content(item.key) for item in after if item.is_paragraph))
        if len(shared) < 0.5 * len(own):
            found.append(line)
    if len(found) * 4 <= len(kept):
        for line in found:
            line.drop = "headline of another story"


def _carousel(lines: list[Line], known: Phrases, title: str) -> None:
    """First sentences of other stories at the very end: none goes on with the story, some are cut short."""
    kept = [line for line in lines if not line.drop]
    start = len(kept)
    while start > 2 and _fresh_lead(kept[start - 1], known):
        start -= 1
    about = _content(title or (kept[0].key if kept else ""))
    while start < len(kept) and len(_content(kept[start].key) & about) >= 2:
        start += 1
    run = kept[start:]
    if len(run) >= 2 and any(not line.stops for line in run):
        for line in run:
            line.drop = "lead of another story"


def _fresh_lead(line: Line, known: Phrases) -> bool:
    """A paragraph that opens a story: its first word does not tie it to what stands before."""
    if goes_on(line, known):
        return False
    return 15 <= line.words <= 50 and len(line.text) <= 300


def goes_on(line: Line, known: Phrases) -> bool:
    """Whether the first word of a paragraph ties it to the paragraph before («وقال …», «كما …», «يذكر أن …»)."""
    first = line.key.partition(" ")[0]
    if first in known.connectives:
        return True
    return first[:1] in ("و", "ف") and len(first) > 3 and first not in known.own_waw


def removed(lines: list[Line]) -> Iterator[tuple[str, str]]:
    """(reason, text) of everything taken out, for reading samples."""
    for line in lines:
        if line.drop:
            yield line.drop, line.text
        else:
            for start, end in line.cuts:
                yield "cut", line.text[start - line.start : end - line.start]
