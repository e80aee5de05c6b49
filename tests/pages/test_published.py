"""The day of publication: metadata stamps, datelines of many countries, what weekdays give away."""

from __future__ import annotations

from datetime import date

import pytest

from marsad.pages import article_from_text
from marsad.pages.lines import split_lines
from marsad.pages.published import dateline, from_lines, from_url, infer, parse_stamp

STAMPS = [
    ("2020-03-17T17:27:41Z", date(2020, 3, 17)),
    ("2021-05-11 - 14:20", date(2021, 5, 11)),
    ("20190312", date(2019, 3, 12)),
    ("Tue, 17 Mar 2020 10:49:00 +0300", date(2020, 3, 17)),
    ("March 17, 2020", date(2020, 3, 17)),
    ("17/03/2020 10:49", date(2020, 3, 17)),
    ("03/27/2020", date(2020, 3, 27)),
    ("1584439200", date(2020, 3, 17)),
    ("الأربعاء، 07 أكتوبر 2020 - 12:09 م", date(2020, 10, 7)),
    ("15 جويلية 2018", date(2018, 7, 15)),
    ("3 غشت 2021", date(2021, 8, 3)),
    ("28 كانون الثاني 2022", date(2022, 1, 28)),
    ("19 أيار/مايو 2016", date(2016, 5, 19)),
    ("١٢ آذار ٢٠١٩", date(2019, 3, 12)),
    ("غير معروف", None),
    ("2020-13-45", None),
    ("", None),
]

DATELINES = [
    ("القاهرة - بوابة الوسط الجمعة 28 يناير 2022, 09:41 مساء", date(2022, 1, 28)),
    ("نشر في 12 مارس 2019", date(2019, 3, 12)),
    ("نُشر بتاريخ: 12/03/2019", date(2019, 3, 12)),
    ("2021-05-11 - 14:20", date(2021, 5, 11)),
    ("آخر تحديث: الأحد 4 دجنبر 2022 - 18:05", date(2022, 12, 4)),
    ("تاريخ النشر: 9 نوفمبر/تشرين الثاني 2020", date(2020, 11, 9)),
    ("تونس في 6 فيفري 2015", date(2015, 2, 6)),
    ("الثلاثاء، 19-08-2025 05:36 م", date(2025, 8, 19)),
    ("15 رمضان 1437", date(2016, 6, 20)),
]

NO_DATELINES = [
    "قال المتحدث إن الهجوم وقع في 12 مارس 2019 وأسفر عن مقتل أربعة أشخاص بينهم شرطي.",
    "وكانت القرية شهدت اشتباكات في 5 مايو 2018 بين مسلحين وقوات حكومية قرب الجسر",
    "مقتل 12 شخصا في 2019",
    "هاتف 2019-12-13-44",
]

INFERRED = [
    (
        "أعلنت الوزارة، الخميس 19 أيار/مايو، اعتقال رجلين. وكانت الجماعة نشأت في نهاية سنة 2014.",
        date(2016, 5, 19),
    ),
    ("وقع الهجوم اليوم الخميس 4 نوفمبر/تشرين الثاني 2021 قرب السوق.", date(2021, 11, 4)),
    ("قتل جندي أمس الأربعاء 3 نوفمبر 2021 قرب السوق.", date(2021, 11, 4)),
    ("يبدأ الاجتماع السبت 21 مايو المقبل، بعد قمة عام 2015.", None),
    ("وقع الهجوم الخميس 19 مايو، ولم ترد تفاصيل أخرى.", None),
    ("بدأت الحرب عام 2011، وقتل فيها كثيرون.", None),
    ("تنفذ الخطة بحلول 2030، وقال الوزير الخميس 19 مايو إن انتخابات 2014 كانت نزيهة.", date(2016, 5, 19)),
]


@pytest.mark.parametrize(("value", "day"), STAMPS)
def test_stamp(value: str, day: date | None) -> None:
    assert parse_stamp(value) == day


@pytest.mark.parametrize(("line", "day"), DATELINES)
def test_dateline(line: str, day: date) -> None:
    assert dateline(split_lines(line)[0])[0] == day
    text = f"مقتل شرطي في كمين\n{line}\nقتل شرطي وأصيب آخر في كمين نصبه مسلحون على الطريق، بحسب مصدر."
    article = article_from_text(text)
    assert (article.published, article.published_by) == (day, "text")
    assert line not in article.text


@pytest.mark.parametrize("line", NO_DATELINES)
def test_running_text_is_no_dateline(line: str) -> None:
    assert dateline(split_lines(line)[0])[0] is None


@pytest.mark.parametrize(("text", "day"), INFERRED)
def test_inferred(text: str, day: date | None) -> None:
    assert infer(text) == day


def test_published_line_beats_update() -> None:
    lines = split_lines("عنوان\nآخر تحديث: 14 مارس 2019\nنشر في 12 مارس 2019\nنص")
    assert from_lines(lines) == date(2019, 3, 12)


def test_given_date_beats_all() -> None:
    article = article_from_text("عنوان\nنشر في 12 مارس 2019\nقتل شرطي في كمين على الطريق.", published=date(2020, 1, 1))
    assert (article.published, article.published_by) == (date(2020, 1, 1), "given")


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://example.org/ar/20180511-x-y", date(2018, 5, 11)),
        ("https://example.org/2018/02/21/slug", date(2018, 2, 21)),
        ("https://example.org/2013/middle_east/8/3/x.html", date(2013, 8, 3)),
        ("https://example.org/2020/11/2338761/", None),
        ("https://example.org/a", None),
    ],
)
def test_url(url: str, day: date | None) -> None:
    assert from_url(url) == day
