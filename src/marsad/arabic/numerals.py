"""Numbers in digits and in words: «17», «2.6 مليون», «سبعة عشر», «مئتي», «ثلاثة وعشرين», «ألفين وخمسمئة»."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.arabic.normalise import fold

_UNIT_WORDS = {
    1: "واحد واحدا واحدة إحدى أحد",
    2: "اثنان اثنين اثنتان اثنتين إثنان إثنين اثنا اثني اثنتا اثنتي",
    3: "ثلاث ثلاثة",
    4: "أربع أربعة",
    5: "خمس خمسة",
    6: "ست ستة",
    7: "سبع سبعة",
    8: "ثمان ثماني ثمانية",
    9: "تسع تسعة",
    10: "عشر عشرة",
}
_TEN_WORDS = {
    20: "عشرون عشرين",
    30: "ثلاثون ثلاثين",
    40: "أربعون أربعين",
    50: "خمسون خمسين",
    60: "ستون ستين",
    70: "سبعون سبعين",
    80: "ثمانون ثمانين",
    90: "تسعون تسعين",
}
UNITS = {fold(w): n for n, ws in _UNIT_WORDS.items() for w in ws.split()}
TENS = {fold(w): n for n, ws in _TEN_WORDS.items() for w in ws.split()}
HUNDREDS = {fold(w): 100 for w in ["مئة", "مائة", "ميه"]}
HUNDREDS |= {fold(w): 200 for w in ["مئتان", "مئتين", "مئتا", "مئتي", "مائتان", "مائتين", "مائتا", "مائتي"]}
for _n, _stem in enumerate(["ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع"], start=3):
    for _tail in ("مئة", "مائة", "ميئة"):
        HUNDREDS[fold(_stem + _tail)] = _n * 100
        HUNDREDS[fold(_stem + "ي" + _tail)] = _n * 100
THOUSANDS = {fold(w): 1000 for w in ["ألف", "آلاف", "ألفا", "ألاف"]}
THOUSANDS |= {fold(w): 2000 for w in ["ألفان", "ألفين", "ألفا", "ألفي"] if w != "ألفا"}
MILLIONS = {fold(w): 1_000_000 for w in ["مليون", "ملايين", "مليونا"]}
MILLIONS |= {fold(w): 2_000_000 for w in ["مليونان", "مليونين", "مليوني"]}
BILLIONS = {fold(w): 1_000_000_000 for w in ["مليار", "مليارات"]}

NUMBER_WORDS = {**UNITS, **TENS, **HUNDREDS, **THOUSANDS, **MILLIONS, **BILLIONS}
"""Folded words with which a number may begin, and their value."""

_SCALES = {**THOUSANDS, **MILLIONS, **BILLIONS}
_BARE_SCALE_OK = {w for w, v in _SCALES.items() if v in (1000, 2000, 1_000_000, 2_000_000)} - {
    fold("آلاف"),
    fold("ملايين"),
    fold("مليارات"),
}


def digits(token: str) -> float | None:
    """The value of a digit token: «1,500», «1.500», «2.6»; None where it is no number."""
    if not token[:1].isdigit():
        return None
    parts = token.replace(",", ".").split(".")
    if len(parts) == 1:
        return int(parts[0]) if len(parts[0]) < 13 else None
    if all(len(p) == 3 for p in parts[1:]) and len(parts[0]) <= 3:
        return int("".join(parts))
    if len(parts) == 2:
        return float(f"{parts[0]}.{parts[1]}") if "," not in token or len(parts[1]) != 3 else None
    return None


def _small(forms: Sequence[str], i: int, end: int) -> tuple[int, int] | None:
    """A number below 1000 in words from token ``i``; (value, next token)."""
    total = 0
    j = i
    level = 1000  # what may still follow: hundreds, tens, units
    while j < end:
        word = forms[j]
        joined = j > i
        if joined:
            if not word.startswith("و") or word in UNITS or word in TENS:
                break
            word = word[1:]
        if word in HUNDREDS and level > 100:
            value = HUNDREDS[word]
            total += value
            level = 100
        elif word in UNITS and level > 10:
            value = UNITS[word]
            if value <= 9 and j + 1 < end and forms[j + 1] in ("عشر", "عشره"):
                total += value + 10
                j += 2
                level = 0
                continue
            if value == 1 and joined is False and word in ("احد", "احدي"):
                return None if total == 0 else (total, j)
            if (
                value < 10
                and j + 1 < end
                and forms[j + 1] in HUNDREDS
                and HUNDREDS[forms[j + 1]] == 100
                and level > 100
            ):
                total += value * 100
                j += 2
                level = 100
                continue
            total += value
            level = 10 if value < 10 else 0
            if value == 10:
                level = 0
        elif word in TENS and level > 9:
            total += TENS[word]
            j += 1
            level = 0
            continue
        else:
            break
        j += 1
        if level == 0:
            break
        if level == 10 and not (j < end and forms[j].startswith("و") and forms[j][1:] in TENS):
            break
        if level == 10:
            total += TENS[forms[j][1:]]
            j += 1
            break
    return (total, j) if j > i else None


def parse_number(forms: Sequence[str], i: int, end: int) -> tuple[int, int] | None:
    """The number that begins at token ``i`` (folded tokens, no proclitic): (value, next token), else None.

    «آلاف», «ملايين» alone are no number but a vague word, and «أحد» is not one here («أحد العناصر»).
    """
    value: float
    number = digits(forms[i])
    if number is not None:
        value, j = float(number), i + 1
        if j + 2 < end and forms[j] == "." and forms[j + 1][:1].isdigit():
            return None
    else:
        if forms[i] in _SCALES:
            if forms[i] not in _BARE_SCALE_OK:
                return None
            value, j = 1.0, i
        else:
            small = _small(forms, i, end)
            if small is None:
                return None
            value, j = float(small[0]), small[1]
    total = 0.0
    if j < end and forms[j] in _SCALES:
        scale = _SCALES[forms[j]]
        total = value * scale
        j += 1
        if j < end and forms[j].startswith("و") and len(forms[j]) > 2:
            rest = [forms[j][1:], *forms[j + 1 : min(end, j + 5)]]
            if rest[0] in HUNDREDS or rest[0] in UNITS or rest[0] in TENS or rest[0][0].isdigit():
                more = _small(rest, 0, len(rest))
                if more is not None and not (more[1] < len(rest) and rest[more[1]] in _SCALES):
                    total += more[0]
                    j += more[1]
        elif j + 1 < end and forms[j] == "و" and (below := digits(forms[j + 1])) is not None and below < scale:
            more = parse_number(forms, j + 1, end)  # «43 ألفا و391», «مليون و200 ألف»
            if more is not None and more[0] < min(scale, 1_000_000):
                total += more[0]
                j = more[1]
        value = total
    if value != int(value):
        return None
    return int(value), j
