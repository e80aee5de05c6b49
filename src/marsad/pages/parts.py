"""Put the kept lines together: clean text, the map to the raw text, and the news items that stand on one
page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from marsad.model import Part, RawSpan
from marsad.pages.lines import BLANKS, Line, goes_on, phrases
from marsad.pages.published import dateline

LEAST_WORDS = 25
"""Words of running text that make a second item."""

_SOURCE = re.compile(r"^\W*المصدر\s*[:：/|–-]")
_PLACE_AND_AGENCY = re.compile(
    r"^[^\n.()«»\"]{3,45}\((?:cnn|رويترز|ا ف ب|ا\.ف\.ب|د ب ا|د\.ب\.ا|الاناضول|وام|سبا|شينخوا"
    r"|قنا|كونا|بترا|واس)\)\s*[-–—ـ]"
)


@dataclass(frozen=True, slots=True)
class Assembled:
    """Clean text, its raw map, and its items."""

    text: str
    raw_map: tuple[RawSpan, ...]
    parts: tuple[Part, ...]


def _line_feed(raw: str, end: int) -> int | None:
    """The offset of the line feed that ends a line at ``end``, past blanks; None where it ends otherwise."""
    if raw.startswith("\n", end):
        return end
    at = raw.find("\n", end)
    return at if at >= 0 and not raw[end:at].strip(BLANKS + "\r") else None


def is_source_line(line: Line) -> bool:
    """«المصدر: وكالات»: the agency line that ends an item."""
    return line.words <= 10 and bool(_SOURCE.match(line.folded))


def splits(lines: Sequence[Line]) -> list[int]:
    """Indices of the lines with which the second and further items on a page begin."""
    found: list[int] = []
    start = 0
    told = False  # whether a paragraph is kept between start and here
    for index, line in enumerate(lines):
        if index > start:
            told = told or _substance(lines[index - 1 : index], 1)
        if not told:
            continue
        after = index
        if is_source_line(line) and not line.drop:
            after = index + 1
        elif not (_second_caption(lines, index) or _second_dateline(lines, start, index)):
            continue
        if after < len(lines) and _substance(lines[after:], LEAST_WORDS):
            if after == index and index and _is_title(lines[index - 1]) and not _second_caption(lines, index):
                after = index - 1
            found.append(after)
            start = after
            told = _substance(lines[start:index], 1)
    return found


def _substance(lines: Sequence[Line], least: int) -> bool:
    return sum(line.words for line in lines if not line.drop and line.is_paragraph) >= least


def _is_title(line: Line) -> bool:
    return not line.drop and 3 <= line.words <= 22 and not line.stops


def _second_caption(lines: Sequence[Line], index: int) -> bool:
    """A caption printed twice behind a wide gap and before a paragraph that opens a story."""
    line = lines[index]
    if line.drop != "printed twice" or line.gap < 2:
        return False
    following = next((later for later in lines[index + 1 :] if not later.drop), None)
    return following is not None and following.is_paragraph and not goes_on(following, phrases())


def _second_dateline(lines: Sequence[Line], start: int, index: int) -> bool:
    line = lines[index]
    if "(" in line.folded and _PLACE_AND_AGENCY.match(line.folded):
        return any(_PLACE_AND_AGENCY.match(earlier.folded) for earlier in lines[start:index])
    if line.words > 14 or dateline(line)[1] > 1:
        return False
    if not any(dateline(earlier)[1] <= 1 for earlier in lines[start : min(index, start + 8)]):
        return False
    return index > 0 and _is_title(lines[index - 1])


def assemble(raw: str, lines: Sequence[Line], heading: str = "") -> Assembled:
    """The kept lines, one a line, behind ``heading`` (a title the raw text does not hold, else empty)."""
    pieces: list[str] = []
    spans: list[RawSpan] = []
    length = 0

    def put(text: str, at: int | None) -> None:
        nonlocal length
        if not text:
            return
        if at is not None:
            last = spans[-1] if spans else None
            if last and last.start + last.length == length and last.raw + last.length == at:
                spans[-1] = RawSpan(last.start, last.length + len(text), last.raw)
            else:
                spans.append(RawSpan(length, len(text), at))
        pieces.append(text)
        length += len(text)

    if heading:
        put(heading, None)
        put("\n\n", None)
    starts = set(splits(lines))
    bounds: list[int] = []
    days: list[date | None] = [None]
    end_of_last: int | None = None
    for index, line in enumerate(lines):
        if index in starts:
            bounds.append(-1)
            days.append(None)
        if len(days) > 1 and days[-1] is None:
            day, rank = dateline(line)
            days[-1] = day if rank <= 1 else None
        if line.drop:
            continue
        if end_of_last is not None:
            put("\n", _line_feed(raw, end_of_last))
        if bounds and bounds[-1] == -1:
            bounds[-1] = length
        if not line.cuts:
            put(line.text, line.start)
            end_of_last = line.end
            continue
        at = line.start
        for cut_start, cut_end in [*line.cuts, (line.end, line.end)]:
            run = raw[at:cut_start]
            if pieces and pieces[-1][-1:].isspace() and at > line.start:
                at += len(run) - len(run.lstrip())
                run = run.lstrip()
            if cut_start < line.end:
                run = run[: len(run.rstrip()) + 1]
            put(run, at)
            at = max(at, cut_end)
        end_of_last = line.end
    text = "".join(pieces)
    edges = [0, *[bound for bound in bounds if 0 < bound < len(text)], len(text)]
    parts = tuple(
        Part(first, last, days[number] if number < len(days) else None)
        for number, (first, last) in enumerate(pairwise(edges))
        if text[first:last].strip()
    )
    return Assembled(text, tuple(spans), parts)
