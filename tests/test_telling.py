"""A lone sentence is a report only when it tells its event; one that only speaks of it is none."""

from __future__ import annotations

import pytest

from marsad.model import Article, Part
from marsad.reports import extract

TOLD = (
    "فجر مسلحون عبوة ناسفة قرب مركز للشرطة في الموصل ما أدى إلى مقتل شرطيين.",
    "وقامت طائرة مسيرة بإطلاق صاروخ على سيارة في غزة فقتل ثلاثة من ركابها.",
    "وقتل سالم في غارة جوية استهدفت منزله في مأرب.",
    "وأعلن مصدر في الشرطة مقتل حارس في انفجار عبوة ناسفة شمال كركوك.",
    "اختطف مسلحون مهندسين اثنين قرب البصرة وكان آخر قد خطف منذ أسبوعين.",
    "وأدى انفجار سيارة مفخخة في حمص إلى مقتل تسعة مدنيين.",
    "ونزل آلاف المتظاهرين إلى شوارع الخرطوم.",
    "تظاهر مئات العمال أمام مبنى المحافظة في صفاقس.",
)
SPOKEN_OF = (
    "وصل الوزير إلى البلدة بعد يومين من مقتل 12 جنديا في هجوم انتحاري.",
    "كان السفير خارج البلاد عندما اغتيل الوزير في بيروت.",
    "أدان المجلس في جلسته التفجير الذي وقع في السوق وأدى إلى مقتل ثلاثين شخصا.",
    "ألقت الشرطة القبض على منفذ جريمة اغتيال الشيخ في النجف.",
    "اعتقل ثلاثة شبان للاشتباه في أنهم أرادوا خطف جندي في لندن.",
    "ويخشى السكان أن تؤدي عملية واسعة إلى قتل عشرات المدنيين في القطاع.",
    "أما أنا فأعتقد أن مقتل خمسة جنود في الهجوم كان نتيجة الإهمال.",
    "وهتف المتظاهرون بشعارات تطالب بإسقاط الحكومة.",
    "وفي عام 1994 قتل مسلحون عشرين مصليا في المسجد.",
    "وجاءت المظاهرات بعد قرار الحكومة رفع الأسعار.",
)


def _reports(text: str) -> tuple[str, ...]:
    return tuple(r.type for r in extract(Article("lone", text, parts=(Part(0, len(text)),))))


@pytest.mark.parametrize("text", TOLD)
def test_a_sentence_that_tells_is_a_report(text: str) -> None:
    assert _reports(text)


@pytest.mark.parametrize("text", SPOKEN_OF)
def test_a_sentence_that_only_speaks_of_an_event_is_none(text: str) -> None:
    told = [t for t in _reports(text) if t.split(".")[0] in ("battle", "remote", "civilians", "unrest")]
    assert told == []


def test_a_verb_with_hamza_is_no_valley() -> None:
    text = "وقع انفجار في سوق حلب، وأدى إلى مقتل أربعة مدنيين."
    (report,) = extract(Article("lone", text, parts=(Part(0, len(text)),)))
    assert [c.low for c in report.casualties] == [4]
