"""What reading passed over is found, named and counted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer.testing

import marsad
from marsad.cli import app
from marsad.review import KINDS, Kind, Review

LEAD = "اشتباكات في تعز بين الجيش والحوثيين\n\nقتل سبعة جنود في اشتباكات بين الجيش والحوثيين في تعز.\n\n"
GAPS: tuple[tuple[Kind, str, str], ...] = (
    ("event word without a report", "القصف", "قال محلل سياسي إن القصف لن يغير شيئا في ميزان القوى."),
    ("event word set aside", "تستهدف", "وتستهدف الشركة أسواقا جديدة في آسيا."),
    ("fighters without an event word", "وبقيت", LEAD + "وبقيت قوات الدعم السريع رصيف الميناء أياما."),
    ("place unknown", "المشمشانية", LEAD + "وقتل ثلاثة جنود في قرية المشمشانية في كمين."),
    ("report without a target", "غارات جوية", LEAD + "وشنت طائرات التحالف غارات جوية ليلا."),
)


def gaps(text: str) -> set[tuple[str, str]]:
    """The kinds and quotes of the gaps of a text."""
    review = Review()
    review.add(marsad.read(text, published="2018-03-02", source="own"))
    return {(gap.kind, seen.quote) for gap in review.ranked() for seen in gap.examples}


@pytest.mark.parametrize(("kind", "quote", "text"), GAPS, ids=[g[0] for g in GAPS])
def test_gap_is_found(kind: Kind, quote: str, text: str) -> None:
    assert (kind, quote) in gaps(text), sorted(gaps(text))


def test_what_was_read_is_no_gap() -> None:
    found = gaps(LEAD)
    assert not {kind for kind, _ in found} & {
        "event word without a report", "loss without a figure", "people counted in no claim", "report without a doer",
    }, found  # fmt: skip


def test_gaps_are_counted_and_ranked_and_their_quotes_are_of_the_text() -> None:
    review = Review()
    texts = [LEAD + "وقتل ثلاثة جنود في قرية المشمشانية في كمين."] * 3 + [
        LEAD + "وقتل جندي في قرية البرطمانية في كمين."
    ]
    articles = [marsad.read(text, published="2018-03-02", source=str(i)) for i, text in enumerate(texts)]
    for article in articles:
        review.add(article)
    unknown = [(gap.key, gap.count) for gap in review.ranked() if gap.kind == "place unknown"]
    assert unknown == [("المشمشانية", 3), ("البرطمانية", 1)]
    assert review.totals()["place unknown"] == 4
    assert set(review.totals()) == set(KINDS)
    for gap in review.ranked():
        for seen in gap.examples:
            assert articles[int(seen.source)].text[seen.start : seen.end] == seen.quote
            assert seen.quote.split()[0] in seen.around


def test_command_writes_one_gap_a_line(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(LEAD + "وقتل ثلاثة جنود في قرية المشمشانية في كمين.", encoding="utf-8")
    result = typer.testing.CliRunner().invoke(app, ["review", str(page), "--format", "jsonl"])
    assert result.exit_code == 0, result.output
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert {"kind", "key", "count", "examples"} == set(rows[0])
    assert any(row["key"] == "المشمشانية" for row in rows)


def test_command_goes_on_past_a_bad_page(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(LEAD, encoding="utf-8")
    result = typer.testing.CliRunner().invoke(app, ["review", str(page), str(tmp_path / "none.txt")])
    assert result.exit_code == 2
    assert "1 articles" in result.stdout
