"""Words and sentences of a text, with offsets into the original.

``Words`` holds parallel lists, one entry a token. A token is a run of Arabic letters, a run of other letters, a
number (digits with inner separators), a line break or one punctuation mark.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

import numpy as np

from marsad.arabic.normalise import fold_with_map

_GAP, _ARABIC, _DIGIT, _LATIN, _DOT, _DASH, _COMMA, _APOSTROPHE, _STOPS, _MARK = range(10)
"""What a character is to a token. The first three kinds of letter run together, a mark stands alone."""
_STOP = {".", "!", "؟", "?", "\n", "؛", "…", "..", "..."}
_CLOSERS = {'"', "»", "”", ")", "]", "'", "’"}
_COMMAS = {"،", ","}
_DIGITS = frozenset("0123456789")
_LONGEST = 400
"""Tokens. No rule looks so far, and reading grows faster than the sentence."""
_TITLES = {"د", "م", "أ", "ا", "ه", "ص", "ب", "ق", "ت"}
_MEMO_LIMIT = 400_000
T = TypeVar("T")


class WordMemo(dict[str, T]):
    """What ``read`` says of each word type, remembered: ``memo[word]``. Bounded, since a process may read for ever."""

    def __init__(self, read: Callable[[str], T]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, word: str) -> T:
        if len(self) >= _MEMO_LIMIT:
            self.clear()
        value = self[word] = self._read(word)
        return value


@dataclass(slots=True)
class Words:
    """The tokens of one text.

    ``forms[i]`` is the folded token, ``text[starts[i]:ends[i]]`` its original spelling; ``sentences`` are
    half-open token ranges that cover all tokens in order.
    """

    text: str
    forms: list[str]
    starts: list[int]
    ends: list[int]
    sentences: list[tuple[int, int]]
    numbers: list[int]
    """The tokens in digits, ascending."""

    def __len__(self) -> int:
        return len(self.forms)

    def quote(self, first: int, last: int) -> str:
        """The original text from token ``first`` up to and without token ``last``."""
        return self.text[self.starts[first] : self.ends[last - 1]]


@lru_cache(maxsize=1)
def _kinds() -> np.ndarray[Any, np.dtype[np.uint8]]:
    """The kind of every folded UTF-16 code unit; letters of other scripts are gaps, as are spaces."""
    kinds = np.full(65536, _MARK, dtype=np.uint8)
    for code in range(65536):
        char = chr(code)
        if char.isspace() or char.isalnum() or char in "_#":
            kinds[code] = _DIGIT if char.isdecimal() else _GAP
    kinds[ord("a") : ord("z") + 1] = kinds[0xC0:0x250] = _LATIN
    for first, last in ((0x0621, 0x064A), (0x0671, 0x06D3), (0x06D5, 0x06D5)):
        kinds[first : last + 1] = _ARABIC
    for chars, kind in ((".", _DOT), ("-", _DASH), (",", _COMMA), ("'’", _APOSTROPHE), ("!؟?\n؛…", _STOPS)):
        for char in chars:
            kinds[ord(char)] = kind
    return kinds


def split_words(text: str, start: int = 0, end: int | None = None) -> Words:
    """Split ``text[start:end]`` into tokens and sentences; offsets are those of the whole ``text``."""
    folded, units, offsets = fold_with_map(text[start:end] if start or end is not None else text)
    if not folded:
        return Words(text, [], [], [], [], [])
    kinds = _kinds()[units]
    joined = _joined(kinds)
    named = kinds != _GAP
    begins = (named & ~joined).nonzero()[0]
    named[:-1] &= ~joined[1:]
    closes = named.nonzero()[0]
    heads: list[int] = begins.tolist()
    tails: list[int] = (closes + 1).tolist()
    forms = [folded[a:b] for a, b in zip(heads, tails, strict=True)]
    first = kinds[begins]
    stops = ((first == _STOPS) | (first == _DOT)).nonzero()[0].tolist()
    if offsets is not None:
        begins, closes = offsets[begins], offsets[closes]
    numbers = [i for i in (first == _DIGIT).nonzero()[0].tolist() if forms[i][0] in _DIGITS]
    starts, ends = (begins + start).tolist(), (closes + 1 + start).tolist()
    return Words(text, forms, starts, ends, _sentences(forms, stops), numbers)


def _joined(kinds: np.ndarray[Any, np.dtype[np.uint8]]) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """For each character whether it goes on the token of the one before it.

    Runs of letters or digits; «1.5», «10,000»; «al-Bab», «d'Orsay», «u.n»; «..», «--».
    """
    before, here = kinds[:-1], kinds[1:]
    joined = np.zeros(len(kinds), dtype=bool)
    joined[1:] = (here == before) & (here != _GAP) & (here <= _DASH)
    marks = (kinds[1:-1] >= _DOT) & (kinds[1:-1] <= _APOSTROPHE)
    inner = (marks & (kinds[:-2] == kinds[2:])).nonzero()[0] + 1
    if inner.size:
        around, mark = kinds[inner - 1], kinds[inner]
        held = inner[
            ((around == _DIGIT) & ((mark == _DOT) | (mark == _COMMA))) | ((around == _LATIN) & (mark != _COMMA))
        ]
        joined[held] = joined[held + 1] = True
    return joined


def _sentences(forms: list[str], stops: list[int]) -> list[tuple[int, int]]:
    """Sentence ranges: a stop or a line break ends one, closing quotes belong to it; initials do not end it."""
    out: list[tuple[int, int]] = []
    begin = 0
    n = len(forms)
    for i in stops:
        if i < begin or forms[i] not in _STOP:
            continue  # one of several stops or line breaks in a row
        if forms[i] == "." and i > begin and len(forms[i - 1]) == 1 and forms[i - 1] in _TITLES and i + 1 < n:
            continue
        j = i + 1
        while j < n and forms[j] in _CLOSERS:
            j += 1
        while j < n and forms[j] == "\n":
            j += 1
        out.extend(_shares(forms, begin, j))
        begin = j
    out.extend(_shares(forms, begin, n))
    return out


def _shares(forms: list[str], begin: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence; one without a stop for hundreds of words (lists, tables, hostile pages) in shares, cut at a comma."""
    while end - begin > _LONGEST:
        cut = begin + _LONGEST
        comma = next((k for k in range(cut, begin + _LONGEST // 2, -1) if forms[k - 1] in _COMMAS), cut)
        yield begin, comma
        begin = comma
    if begin < end:
        yield begin, end
