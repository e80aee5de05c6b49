"""Read one worded date from a token: «فجر الجمعة», «الخميس 19 أيار/مايو», «بعد ظهر الاثنين»."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.arabic.calendar import HIJRI_MONTHS, LIBYAN_MONTHS, MONTHS
from marsad.arabic.numerals import parse_number
from marsad.mentions import time_words as tw
from marsad.mentions.time_spans import Point
from marsad.mentions.time_words import STARTS, has, match

Forms = Sequence[str]
_JOIN = frozenset(("-", "–", "—", "و", "الي", "حتي"))
_LIBYAN_YEARS = range(1977, 2012)
_SEPARATORS = frozenset(("/", "-", "–", "\\", "(", "—"))
_NIGHT_JOIN = frozenset(("-", "/", "–", "الي", "علي"))
_BRACKETS = {"(": ")", "/": "/"}
_CE = frozenset(("م", "ميلادي", "ميلاديه", "الميلادي"))
_AH = frozenset(("ه", "هجري", "هجريه", "للهجره"))
_WEAK_PREPOSITIONS = frozenset(("في", "خلال", "منذ", "شهر", "وفي", "ومنذ", "وخلال"))
_VAGUE, _NIGHTS, _DAYS = (
    frozenset(phrase.split(" ", 1)[0] for phrase in table) for table in (tw.VAGUE, tw.NIGHTS, tw.DAYS)
)
_ITSELF = frozenset(("نفسه", "ذاته", "عينه"))
_CONJUNCTIONS = ("و", "ف")


def bare(forms: Forms, i: int) -> str:
    """The token without its proclitics when it is a word of time, else as it is."""
    form = forms[i]
    return STARTS.get(form, form)


def _integer(form: str, low: int, high: int) -> int | None:
    if form.isdigit() and len(form) <= 4 and low <= int(form) <= high:
        return int(form)
    return None


def year_number(forms: Forms, i: int, end: int, *, sure: bool = False) -> tuple[int, int] | None:
    """A year in digits or words at token ``i``: (year, next token); ``sure`` behind «عام» or a month."""
    if i >= end:
        return None
    form = forms[i]
    if form in ("ال", "ل") and i + 1 < end:
        i, form = i + 1, forms[i + 1]
    if form[:1].isdigit():
        value = _integer(form, 1300, 2100) if len(form) == 4 else None
        j = i + 1
        if value is None:
            return None
        if j < end and (forms[j] in _CE or forms[j] in _AH):
            return value, j + 1
        if value < 1900 and not sure:
            return None
        if not sure and j < end and (forms[j] in tw.COUNTED or forms[j] in tw.UNITS):
            return None
        return value, j
    if not sure or form not in ("الف", "الفين", "الفان", "الفي"):
        return None
    number = parse_number(forms, i, end)
    return number if number is not None and 1900 <= number[0] <= 2100 else None


def month_at(forms: Forms, i: int, end: int) -> tuple[int, int | None, int, bool] | None:
    """A month under one or two names: (number, last month of a range, next token, Hijri)."""
    found = match(MONTHS, forms, i, end)
    hijri = False
    if found is None:
        found = match(HIJRI_MONTHS, forms, i, end)
        hijri = True
        if found is None:
            return None
    number, j = found
    table = HIJRI_MONTHS if hijri else MONTHS
    if j >= end:
        return number, None, j, hijri
    separator = forms[j] in _SEPARATORS
    again = match(table, forms, j + 1 if separator else j, end)
    if again is not None and again[0] == number:
        j_end = again[1]
        if separator and forms[j] == "(":
            if j_end < end and forms[j_end] == ")":
                return number, None, j_end + 1, hijri
        else:
            return number, None, j_end, hijri
    if again is not None and separator and forms[j] in "/-–" and again[0] > number:
        return number, again[0], again[1], hijri
    return number, None, j, hijri


def year_tail(p: Point, forms: Forms, j: int, end: int) -> int:
    """«2014», «من عام 2014», «من العام الماضي» behind a month, season or edge; the next token."""
    k = j
    if k < end and forms[k] in ("،", ",") and k + 1 < end and len(forms[k + 1]) == 4:
        k += 1
    while k < end and forms[k] in ("من", "في", "لل"):
        k += 1
    stepped = k > j
    if k < end and forms[k] in tw.THIS and k + 1 < end and forms[k + 1] in tw.YEAR_WORDS:
        p.year_anchor = "this"
        return k + 2
    if k < end and (bare(forms, k) in tw.YEAR_WORDS):
        found = year_number(forms, k + 1, end, sure=True)
        if found is not None:
            p.year = found[0]
            return found[1]
        anchor = match(tw.ANCHORS, forms, k + 1, end)
        if anchor is not None:
            p.year_anchor = anchor[0]
            return anchor[1]
        return j
    if not stepped or forms[j] != "في":
        found = year_number(forms, k, end, sure=p.day is not None or p.month is not None)
        if found is not None and not (found[1] < end and forms[found[1]] in tw.COUNTED):
            p.year = found[0]
            return found[1]
    return j


def month_tail(p: Point, forms: Forms, j: int, end: int) -> int:
    anchor = match(tw.ANCHORS, forms, j, end)
    if anchor is not None and forms[j] not in tw.THIS and (not forms[j].endswith("ه") or forms[j] in _ITSELF):
        p.anchor, j = anchor
    j = year_tail(p, forms, j, end)
    if p.hijri and p.year is not None and p.year < 1500 and j < end and forms[j] in _AH:
        j += 1
    return j


def _numeric(forms: Forms, i: int, end: int) -> Point | None:
    """«2018/3/12», «12-3-2018», «12.3.2018»."""
    if "." in forms[i]:
        parts = forms[i].split(".")
        stop = i + 1
    elif i + 4 < end and forms[i + 1] in ("/", "-", "\\") and forms[i + 3] == forms[i + 1]:
        parts = [forms[i], forms[i + 2], forms[i + 4]]
        stop = i + 5
    else:
        return None
    if len(parts) != 3 or not all(x.isdigit() and len(x) in (1, 2, 4) for x in parts):
        return None
    if len(parts[0]) == 4:
        parts.reverse()
    if len(parts[2]) == 2 and "." not in forms[i] and i > 0 and bare(forms, i - 1) in tw.DAY_WORDS:
        parts[2] = "20" + parts[2]
    day, month, year = (int(x) for x in parts)
    if month > 12 >= day:
        day, month = month, day
    if len(parts[2]) != 4 or not (1300 <= year <= 1499 or 1900 <= year <= 2100) or not 1 <= month <= 12:
        return None
    return Point(i, stop, day=day, month=month, year=year, hijri=year < 1500) if 1 <= day <= 31 else None


def date(forms: Forms, i: int, end: int) -> Point | None:
    """A day of a month in digits or as an ordinal, with whatever year and anchor follow."""
    begin = i
    if forms[i] in ("ال", "لل") and i + 1 < end:
        i += 1
    if forms[i][:1].isdigit():
        point = _numeric(forms, i, end)
        if point is not None:
            point.first = begin
            return point
        day = _integer(forms[i], 1, 31)
        j = i + 1
        if day is None:
            return None
    else:
        found = tw.ordinal(forms, i, end)
        if found is None or found[0] < 1 or found[0] > 31 or not (found[1] < end and forms[found[1]] == "من"):
            return None
        day, j = found
    p = Point(begin, j, day=day)
    while j + 1 < end and forms[j] in _JOIN:
        k = j + 2 if forms[j + 1] == "ال" and j + 2 < end else j + 1
        second = _integer(forms[k], 1, 31)
        if second is None or second <= (p.day_end or day):
            break
        p.day_end, j = second, k + 1
    if j < end and forms[j] == "من":
        j += 1
    if j < end and (bare(forms, j) in ("الشهر", "هذا") or forms[j] in ("الجاري", "الحالي", "المنصرم")):
        return _day_of_unit(p, forms, j, end)
    if j < end and bare(forms, j) in tw.MONTH_WORDS:
        j += 1
    month = month_at(forms, j, end) if j < end else None
    if month is None:
        return _libyan(p, forms, j, end) or _short_numeric(p, forms, i, end)
    p.month, p.month_end, j, p.hijri = month[0], None, month[2], month[3]
    p.end = month_tail(p, forms, j, end)
    return p


def _libyan(p: Point, forms: Forms, j: int, end: int) -> Point | None:
    """«3 الفاتح 2009»: the name is also an everyday word, so that its year must follow."""
    found = match(LIBYAN_MONTHS, forms, j, end)
    if found is None:
        return None
    stop = year_tail(p, forms, found[1], end)
    if p.year not in _LIBYAN_YEARS:
        p.year = p.year_anchor = None
        return None
    p.month, p.end = found[0], stop
    return p


def _short_numeric(p: Point, forms: Forms, i: int, end: int) -> Point | None:
    """«بتاريخ 12/3» : only behind a word for day or date."""
    if i + 2 >= end or forms[i + 1] != "/" or i == 0 or bare(forms, i - 1) not in tw.DAY_WORDS:
        return None
    month = _integer(forms[i + 2], 1, 12)
    if month is None:
        return None
    p.month, p.end, p.day_end = month, i + 3, None
    return p


def _day_of_unit(p: Point, forms: Forms, j: int, end: int) -> Point | None:
    """«24 من الشهر الجاري», «24 الجاري»."""
    if bare(forms, j) == "الشهر":
        j += 1
    elif forms[j] in tw.THIS:
        if j + 1 >= end or forms[j + 1] != "الشهر":
            return None
        p.unit, p.anchor, p.end = "month", "this", j + 2
        return p
    anchor = match(tw.ANCHORS, forms, j, end)
    if anchor is None:
        return None
    p.unit, p.anchor, p.end = "month", anchor[0], anchor[1]
    return p


def _of_day(p: Point, forms: Forms, j: int, end: int) -> Point:
    """Add what may follow a day word or weekday: a weekday, an anchor, the date it agrees with."""
    p.end = j
    k = j
    bracket = k < end and forms[k] in _BRACKETS
    if k < end and (bracket or forms[k] in ("،", ",")):
        k += 1
    if p.weekday is None and k < end:
        k_day = k + 1 if bare(forms, k) == "يوم" else k
        weekday = match(tw.THE_WEEKDAYS, forms, k_day, end)
        if weekday is not None and forms[k_day] in tw.THE_WEEKDAYS:
            close = bracket and weekday[1] < end and forms[weekday[1]] == _BRACKETS[forms[j]]
            if not bracket or close:
                p.weekday = weekday[0]
                return _of_day(p, forms, weekday[1] + close, end)
    if p.weekday is not None and p.offset is None and k == j:
        anchor = match(tw.ANCHORS, forms, j, end)
        if anchor is not None and forms[j] not in tw.THIS:
            p.anchor, p.end = anchor
            return _of_day_date(p, forms, p.end, end)
        if j + 2 < end and forms[j] == "من" and tw.THE_UNITS.get(forms[j + 1]) == ("week", 1):
            week = match(tw.ANCHORS, forms, j + 2, end)
            if week is not None:
                p.anchor, p.end = week
                return p
        same = match(tw.DAYS, forms, j, end)
        if same is not None and forms[j] in ("امس", "اول"):
            p.offset, p.end = same
            return p
    return _of_day_date(p, forms, j, end)


def _of_day_date(p: Point, forms: Forms, j: int, end: int) -> Point:
    k = j
    bracket = k < end and forms[k] == "("
    if k < end and forms[k] in ("(", "،", ","):
        k += 1
    agreeing = has(tw.AGREEING, forms, k, end)
    k = agreeing or k
    if k < end and bare(forms, k) == "يوم":
        k += 1
    if k < end and forms[k] in ("ل", "في") and agreeing:
        k += 1
    inner = date(forms, k, end) if k < end else None
    if inner is None:
        return p
    close = inner.end < end and forms[inner.end] == ")"
    if bracket and not close:
        return p
    inner.first, inner.weekday = p.first, p.weekday
    inner.end += bracket
    if inner.month is None and p.weekday is None:
        return p
    return inner


def _weekday(forms: Forms, i: int, end: int, *, night: bool, named: bool) -> Point | None:
    """A weekday with the article; ``named`` behind «يوم» or a part of the day, where no other reading is left."""
    found = match(tw.THE_WEEKDAYS, forms, i, end)
    if found is None:
        if named and forms[i] in tw.BARE_WEEKDAYS and forms[i] != "احد":
            return _of_day(Point(i, i + 1, weekday=tw.BARE_WEEKDAYS[forms[i]]), forms, i + 1, end)
        return None
    weekday, j = found
    before = forms[i - 1] if i else ""
    if not named:
        if before in tw.WEEKDAY_NAMES or (before == "ايام"):
            return None
        if weekday == 0 and (before in tw.TWO_BEFORE or (j < end and forms[j] in tw.TWO_AFTER)):
            return None
    p = Point(i, j, weekday=weekday)
    if before == "/" and j < end and forms[j] == "/" and match(tw.ANCHORS, forms, j + 1, end):
        return _of_day(p, forms, j + 1, end)  # «/الأربعاء/ الماضي»
    separator = j < end and forms[j] in _NIGHT_JOIN
    second = match(tw.THE_WEEKDAYS, forms, j + separator, end)
    if second is not None and second[0] == (weekday + 1) % 7 and (night or (separator and forms[j] in "/-")):
        p.weekday_end, p.end = second
        return p
    return _of_day(p, forms, j, end)


def days(forms: Forms, i: int, end: int, *, night: bool = False, named: bool = False) -> Point | None:
    """A day: «أمس الثلاثاء», «يوم 24 يناير», «الخميس 19 مايو», «12 مايو»."""
    if i >= end:
        return None
    if forms[i][0].isdigit() or forms[i] == "ال":
        return date(forms, i, end)
    word = bare(forms, i)
    if word in _VAGUE and (stop := has(tw.VAGUE, forms, i, end)):
        return Point(i, stop, vague=True)
    nights = match(tw.NIGHTS, forms, i, end) if word in _NIGHTS else None
    if nights is not None:
        return Point(i, nights[1], offset=nights[0][0], offset_end=nights[0][1])
    day = match(tw.DAYS, forms, i, end) if word in _DAYS else None
    if day is not None:
        following = forms[day[1]] if day[1] < end else ""
        before = forms[i - 1] if i else ""
        if word in ("اليوم", "الليله") and day[1] == i + 1:
            same = match(tw.ANCHORS, forms, i + 1, end)
            if same is not None and same[0] == "same":
                return Point(i, same[1], vague=True)
            if following in tw.DAY_OF_SOMETHING or following in tw.ORDINALS or before in tw.OUTLETS_OF_THE_DAY:
                return None
        return _of_day(Point(i, day[1], offset=day[0]), forms, day[1], end)
    if word in tw.DAY_WORDS:
        if i and forms[i - 1] in ("كل", "ذات"):
            return None
        inner = days(forms, i + 1, end, night=night, named=True)
        if inner is not None and word == "يومي" and inner.weekday is not None and inner.end < end:
            second = match(tw.THE_WEEKDAYS, forms, inner.end, end)
            if second is not None and forms[inner.end][:1] == "و":
                inner.weekday_end, inner.end = second
        if inner is not None:
            inner.first = i
        return inner
    return _weekday(forms, i, end, night=night, named=named) or date(forms, i, end)


def day_of_part(forms: Forms, i: int, end: int) -> Point | None:
    """A part of the day and its day: «بعد ظهر الاثنين», «ليل السبت الأحد»."""
    part = match(tw.PARTS, forms, i, end)
    if part is None:
        return None
    night, j = part
    if j < end and forms[j] == "من":
        j += 1
    if j < end and forms[j] in tw.PARTS:  # «الساعات الأولى من فجر السبت»
        inner = day_of_part(forms, j, end)
    else:
        inner = days(forms, j, end, night=night, named=True)
    if inner is not None:
        inner.first = i
    return inner


def bare_month_allowed(forms: Forms, i: int) -> bool:
    """Whether a month without day, year or second name at token ``i`` can be meant as one."""
    form = forms[i]
    word = STARTS.get(form, form)
    before = forms[i - 1] if i else ""
    if word in tw.VERY_DOUBTFUL_MONTHS:
        return before in tw.MONTH_WORDS
    if word in tw.DOUBTFUL_MONTHS:
        return before in _WEAK_PREPOSITIONS
    if form != word and not form.startswith(_CONJUNCTIONS):
        return True
    return STARTS.get(before, before) in tw.MONTH_PREPOSITIONS or before in _WEAK_PREPOSITIONS
