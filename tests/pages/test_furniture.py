"""What is taken off a page, what stays, and that every kept character knows where it stood."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.model import Article
from marsad.pages import article_from_text

DATA = Path(__file__).parent / "data"
LEAD = "قال متحدث باسم الشرطة إن أربعة مسلحين قتلوا في اشتباك قرب الجسر الشمالي، وإن شرطيا أصيب بجروح."
NEXT = "وأضاف المتحدث أن القوة صادرت أسلحة وذخيرة، وأن التحقيق مستمر لمعرفة هوية القتلى."


def check_map(article: Article, raw: str) -> None:
    """Every character that was not inserted stands at its raw offset."""
    for span in article.raw_map:
        assert article.text[span.start : span.start + span.length] == raw[span.raw : span.raw + span.length]
    assert sum(span.length for span in article.raw_map) <= len(article.text)


def test_portal_page() -> None:
    raw = (DATA / "portal.txt").read_text(encoding="utf-8")
    article = article_from_text(raw)
    check_map(article, raw)
    assert sum(span.length for span in article.raw_map) == len(article.text)
    assert article.text.splitlines() == [
        "مقتل خمسة مسلحين في مداهمة مزرعة قرب وادي السدر",
        (
            "قالت مديرية الأمن إن قوة تابعة لها داهمت فجر الثلاثاء مزرعة قرب وادي السدر، وإن خمسة مسلحين قتلوا في "
            "تبادل لإطلاق النار."
        ),
        "وأضافت المديرية في بيان أن شرطيين أصيبا بجروح طفيفة، وأن القوة صادرت بنادق وذخيرة.",
        "وبحسب شهود عيان، استمر إطلاق النار نحو ساعتين قبل أن يعود الهدوء إلى المنطقة.",
        "تقدم بطيء",
        "ولم تعلن أي جهة انتماء القتلى إليها.",
    ]
    assert article.title == "مقتل خمسة مسلحين في مداهمة مزرعة قرب وادي السدر"
    assert article.outlet == "بوابة الوسط"
    assert str(article.published) == "2023-03-14"


def test_two_items_on_one_page() -> None:
    raw = (DATA / "two_items.txt").read_text(encoding="utf-8")
    article = article_from_text(raw)
    check_map(article, raw)
    first, second = (article.text[part.start : part.end] for part in article.parts)
    assert first.startswith("أعلن الجيش الأربعاء")
    assert first.rstrip().endswith("المصدر: وكالات")
    assert second.startswith("وصلت مئات العائلات")
    assert "أرشيف" not in article.text
    assert "نازحون في مخيم السهل" not in article.text
    assert article.agency == "وكالات"


def test_reprint_keeps_the_lead_once() -> None:
    raw = (DATA / "reprint.txt").read_text(encoding="utf-8")
    article = article_from_text(raw)
    check_map(article, raw)
    assert article.text.count("أعلنت جماعة محلية مسلحة سيطرتها") == 1
    assert "[" not in article.text
    assert "شاهد" not in article.text.replace("شاهدوا", "")
    assert "السياحة" not in article.text
    assert "بريدك" not in article.text
    assert article.text.endswith("باتجاه الوادي قبل غروب الشمس.")


FURNITURE = [
    "اقرأ أيضا: مقتل قيادي في غارة على بلدة حدودية",
    "إقرأ أيضاً.. مقتل قيادي في غارة على بلدة حدودية",
    "للمزيد: مقتل قيادي في غارة على بلدة حدودية",
    "للمزيد، مقتل قيادي في غارة على بلدة حدودية",
    "قد يهمك| مقتل قيادي في غارة على بلدة حدودية",
    "شاهد: لحظة سقوط القذيفة على السوق",
    "شارك",
    "شارك الخبر",
    "تعليقات 12",
    "3 تعليقات",
    "يمكنكم تسلم إشعارات بأهم الموضوعات بعد تحميل تطبيقنا على هاتفكم المحمول.",
    "تابعونا على تلغرام لتصلكم الأخبار أولا بأول.",
    "للتواصل معنا عبر واتساب 00963900000000",
    "لإرسال الأخبار والصور: هاتف 0910000000 أو البريد الإلكتروني",
    "https://www.example.org/a/b?c=d",
    "WTV_Frequency",
    "---------------",
    "دخان يتصاعد من مبنى قرب الجسر (أرشيفية)",
    "دخان يتصاعد من مبنى قرب الجسر - أرشيف",
    "*الصورة: عناصر من الشرطة قرب الجسر/وكالة الصحافة الفرنسية",
    "صورة أرشيفية لعناصر من الشرطة",
    "عناصر من الشرطة قرب الجسر/رويترز",
    "[caption id='x' width='300']",
    "كلمات دلالية: شرطة، جسر، اشتباك",
    "#شرطة #جسر #اشتباك_مسلح",
    "جميع الحقوق محفوظة لشبكة مخترعة 2020",
    "رمز الخبر: 123456",
    "فرانس 24",
    "إعلان",
]


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_goes(line: str) -> None:
    article = article_from_text(f"اشتباك قرب الجسر الشمالي\n\n{LEAD}\n{line}\n{NEXT}\n{line}")
    assert article.text == f"اشتباك قرب الجسر الشمالي\n{LEAD}\n{NEXT}"


SENTENCES = [
    "شاهد عيان قال إن الرصاص أصاب سيارة مدنية.",
    "شاهد السكان دخانا يتصاعد من الثكنة.",
    "المصدر: وكالات",
    "تقدم بطيء",
    "هدنة هشة!",
    "- أربعة قتلى من الشرطة.",
    "وتابع: «لن نتوقف حتى نبسط السيطرة على الجسر».",
    "الصورة التي نشرها المسلحون تظهر جثتين قرب الجسر.",
    "اتصل الجنود بقيادتهم عبر الهاتف قبل مقتلهم بساعة.",
    "وقال المسلحون في رسالة على تطبيق واتساب إن 18 جنديا قتلوا.",
    "17 أكتوبر",
    "للمزيد من الضغط على المسلحين قطعت القوات الطريق.",
    "تابع الجيش تقدمه نحو الجسر.",
    "تعليقات الوزير أثارت غضب الأهالي في البلدة.",
    "القدس - فرانس برس",
    "وعثر على وثائق من أرشيف الجماعة.",
    "2018",
]


@pytest.mark.parametrize("line", SENTENCES)
def test_news_stays(line: str) -> None:
    article = article_from_text(f"اشتباك قرب الجسر الشمالي\n\n{LEAD}\n{line}\n{NEXT}")
    assert article.text == f"اشتباك قرب الجسر الشمالي\n{LEAD}\n{line}\n{NEXT}"


def test_list_announced_by_a_colon_stays() -> None:
    items = ["- وقف إطلاق النار في المدينة كلها فورا", "- انسحاب المسلحين من الجسر الشمالي خلال يومين"]
    text = "\n".join([LEAD, "ونص الاتفاق الذي وقعه الطرفان مساء أمس على ما يلي:", *items, NEXT])
    assert article_from_text(text).text == text


def test_teasers_between_paragraphs_go_and_the_story_goes_on() -> None:
    teasers = "مواضيع ذات صلة\nافتتاح معرض للكتاب\nوصول شحنة قمح إلى المرفأ\n"
    assert article_from_text(f"{LEAD}\n{teasers}{NEXT}").text == f"{LEAD}\n{NEXT}"


def test_comment_link_under_the_title_takes_nothing_along() -> None:
    text = f"اشتباك قرب الجسر الشمالي\nاترك تعليقا\n{LEAD}\n{NEXT}"
    assert article_from_text(text).text == f"اشتباك قرب الجسر الشمالي\n{LEAD}\n{NEXT}"


def test_bare_headlines_between_paragraphs_go_only_where_the_outlet_sets_them() -> None:
    text = f"{LEAD}\nحكايات أطفال يتعلمون تحت الخيام في أقصى الشمال\n{NEXT}"
    assert article_from_text(text).text == text
    longer = f"عنوان الخبر الأول\n{LEAD}\nحكايات أطفال يتعلمون تحت الخيام في أقصى الشمال\n{NEXT}"
    assert "حكايات" not in article_from_text(longer, outlet="BBC Arabic").text


def test_given_title_is_set_before_the_text_once() -> None:
    article = article_from_text(LEAD, title="اشتباك قرب الجسر")
    assert article.text == f"اشتباك قرب الجسر\n\n{LEAD}"
    assert article.raw_offset(0) is None
    assert article.raw_offset(len("اشتباك قرب الجسر\n\n")) == 0
    again = article_from_text(f"اشتباك قرب الجسر\n\n{LEAD}", title="اشتباكٌ قرب الجسر")
    assert again.text == f"اشتباك قرب الجسر\n{LEAD}"


def test_line_ends_of_all_kinds() -> None:
    raw = f"{LEAD}\r\n\r\n{NEXT}\rوانتهى الهجوم قبل الفجر.\u2028ولم ترد تفاصيل.\n"
    article = article_from_text(raw)
    check_map(article, raw)
    assert article.text.split("\n") == [LEAD, NEXT, "وانتهى الهجوم قبل الفجر.", "ولم ترد تفاصيل."]


_PIECES = st.sampled_from([*FURNITURE, *SENTENCES, LEAD, NEXT, "", " ", "\u200f", "اترك تعليقاً", "شاهد أيضاً", "🙂 نص"])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(_PIECES, st.sampled_from(["\n", "\r\n", "\n\n", " \n", "\u2029"])), max_size=14))
def test_raw_map_is_exact(pieces: list[tuple[str, str]]) -> None:
    raw = "".join(text + end for text, end in pieces)
    article = article_from_text(raw)
    check_map(article, raw)
    if article.text:
        assert article.parts
        assert article.parts[0].start == 0
        assert article.parts[-1].end == len(article.text)
        for before, after in zip(article.parts, article.parts[1:], strict=False):
            assert before.end == after.start


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="اأبتقلمنوه ي.،؟\n\r[]=:-/#()«»\u064b\u0640\u200f0123456789aZ🙂", max_size=300))
def test_any_text_survives(raw: str) -> None:
    check_map(article_from_text(raw), raw)
