"""The one-line cases of tests/cases, phenomenon by phenomenon, against floors that only go up."""

from __future__ import annotations

from pathlib import Path

import pytest

import casefile
from marsad.model import Claim, Report, Side


@pytest.mark.parametrize("phenomenon", casefile.phenomena())
def test_phenomenon_holds_its_floor(phenomenon: str) -> None:
    floor = casefile.floors().get(phenomenon, 0.0)
    failing = "\n\n".join(casefile.show(o) for o in casefile.outcomes(phenomenon) if not o.passed)
    assert casefile.rate(phenomenon) >= floor, f"{casefile.table([phenomenon])}\n\n{failing}"


def test_every_phenomenon_has_a_floor() -> None:
    assert set(casefile.floors()) == set(casefile.phenomena())


def test_sentences_stand_once() -> None:
    texts = [case.text for name in casefile.phenomena() for case in casefile.read_cases(name)]
    assert sorted(t for t in set(texts) if texts.count(t) > 1) == []


def test_table(capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print("\n" + casefile.table(casefile.phenomena()))


REPORT = Report(
    "battle.armed_clash",
    sides=(Side("claimed_by", "داعش", "Islamic State (IS)", "is"),),
    casualties=(
        Claim("killed", 12, None),
        Claim("killed", 3, 3, scope="part"),
        Claim("injured", None, None, vague=True),
        Claim("displaced", 20, 25),
    ),
)


@pytest.mark.parametrize(
    ("key", "wanted", "right"),
    [
        ("killed", "12+", True),
        ("killed", "12+,3~part", True),
        ("killed", "12", False),
        ("killed", "none", False),
        ("injured", "?", True),
        ("injured|killed_or_injured", "?", True),
        ("displaced", "20-25", True),
        ("arrested", "none", True),
        ("initiator", "islamic", True),
        ("initiator", "القاعدة|داعش", True),
        ("target", "none", True),
        ("type", "remote.shelling|battle.armed_clash", True),
        ("frame", "background", False),
        ("place", "سرت", False),
    ],
)
def test_fields_agree(key: str, wanted: str, right: bool) -> None:
    assert casefile.agrees(key, wanted, REPORT) is right


@pytest.mark.parametrize("line", ["2020-01-05\tنص", "2020-13-05\tنص\tnone", "2020-01-05\tنص\tdead=3"])
def test_an_unreadable_line_is_named(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(casefile, "CASES", tmp_path)
    (tmp_path / "odd.tsv").write_text(f"{casefile.HEADER}\n{line}\n", encoding="utf-8")
    with pytest.raises(casefile.CaseError, match=r"odd\.tsv:2"):
        list(casefile.read_cases("odd"))
