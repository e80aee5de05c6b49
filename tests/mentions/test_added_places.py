"""Places of a user's own table: villages are found, and do not take the names of what is better known."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HEADER = "src\tid\tcls\tcc\tlat\tlon\ten\tnames\tpop"
ROWS = (
    "own\t1\tlocality\tYE\t15.69\t42.68\tAl Yaman\tاليمن\t30",
    "own\t2\tlocality\tYE\t14.05\t44.31\tAd Dafna\tالدفنا\t0",
    "own\t3\tlocality\tYE\t15.90\t44.10\tAl Masud\tمسعودة\t0",
    "own\t4\tlocality\tYE\t13.70\t44.70\tNear Dali\tالقرينة\t0",
    "own\t5\tlocality\tYE\t16.90\t43.70\tFar in Saada\tالقرينة\t0",
)
TEXTS = {
    "country": ("قتل عشرة مسلحين في اشتباكات في اليمن بين الجيش والحوثيين.", "ye"),
    "village": ("قتل عشرة مسلحين في اشتباكات بين الجيش اليمني والحوثيين في الدفنا.", "own.2"),
    "a name that nothing announces": ("قال مسعودة إن عشرة جنود قتلوا في اشتباكات مع الحوثيين في تعز.", "ye.taiz"),
    "the one beside the other places": ("قتل عشرة مسلحين حوثيين في معارك الضالع، في قرية القرينة.", "own.4"),
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The place id of each text's report, read with the table added."""
    folder = tmp_path_factory.mktemp("added")
    (folder / "own.tsv").write_text("\n".join((HEADER, *ROWS)) + "\n", encoding="utf-8")
    pages = [{"source": name, "text": text, "published": "2018-05-02"} for name, (text, _) in TEXTS.items()]
    lines = "\n".join(json.dumps(page, ensure_ascii=False) for page in pages)
    (folder / "pages.jsonl").write_text(lines, encoding="utf-8")
    environment = {**os.environ, "MARSAD_HOME": str(folder / "home")}
    marsad = [sys.executable, "-m", "marsad.cli"]
    subprocess.run([*marsad, "gazetteer", "add", str(folder / "own.tsv")], check=True, env=environment)
    shown = subprocess.run(
        [*marsad, "extract", str(folder / "pages.jsonl"), "--format", "jsonl"],
        check=True, env=environment, capture_output=True, text=True, encoding="utf-8", cwd=Path(__file__).parent,
    )  # fmt: skip
    rows = map(json.loads, shown.stdout.splitlines())
    return {row["source"].rpartition("#")[2]: row["reports"][0]["place"]["id"] for row in rows}


@pytest.mark.parametrize("name", TEXTS)
def test_place_is_settled(found: dict[str, str], name: str) -> None:
    assert found[name] == TEXTS[name][1], found
