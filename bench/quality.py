"""Score Marsad against the coded articles and sentences beside the checkout, and hold the floors.

    python bench/quality.py                 print every figure
    python bench/quality.py --check         fail when a figure is below its floor in bench/floors.json
    python bench/quality.py --raise-floors  write the figures as new floors (never lowers one)

The data lie in a folder beside the checkout (or MARSAD_SHARED); without it everything is skipped, visibly.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

from marsad import __version__
from marsad.model import Article, Part, Reading
from marsad.pages import article_from_text
from marsad.reports import extract

HERE = Path(__file__).resolve().parent
SHARED = Path(os.environ.get("MARSAD_SHARED", HERE.parent.parent / "shared"))
FLOORS = HERE / "floors.json"
OUT = HERE / "out"
OWN = HERE.parent / "tests" / "articles"
"""Whole articles of our own with gold: ``open`` may be looked at, ``blind`` is only scored and has no floor."""
HASHED = ("gold/seeds.json", "gold/articles.json", "data/articles/articles.jsonl.gz", "data/gsr/dev.jsonl")


def data_hash() -> str:
    """One hash over all data the floors are pinned to."""
    digest = hashlib.sha256()
    for name in HASHED:
        digest.update((SHARED / name).read_bytes())
    return digest.hexdigest()


def line(article: Article) -> str:
    """One line of output for an article, as the CLI writes it."""
    return json.dumps(Reading(article, extract(article), __version__).to_dict(), ensure_ascii=False)


def articles() -> list[dict[str, str]]:
    """The 1,800 articles."""
    with gzip.open(SHARED / "data/articles/articles.jsonl.gz", "rt", encoding="utf-8") as f:
        return [json.loads(row) for row in f]


def clean(row: dict[str, str]) -> Article:
    """An Article from a row of the corpus."""
    return article_from_text(
        row["text"],
        source=row["source"],
        published=date.fromisoformat(row["published"]),
        outlet=row["outlet"],
        url=row["url"],
    )


def own_sets() -> list[str]:
    """The sets of whole articles of our own."""
    return [path.stem for path in sorted(OWN.glob("*.json"), reverse=True)]


def predict() -> dict[str, Path]:
    """Write predictions for the seeds, the coded articles and the sentences."""
    OUT.mkdir(exist_ok=True)
    paths = {name: OUT / f"{name}.jsonl" for name in ("seeds", "articles", "gsr", *own_sets())}
    for name in own_sets():
        with paths[name].open("w", encoding="utf-8") as f:
            for entry in json.loads((OWN / f"{name}.json").read_text(encoding="utf-8"))["articles"]:
                text = (OWN / name / entry["source"]).with_suffix(".txt").read_text(encoding="utf-8")
                published = date.fromisoformat(entry["published"]) if entry["published"] else None
                f.write(line(article_from_text(text, source=entry["source"], published=published)) + "\n")
    gold = json.loads((SHARED / "gold/seeds.json").read_text(encoding="utf-8"))
    with paths["seeds"].open("w", encoding="utf-8") as f:
        for entry in gold["articles"]:
            text = (SHARED / "seeds" / entry["source"]).read_text(encoding="utf-8")
            published = date.fromisoformat(entry["published"]) if entry["published"] else None
            f.write(line(article_from_text(text, source=entry["source"], published=published)) + "\n")
    coded = {a["source"] for a in json.loads((SHARED / "gold/articles.json").read_text(encoding="utf-8"))["articles"]}
    with paths["articles"].open("w", encoding="utf-8") as f:
        for row in articles():
            if row["source"] in coded:
                f.write(line(clean(row)) + "\n")
    with paths["gsr"].open("w", encoding="utf-8") as f, (SHARED / "data/gsr/dev.jsonl").open(encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            text = row["text"]
            f.write(line(Article(row["source"], text, parts=(Part(0, len(text)),))) + "\n")
    return paths


def run(script: str, *args: str | Path) -> str:
    """The output of one of the scorers."""
    command = [sys.executable, str(SHARED / "eval" / script), *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def eventless() -> tuple[float, int]:
    """Share of the articles outside the conflict sample with any report of something that happened."""
    rows = [r for r in articles() if r["chosen_for"] != "conflict words"]
    false = sum(any(x.modality in ("asserted", "alleged") for x in extract(clean(r))) for r in rows)
    return false / len(rows), len(rows)


def evidence_errors() -> int:
    """Evidence over all articles whose offsets do not give its quote."""
    wrong = 0
    for row in articles():
        article = clean(row)
        for report in extract(article):
            every = [*report.evidence, *(e for c in report.casualties for e in c.evidence)]
            wrong += sum(article.text[e.start : e.end] != e.quote for e in every)
    return wrong


def figures(*, show: bool) -> dict[str, float]:
    """All figures by name, higher is better."""
    paths = predict()
    out: dict[str, float] = {}
    for name in ("seeds", "articles", *own_sets()):
        gold = OWN / f"{name}.json" if name in own_sets() else SHARED / f"gold/{name}.json"
        text = run("score.py", gold, paths[name])
        if show:
            print(f"== {name}\n{text}")
        if name == "blind":
            continue
        for label, value in re.findall(r"^(.+?)\s+(\d\.\d+)", text, re.MULTILINE):
            out[f"{name}: {label.strip()}"] = float(value)
    text = run("gsr.py", paths["gsr"], "--missed", OUT / "gsr-wrong.jsonl")
    if show:
        print(f"== gsr\n{text}")
    for group, setting, f1 in re.findall(r"^(\w+)\s+yes against (.+?)\s+P.*F1 (\d\.\d+)", text, re.MULTILINE):
        out[f"gsr: {group} against {setting.strip()}"] = float(f1)
    rate, count = eventless()
    out["eventless articles left clean"] = round(1 - rate, 4)
    wrong = evidence_errors()
    out["evidence right"] = 1.0 if wrong == 0 else 0.0
    if show:
        print(
            f"== eventless: false reports in {rate:.1%} of {count}; wrong evidence offsets over all articles: {wrong}"
        )
    return out


def main() -> int:
    """Run as described above; 0 when every floor holds."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--raise-floors", action="store_true")
    args = parser.parse_args()
    if not SHARED.is_dir():
        print("quality: SKIPPED, the coded data are not beside this checkout")
        return 0
    found = figures(show=True)
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {"data": "", "floors": {}}
    if args.raise_floors:
        merged = {k: max(round(v, 3), floors["floors"].get(k, 0.0)) for k, v in found.items()}
        FLOORS.write_text(json.dumps({"data": data_hash(), "floors": merged}, indent=1) + "\n", encoding="utf-8")
        return 0
    if args.check:
        if floors["data"] != data_hash():
            print("quality: SKIPPED floors, the data are not those the floors were measured on")
            return 0
        low = {k: (found.get(k, 0.0), v) for k, v in floors["floors"].items() if found.get(k, 0.0) < v - 0.0005}
        for name, (value, floor) in low.items():
            print(f"BELOW FLOOR {name}: {value:.3f} < {floor:.3f}")
        return 1 if low else 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
