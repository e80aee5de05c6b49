"""Times named in sentences: the cases of ``cases/times.tsv``, one a line, and what cannot be said in a line."""

from __future__ import annotations

import timeit
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from marsad.arabic.words import split_words
from marsad.mentions.times import TimeMention, find_times

CASES = Path(__file__).parent.parent / "cases" / "times.tsv"


def _rows() -> list[tuple[str, ...]]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]


ROWS = _rows()
POSITIVE = [row for row in ROWS if len(row) > 2]
NEGATIVE = [row for row in ROWS if len(row) == 2]


def found(text: str, published: str = "2018-03-14") -> list[tuple[str, TimeMention]]:
    """Each time of the text with its words."""
    day = None if published == "-" else date.fromisoformat(published)
    words = split_words(text)
    out: list[tuple[str, TimeMention]] = []
    for first, last in words.sentences:
        out += [(words.quote(m.first, m.last), m) for m in find_times(words, first, last, day)]
    return out


def told(mention: TimeMention) -> tuple[str, str, str, str]:
    """A mention in the columns of the case file."""
    if mention.span is not None:
        span = mention.span
        return span.start.isoformat(), span.end.isoformat(), span.precision, mention.kind
    return "-", "-", "-" if mention.weekday is None else f"weekday:{mention.weekday}", mention.kind


@pytest.mark.parametrize("row", POSITIVE, ids=lambda row: row[1])
def test_a_time_is_read(row: tuple[str, ...]) -> None:
    published, marked, start, end, precision = row[:5]
    kind = row[5] if len(row) > 5 else "point"
    before, words, after = marked.split("|")
    mentions = found(before + words + after, published)
    assert [told(m) for _, m in mentions] == [(start, end, precision, kind)]
    assert mentions[0][0] == words


@pytest.mark.parametrize("row", NEGATIVE, ids=lambda row: row[1])
def test_no_time_is_read(row: tuple[str, ...]) -> None:
    assert found(row[1], row[0]) == []


def test_there_are_enough_cases() -> None:
    assert len(POSITIVE) >= 200
    assert len(NEGATIVE) >= 40


def test_several_times_of_a_sentence_come_in_order() -> None:
    mentions = found("قتل اثنان أمس وثلاثة الأحد الماضي بعد هدوء ساد منذ مطلع 2017")
    assert [words for words, _ in mentions] == ["أمس", "الأحد الماضي", "منذ مطلع 2017"]
    assert all(a.last <= b.first for (_, a), (_, b) in pairwise(mentions))


def test_a_proclitic_belongs_to_the_first_token() -> None:
    ((words, mention),) = found("تجدد القصف وأمس")
    assert words == "وأمس"
    assert mention.relative


def test_a_full_date_is_not_relative() -> None:
    ((_, mention),) = found("في 12 مايو 2016")
    assert (mention.relative, mention.day, mention.month) == (False, 12, 5)


def test_day_and_month_are_told_without_a_publication() -> None:
    ((_, mention),) = found("الخميس 19 أيار/مايو", "-")
    assert (mention.span, mention.weekday, mention.day, mention.month) == (None, 3, 19, 5)


def test_only_the_given_tokens_are_read() -> None:
    words = split_words("أمس قتل رجل اليوم")
    assert [m.first for m in find_times(words, 1, 3, date(2018, 3, 14))] == []


def test_a_sentence_without_time_words_costs_little() -> None:
    words = split_words("وقالت مصادر في المدينة إن القوات تقدمت نحو القرى المجاورة من دون مقاومة تذكر " * 2)
    seconds = min(timeit.repeat(lambda: find_times(words, 0, len(words), None), number=200, repeat=5)) / 200
    assert seconds < 60e-6  # three times the aim, for slow machines
