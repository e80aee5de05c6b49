# ruff: noqa: E501 (sample text is not broken)
"""Main text and metadata of HTML pages of our own invention."""

from __future__ import annotations

import re
import time
from collections import Counter
from datetime import date

import pytest
from tests.pages.invented_pages import pages

from marsad.pages import article_from_html
from marsad.pages.html import TooComplexError, read_page

LEAD = "قال متحدث باسم الشرطة إن أربعة مسلحين قتلوا في اشتباك قرب الجسر الشمالي، وإن شرطيا أصيب بجروح."
NEXT = "وأضاف المتحدث أن القوة صادرت أسلحة وذخيرة، وأن التحقيق مستمر لمعرفة هوية القتلى."


def f1(found: str, wanted: str) -> float:
    """F1 over words."""
    a, b = Counter(re.findall(r"\w+", found)), Counter(re.findall(r"\w+", wanted))
    return 2 * sum((a & b).values()) / (sum(a.values()) + sum(b.values()))


def test_invented_pages_are_read_nearly_whole() -> None:
    scores = [f1(article_from_html(html).text.removeprefix(title), "\n".join(text)) for html, title, text in pages(60)]
    assert sum(scores) / len(scores) >= 0.99
    assert min(scores) >= 0.9


def test_metadata() -> None:
    html, title, _ = next(pages(1))
    article = article_from_html(html, source="a.html")
    assert article.title == title
    assert article.text.startswith(title + "\n")
    assert (article.published, article.published_by) == (date(2021, 5, 1), "page")
    assert article.outlet == "شبكة مخترعة"
    assert article.raw_map == ()


HEAD = "<html><head><title>اشتباك قرب الجسر الشمالي | شبكة</title>{}</head><body><h1>اشتباك قرب الجسر الشمالي</h1>{}</body></html>"
BODY = f"<p>{LEAD}</p><p>{NEXT}</p>"


@pytest.mark.parametrize(
    ("head", "body", "day"),
    [
        ('<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2022-01-28T10:00:00+02:00"}</script>', "", "2022-01-28"),
        ('<script type="application/ld+json">{"@graph":[{"@type":["NewsArticle"],"datePublished":"2022-01-28"}]}</script>', "", "2022-01-28"),
        ('<script type="application/ld+json">{broken "datePublished" : "2022-01-28T10:00"</script>', "", "2022-01-28"),
        ('<meta property="article:published_time" content="2022-01-28T23:30:00+03:00">', "", "2022-01-28"),
        ('<meta name="pubdate" content="28/01/2022">', "", "2022-01-28"),
        ('<meta property="article:modified_time" content="2023-01-01"><meta name="date" content="2022-01-28">', "", "2022-01-28"),
        ("", '<time datetime="2022-01-28T09:00">قبل ساعة</time>', "2022-01-28"),
        ("", "<div>الجمعة 28 كانون الثاني 2022 - 09:41</div>", "2022-01-28"),
        ("", "<span>نشر في: 28 جانفي 2022</span><br><span>آخر تحديث: 30 جانفي 2022</span>", "2022-01-28"),
        ('<meta property="og:url" content="https://example.org/2022/01/28/x">', "", "2022-01-28"),
    ],
)  # fmt: skip
def test_dates(head: str, body: str, day: str) -> None:
    article = article_from_html(HEAD.replace("{}", head, 1).replace("{}", body + BODY, 1))
    assert str(article.published) == day
    assert article.text == f"اشتباك قرب الجسر الشمالي\n\n{LEAD}\n{NEXT}" or article.text.endswith(f"{LEAD}\n{NEXT}")


def test_box_of_other_stories_inside_the_article() -> None:
    box = "<div><h4>اقرأ أيضاً</h4><ul>" + "<li><a href='/x'>مقتل تسعة في قصف على سوق مزدحم</a></li>" * 3 + "</ul></div>"
    article = article_from_html(
        HEAD.replace("{}", "", 1).replace("{}", f"<div><p>{LEAD}</p>{box}<p>{NEXT}</p></div>", 1)
    )
    assert article.text.endswith(f"{LEAD}\n{NEXT}")
    assert "سوق" not in article.text


def test_rules_for_comments_longer_than_the_article() -> None:
    rules = (
        "<div>"
        + "<p>يحذف التعليق إذا خالف قواعد النشر أو أساء إلى الآخرين، ولا يحق لصاحبه الاعتراض.</p>" * 40
        + "</div>"
    )
    article = article_from_html(
        HEAD.replace("{}", "", 1).replace("{}", f"<div>{BODY}<p>{LEAD} {NEXT}</p></div>{rules}", 1)
    )
    assert "قواعد النشر" not in article.text
    assert LEAD in article.text


BOMBS = {
    "deep": "<div>" * 100_000 + LEAD,
    "attribute": f"<p title='{'x' * 5_000_000}'>{LEAD}</p><p>{NEXT}</p>",
    "attributes": "<a " + "x=1 " * 200_000 + f">y</a><p>{LEAD}</p>",
    "unclosed": "<b><i>" * 30_000 + LEAD,
    "tables": "<table>" * 30_000 + LEAD,
    "entities": "&lt;" * 500_000 + LEAD,
    "comment": "<!--" + "-" * 1_000_000 + LEAD,
    "linked data": "<script type='application/ld+json'>" + "[" * 100_000 + "</script>" + f"<p>{LEAD}</p>",
    "lone angle": "<" * 300_000 + LEAD,
    "one line": f"<p>{LEAD * 5000}</p>",
    "many paragraphs": f"<p>{LEAD}</p>" * 5000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_nothing_hangs(name: str) -> None:
    begin = time.perf_counter()
    try:
        article_from_html(BOMBS[name])
    except TooComplexError:
        assert name in ("deep", "unclosed", "tables")
    assert time.perf_counter() - begin < 5


def test_pages_without_text() -> None:
    for html in ("", "<html></html>", "<script>x</script>", "<p></p>", "\x00<p>\ud800</p>"):
        assert article_from_html(html).text == ""
    assert read_page("<p>x").title == ""
