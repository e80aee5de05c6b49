"""The lines of a page, and the phrases of its furniture (``furniture.yaml``), folded once."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from marsad.arabic.normalise import fold

_BREAK = re.compile("[\n\r\x0b\x0c\x85\u2028\u2029]")
WORD = re.compile(r"[^\W_]+")
LONG = 320
"""Folded characters above which a line is running text."""
BLANKS = " \t\xa0\u200b\u200e\u200f\ufeff\u3000"
"""Signs stripped off both ends of a line."""
_MARKS = " .،,؛;:!؟?-–—\"'«»“”()[]*…\u200e\u200f"
_STOP = re.compile("[.!?؟!۔…](?:[\"'»”’)\\]\\s\u200e\u200f]|\u200f)*$")
CUT_SHORT = re.compile('(?:\\.{2,}|…)\\s*["»”)\\]]*\\s*$')
"""A line that ends in dots: cut short by the page."""

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
    archive_words: tuple[str, ...]
    byline: frozenset[str]
    byline_with_mark: frozenset[str]
    published: Openings
    connectives: frozenset[str]
    own_waw: frozenset[str]
    inline: re.Pattern[str]
    inline_hints: tuple[str, ...]


@dataclass(slots=True)
class Line:
    """One line of the raw text, stripped: ``raw[start:end]``; ``key`` is its folded words joined by blanks
    (of a line over ``LONG``: its folded text). ``words`` is their number, ``stops`` whether it ends as a
    sentence does (not cut short by dots), and ``is_paragraph`` whether it is running text rather than a
    headline, a caption or a label. ``drop`` names why it is furniture (empty: it stays), ``cuts`` are raw
    ranges taken out of a line that stays; ``gap`` counts the empty lines before it.
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


def _line(start: int, text: str, folded: str, gap: int) -> Line:
    tail = max(0, len(text) - 12)
    stops = _STOP.search(text, tail) is not None and CUT_SHORT.search(text, tail) is None
    if len(folded) > LONG:  # running text: counting blanks is near enough, and its words are seldom looked at
        key, count = folded.strip(_MARKS), folded.count(" ") + 1
    else:
        found = WORD.findall(folded)
        key, count = " ".join(found), len(found)
    paragraph = (count >= 9 and stops) or count >= 32
    return Line(start, start + len(text), text, folded, key, count, stops, paragraph, gap)


def key_of(text: str) -> str:
    """The folded words of ``text`` without punctuation: equal for two printings of one line."""
    return folded_key(fold(text))


def folded_key(folded: str) -> str:
    """``key_of`` for a text that is folded already."""
    return " ".join(WORD.findall(folded))


@cache
def phrases() -> Phrases:
    """The furniture phrases, loaded once."""
    raw: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("furniture.yaml").read_text(encoding="utf-8"))

    def keys(name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(key_of(entry) for entry in raw[name]))

    def openings(name: str) -> Openings:
        by_word: Openings = {}
        for phrase in sorted(keys(name), key=len, reverse=True):
            word = phrase.partition(" ")[0]
            by_word[word] = (*by_word.get(word, ()), phrase)
        return by_word

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
            "(?:[-_–—/(\\[،,:|.]\\s*(?:(?:صوره|صور|لقطه)\\s+)?(?:من ال)?|صوره\\s+|صور\\s+|من ال)"
            f"(?:{'|'.join(keys('archive'))})\\W*$"
        ),
        archive_words=_shortest(keys("archive")),
        byline=frozenset(keys("byline")),
        byline_with_mark=frozenset(keys("byline_with_mark")),
        published=openings("published"),
        connectives=frozenset(keys("connectives")),
        own_waw=frozenset(keys("own_waw")),
        inline=re.compile("|".join(f"(?:{entry['match']})" for entry in raw["inline"]), re.IGNORECASE),
        inline_hints=tuple(entry["hint"] for entry in raw["inline"]),
    )


def _shortest(words: tuple[str, ...]) -> tuple[str, ...]:
    """Those words that hold no other one of them."""
    return tuple(word for word in words if not any(other != word and other in word for other in words))


def split_lines(raw: str, folded: str | None = None) -> list[Line]:
    """The non-empty lines of ``raw`` in order; ``folded`` is ``fold(raw)`` where the caller has it."""
    if not raw:
        return []
    lines: list[Line] = []
    start = gap = 0
    # folding drops signs but never a line break, so both texts have the same lines
    folded_pieces = _BREAK.split(fold(raw) if folded is None else folded)
    for piece, folded_piece in zip(_BREAK.split(raw), folded_pieces, strict=True):
        text = piece.strip(BLANKS)
        if text:
            lines.append(_line(start + piece.index(text), text, folded_piece.strip(BLANKS), gap))
            gap = 0
        elif not raw.startswith("\r\n", start - 1):  # the empty piece between \r and \n is no line
            gap += 1
        start += len(piece) + 1
    return lines


def opening(key: str, phrases_by_word: Openings) -> str:
    """The longest phrase with whose words ``key`` begins, or an empty string."""
    for phrase in phrases_by_word.get(key.partition(" ")[0], ()):
        if key.startswith(phrase) and (len(key) == len(phrase) or key[len(phrase)] == " "):
            return phrase
    return ""


def goes_on(line: Line, known: Phrases) -> bool:
    """Whether the first word of a paragraph ties it to the paragraph before («وقال …», «كما …», «يذكر أن
    …»).
    """
    first = line.key.partition(" ")[0]
    if first in known.connectives:
        return True
    return first[:1] in ("و", "ف") and len(first) > 3 and first not in known.own_waw
