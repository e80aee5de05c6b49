"""Claims of responsibility: a field of the report, with evidence at the right offsets."""

from __future__ import annotations

from datetime import date
from io import StringIO

import pytest
from rich.console import Console

from marsad import __version__
from marsad.model import CONTRACT_VERSION, Article, Reading
from marsad.rendering import reports_table
from marsad.reports import extract

CLAIMED = "قتل تسعة جنود في هجوم على معسكر قرب موبتي. وتبنت جماعة نصرة الإسلام والمسلمين الهجوم"
DENIED = "قتل سبعة في هجوم على مسجد في بيشاور. ونفت حركة طالبان باكستان ضلوعها في الهجوم"


def _reading(text: str) -> Reading:
    article = Article("a", text, published=date(2019, 3, 4))
    return Reading(article, extract(article), __version__)


@pytest.mark.parametrize(("text", "modality"), [(CLAIMED, "claimed"), (DENIED, "denied")])
def test_field_has_evidence_in_the_text(text: str, modality: str) -> None:
    report = _reading(text).reports[0]
    assert [r.modality for r in report.claimed_by] == [modality]
    for said in report.claimed_by:
        assert said.evidence
        for evidence in said.evidence:
            assert text[evidence.start : evidence.end] == evidence.quote
            assert evidence.field == "claimed_by"


def test_who_claims_is_a_side_and_who_denies_is_none() -> None:
    assert "claimed_by" in {s.role for s in _reading(CLAIMED).reports[0].sides}
    assert "claimed_by" not in {s.role for s in _reading(DENIED).reports[0].sides}


def test_contract_holds_the_field() -> None:
    row = _reading(CLAIMED).to_dict()
    assert row["contract"] == CONTRACT_VERSION == 1
    said = row["reports"][0]["claimed_by"][0]
    assert set(said) == {"side", "modality", "evidence"}
    assert said["side"]["role"] == "claimed_by"


def test_attack_denied_by_a_suspect_is_still_asserted() -> None:
    assert _reading(DENIED).reports[0].modality == "asserted"


def test_table_names_who_claims() -> None:
    console = Console(width=200, file=StringIO())
    with console.capture() as shown:
        console.print(reports_table(_reading(CLAIMED)))
    assert "claimed by" in shown.get()


def test_repeated_claim_is_one_with_all_its_words() -> None:
    text = CLAIMED + ". وأعلنت جماعة نصرة الإسلام والمسلمين مسؤوليتها عن الهجوم في بيان"
    said = _reading(text).reports[0].claimed_by
    assert len(said) == 1
    assert len(said[0].evidence) > 1
