"""Read weeks, months, seasons, years and counted stretches: «الأسبوع الماضي», «أواخر يونيو», «آخر 24 ساعة»."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from marsad.arabic.calendar import HIJRI_MONTHS, MONTHS
from marsad.arabic.numerals import NUMBER_WORDS, parse_number
from marsad.mentions import time_words as tw
from marsad.mentions.time_points import (
    Forms,
    bare,
    bare_month_allowed,
    day_of_part,
    days,
    month_at,
    month_tail,
    year_number,
    year_tail,
)
from marsad.mentions.time_spans import Point
from marsad.mentions.time_words import STARTS, Unit, has, match

_JOIN = frozenset(("-", "–", "/"))


def _feast(forms: Forms, i: int, end: int) -> Point | None:
    found = match(tw.FEASTS, forms, i, end)
    if found is None:
        return None
    p = Point(i, found[1], feast=found[0])
    anchor = match(tw.ANCHORS, forms, p.end, end)
    if anchor is not None:
        p.anchor, p.end = anchor
    p.end = year_tail(p, forms, p.end, end)
    return p


def _month(forms: Forms, i: int, end: int, sure: bool = False) -> Point | None:
    """A month, with «شهر» or not; a month alone only where the words before it make it one."""
    j = i
    named = bare(forms, j) in tw.MONTH_WORDS
    if named:
        j += 1
    found = month_at(forms, j, end) if j < end else None
    if found is None:
        return None
    month, month_end, k, hijri = found
    if named and k < end and forms[k][:1] == "و" and (second := month_at(forms, k, end)) and second[0] > month:
        month_end, k = second[0], second[2]  # «شهري مايو ويونيو»
    p = Point(i, k, month=month, month_end=month_end, hijri=hijri)
    p.end = month_tail(p, forms, k, end)
    paired = any(form in ("/", "(") for form in forms[j:k])
    if p.end == k and not (named or sure or paired or bare_month_allowed(forms, j)):
        return None
    if hijri and not named and p.year is None and bare(forms, j) in tw.DOUBTFUL_HIJRI:
        return None
    if p.end == k and month_end is not None and not (named or sure or bare_month_allowed(forms, j)):
        return None
    return p


def _inner(forms: Forms, j: int, end: int) -> Point | None:
    """What an edge or a fraction is of: a month, a year, a unit, a season, a decade."""
    while j < end and forms[j] in ("من", "ل"):
        j += 1
    if j >= end:
        return None
    inner = _month(forms, j, end, True) or _year(forms, j, end) or _season(forms, j, end)
    inner = inner or _unit(forms, j, end, alone=True) or _decade(forms, j, end)
    if inner is None and (found := year_number(forms, j, end)) is not None:
        inner = Point(j, found[1], year=found[0])
    return inner


def _edge(forms: Forms, i: int, end: int) -> Point | None:
    found = match(tw.EDGES, forms, i, end)
    if found is None:
        return None
    inner = _inner(forms, found[1], end)
    if inner is None or inner.plural or inner.unit == "day":
        return None
    inner.first, inner.edge = i, found[0]
    return inner


def _fraction(forms: Forms, i: int, end: int) -> Point | None:
    """«النصف الأول من 2018», «الربع الأخير من العام», «الأسبوع الأول من مايو»."""
    of = match(tw.FRACTIONS, forms, i, end)
    if of is None:
        unit = tw.THE_UNITS.get(bare(forms, i))
        if unit != ("week", 1):
            return None
        of = (7, i + 1)
    which = tw.ordinal(forms, of[1], end) if of[1] < end else None
    if which is None or which[1] >= end or forms[which[1]] != "من":
        return None
    inner = _inner(forms, which[1], end)
    if inner is None or (of[0] == 7) != (inner.month is not None):
        return None
    inner.first, inner.fraction = i, (which[0], of[0])
    return inner


def _year(forms: Forms, i: int, end: int) -> Point | None:
    """«عام 2014», «عامي 2014 و2015», «في 2016»: a bare number only behind a preposition."""
    word = bare(forms, i)
    if word in tw.YEAR_WORDS:
        found = year_number(forms, i + 1, end, sure=True)
        if found is None:
            return None
        p = Point(i, found[1], year=found[0])
        k = p.end
        if k + 1 < end and (forms[k] in _JOIN or forms[k] == "و"):
            last = year_number(forms, k + 1, end, sure=True)
            if last is not None and last[0] > found[0] and (forms[k] != "و" or word not in ("عام", "العام")):
                p.year_end, p.end = last
        return p
    if not forms[i][:1].isdigit() or len(forms[i]) != 4 or not i:
        return None
    before = forms[i - 1]
    if before in ("ل", "ب", "ال") and i > 1 and before == "ال":
        before = forms[i - 2]
    if before not in tw.YEAR_PREPOSITIONS and before not in ("ل", "صيف"):
        return None
    found = year_number(forms, i, end)
    if found is None or (found[1] < end and forms[found[1]] in ("/", ":", "-", ".") and before == "ل"):
        return None
    return Point(i, found[1], year=found[0])


def _season(forms: Forms, i: int, end: int) -> Point | None:
    found = match(tw.SEASONS, forms, i, end)
    if found is None:
        return None
    p = Point(i, found[1], season=found[0])
    anchor = match(tw.ANCHORS, forms, p.end, end)
    if anchor is not None and forms[p.end] not in tw.THIS:
        p.anchor, p.end = anchor
        return p
    j = year_tail(p, forms, p.end, end)
    if j == p.end:
        return None
    p.end = j
    if j + 1 < end and forms[j] in _JOIN and (last := year_number(forms, j + 1, end, sure=True)):
        p.end = last[1]
    return p


def _decade(forms: Forms, i: int, end: int) -> Point | None:
    found = match(tw.DECADES, forms, i, end)
    if found is None:
        return None
    value, j = found
    if j < end and forms[j] == "من" and j + 1 < end and (forms[j + 1] in tw.YEARS_OLD or "عمر" in forms[j + 1]):
        return None
    while j < end and forms[j] in ("من", "القرن", "الماضي", "العشرين", "القرن"):
        j += 1
    return Point(i, j, decade=value)


def _counted(forms: Forms, i: int, end: int) -> tuple[int | None, int] | None:
    """A number or «القليلة» with the article: (number or None, next token)."""
    few = has(tw.FEW, forms, i, end)
    if few:
        return None, few
    if i + 1 < end and forms[i] == "ال" and forms[i + 1].isdigit():
        return int(forms[i + 1][:4]), i + 2
    if forms[i].isdigit() and len(forms[i]) < 4:
        return int(forms[i]), i + 1
    form = forms[i]
    if form.startswith("ال") and form[2:] in NUMBER_WORDS:
        rest = [form[2:], *forms[i + 1 : min(end, i + 3)]]
        if len(rest) > 1 and rest[1].startswith("وال"):
            rest[1] = "و" + rest[1][3:]
        number = parse_number(rest, 0, len(rest))
        return (number[0], i + number[1]) if number is not None else None
    return None


def _unit(forms: Forms, i: int, end: int, *, alone: bool = False) -> Point | None:
    """«هذا الأسبوع», «الشهر الماضي», «الأيام الثلاثة الأخيرة», «24 ساعة الماضية»."""
    j = i
    form = forms[i]
    if STARTS.get(form, form) in tw.THIS or form in tw.THIS:
        unit = tw.THE_UNITS.get(forms[i + 1]) if i + 1 < end else None
        if unit is None or unit[1] == 2 or unit[0] in ("minute", "hour", "night"):
            return None
        return Point(i, i + 2, unit=unit[0], plural=not unit[1], anchor="this")
    if form == "ال" or form[:1].isdigit() or (form.startswith("ال") and form[2:] in NUMBER_WORDS):
        return _number_first(forms, i, end)
    unit = tw.THE_UNITS.get(bare(forms, i))
    if unit is None:
        return None
    j = i + 1
    count = _counted(forms, j, end) if unit[1] == 0 and j < end else None
    amount: int | None = 2 if unit[1] == 2 else None
    if count is not None:
        amount, j = count
    anchor = match(tw.ANCHORS, forms, j, end)
    if anchor is None or forms[j] in tw.THIS:
        if alone and unit[1] == 1 and unit[0] in ("week", "month", "year"):
            return Point(i, i + 1, unit=unit[0], anchor="this")
        return None
    kind, stop = anchor
    if unit[1] == 1:
        return _single(forms, i, stop, unit[0], kind)
    if kind == "same" or (kind == "this" and unit[1] == 2):
        return Point(i, stop, vague=True)
    return Point(i, stop, unit=unit[0], plural=True, amount=amount, anchor=kind, future=kind == "next")


def _single(forms: Forms, i: int, stop: int, unit: Unit, kind: tw.Anchor) -> Point | None:
    if unit in ("minute", "hour", "day", "night"):
        return Point(i, stop, vague=True) if kind == "same" and unit in ("day", "night") else None
    before = forms[i - 1] if i else ""
    adjective = bare(forms, i) == "العام" and before.startswith("ال") and before not in STARTS
    if adjective and forms[i + 1] in tw.ADJECTIVE_ANCHORS:
        return None
    return Point(i, stop, unit=unit, anchor=kind, vague=kind == "same", future=kind == "next")


def _number_first(forms: Forms, i: int, end: int) -> Point | None:
    """«الـ24 ساعة الماضية», «الثلاثة أيام الماضية»."""
    count = _counted(forms, i, end)
    if count is None or count[1] >= end:
        return None
    unit = tw.UNITS.get(forms[count[1]]) or tw.THE_UNITS.get(forms[count[1]])
    anchor = match(tw.ANCHORS, forms, count[1] + 1, end)
    if unit is None or anchor is None or anchor[0] not in ("last", "next"):
        return None
    return Point(i, anchor[1], unit=unit[0], plural=True, amount=count[0], anchor=anchor[0], future=anchor[0] == "next")


def _last(forms: Forms, i: int, end: int) -> Point | None:
    """«آخر 24 ساعة», «آخر أسبوعين», «آخر ثلاثة أيام»."""
    if bare(forms, i) not in tw.LAST or i + 1 >= end:
        return None
    found = duration(forms, i + 1, end)
    if found is None or (found[1] is None) or found[0] == "century":
        return None
    return Point(i, found[2], unit=found[0], plural=True, amount=found[1], anchor="last")


def duration(forms: Forms, i: int, end: int) -> tuple[Unit, int | None, int] | None:
    """«ثلاثة أيام», «يومين», «نحو عام», «عدة أسابيع»: (unit, number or None for a few, next token)."""
    j = has(tw.BOUNDS, forms, i, end) or i
    few = has(tw.FEW, forms, j, end)
    amount: int | None = None
    if few:
        j = few
    elif j < end and (number := parse_number(forms, j, end)) is not None:
        amount, j = number
    unit = tw.UNITS.get(forms[j]) if j < end else None
    if unit is None:
        return None
    j += 1
    if amount is None and not few and unit[1]:
        amount = unit[1]
        if j < end and forms[j] in ("واحد", "واحده"):
            j += 1
    elif amount is None and has(tw.FEW, forms, j, end):
        j = has(tw.FEW, forms, j, end)
    if j < end and forms[j] == "ونصف":
        j += 1
        if j < end and (forms[j] in tw.THE_UNITS or forms[j] in tw.UNITS):
            j += 1
    if amount is not None and amount > 2000:
        return None
    return unit[0], amount, j


_READERS: Final[tuple[tuple[Callable[[Forms, int, int], Point | None], tuple[Iterable[str], ...]], ...]] = (
    (day_of_part, (tw.PARTS,)),
    (days, (tw.VAGUE, tw.NIGHTS, tw.DAYS, tw.DAY_WORDS, tw.THE_WEEKDAYS, tw.ORDINALS)),
    (_feast, (tw.FEASTS,)),
    (_month, (tw.MONTH_WORDS, MONTHS, HIJRI_MONTHS)),
    (_fraction, (tw.FRACTIONS, tw.THE_UNITS)),
    (_edge, (tw.EDGES,)),
    (_year, (tw.YEAR_WORDS,)),
    (_season, (tw.SEASONS,)),
    (_unit, (tw.THIS, tw.THE_UNITS, [f"ال{word}" for word in NUMBER_WORDS])),
    (_last, (tw.LAST,)),
    (_decade, (tw.DECADES,)),
)
_NUMBER_READERS: Final = (days, _year, _unit)


def _dispatch() -> dict[str, tuple[Callable[[Forms, int, int], Point | None], ...]]:
    firsts = [(reader, {p.split(" ", 1)[0] for table in tables for p in table}) for reader, tables in _READERS]
    words = {word for _, found in firsts for word in found} & set(STARTS.values())
    return {word: tuple(reader for reader, found in firsts if word in found) for word in words}


_BY_WORD: Final = _dispatch()


def point(forms: Forms, i: int, end: int) -> Point | None:
    """The date that begins at token ``i``, or None."""
    if i >= end:
        return None
    form = forms[i]
    readers = _BY_WORD.get(STARTS.get(form, form))
    if readers is None:
        if form != "ال" and not form[0].isdigit():
            return None
        readers = _NUMBER_READERS
    for reader in readers:
        found = reader(forms, i, end)
        if found is not None:
            return found
    return None
