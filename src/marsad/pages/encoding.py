"""Bytes to text: which encoding an Arabic page is really in, whatever it says of itself.

Order of trust: a byte order mark; UTF-16 by the pattern of its high bytes; validity as UTF-8 (no other
encoding of Arabic passes by chance); then the candidate under which the most words are common Arabic words.
The declared encoding only breaks a tie: old pages of the region often declare windows-1252 or iso-8859-1
and hold windows-1256.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from marsad.arabic.normalise import fold

SAMPLE = 65_536
"""Bytes looked at when candidates are compared."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CANDIDATES = ("windows-1256", "iso-8859-6", "mac_arabic", "cp720", "cp864")
_RARE = frozenset(("mac_arabic", "mac-arabic", "cp720", "cp864"))
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_XML = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_WORD = re.compile("[\u0621-\u064a]+")
_MISPLACED = re.compile(
    "[ةى][\u0621-\u064a]|[إؤ](?![\u0621-\u064a\u064b-\u0652])"
    "|[\u0621-\u064a][^\\s\u0600-\u06ff\\d.,:;!?…\"'`«»()\\[\\]“”‘’%/_<#*|\u200c-\u200f-]"
)
_COMMON = frozenset(
    fold(w)
    for w in [
        "في",
        "من",
        "على",
        "إلى",
        "عن",
        "أن",
        "إن",
        "التي",
        "الذي",
        "مع",
        "ما",
        "لا",
        "هذا",
        "هذه",
        "كان",
        "كانت",
        "قد",
        "بعد",
        "قبل",
        "بين",
        "قال",
        "وقال",
        "كما",
        "لم",
        "لن",
        "ذلك",
        "خلال",
        "يوم",
        "اليوم",
        "أو",
        "ثم",
        "حتى",
        "منذ",
        "حيث",
        "بن",
        "عند",
        "أي",
        "كل",
        "غير",
        "إلا",
        "ولا",
        "وفي",
        "ومن",
        "وقد",
        "وكان",
        "عام",
        "رئيس",
        "مدينة",
        "قوات",
        "مقتل",
        "الله",
    ]
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd]")
_MOJIBAKE = re.compile(
    "[\u00d8\u00d9][\u0080-\u00ff\u0152-\u0161\u2018-\u2122\u0192\u02c6\u02dc]|[\u0637\u0638][\u00a0-\u00bf\u060c\u061b\u2018-\u203a\u0679-\u06be]"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a page and the encoding it was read with; ``replaced`` counts bytes that could not be
    read.
    """

    text: str
    encoding: str
    replaced: int = 0
    note: str = ""


def declared_encoding(data: bytes) -> str:
    """The encoding a page names in a meta tag or XML declaration, as Python spells it; empty when none or
    unknown.
    """
    head = data[:4096]
    found = _META.search(head) or _XML.search(head)
    return _known(found.group(1).decode("ascii")) if found else ""


def _known(name: str) -> str:
    try:
        return codecs.lookup(name.strip()).name
    except (LookupError, ValueError):
        return ""


def arabic_score(text: str) -> float:
    """How much like running Arabic ``text`` is: share of its words that are common words, less unreadable
    signs.

    About 0.4 for news, near 0 or below for a wrong reading.
    """
    words: list[str] = _WORD.findall(fold(text))
    if not words:
        return -len(_CONTROL.findall(text)) / max(1, len(text))
    common = sum(word in _COMMON or (word.startswith(("ال", "وال")) and len(word) > 4) for word in words)
    # a wrong reading puts ة and ى, which only end words, into their middle, and odd signs behind letters
    broken = len(_MISPLACED.findall(text))
    letters = sum(map(len, words))
    spoilt = len(_CONTROL.findall(text))
    return (common - 0.5 * broken) / len(words) + 0.05 * letters / max(1, len(text)) - 2.0 * spoilt / max(1, len(text))


def is_binary(data: bytes) -> bool:
    """Whether ``data`` is no text at all: an image, an archive, a PDF, a program."""
    head = data[:8192]
    if head.startswith((b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"\xd0\xcf\x11\xe0")):
        return True
    if any(head.startswith(bom) for bom, _ in _BOMS) or _utf16(head):
        return False
    control = sum(byte < 9 or 13 < byte < 32 for byte in head)
    return control > max(4, len(head) // 50)


def _utf16(data: bytes) -> str:
    """UTF-16 without a byte order mark, by where the high bytes 0x00 and 0x06 stand."""
    sample = data[: SAMPLE - SAMPLE % 2]
    if len(sample) < 8:
        return ""
    half = len(sample) // 2
    odd = sum(byte in (0, 6) for byte in sample[1::2])
    even = sum(byte in (0, 6) for byte in sample[0::2])
    if odd > 0.85 * half and even < 0.3 * half:
        return "utf-16-le"
    if even > 0.85 * half and odd < 0.3 * half:
        return "utf-16-be"
    return ""


def _mended(text: str) -> str:
    """Undo UTF-8 that was once read as windows-1252 or windows-1256 and saved again («Ø§Ù„», «ط§ظ„»)."""
    sample = text[:SAMPLE]
    if len(_MOJIBAKE.findall(sample)) * 8 < len(sample):
        return ""
    base = arabic_score(sample)
    for wrong in ("windows-1252", "latin-1", "windows-1256"):
        try:
            mended = text.encode(wrong).decode("utf-8")
        except UnicodeError:
            continue
        if arabic_score(mended[:SAMPLE]) > base + 0.05:
            return mended
    return ""


def decode(data: bytes, declared: str = "") -> Decoded:
    """The text of ``data``; ``declared`` is an encoding named outside the page (an HTTP header).

    Never raises: bytes that fit nothing become U+FFFD and are counted.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _finish(data[len(bom) :], name)
    wide = _utf16(data)
    if wide:
        return _finish(data, wide)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        broken = error
    else:
        mended = _mended(text)
        if mended:
            return Decoded(mended, "utf-8", note="The text had been encoded twice; it was mended.")
        return Decoded(text, "utf-8")
    loose = data.decode("utf-8", "replace")
    # One bad byte in a thousand is a cut or a pasted byte; windows-1256 read as UTF-8 is nearly all bad.
    if broken.start > len(data) - 4 or loose.count("\ufffd") * 200 < sum(c > "\u007f" for c in loose):
        return Decoded(loose, "utf-8", loose.count("\ufffd"))
    names = list(dict.fromkeys(filter(None, (_known(declared), declared_encoding(data), *_CANDIDATES))))
    sample = _sample(data)
    best, best_score = "windows-1256", float("-inf")
    for rank, name in enumerate(names):
        try:
            score = arabic_score(sample.decode(name, "replace")) - rank * 1e-6 - (0.3 if name in _RARE else 0)
        except (LookupError, UnicodeError, TypeError, AttributeError):
            continue
        if score > best_score:
            best, best_score = name, score
    return _finish(data, best)


def _sample(data: bytes) -> bytes:
    """Up to ``SAMPLE`` bytes that hold the text: from the first place with many bytes above ASCII."""
    if len(data) <= SAMPLE:
        return data
    for start in range(0, len(data) - SAMPLE, SAMPLE // 2):
        piece = data[start : start + SAMPLE]
        if sum(byte > 127 for byte in piece[::16]) > 64:
            return piece
    return data[:SAMPLE]


def _finish(data: bytes, name: str) -> Decoded:
    text = data.decode(name, "replace")
    return Decoded(text, name, text.count("\ufffd"))
