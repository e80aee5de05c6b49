"""Whose page it is, and which agency it credits."""

from __future__ import annotations

import pytest

from marsad.pages import article_from_text
from marsad.pages.lines import split_lines
from marsad.pages.outlet import agency, by_host, by_line, by_name

TEXT = "قال متحدث باسم الشرطة إن أربعة مسلحين قتلوا في اشتباك قرب الجسر الشمالي، وإن شرطيا أصيب بجروح."


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.bbc.com/arabic/articles/x", "BBC Arabic"),
        ("http://arabic.cnn.com/2013/x", "CNN Arabic"),
        ("alwasat.ly/news/1", "Al-Wasat Libya"),
        ("https://sub.enabbaladi.net/archives/1", "Enab Baladi"),
        ("https://example.org/", None),
        ("not a url", None),
    ],
)
def test_host(url: str, name: str | None) -> None:
    found = by_host(url)
    assert (found.name_en if found else None) == name


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("القاهرة - بوابة الوسط الجمعة 28 يناير 2022, 09:41 مساء", "Al-Wasat Libya"),
        ("أبوظبي - سكاي نيوز عربية", "Sky News Arabia"),
        ("فرانس 24", "France 24 Arabic"),
        ("دبي ـ العربية.نت", "Al Arabiya"),
        ("بلدي نيوز - إدلب (محمد)", "Baladi News"),
        ("الأخبار - القدس", None),
    ],
)
def test_byline(line: str, name: str | None) -> None:
    found = by_line(split_lines(f"{line}\n{TEXT}"))
    assert (found.name_en if found else None) == name


def test_name_of_an_english_feed() -> None:
    found = by_name("Sky News Arabia")
    assert found is not None
    assert found.name == "سكاي نيوز عربية"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"{TEXT}\nالمصدر: وكالات", "وكالات"),
        (f"{TEXT}\nالمصدر : الجزيرة + رويترز", "رويترز"),
        (f"{TEXT}\nالمصدر: الفرنسية", "فرانس برس"),
        (f"عنوان\nالقدس - فرانس برس\n{TEXT}", "فرانس برس"),
        (f"عنوان\nالعربية.نت، وكالات\n{TEXT}", "وكالات"),
        (f"عنوان\nالخرطوم (رويترز) - {TEXT}", "رويترز"),
        (f'عنوان\nالخرطوم " د ب أ ": {TEXT}', ""),
        (f"{TEXT[:-1]} (أ ف ب)", "فرانس برس"),
        (f"عنوان\n{TEXT[:-1]}، بحسب رويترز.", ""),
    ],
)
def test_agency(text: str, name: str) -> None:
    assert agency(split_lines(text)) == name


def test_agency_line_stays_in_the_text() -> None:
    article = article_from_text(f"{TEXT}\nالمصدر: وكالات")
    assert article.text.endswith("المصدر: وكالات")
    assert article.agency == "وكالات"
