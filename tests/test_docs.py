"""The documents are true: their commands run, their Python runs, their links lead somewhere, every command is told."""

from __future__ import annotations

import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest
import typer
import typer.testing

from marsad.cli import app
from marsad.lexicon.datafiles import read_yaml

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
SHELL = ("console", "sh")
GEONAMES_ROW = [
    "900001", "Tell al Mithal", "Tell al Mithal", "تل المثال", "35.5", "36.9", "P", "PPL", "SY", "", "10", "", "", "",
    "1200", "", "300", "Asia/Damascus", "2020-01-01",
]  # fmt: skip
"""The one invented row of the dump that the README adds to the gazetteer as SY.txt."""
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s]+)\)")


@dataclass(frozen=True)
class Block:
    """A fenced block of a document: its file, the line it begins on, its language and its text."""

    file: Path
    line: int
    language: str
    text: str

    def __str__(self) -> str:
        return f"{self.file.relative_to(ROOT)}:{self.line}"


def blocks(*languages: str) -> list[Block]:
    """All fenced blocks in one of ``languages``."""
    found: list[Block] = []
    for file in DOCUMENTS:
        text = file.read_text(encoding="utf-8")
        found += [
            Block(file, text.count("\n", 0, match.start()) + 1, match[1], match[2])
            for match in _FENCE.finditer(text)
            if match[1] in languages
        ]
    return found


def commands(block: Block) -> Iterator[list[str]]:
    """The commands of a block as words: lines behind «$ » in a console, all lines in a script; comments left out."""
    for line in block.text.splitlines():
        if block.language == "console":
            if not line.startswith("$ "):
                continue
            line = line[2:]
        words = shlex.split(line, comments=True)
        if words:
            yield words


def first_words(name: str) -> list[Block]:
    """The shell blocks that hold a command ``name``."""
    return [b for b in blocks(*SHELL) if any(words[0] == name for words in commands(b))]


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder with the samples and a small GeoNames dump, as current folder; a home for the gazetteer."""
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    (tmp_path / "SY.txt").write_text("\t".join(GEONAMES_ROW) + "\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MARSAD_HOME", str(tmp_path / "home"))
    return tmp_path


def test_there_is_something_to_test() -> None:
    assert first_words("marsad")
    assert first_words("make")
    assert blocks("python")


@pytest.mark.parametrize("block", first_words("marsad"), ids=str)
def test_marsad_commands_run(block: Block, workplace: Path) -> None:
    runner = typer.testing.CliRunner()
    for words in commands(block):
        if words[0] == "marsad":
            result = runner.invoke(app, words[1:], catch_exceptions=False)
            assert result.exit_code == 0, f"{shlex.join(words)}\n{result.output}"
            assert result.stdout or "--output" in words, shlex.join(words)


@pytest.mark.parametrize("block", first_words("make"), ids=str)
def test_make_targets_exist(block: Block) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for words in commands(block):
        if words[0] == "make":
            for target in words[1:]:
                assert re.search(rf"^{re.escape(target)}:", makefile, re.MULTILINE), f"no target {target}"


@pytest.mark.parametrize("block", blocks(*SHELL), ids=str)
def test_scripts_exist(block: Block) -> None:
    for words in commands(block):
        if words[0] == "python":
            assert (ROOT / words[1]).is_file(), words[1]
        else:
            assert words[0] in ("marsad", "make"), f"nobody tests {shlex.join(words)}"


@pytest.mark.parametrize("block", blocks("python"), ids=str)
def test_python_runs(block: Block, workplace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(block.text, str(block), "exec"), {"__name__": "document"})  # noqa: S102 (our own documents)
    assert capsys.readouterr().out


def every_command(command: object, path: tuple[str, ...] = ("marsad",)) -> Iterator[tuple[tuple[str, ...], object]]:
    """All commands without sub-commands, with the words that call them."""
    below = getattr(command, "commands", None)
    if not below:
        yield path, command
        return
    for name, inner in below.items():
        yield from every_command(inner, (*path, name))


COMMANDS = list(every_command(typer.main.get_command(app)))


@pytest.mark.parametrize(("path", "command"), COMMANDS, ids=[" ".join(path) for path, _ in COMMANDS])
def test_every_command_is_told(path: tuple[str, ...], command: object) -> None:
    told = "\n".join(file.read_text(encoding="utf-8") for file in DOCUMENTS)
    row = next((line for line in told.splitlines() if line.startswith(f"| `{' '.join(path)}")), "")
    assert row, f"no row of a table begins with `{' '.join(path)}"
    first = str(getattr(command, "help", "")).strip().splitlines()[0].split(";")[0].rstrip(".")
    assert first in row, f"the row of {' '.join(path)} does not say what its --help says: {first}"
    for parameter in getattr(command, "params", ()):
        for option in parameter.opts:
            if option.startswith("--") and option != "--help":
                assert f"`{option}`" in row, f"the row of {' '.join(path)} leaves out {option}"


def test_added_places_are_read(workplace: Path) -> None:
    text = "قتل ثلاثة جنود، أمس الاثنين، في كمين قرب بلدة تل المثال في سوريا، وفق مصدر عسكري."
    marsad = [sys.executable, "-m", "marsad.cli"]
    subprocess.run([*marsad, "gazetteer", "add", "SY.txt"], check=True, capture_output=True)
    shown = subprocess.run(
        [*marsad, "extract", "-", "--published", "2019-04-02", "--format", "csv"],
        input=text, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "Tell al Mithal" in shown.stdout


def test_the_script_is_installed() -> None:
    script = Path(sys.executable).parent / "marsad"
    if not script.exists():
        pytest.skip("marsad is not installed beside this Python")
    shown = subprocess.run([script, "version"], capture_output=True, text=True, check=True, env=dict(os.environ))
    assert shown.stdout.startswith("marsad ")


def anchors(file: Path) -> set[str]:
    """The anchors of a document's headings, as code hosts make them."""
    headings = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("file", DOCUMENTS, ids=lambda file: str(file.relative_to(ROOT)))
def test_links_lead_somewhere(file: Path) -> None:
    for link in _LINK.findall(file.read_text(encoding="utf-8")):
        if link.startswith("https://"):
            continue
        path, _, anchor = link.partition("#")
        target = (file.parent / path).resolve() if path else file
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def codebook_tool() -> ModuleType:
    """tools/build_codebook.py as a module."""
    spec = importlib.util.spec_from_file_location("build_codebook", ROOT / "tools" / "build_codebook.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_types_in_the_codebook_are_up_to_date() -> None:
    text = (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8")
    assert codebook_tool().with_types(text, read_yaml("ontology.yaml")) == text, "run python tools/build_codebook.py"


def test_a_codebook_without_markers_is_named() -> None:
    tool = codebook_tool()
    with pytest.raises(tool.MarkerError, match="must hold the lines"):
        tool.with_types("# Codebook\n", [])
