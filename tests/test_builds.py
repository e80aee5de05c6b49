"""The plain and the compiled build are one program."""

from __future__ import annotations

from pathlib import Path

import pytest

import marsad.reports

ROOT = Path(__file__).resolve().parent.parent
COMPILED_ROOMS = ("arabic", "mentions", "reports")


def test_no_compiled_file_hides_the_source() -> None:
    assert not [str(p) for p in (ROOT / "src").rglob("*.so")], (
        "remove them: they run in place of the source beside them"
    )


def test_a_build_is_compiled_in_all_its_rooms_or_in_none() -> None:
    """One room left plain would be slow without anybody noticing."""
    where = ROOT / "build" / "compiled" / "marsad"
    if not str(marsad.reports.__file__).startswith(str(where)):
        pytest.skip("this is the plain build")
    for room in COMPILED_ROOMS:
        plain = {p.stem for p in (where / room).glob("*.py")} - {"__init__"}
        assert plain == {p.name.partition(".")[0] for p in (where / room).glob("*.so")}, room
