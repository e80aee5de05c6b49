"""Write the event types of ``ontology.yaml`` into ``docs/codebook.md``, between its markers.

python tools/build_codebook.py           rewrite the part between the markers
python tools/build_codebook.py --check   write nothing; exit 1 when the part is not up to date
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from marsad.lexicon.datafiles import read_yaml

CODEBOOK = Path(__file__).resolve().parent.parent / "docs" / "codebook.md"
BEGIN = "<!-- types: made by tools/build_codebook.py, do not edit -->"
END = "<!-- types: end -->"
GROUPS = {
    "battle": "Fighting on the ground",
    "remote": "Violence from a distance",
    "civilians": "Violence against civilians",
    "unrest": "Unrest",
    "strategic": "Strategic developments",
}


class MarkerError(ValueError):
    """The codebook lacks one of the markers."""


def _mapping(leaf: dict[str, Any]) -> str:
    """The leaf in ACLED, PLOVER and UCDP terms: one line each."""
    acled = f"{leaf['acled']['event']} / {leaf['acled']['sub_event']}"
    plover = " ".join(part for part in (leaf["plover"]["event"], leaf["plover"]["mode"]) if part)
    lines = []
    for name, value in (("ACLED", acled), ("PLOVER", plover), ("UCDP", leaf["ucdp"])):
        note = leaf.get(f"{name.lower()}_note")
        lines.append(f"- {name}: {value}" + (f" ({note})" if note else ""))
    return "\n".join(lines)


def types_section(leaves: list[dict[str, Any]]) -> str:
    """The types as Markdown: a heading a group, and for each leaf its names, its rule and its mappings."""
    out: list[str] = []
    group = ""
    for leaf in leaves:
        mine = str(leaf["id"]).partition(".")[0]
        if mine != group:
            group = mine
            out.append(f"### {GROUPS[group]}")
        out.append(f"#### `{leaf['id']}`")
        out.append(f"{leaf['en']} · {leaf['ar']}")
        out.append(str(leaf["definition"]))
        out.append(_mapping(leaf))
    return "\n\n".join(out)


def with_types(text: str, leaves: list[dict[str, Any]]) -> str:
    """``text`` with the part between the markers made new. Raises ``MarkerError`` where a marker is missing."""
    head, begin, rest = text.partition(BEGIN)
    _, end, tail = rest.partition(END)
    if not begin or not end:
        raise MarkerError(f"the codebook must hold the lines {BEGIN} and {END}")
    return f"{head}{BEGIN}\n\n{types_section(leaves)}\n\n{END}{tail}"


def main(arguments: list[str]) -> int:
    """Run as described above."""
    old = CODEBOOK.read_text(encoding="utf-8")
    new = with_types(old, read_yaml("ontology.yaml"))
    if "--check" in arguments:
        return int(old != new)
    if old != new:
        CODEBOOK.write_text(new, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
