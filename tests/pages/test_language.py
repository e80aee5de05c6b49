"""Arabic apart from other languages in Arabic letters."""

from __future__ import annotations

import pytest

from marsad.pages import article_from_text
from marsad.pages.language import detect

CASES = [
    ("قتل ثلاثة جنود في انفجار عبوة ناسفة قرب الجسر.", "ar"),
    ("مقتل قيادي بارز", "ar"),
    ("انفجار عبوة ناسفة استهدفت رتلا عسكريا شرقي البلدة، وفق ما نقلته وكالة Reuters عن مصدر أمني.", "ar"),
    ("وصل وزير الخارجية الإيراني حسین پور إلى بغداد في زيارة تستمر يومين.", "ar"),
    ("چتل الجيش گال المتحدث إن القوات في المدينة على أهبة الاستعداد", "ar"),
    (
        "سه سرباز در انفجار بمب کنار جاده کشته شدند و پلیس می گوید که این حمله را یک گروه مسلح انجام داده است.",
        "fa",
    ),
    ("سه سرباز در انفجار كشته شدند و اين حمله را يك گروه انجام داده است كه از مرز مي آيد", "fa"),
    ("دھماکے میں تین فوجی ہلاک ہو گئے ہیں اور پولیس کا کہنا ہے کہ حملہ آور فرار ہو گئے۔", "ur"),
    ("سێ سەرباز لە تەقینەوەیەکدا کوژران و پۆلیس دەڵێت کە هێرشەکە لە نزیک پردەکە بووە.", "ckb"),
    ("په چاودنه کې درې سرتیري ووژل شول او پولیس وايي چې برید کوونکي تښتېدلي دي.", "ps"),
    ("Three soldiers were killed in an explosion near the bridge, police said.", "en"),
    ("Trois soldats ont été tués dans une explosion près du pont, selon la police.", "fr"),
    ("12345 !!!", "und"),
    ("", "und"),
]


@pytest.mark.parametrize(("text", "code"), CASES)
def test_detect(text: str, code: str) -> None:
    assert detect(text) == code


def test_other_languages_give_an_empty_article_and_say_why() -> None:
    article = article_from_text(CASES[5][0], source="a.txt")
    assert (article.text, article.parts, article.language) == ("", (), "fa")
    assert "Persian" in article.notes[0]
