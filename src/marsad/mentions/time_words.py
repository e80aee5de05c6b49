"""The words of time as tables: every phrase of ``times.yaml`` and ``calendar.py`` under its folded tokens.

``STARTS`` is the one dictionary that decides whether a token can begin a date: it holds the first word of every
phrase, bare and with proclitics, and gives the bare word. All other tables are keyed by bare phrases, tokens joined
by one space.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any, Final, Literal, TypeVar

from marsad.arabic.calendar import HIJRI_MONTHS, LIBYAN_MONTHS, MONTHS, WEEKDAYS
from marsad.arabic.normalise import fold
from marsad.arabic.numerals import UNITS as UNIT_NUMBERS
from marsad.lexicon.datafiles import read_yaml

Unit = Literal["minute", "hour", "day", "night", "week", "month", "year", "decade", "century"]
Anchor = Literal["last", "before_last", "next", "this", "same"]
T = TypeVar("T")

_DATA: Final[dict[str, Any]] = read_yaml("times.yaml")
_CLITICS: Final = ("و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل")
_PREFIXES: Final = ("", *_CLITICS)
_ARTICLE: Final = "ال"


def _words(name: str) -> frozenset[str]:
    return frozenset(fold(str(form)) for form in _DATA[name])


def _with_clitics(forms: Iterable[str], *, article: bool = False) -> frozenset[str]:
    out: set[str] = set()
    for form in forms:
        for clitic in _PREFIXES:
            out.add(clitic + form)
            if article:
                out.add(clitic + _ARTICLE + form)
        if form.startswith(_ARTICLE):
            out.add("لل" + form[2:])
        elif article:
            out.add("لل" + form)
    return frozenset(out)


DAYS: Final[dict[str, int]] = {fold(form): int(n) for n, forms in _DATA["days"].items() for form in forms}
NIGHTS: Final[dict[str, tuple[int, int]]] = {
    fold(form): (row["from"], row["to"]) for row in _DATA["nights"] for form in row["forms"]
}
PARTS: Final[dict[str, bool]] = {fold(form): False for group in _DATA["parts"] for form in group}
"""Parts of the day; the value says whether a night is meant."""
PARTS.update({fold(form): True for group in _DATA["night_parts"] for form in group})
for _part in list(PARTS):  # «مساء يوم», «صباح اليوم» are read by the caller; «ليل» may carry the article
    _last = _part.rsplit(" ", 1)[-1]
    if _last in {fold(w) for w in ("ظهر", "ليل", "فجر", "عصر", "نهار")} and " " in _part:
        PARTS[_part.removesuffix(_last) + _ARTICLE + _last] = PARTS[_part]
AGREEING: Final = _words("agreeing")
ANCHORS: Final[dict[str, Anchor]] = {fold(form): kind for kind, forms in _DATA["anchors"].items() for form in forms}
ADJECTIVE_ANCHORS: Final = _words("adjective_anchors")
UNITS: Final[dict[str, tuple[Unit, int]]] = {}
"""Indefinite forms of units: (unit, 1 | 2 | 0 for a plural)."""
THE_UNITS: Final[dict[str, tuple[Unit, int]]] = {}
"""The same with the article."""
for _unit, _numbers in _DATA["units"].items():
    for _number, _key in ((1, "one"), (2, "two"), (0, "many")):
        for _form in _numbers[_key]:
            UNITS[fold(_form)] = (_unit, _number)
            THE_UNITS[_ARTICLE + fold(_form)] = (_unit, _number)
FEW: Final = _words("few")
BOUNDS: Final = _words("bounds")
AGO: Final[dict[str, tuple[int, int]]] = {
    fold(form): (row["from"], row["to"]) for row in _DATA["ago"] for form in row["forms"]
}
BEGINNINGS: Final = _words("beginnings")
EDGES: Final[dict[str, str]] = {fold(form): edge for edge, forms in _DATA["edges"].items() for form in forms}
FRACTIONS: Final[dict[str, int]] = {
    fold(form): {"half": 2, "quarter": 4, "third": 3}[name]
    for name, forms in _DATA["parts_of_year"].items()
    for form in forms
}
SEASONS: Final[dict[str, int]] = {
    fold(form): {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}[name]
    for name, forms in _DATA["seasons"].items()
    for form in forms
}
"""Seasons to their first month."""
DECADES: Final[dict[str, int]] = {}
for _year, _name in _DATA["decades"].items():
    _stem = fold(_name).removeprefix(_ARTICLE).removesuffix("ات")
    for _tail in ("ات", "يات"):
        for _head in ("", _ARTICLE):
            DECADES[_head + _stem + _tail] = int(_year)
FEASTS: Final[dict[str, dict[str, Any]]] = {fold(form): row for row in _DATA["feasts"] for form in row["forms"]}
VAGUE: Final = _words("vague")
CLOCK: Final = _words("clock")
DAY_WORDS: Final = frozenset(fold(w) for w in ("يوم", "بتاريخ", "تاريخ", "نهار", "يومي", "بيوم", "ليوم", "الأيام"))
YEAR_WORDS: Final = frozenset(
    fold(w) for w in ("عام", "العام", "سنة", "السنة", "عامي", "العامين", "سنتي", "أعوام", "الأعوام", "سنوات")
)

DOUBTFUL_MONTHS: Final = _words("doubtful_months")
VERY_DOUBTFUL_MONTHS: Final = _words("very_doubtful_months")
DOUBTFUL_HIJRI: Final = _words("doubtful_hijri_months")
MONTH_WORDS: Final = _words("month_words")
MONTH_PREPOSITIONS: Final = _words("month_prepositions")
YEAR_PREPOSITIONS: Final = _with_clitics(_words("year_prepositions"))
SINCE: Final = _words("since_words")
UNTIL: Final = _words("until_words")
BEFORE: Final = _words("before_words")
AFTER: Final = _words("after_words")
DURING: Final = _words("during_words")
LAST: Final = _words("last_words")
DAY_OF_SOMETHING: Final = _words("day_of_something")
OUTLETS_OF_THE_DAY: Final = _words("outlets_of_the_day")
NAMED_BY_DATE: Final = _with_clitics(_words("named_by_date"))
WEEKDAY_NAMES: Final = _with_clitics(_words("weekday_names"))
TWO_BEFORE: Final = _with_clitics(_words("two_words_before"))
TWO_AFTER: Final = _words("two_words_after")
FRIDAY_PRAYER: Final = _with_clitics(_words("friday_prayer"), article=True)
ANNIVERSARIES: Final = _with_clitics(_words("anniversaries"))
PLANNED: Final = _with_clitics(_words("planned"))
YEARS_OLD: Final = _words("years_old")
COUNTED: Final = _words("counted")
THIS: Final = frozenset(fold(w) for w in ("هذا", "هذه", "بهذا", "لهذا", "بهذه"))
THE_WEEKDAYS: Final = {form: n for form, n in WEEKDAYS.items() if form.startswith("ال") and form != "الا"}
BARE_WEEKDAYS: Final = {form: n for form, n in WEEKDAYS.items() if not form.startswith(_ARTICLE)}

_ONES: Final = {
    fold(word): n
    for n, words in enumerate(
        ("الأول الأولى الحادي الحادية", "الثاني الثانية", "الثالث الثالثة", "الرابع الرابعة", "الخامس الخامسة",
         "السادس السادسة", "السابع السابعة", "الثامن الثامنة", "التاسع التاسعة", "العاشر العاشرة"),
        start=1,
    )
    for word in words.split()
}  # fmt: skip
ORDINALS: Final = {
    **_ONES,
    **{fold(w): 20 for w in ("العشرين", "العشرون")},
    **{fold(w): 30 for w in ("الثلاثين", "الثلاثون")},
}
"""Ordinals that may begin a day of the month, and their value."""
_LAST_ONE: Final = frozenset(fold(w) for w in ("الأخير", "الأخيرة"))


def ordinal(forms: Sequence[str], i: int, end: int) -> tuple[int, int] | None:
    """The ordinal from token ``i``: «الأول», «الثاني عشر», «الخامس والعشرين»; (value, next token). «الأخير» is -1."""
    word = STARTS.get(forms[i], forms[i])
    if word in _LAST_ONE:
        return -1, i + 1
    value = ORDINALS.get(word)
    if value is None:
        return None
    if value < 20 and i + 1 < end:
        following = forms[i + 1]
        if following in ("عشر", "عشره"):
            return value + 10, i + 2
        if following[:1] == "و" and ORDINALS.get(following[1:], 0) >= 20:
            return value + ORDINALS[following[1:]], i + 2
    return value, i + 1


_TABLES: Final[tuple[Iterable[str], ...]] = (
    DAYS, NIGHTS, PARTS, UNITS, THE_UNITS, EDGES, FRACTIONS, SEASONS, DECADES, FEASTS, VAGUE, CLOCK, DAY_WORDS,
    YEAR_WORDS, MONTHS, HIJRI_MONTHS, THE_WEEKDAYS, ORDINALS, MONTH_WORDS, SINCE, UNTIL, BEFORE, DURING, AFTER, LAST,
    {fold("هذا"): 0, fold("هذه"): 0}, [f"ال{form}" for form, n in UNIT_NUMBERS.items() if 3 <= n <= 10],
)  # fmt: skip
OPERATORS: Final = {phrase.split(" ", 1)[0] for table in (SINCE, UNTIL, BEFORE, AFTER, DURING) for phrase in table}
"""First words of what stands before a date and changes its meaning («منذ», «حتى», «قبل»)."""
_NO_START: Final = frozenset(fold(w) for w in ("ما", "في", "على", "ذلك", "تلك", "نفس", "أكثر", "أقل", "الآن"))


def _starts() -> dict[str, str]:
    bare = {phrase.split(" ", 1)[0] for table in _TABLES for phrase in table} - _NO_START
    bare |= {fold("ذلك"), fold("تلك"), fold("نفس")}
    out: dict[str, str] = {}
    for word in bare:
        for clitic in _CLITICS:
            out.setdefault(clitic + word, word)
        if word.startswith(_ARTICLE):
            for prefix in ("لل", "ولل", "فلل"):
                out.setdefault(prefix + word[2:], word)
    out.update((word, word) for word in bare)
    for word in (fold("قبلها"), fold("بعده")):
        out.pop(word, None)
    return out


STARTS: Final[dict[str, str]] = _starts()
"""Folded word with or without proclitics → the bare first word of a time phrase."""

_SECOND: Final[dict[str, set[str]]] = {}
"""First word of a longer phrase → the words that come second."""
for _phrase in (
    phrase
    for table in (*_TABLES, AGREEING, ANCHORS, FEW, AGO, BOUNDS, LIBYAN_MONTHS)
    for phrase in table
    if " " in phrase
):
    _head, _next = _phrase.split(" ", 2)[:2]
    _SECOND.setdefault(_head, set()).add(_next)
_MOST_WORDS: Final = 6


def _longest(table: Container[str], forms: Sequence[str], i: int, end: int) -> tuple[str, int] | None:
    """The longest phrase of ``table`` from token ``i``, whose first word may carry a proclitic, and the next token."""
    if i >= end:
        return None
    word = forms[i]
    bare = word if word in table or word in _SECOND else STARTS.get(word, word)
    if bare in _SECOND and i + 1 < end and forms[i + 1] in _SECOND[bare]:
        parts = [bare, *forms[i + 1 : min(end, i + _MOST_WORDS)]]
        for size in range(len(parts), 1, -1):
            phrase = " ".join(parts[:size])
            if phrase in table:
                return phrase, i + size
    return (bare, i + 1) if bare in table else None


def match(table: Mapping[str, T], forms: Sequence[str], i: int, end: int) -> tuple[T, int] | None:
    """The longest phrase of ``table`` from token ``i``: (value, next token)."""
    found = _longest(table, forms, i, end)
    return (table[found[0]], found[1]) if found is not None else None


def has(words: frozenset[str], forms: Sequence[str], i: int, end: int) -> int:
    """The token behind the longest phrase of ``words`` from token ``i``, or 0."""
    found = _longest(words, forms, i, end)
    return found[1] if found is not None else 0
