"""Times named in a sentence: points, stretches, «منذ …», «حتى …», ages and durations, anniversaries.

Only a token of ``time_words.STARTS`` or a number can begin one, so a sentence without such words costs one look-up a
token.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import compress
from typing import Literal

from marsad.arabic.calendar import LIBYAN_MONTHS
from marsad.arabic.numerals import NUMBER_WORDS, parse_number
from marsad.arabic.words import Words
from marsad.mentions import time_words as tw
from marsad.mentions.time_periods import duration, point
from marsad.mentions.time_points import Forms, bare, year_number
from marsad.mentions.time_spans import Point, ago, back, recent, resolve
from marsad.mentions.time_words import STARTS, has, match
from marsad.model import DateSpan

Kind = Literal["point", "since", "until", "during", "anniversary", "age", "vague"]
_DIGITS = frozenset("0123456789")
_CLOSE = frozenset(("،", ",", ".", "؛", ":", "\n", "(", ")", '"', "«", "»", "!", "؟"))
_TO = frozenset(("الي", "حتي", "وحتي", "والي", "-", "–"))
_REACH = 9
_YEAR_DIGITS = 4
_OPENERS = frozenset((*STARTS, "ال"))
"""The words that can begin a time, as can a number."""
_BEHIND_A_NUMBER = frozenset(
    ("من", "و", "/", "-", "–", "—", "\\", ".", "الي", "حتي", "الجاري", "الحالي", "المنصرم")
) | {name.partition(" ")[0] for name in LIBYAN_MONTHS}
_OVER = frozenset(phrase.rsplit(" ", 1)[-1] for phrase in tw.DURING)
_STRETCHES = {"day": 1, "week": 7, "month": 30}
_LONGEST_STRETCH = 120


def _in_a_time(number: str, following: str) -> bool:
    """Whether a number in digits may belong to a time («5 قتلى» does not), by the word behind it."""
    return (
        len(number) >= _YEAR_DIGITS
        or following in STARTS
        or following in _BEHIND_A_NUMBER
        or following in NUMBER_WORDS
        or following[:1] in _DIGITS
    )


@dataclass(slots=True)
class TimeMention:
    """A time over tokens ``[first, last)``, proclitics of the first token included.

    ``span`` are the days meant, both inclusive; None when they cannot be known: «غداة», a relative word without a day
    of publication, an age. ``weekday`` (Monday 0), ``month`` and ``day`` are what the words themselves say;
    ``relative`` says that the span was counted from the day of publication. ``until`` covers «حتى» and «قبل» a date;
    ``age`` also durations and times of day, whose numbers count nobody.
    """

    first: int
    last: int
    span: DateSpan | None
    weekday: int | None
    kind: Kind
    relative: bool
    month: int | None = None
    day: int | None = None


def find_times(words: Words, first: int, last: int, published: date | None) -> list[TimeMention]:
    """All times in tokens ``[first, last)``, left to right, none overlapping.

    ``published`` is the day the text appeared; without it (or with an absurd year) only full dates have
    a span.
    """
    forms = words.forms
    hits = list(compress(range(first, last), map(_OPENERS.__contains__, forms[first:last])))
    numbers = words.numbers[bisect_left(words.numbers, first) : bisect_left(words.numbers, last)]
    dated = [i for i in numbers if _in_a_time(forms[i], forms[i + 1] if i + 1 < last else "")]
    if dated:
        hits = sorted(hits + dated)
    if not hits:
        return []
    if published is not None and not 1800 <= published.year <= 2200:
        published = None
    out: list[TimeMention] = []
    position = first
    honoured = _anniversaries(forms, first, last)
    for i in hits:
        if i < position:
            continue
        mention = _read(forms, i, position, last, published, out)
        if mention is None:
            continue
        if mention.first in honoured and mention.day is not None:
            mention = _named(mention)
        out.append(mention)
        position = mention.last
    if published is not None and not any(m.span for m in out):
        out = [_stretch(forms, m, published) for m in out]
    return _drop_prayers(forms, out)


def _stretch(forms: Forms, m: TimeMention, published: date) -> TimeMention:
    """«قتل ألف مدني خلال ثلاثة أسابيع», and no date is said: the weeks up to the day of publication."""
    unit = tw.UNITS.get(forms[m.last - 1])
    if m.kind != "age" or unit is None or unit[0] not in _STRETCHES or forms[m.first - 1] not in _OVER:
        return m
    number = parse_number(forms, m.first, m.last)
    days = _STRETCHES[unit[0]] * (number[0] if number is not None else unit[1])
    if not 3 <= days <= _LONGEST_STRETCH:
        return m
    return TimeMention(m.first, m.last, DateSpan(published - timedelta(days), published), None, "since", True)


def _anniversaries(forms: Forms, first: int, last: int) -> set[int]:
    """Tokens behind «ذكرى» up to the next stop: a full date there is the one remembered."""
    found: set[int] = set()
    if tw.ANNIVERSARIES.isdisjoint(forms[first:last]):
        return found
    for i in range(first, last):
        if forms[i] in tw.ANNIVERSARIES:
            for k in range(i + 1, min(last, i + _REACH)):
                if forms[k] in _CLOSE:
                    break
                found.add(k)
    return found


def _drop_prayers(forms: Forms, found: list[TimeMention]) -> list[TimeMention]:
    """«صلاة الجمعة» is a Friday only when the sentence names no other time."""
    prayers = [m for m in found if m.weekday == 4 and m.first and forms[m.first - 1] in tw.FRIDAY_PRAYER]
    if not prayers or len(prayers) == len([m for m in found if m.kind not in ("age", "vague")]):
        return found
    return [m for m in found if m not in prayers]


def _named(m: TimeMention) -> TimeMention:
    return TimeMention(m.first, m.last, None, m.weekday, "anniversary", False, m.month, m.day)


def _make(p: Point, published: date | None, kind: Kind = "point") -> TimeMention:
    span = resolve(p, published)
    if p.vague or p.anchor == "same" or p.year_anchor == "same":
        kind = "vague"
    relative = p.relative and (span is not None or kind == "vague" or p.offset is not None or p.unit is not None)
    return TimeMention(p.first, p.end, span, p.weekday, kind, relative, p.month, p.day)


def _read(
    forms: Forms, i: int, floor: int, end: int, published: date | None, before: list[TimeMention]
) -> TimeMention | None:
    word = bare(forms, i)
    if word in tw.CLOCK:
        clock = _clock(forms, i, end)
        if clock:
            return TimeMention(i, clock, None, None, "age", False)
    p = point(forms, i, end)
    if p is not None:
        return _point(p, forms, i, floor, end, published, before)
    if word in tw.OPERATORS:
        return _operator(word, forms, i, end, published)
    return _age(forms, i, floor, end)


def _operator(word: str, forms: Forms, i: int, end: int, published: date | None) -> TimeMention | None:
    """«منذ», «حتى», «قبل», «بعد», «خلال» and what they govern."""
    if stop := has(tw.SINCE, forms, i, end):
        return _since(forms, i, stop, end, published)
    if stop := has(tw.UNTIL, forms, i, end):
        target = point(forms, stop, end)
        return _from(i, _make(target, published, "until")) if target is not None else None
    if word in tw.BEFORE:
        return _before(forms, i, end, published)
    if word in tw.AFTER:
        found = duration(forms, i + 1, end)
        return TimeMention(i, found[2], None, None, "vague", True) if found is not None else None
    if stop := has(tw.DURING, forms, i, end):
        target = point(forms, stop, end)
        return _from(i, _make(target, published, "during")) if target is not None else None
    return None


def _from(first: int, m: TimeMention) -> TimeMention:
    return TimeMention(first, m.last, m.span, m.weekday, m.kind, m.relative, m.month, m.day)


def _point(
    p: Point, forms: Forms, i: int, floor: int, end: int, published: date | None, earlier: list[TimeMention]
) -> TimeMention | None:
    full = p.day is not None and p.month is not None
    previous = forms[i - 1] if i else ""
    if full and p.year is None and p.weekday is None and p.anchor is None and p.year_anchor is None:
        linked = bool(earlier) and earlier[-1].kind == "anniversary" and i - earlier[-1].last <= 1
        if previous in tw.NAMED_BY_DATE or (linked and forms[i - 1] in ("و", "ال")):
            return _named(_make(p, None))
    if p.month is not None and any(form in tw.PLANNED for form in forms[max(floor, i - 7) : i]):
        p.future = True
    opener = i - 1 if previous != "ال" else i - 2
    if opener >= floor and _opens(forms[opener]):
        joined = _range(p, forms, opener, end, published)
        if joined is not None:
            return joined
    return _make(p, published, "during" if p.plural else "point")


def _opens(form: str) -> bool:
    return form in ("بين", "من", "ومن", "وبين", "مابين")


def _range(p: Point, forms: Forms, opener: int, end: int, published: date | None) -> TimeMention | None:
    """«بين يناير ومارس 2018», «من الأحد إلى الخميس», from the first of its two points."""
    k = p.end
    if k >= end:
        return None
    if forms[opener].endswith("بين"):
        if forms[k] == "و":
            k += 1
        elif not (forms[k][0] == "و" and forms[k] in STARTS):
            return None
    elif forms[k] in _TO:
        k += 1
    else:
        return None
    second = point(forms, k, end)
    if second is None and k < end and forms[k].isdigit() and len(forms[k]) == 4 and p.year is not None:
        second = Point(k, k + 1, year=int(forms[k]))
    if second is None:
        return None
    if p.year is None and p.month is not None and second.month is not None:
        p.year = second.year
        p.year_anchor = p.year_anchor or second.year_anchor
        if second.year is None and second.anchor in ("last", "this") and p.anchor is None:
            p.anchor = "last" if second.anchor == "last" else None
    last = resolve(second, published)
    start = resolve(p, last.start if last is not None and p.relative else published)
    span = None
    if last is not None and start is not None and start.start <= last.end:
        same = start.precision == last.precision and last.precision in ("month", "year")
        span = DateSpan(start.start, last.end, last.precision if same else "days")
    relative = p.relative or second.relative
    return TimeMention(opener, second.end, span, p.weekday, "during", relative, p.month, p.day)


def _since(forms: Forms, i: int, j: int, end: int, published: date | None) -> TimeMention | None:
    """«منذ عام 2013», «منذ ثلاثة أيام», «منذ انطلاقها في 12 مايو»; the span reaches to the publication."""
    p = point(forms, j, end)
    found = None if p is not None else duration(forms, j, end)
    if found is not None:
        unit, amount, stop = found
        if published is None:
            return TimeMention(i, stop, None, None, "since", True)
        if amount is None or unit in ("minute", "hour"):
            span = recent(unit, amount, published)
            kind: Kind = "since" if unit in ("month", "year", "decade", "century") else "during"
            return TimeMention(i, stop, span, None, kind, True)
        start = back(unit, amount, published)
        return TimeMention(i, stop, DateSpan(start, published, "open"), None, "since", True)
    if p is None:
        for k in range(j, min(end, j + _REACH)):
            if forms[k] in _CLOSE:
                break
            if k > j and (forms[k] in STARTS or forms[k][0] in _DIGITS) and (p := point(forms, k, end)) is not None:
                break
            if k > j and (year := year_number(forms, k, end)) is not None:
                p = Point(k, year[1], year=year[0])
                break
    if p is None or (p.first > j + 1 and p.offset is not None):
        if j < end and (forms[j] in tw.BEGINNINGS):
            return TimeMention(i, j + 1, None, None, "since", True)
        return None
    m = _make(p, published)
    if m.kind == "vague":
        return _from(i, m)
    span = m.span
    if span is not None:
        last = published if published is not None and published >= span.start else span.end
        span = DateSpan(span.start, last, "day" if span.start == last else "open")
    return TimeMention(i, p.end, span, p.weekday, "since", p.relative, p.month, p.day)


def _before(forms: Forms, i: int, end: int, published: date | None) -> TimeMention | None:
    """«قبل ثلاثة أيام», «قبل قليل», «قبل عام 2011»; nothing for «من قبل» (by)."""
    if i + 1 >= end or (i and forms[i - 1] == "من"):
        return None
    target = point(forms, i + 1, end)
    if target is not None:
        return _from(i, _make(target, published, "until"))
    near = match(tw.AGO, forms, i + 1, end)
    if near is not None:
        span = None
        if published is not None:
            low, high = (published + timedelta(days=n) for n in near[0])
            span = DateSpan(low, high, "day" if low == high else "days")
        stop = near[1]
    else:
        found = duration(forms, i + 1, end)
        if found is None:
            return None
        unit, amount, stop = found
        try:
            span = ago(unit, amount, published) if published is not None else None
        except (ValueError, OverflowError):
            span = None
    if stop < end and (forms[stop] == "علي" or (forms[stop] == "من" and not _now(forms, stop + 1, end))):
        return TimeMention(i, stop, None, None, "vague", True)
    return TimeMention(i, stop, span, None, "point" if span is None or span.precision == "day" else "during", True)


def _now(forms: Forms, i: int, end: int) -> bool:
    return i < end and forms[i] in ("الان", "اليوم")


def _clock(forms: Forms, i: int, end: int) -> int:
    """The token behind a time of day: «الساعة 9:30», «الساعة التاسعة والنصف صباحا»; 0 when it is none."""
    j = i + 1
    if j < end and forms[j] == "ال":
        j += 1
    if j < end and forms[j][0] in _DIGITS:
        j += 1
        while j + 1 < end and forms[j] in (":", ".", ",") and forms[j + 1][0] in _DIGITS:
            j += 2
        if j + 2 < end and forms[j] == "و" and forms[j + 1][0] in _DIGITS and forms[j + 2] in tw.UNITS:
            j += 3
        return j
    found = tw.ordinal(forms, j, end) if j < end else None
    if found is not None:
        return found[1]
    return j + 1 if j < end and forms[j] == "الواحده" else 0


def _age(forms: Forms, i: int, floor: int, end: int) -> TimeMention | None:
    """A counted unit that is no date («16 عاما», «44 ساعة», «سبعة عشر يوما»), from its number or its unit."""
    if forms[i][0] in _DIGITS:
        number = parse_number(forms, i, end)
        if number is None or number[1] >= end or forms[number[1]] not in tw.UNITS:
            return None
        return TimeMention(i, number[1] + 1, None, None, "age", False)
    if forms[i] not in tw.UNITS:
        return None
    for k in range(max(floor, i - 4), i):
        if forms[k] in NUMBER_WORDS and (number := parse_number(forms, k, i)) is not None and number[1] == i:
            return TimeMention(k, i + 1, None, None, "age", False)
    return None
