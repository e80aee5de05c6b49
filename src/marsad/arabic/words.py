"""Words and sentences of a text, with offsets into the original.

``Words`` holds parallel lists, one entry a token. A token is a run of Arabic letters, a run of other letters, a
number (digits with inner separators), a line break or one punctuation mark.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeVar

from marsad.arabic.normalise import fold_with_map

_TOKEN = re.compile(
    r"([\u0621-\u064a\u0671-\u06d3\u06d5]+"  # Arabic letters (folded text: no marks within words)
    r"|\d+(?:[.,]\d+)*"
    r"|[a-z\u00c0-\u024f]+(?:['’.-][a-z\u00c0-\u024f]+)*"
    r"|\n|\.{2,}|--+|[^\s\w#])"
)
_STOP = {".", "!", "؟", "?", "\n", "؛", "…", "..", "..."}
_CLOSERS = {'"', "»", "”", ")", "]", "'", "’"}
_COMMAS = {"،", ","}
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

    def __len__(self) -> int:
        return len(self.forms)

    def quote(self, first: int, last: int) -> str:
        """The original text from token ``first`` up to and without token ``last``."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def sentence_of(self, token: int) -> int:
        """The index of the sentence that holds ``token``."""
        return bisect_left(self.sentences, (token + 1,)) - 1


def split_words(text: str, start: int = 0, end: int | None = None) -> Words:
    """Split ``text[start:end]`` into tokens and sentences; offsets are those of the whole ``text``."""
    piece = text[start:end] if start or end is not None else text
    folded, offsets = fold_with_map(piece)
    pieces = _TOKEN.split(folded)  # gap, token, gap, token, …, gap
    forms = pieces[1::2]
    edges = list(accumulate(map(len, pieces)))
    starts, ends = edges[:-1:2], edges[1::2]
    if offsets is not None:
        ends = [offsets[b - 1] + 1 for b in ends]
        starts = [offsets[a] for a in starts]
    if start:
        starts = [a + start for a in starts]
        ends = [b + start for b in ends]
    return Words(text, forms, starts, ends, _sentences(forms))


def _sentences(forms: list[str]) -> list[tuple[int, int]]:
    """Sentence ranges: a stop or a line break ends one, closing quotes belong to it; initials do not end it."""
    out: list[tuple[int, int]] = []
    begin = 0
    n = len(forms)
    for i in [i for i, form in enumerate(forms) if form in _STOP]:
        if i < begin:
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
