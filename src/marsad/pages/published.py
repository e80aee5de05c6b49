"""When a page was published: given, from its metadata, from a dateline in the text, or inferred from
weekdays.

A weekday with a day and a month («الخميس 19 أيار/مايو») fixes the year among neighbours: 19 May is a
Thursday in 2011, 2016 and 2022. The earliest such year that is not before the latest year the text speaks
of is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import unquote

from hijridate import Hijri

from marsad.arabic.calendar import HIJRI_MONTHS, LATIN_MONTHS, MONTHS, WEEKDAYS
from marsad.arabic.normalise import fold
from marsad.model import PublishedBy
from marsad.pages.lines import Line, opening, phrases

FIRST_YEAR, LAST_YEAR = 1990, 2035
"""Years a page can be of."""
REACH = 4
"""Years after the latest one the text names within which an inferred date may lie."""

_MONTH = "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True))
_HIJRI = "|".join(sorted(map(re.escape, HIJRI_MONTHS), key=len, reverse=True))
_SURE_WEEKDAYS = {name: number for name, number in WEEKDAYS.items() if name.startswith("ال")}
_WEEKDAY = "|".join(sorted(_SURE_WEEKDAYS, key=len, reverse=True))
_BEFORE = re.compile(
    rf"(?:\bيوم\s+)?\b[وفبل]?(?P<wd>{_WEEKDAY})\s*[,،:()|-]?\s*(?:ال?موافق\s+(?:ل\s*)?|في\s+)?(?:ال)?$"
)
_YEAR = r"(?:\s*[,،/-]?\s*(?:من\s+)?(?:عام\s+|سنه\s+|لعام\s+|العام\s+)?(?P<y>(?:19|20)\d\d)(?!\d))"
_NUMBER_START = re.compile(r"[0-9](?<![0-9].)")
"""The first digit of a number; every pattern of a date below that is used with it begins there."""
_DMY = re.compile(
    rf"(?P<d>\d(?<![\d:/.,-].)\d?)(?!\d)\s*[-/,،]?\s*(?:من\s+)?(?:شهر\s+)?(?P<m>{_MONTH})\b"
    rf"(?:\s*[/\\(-]\s*(?P<m2>{_MONTH})\b\s*\)?)?{_YEAR}?"
)
_MDY = re.compile(r"(?P<d>\d(?<!\d.)\d?)\s*[,،]\s*(?P<y>(?:19|20)\d\d)(?!\d)")
_MONTH_BEFORE = re.compile(rf"\b(?P<m>{_MONTH})\s+$")
_NUMERIC = re.compile(
    r"(?=\d(?<![\d/.-].))(?:(?P<y>(?:19|20)\d\d)\s?[-/.]\s?(?P<m>\d{1,2})\s?[-/.]\s?(?P<d>\d{1,2})"
    r"|(?P<d2>\d{1,2})\s?[-/.]\s?(?P<m2>\d{1,2})\s?[-/.]\s?(?P<y2>(?:19|20)\d\d))(?![\d/-]\d|\d)"
)
_HIJRI_DATE = re.compile(rf"(?P<d>\d(?<!\d.)\d?)\s*(?:من\s+)?(?P<m>{_HIJRI})\b\s*[,،/-]?\s*(?P<y>1[34]\d\d)(?!\d)")
_LATIN_DATE = re.compile(r"(?<!\d)(?P<d>\d{1,2})\s+(?P<m>[a-zéû]{3,9})\.?,?\s+(?P<y>(?:19|20)\d\d)")
_LATIN_MDY = re.compile(r"\b(?P<m>[a-zéû]{3,9})\.?\s+(?P<d>\d{1,2}),?\s+(?P<y>(?:19|20)\d\d)")
_ISO = re.compile(r"^\D{0,3}(?P<y>(?:19|20)\d\d)[-/.]?(?P<m>\d\d)[-/.]?(?P<d>\d\d)(?!\d)")
_YEAR_ALONE = re.compile(r"[12](?<![\d.,/-].)[09]\d\d(?![\d.,]*\d)")
_YEAR_WORD = re.compile(
    r"(?:\b[وفبل]?(?:ال)?(?:عام|سنه|عامي|اعوام|منذ|في|صيف|شتاء|خريف|ربيع|مطلع|نهايه|اواخر|اوايل|منتصف|انتخابات)\s+"
    rf"|\b(?:{_MONTH})\s*[,،]?\s*)(?:ال?عام\s+|سنه\s+|ال)?$"
)
_NOT_YET = re.compile(r"(?:رويه|بحلول|حتي عام|مونديال|كاس العالم|اكسبو|خطه|اجنده)\W+(?:\w+\W+){0,2}$")
_AHEAD = re.compile(r"^\W{0,3}(?:\w+\W+)?(?:المقبل|القادم|المقبله|القادمه)\b")
_AHEAD_BEFORE = re.compile(r"(?:المقبل|القادم|المقرر|مقرر|مقرره|المقرره|سيعقد|ستعقد|سيقام|حتي)\W+(?:\w+\W+){0,2}$")
_DIGIT = re.compile("[0-9]")
_TIME = re.compile(
    r"\d{1,2}\s*[:.]\s*\d{2}(?:\s*:\s*\d{2})?|\b(?:am|pm|gmt|utc|صباحا|مساء|ظهرا|ص|م|بتوقيت|الساعه|توقيت)\b"
)
_URL_DATE = re.compile(
    r"/(?P<y>(?:19|20)\d\d)(?:(?P<s>[/-]?)(?P<m>\d{1,2})(?P=s)|/[a-z_-]{3,30}/(?P<m2>\d{1,2})/)(?P<d>\d{1,2})(?=\D|$)"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A date in a folded text at ``[start:end]``; ``year`` and ``weekday`` (Monday 0) may be missing."""

    start: int
    end: int
    year: int | None
    month: int
    day: int
    weekday: int | None = None

    def as_date(self) -> date | None:
        """The day, where the year is known and the day exists."""
        return _safe(self.year, self.month, self.day) if self.year else None


def _safe(year: int | None, month: int, day: int) -> date | None:
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _at_numbers(pattern: re.Pattern[str], folded: str, starts: Sequence[int]) -> Iterator[re.Match[str]]:
    """What ``pattern.finditer`` gives for a pattern that begins at the first digit of a number."""
    end = 0
    for start in starts:
        if start >= end and (match := pattern.match(folded, start)):
            yield match
            end = match.end()


def mentions(folded: str) -> Iterator[Mention]:
    """Every date in a folded text that has at least a day and a month, in no particular order."""
    starts = [match.start() for match in _NUMBER_START.finditer(folded)]
    if not starts:
        return
    for match in _at_numbers(_DMY, folded, starts):
        month = MONTHS[match["m"]]
        if match["m2"] and MONTHS[match["m2"]] != month:
            continue
        start, weekday = _weekday_before(folded, match.start())
        yield Mention(start, match.end(), int(match["y"]) if match["y"] else None, month, int(match["d"]), weekday)
    for match in _at_numbers(_MDY, folded, starts):
        name = _MONTH_BEFORE.search(folded, max(0, match.start() - 16), match.start())
        if name:
            start, weekday = _weekday_before(folded, name.start())
            yield Mention(start, match.end(), int(match["y"]), MONTHS[name["m"]], int(match["d"]), weekday)
    for match in _at_numbers(_NUMERIC, folded, starts):
        year = int(match["y"] or match["y2"])
        month, day = (int(match["m"]), int(match["d"])) if match["y"] else (int(match["m2"]), int(match["d2"]))
        if month > 12 >= day:
            month, day = day, month
        if 1 <= month <= 12 and 1 <= day <= 31:
            start, weekday = _weekday_before(folded, match.start())
            yield Mention(start, match.end(), year, month, day, weekday)
    for match in _at_numbers(_HIJRI_DATE, folded, starts):
        found = _from_hijri(int(match["y"]), HIJRI_MONTHS[match["m"]], int(match["d"]))
        if found:
            yield Mention(match.start(), match.end(), found.year, found.month, found.day)


def _weekday_before(folded: str, start: int) -> tuple[int, int | None]:
    """Where the date begins with its weekday («الخميس الموافق ل 19 …»), and that weekday."""
    match = _BEFORE.search(folded, max(0, start - 32), start)
    return (match.start(), _SURE_WEEKDAYS[match["wd"]]) if match else (start, None)


def _from_hijri(year: int, month: int, day: int) -> date | None:
    try:
        converted = Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return date(converted.year, converted.month, converted.day)


def parse_stamp(value: str) -> date | None:
    """A date as page metadata write it: ISO 8601, RFC 2822, «17/03/2020», English, French or Arabic month
    names.

    The day is the one written, in the page's own zone. None where nothing certain can be read.
    """
    value = value.strip()
    if not value or len(value) > 120:
        return None
    match = _ISO.match(value)
    if match:
        return _safe(int(match["y"]), int(match["m"]), int(match["d"]))
    if value.isdigit() and len(value) in (10, 13):
        return date(1970, 1, 1) + timedelta(days=int(value[:10]) // 86_400) if value[0] in "12" else None
    folded = fold(value)
    for pattern in (_LATIN_DATE, _LATIN_MDY):
        match = pattern.search(folded)
        if match and match["m"] in LATIN_MONTHS:
            return _safe(int(match["y"]), LATIN_MONTHS[match["m"]], int(match["d"]))
    for mention in mentions(folded):
        found = mention.as_date()
        if found:
            return found
    try:
        return parsedate_to_datetime(value).date()
    except (ValueError, TypeError, IndexError):
        return None


def from_url(url: str) -> date | None:
    """The day in an address («/2018/02/21/», «/20180511-»), where year, month and day are all there."""
    match = _URL_DATE.search(unquote(url))
    return _safe(int(match["y"]), int(match["m"] or match["m2"]), int(match["d"])) if match else None


def dateline(line: Line) -> tuple[date | None, int]:
    """The date a line stands for when it is nothing but a dateline, and its rank (0 published, 1 plain, 2
    updated).

    (None, 9) for every other line, running text above all.
    """
    if line.words > 18 or not _DIGIT.search(line.folded):
        return None, 9
    best: Mention | None = None
    for mention in mentions(line.folded):
        if mention.year and (best is None or mention.start < best.start):
            best = mention
    if best is None:
        return None, 9
    label = opening(line.key, phrases().published)
    if label:
        return best.as_date(), 2 if "حديث" in label else 0
    rest = _TIME.sub(" ", line.folded[: best.start] + " " + line.folded[best.end :])
    left = re.findall(r"[^\W\d_]{2,}", rest)
    if line.stops and len(left) > 2:
        return None, 9
    return (best.as_date(), 1) if len(left) <= 6 else (None, 9)


def from_lines(lines: Sequence[Line], before: Sequence[Line] = (), after: Sequence[Line] = ()) -> date | None:
    """The date of the dateline among the first or last lines of a page, or nearest to its text."""
    found: list[tuple[int, int, int, date]] = []
    groups = (before[::-1][:25], lines[:15], lines[15:][-6:], after)
    for group, members in enumerate(groups):
        for place, line in enumerate(members):
            day, rank = dateline(line)
            # a bare date at the foot may be any story's
            if day is not None and (rank != 1 or group < 2):
                found.append((rank, group, place, day))
    return min(found)[3] if found else None


def infer(text: str) -> date | None:
    """The day of publication a text gives away: «اليوم الخميس 4 نوفمبر 2021», «الخميس 19 أيار/مايو» and its
    years.
    """
    return _infer(fold(text))


def _infer(folded: str) -> date | None:
    starts = [match.start() for match in _NUMBER_START.finditer(folded)]
    if not starts:
        return None
    dated = sorted(mentions(folded), key=lambda mention: mention.start)
    years = [
        int(match.group())
        for match in _at_numbers(_YEAR_ALONE, folded, starts)
        if _YEAR_WORD.search(folded, max(0, match.start() - 24), match.start())
        and not _NOT_YET.search(folded, max(0, match.start() - 40), match.start())
    ]
    years += [m.year for m in dated if m.year and not _is_ahead(folded, m)]
    years = [year for year in years if FIRST_YEAR <= year <= LAST_YEAR]
    lead = len(folded) // 3 + 200
    for mention in dated:
        day = mention.as_date()
        if day is None or mention.start > lead or _is_ahead(folded, mention):
            continue
        before = folded[max(0, mention.start - 14) : mention.start + 8]
        if mention.weekday is not None and day.weekday() == mention.weekday and day.year >= max(years, default=0):
            return day + timedelta(days=1) if re.search(r"\b(?:ا?امس)\b", before) else day
        if re.search(r"\bاليوم\b", before) and mention.weekday in (None, day.weekday()):
            return day
    if not years:
        return None
    latest = max(years)
    days: list[date] = []
    for mention in dated:
        if mention.year is not None or mention.weekday is None or _is_ahead(folded, mention):
            continue
        for year in range(latest, min(latest + REACH, LAST_YEAR) + 1):
            candidate = _safe(year, mention.month, mention.day)
            if candidate and candidate.weekday() == mention.weekday:
                days.append(candidate)
                break
    if not days:
        return None
    return max(day for day in days if abs((day - days[0]).days) <= 7)


def _is_ahead(folded: str, mention: Mention) -> bool:
    return bool(
        _AHEAD.search(folded[mention.end : mention.end + 30])
        or _AHEAD_BEFORE.search(folded[max(0, mention.start - 40) : mention.start])
    )


def resolve(
    *,
    given: date | None,
    stamps: Iterable[str],
    url: str,
    lines: Sequence[Line],
    folded: str,
    before: Sequence[Line] = (),
    after: Sequence[Line] = (),
) -> tuple[date | None, PublishedBy]:
    """The publication day and how it is known; ``stamps`` are the page's metadata dates, best
    first; ``folded`` is the whole page, folded.
    """
    if given is not None:
        return given, "given"
    for stamp in stamps:
        found = parse_stamp(stamp)
        if found:
            return found, "page"
    found = from_url(url)
    if found:
        return found, "page"
    found = from_lines(lines, before, after)
    if found:
        return found, "text"
    found = _infer(folded)
    return (found, "inferred") if found else (None, "unknown")
