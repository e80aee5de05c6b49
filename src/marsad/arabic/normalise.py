"""Fold Arabic text for matching, keeping an exact map back to the original offsets.

One numpy look-up table over UTF-16 code units says what each unit becomes, a mask says which are dropped; since
folding never changes one character into two, the kept positions are the offset map.
"""

from __future__ import annotations

from typing import Any

import numpy as np

Units = np.ndarray[Any, np.dtype[np.uint16]]
_DROP = (
    *range(0x0610, 0x061B),  # Quranic signs
    *range(0x064B, 0x0660),  # harakat, tanwin, shadda, sukun, hamza above
    0x0670,  # superscript alef
    *range(0x06D6, 0x06EE),  # Quranic annotation
    0x0640,  # tatweel
    *range(0x200B, 0x2010),  # zero-width and direction marks
    *range(0x202A, 0x202F),  # embeddings and overrides
    *range(0x2060, 0x2070),  # word joiner, isolates
    0xFEFF,  # byte order mark
    0x00AD,  # soft hyphen
)
_FOLD = {
    **dict.fromkeys("أإآٱٲٳ", "ا"),
    **dict.fromkeys("ىیېےۍ", "ي"),
    "ئ": "ي",
    "ؤ": "و",
    "ة": "ه",
    "ۀ": "ه",
    "ە": "ه",
    "ہ": "ه",
    "ھ": "ه",
    "ک": "ك",
    "ڪ": "ك",
    "گ": "ك",
    "پ": "ب",
    "چ": "ج",
    "ڤ": "ف",
    "\u00a0": " ",
    "\u202f": " ",
    "\u2009": " ",
    "\t": " ",
    "\r": "\n",
    "\u2028": "\n",
    "\u2029": "\n",
    "٪": "%",
    "٫": ".",
    "٬": ",",
    **{chr(0x0660 + d): str(d) for d in range(10)},
    **{chr(0x06F0 + d): str(d) for d in range(10)},
    **{chr(c): chr(c + 32) for c in range(ord("A"), ord("Z") + 1)},
}


def _table() -> tuple[np.ndarray, np.ndarray]:
    fold = np.arange(65536, dtype=np.uint16)
    for source, target in _FOLD.items():
        fold[ord(source)] = ord(target)
    keep = np.ones(65536, dtype=bool)
    for code in _DROP:
        keep[code] = False
    return fold, keep


_TABLE, _KEEP = _table()
_TRANSLATION = {ord(source): target for source, target in _FOLD.items()} | dict.fromkeys(_DROP)
_SHORT = 120
"""Characters up to which a dictionary folds faster than an array."""


def fold(text: str) -> str:
    """Fold ``text`` where no offsets are needed."""
    if len(text) <= _SHORT:
        return _in_bmp(text).translate(_TRANSLATION)
    units = _units(text)
    folded, mask = _TABLE[units], _KEEP[units]
    raw: bytes = (folded if mask.all() else folded[mask]).tobytes()
    return raw.decode("utf-16-le", "surrogatepass")


def _in_bmp(text: str) -> str:
    """``text`` with one placeholder for each character beyond the BMP."""
    return text if not text or max(text) < "\U00010000" else "".join(c if c < "\U00010000" else "\ufffc" for c in text)


def _units(text: str) -> Units:
    """The UTF-16 code units of ``text``, one a character."""
    units = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype=np.uint16)
    if len(units) != len(text):
        text = _in_bmp(text)
        units = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype=np.uint16)
    return units


def fold_with_map(text: str) -> tuple[str, Units, np.ndarray[Any, Any] | None]:
    """Fold ``text``: the folded text, its UTF-16 code units (one a character), and the offset of each in ``text``.

    The offsets are None when no character was dropped: then they are the same in both.
    """
    units = _units(text)
    folded = _TABLE[units]
    mask = _KEEP[units]
    if np.count_nonzero(mask) == len(mask):
        return folded.tobytes().decode("utf-16-le", "surrogatepass"), folded, None
    folded = folded[mask]
    return folded.tobytes().decode("utf-16-le", "surrogatepass"), folded, mask.nonzero()[0]
