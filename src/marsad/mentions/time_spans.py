"""A date as it is worded (``Point``) made a span of days, counted from the day of publication.

The rules (past by default; "last week" is the seven days before the publication; the end of a year is October to
December) are those of docs/codebook.md, section dates.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from marsad.mentions.time_words import Anchor, Unit
from marsad.model import DatePrecision, DateSpan

_FEW = {"minute": 1, "hour": 1, "day": 7, "night": 7, "week": 28, "month": 182, "year": 0, "decade": 0, "century": 0}
"""How many days back an uncounted plural reaches («الأيام الماضية»); 0 when it says nothing."""
_DAYS = {"minute": 0, "hour": 0, "day": 1, "night": 1, "week": 7}
_MONTHS = {"month": 1, "year": 12, "decade": 120, "century": 1200}
_FUTURE_WEEKDAY_DAYS = 60
_WEEKDAY_YEARS = 3
_COMING_DAYS = 45
"""A day without a year that is nearer ahead than this is the coming one: of 26 such days in 1,800 articles 25 were."""


@dataclass(slots=True)
class Point:
    """What the words of a date say, not yet counted from a day. Tokens ``[first, end)``.

    ``offset`` are days from the publication; ``amount`` the number of ``unit`` (None: an uncounted plural);
    ``fraction`` is (which, of how many): «الربع الثالث» is (3, 4); -1 is the last.
    """

    first: int
    end: int
    offset: int | None = None
    offset_end: int | None = None
    weekday: int | None = None
    weekday_end: int | None = None
    day: int | None = None
    day_end: int | None = None
    month: int | None = None
    month_end: int | None = None
    hijri: bool = False
    year: int | None = None
    year_end: int | None = None
    anchor: Anchor | None = None
    year_anchor: Anchor | None = None
    unit: Unit | None = None
    plural: bool = False
    amount: int | None = None
    edge: str = ""
    fraction: tuple[int, int] | None = None
    season: int | None = None
    decade: int | None = None
    feast: dict[str, Any] | None = None
    vague: bool = False
    future: bool = False

    @property
    def relative(self) -> bool:
        """Whether the day of publication is needed to know the date."""
        return self.year is None and self.decade is None


def shift_months(day: date, months: int) -> date:
    """The same day of a month ``months`` later, or the last day of that month; never before the year 1."""
    index = max(12, day.year * 12 + day.month - 1 + months)
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def back(unit: Unit, amount: int, published: date) -> date:
    """The day ``amount`` units before ``published``; hours are rounded up to days."""
    if unit in _MONTHS:
        return shift_months(published, -_MONTHS[unit] * amount)
    days = -(-amount // 24) if unit == "hour" else _DAYS[unit] * amount
    return published - timedelta(days=days)


def recent(unit: Unit, amount: int | None, published: date, *, future: bool = False) -> DateSpan | None:
    """The last (or coming) ``amount`` units up to the publication, None for an uncounted number of years."""
    if amount is None:
        if not _FEW[unit]:
            return None
        start = published - timedelta(days=_FEW[unit])
    else:
        start = back(unit, amount, published)
    precision: DatePrecision = "day" if start == published else "days" if (published - start).days <= 31 else "open"
    if future:
        return DateSpan(published, published + (published - start), precision)
    return DateSpan(start, published, precision)


def ago(unit: Unit, amount: int | None, published: date) -> DateSpan | None:
    """«قبل ثلاثة أيام», «قبل شهر», «قبل عامين»: as exact as the unit is."""
    if amount is None:
        span = recent(unit, None, published)
        if span is None or unit in ("minute", "hour"):
            return span
        end = published - timedelta(days={"week": 7, "month": 28}.get(unit, 1))
        return DateSpan(span.start, end, span.precision)
    if unit in ("minute", "hour"):
        return DateSpan(back(unit, amount, published), published, "day" if unit == "minute" else "days")
    middle = back(unit, amount, published)
    if unit in ("day", "night"):
        return DateSpan(middle, middle, "day")
    if unit == "year":
        return _year(middle.year, middle.year)
    slack = timedelta(days={"week": 3, "month": 15}.get(unit, 366))
    precision: DatePrecision = "week" if unit == "week" else "month" if unit == "month" else "open"
    return DateSpan(middle - slack, middle + slack, precision)


def _year(first: int, last: int) -> DateSpan:
    return DateSpan(date(first, 1, 1), date(last, 12, 31), "year")


def _month(year: int, month: int, month_end: int | None = None) -> DateSpan:
    last = month_end or month
    return DateSpan(date(year, month, 1), date(year, last, calendar.monthrange(year, last)[1]), "month")


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _hijri(year: int, month: int, day: int | None) -> tuple[date, date] | None:
    from hijridate import Hijri

    try:
        first = Hijri(year, month, day or 1)
        start = first.to_gregorian()
        length = 1 if day else first.month_length()
    except (ValueError, OverflowError):
        return None
    begin = date(start.year, start.month, start.day)
    return begin, begin + timedelta(days=length - 1)


def _hijri_span(p: Point, published: date | None, month: int, day: int | None, *, days: int = 1) -> DateSpan | None:
    """A day or month of the Hijri year; without a Hijri year the latest one not after the publication."""
    precision: DatePrecision = "month" if day is None else "day" if days == 1 else "days"
    if p.year is not None and p.year < 1500:
        years = [p.year]
    elif p.year is not None:
        years = [y for y in range(p.year - 580, p.year - 576) if (s := _hijri(y, month, day)) and s[0].year == p.year]
    elif published is not None:
        near = int((published.year - 622) * 1.0307)
        found = [y for y in range(near - 2, near + 4) if _hijri(y, month, day)]
        starts = [(y, s[0]) for y in found if (s := _hijri(y, month, day))]
        if p.anchor == "next" or p.future:
            years = [y for y, s in starts if s > published][:1]
        else:
            tolerance = timedelta(days=10 if days > 1 else 0)
            years = [y for y, s in starts if s <= published + tolerance][-1:]
            if p.anchor == "last" and years and (span := _hijri(years[0], month, day)) and span[1] >= published:
                years = [years[0] - 1]
    else:
        return None
    if not years or (span := _hijri(years[0], month, day)) is None:
        return None
    if p.day_end and day and (last := _hijri(years[0], month, p.day_end)):
        return DateSpan(span[0], last[0], "days")
    return DateSpan(span[0], span[1] + timedelta(days=days - 1), precision)


def _choose_year(p: Point, published: date, month: int, day: int | None) -> int:
    """The year of a day or month without one."""
    if p.year_anchor is not None:
        return published.year + {"last": -1, "before_last": -2, "next": 1}.get(p.year_anchor, 0)
    year = published.year
    if p.weekday is not None and day is not None and p.anchor is None:
        same = [
            d
            for y in range(year - _WEEKDAY_YEARS, year + 2)
            if (d := _valid(y, month, day)) and d.weekday() == p.weekday
            and (d - published).days <= _FUTURE_WEEKDAY_DAYS
        ]  # fmt: skip
        if same:
            return min(same, key=lambda d: abs((d - published).days)).year
    if p.anchor == "this" and month == published.month:
        return year
    if p.anchor == "next" or p.future:
        probe = _valid(year, month, day or 28)
        return year if probe is not None and probe >= published else year + 1
    if day is None:
        late = month > published.month or (p.anchor == "last" and month == published.month)
        return year - 1 if late else year
    if p.anchor == "last":
        probe = _valid(year, month, day)
        return year if probe is not None and probe < published else year - 1
    limit = published + timedelta(days=_COMING_DAYS)
    coming = [d for y in (year - 8, year - 4, year - 1, year, year + 1) if (d := _valid(y, month, day)) and d <= limit]
    return coming[-1].year if coming else year


def _of_month(p: Point, month: int, published: date | None) -> DateSpan | None:
    if p.year_anchor == "same":
        return None
    if p.hijri:
        return edge(p, _hijri_span(p, published, month, p.day))
    year = p.year
    if year is None:
        if published is None or p.anchor == "same":
            return None
        year = _choose_year(p, published, month, p.day)
    if p.day is None:
        span = _month(year, month, p.month_end if (p.month_end or 0) > month else None)
        return edge(p, span)
    start = _valid(year, month, p.day)
    if start is None:
        return None
    if p.day_end:
        end = _valid(year, month, p.day_end)
        return DateSpan(start, end, "days") if end is not None and end > start else None
    return DateSpan(start, start, "day")


def edge(p: Point, span: DateSpan | None) -> DateSpan | None:
    """The beginning, middle or end of a span, or one of its halves, thirds, quarters."""
    if span is None or (not p.edge and p.fraction is None):
        return span
    length = (span.end - span.start).days + 1
    if p.fraction is not None:
        which, of = p.fraction
        if of == 7:  # a week of a month
            first = span.end - timedelta(days=6) if which == -1 else span.start + timedelta(days=7 * (which - 1))
            return DateSpan(first, min(first + timedelta(days=6), span.end), "week")
        which = of if which == -1 else which
        if not 1 <= which <= of or span.precision != "year":
            return None
        months = 12 // of
        return DateSpan(
            date(span.start.year, months * (which - 1) + 1, 1), _month(span.start.year, months * which).end, "season"
        )
    if span.precision == "year" and length <= 366:
        first_month, last_month = {"early": (1, 3), "middle": (5, 8), "late": (10, 12)}[p.edge]
        return DateSpan(date(span.start.year, first_month, 1), _month(span.start.year, last_month).end, "season")
    if length <= 7:
        return span
    thirds = {"early": (0, 10), "middle": (10, 20), "late": (20, 30)}[p.edge]
    start = span.start + timedelta(days=length * thirds[0] // 30)
    end = span.start + timedelta(days=length * thirds[1] // 30 - 1)
    return DateSpan(start, end, "days" if length < 40 else "season" if length <= 366 else "open")


def _weekday(p: Point, weekday: int, published: date) -> date:
    behind = (published.weekday() - weekday) % 7
    if p.anchor == "next" or p.future or (p.offset or 0) > 0:
        ahead = (weekday - published.weekday()) % 7
        return published + timedelta(days=ahead or (0 if (p.offset or 0) > 0 else 7))
    if p.anchor in ("last", "before_last") and behind == 0:
        behind = 7
    if p.anchor == "before_last":
        behind += 7
    return published - timedelta(days=behind)


def _of_unit(p: Point, unit: Unit, published: date) -> DateSpan | None:
    if p.plural:
        return recent(unit, p.amount, published, future=p.anchor == "next")
    step = {"last": -1, "before_last": -2, "next": 1, "this": 0}.get(p.anchor or "this", 0)
    if unit == "week":
        if p.edge == "late":
            friday = published - timedelta(days=(published.weekday() - 4) % 7)
            if p.anchor == "last" and friday + timedelta(days=2) >= published:
                friday -= timedelta(days=7)
            if p.anchor == "next":
                friday += timedelta(days=7)
                return DateSpan(friday, friday + timedelta(days=2), "days")
            return DateSpan(friday, min(friday + timedelta(days=2), published), "days")
        first = published + timedelta(days=7 * step - (6 if step == 0 else 0) + (-6 if step > 0 else 0))
        return DateSpan(first, first + timedelta(days=6), "week")
    if unit == "month":
        day = shift_months(published.replace(day=1), step)
        if p.day is not None:
            exact = _valid(day.year, day.month, p.day)
            end = _valid(day.year, day.month, p.day_end) if p.day_end else exact
            return DateSpan(exact, end, "days" if p.day_end else "day") if exact and end and end >= exact else None
        return edge(p, _month(day.year, day.month))
    if unit == "year":
        return edge(p, _year(published.year + step, published.year + step))
    return None


def _season(p: Point, season: int, published: date | None) -> DateSpan | None:
    year = p.year
    if year is None:
        if published is None or p.anchor == "same" or p.year_anchor == "same":
            return None
        if p.year_anchor is not None:
            year = published.year + {"last": -1, "before_last": -2, "next": 1}.get(p.year_anchor, 0)
        else:
            year = published.year
            if p.anchor == "next":
                year += date(year, season, 1) <= published
            else:
                ended = shift_months(date(year, season, 1), 3) <= published
                started = date(year, season, 1) <= published
                year -= not (ended if p.anchor == "last" else started)
    start = date(year, season, 1)
    return DateSpan(start, shift_months(start, 3) - timedelta(days=1), "season")


def _feast(p: Point, feast: dict[str, Any], published: date | None) -> DateSpan | None:
    length = int(feast["days"])
    if "hijri" in feast:
        month, day = feast["hijri"]
        return _hijri_span(p, published, month, day, days=length)
    month, day = feast["gregorian"]
    if p.year is None and published is None:
        return None
    year = p.year or _choose_year(p, published or date.min, month, day)
    start = date(year, month, day)
    return DateSpan(start, start + timedelta(days=length - 1), "day" if length == 1 else "days")


def _raw(p: Point, published: date | None) -> DateSpan | None:
    if p.feast is not None:
        return _feast(p, p.feast, published)
    if p.month is not None:
        return _of_month(p, p.month, published)
    if p.season is not None:
        return _season(p, p.season, published)
    if p.decade is not None:
        return edge(p, DateSpan(date(p.decade, 1, 1), date(p.decade + 9, 12, 31), "open"))
    if p.year is not None:
        if p.hijri or p.year < 1500:
            first, last = _hijri(p.year, 1, None), _hijri(p.year, 12, None)
            return DateSpan(first[0], last[1], "year") if first and last else None
        return edge(p, _year(p.year, max(p.year, p.year_end or p.year)))
    if published is None:
        return None
    if p.unit is not None:
        return None if p.anchor == "same" else _of_unit(p, p.unit, published)
    if p.weekday is not None:
        day = _weekday(p, p.weekday, published)
        if p.anchor == "same":
            return None
        last_day = day
        if p.weekday_end is not None:
            last_day = day + timedelta(days=(p.weekday_end - p.weekday) % 7)
            if last_day > published and not (p.future or p.anchor == "next"):
                week = timedelta(days=7 if (last_day - published).days > 1 else 0)
                day, last_day = day - week, last_day - week
        return DateSpan(day, last_day, "day" if day == last_day else "days")
    if p.offset is not None:
        start = published + timedelta(days=p.offset)
        end = published + timedelta(days=p.offset if p.offset_end is None else p.offset_end)
        return DateSpan(start, end, "day" if start == end else "days")
    return None


def resolve(p: Point, published: date | None) -> DateSpan | None:
    """The days a point means; a past span is cut at the publication. None when it cannot be known."""
    if p.vague:
        return None
    try:
        span = _raw(p, published)
    except (ValueError, OverflowError):
        return None
    if span is None or published is None or p.future or p.anchor == "next" or span.start > published:
        return span
    if span.end > published and span.precision in ("month", "year", "season", "open", "week"):
        return DateSpan(span.start, published, span.precision)
    return span
