"""The command line: ``marsad extract``, ``show``, ``review``, ``gazetteer add``."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TextIO

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from marsad import __version__
from marsad.model import Article, Reading
from marsad.rendering import article_view, reports_table, review_tables

app = typer.Typer(
    help="Read Arabic conflict news and write down what happened, and who says so.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
gazetteer_app = typer.Typer(help="Add places of your own.", no_args_is_help=True)
app.add_typer(gazetteer_app, name="gazetteer")

_errors = Console(stderr=True)
_BAR_FROM = 20


class Format(StrEnum):
    """How reports are written."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"


class ReviewFormat(StrEnum):
    """How gaps are written."""

    table = "table"
    jsonl = "jsonl"


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        _errors.print(f"marsad: --published {text!r} is no date; write it as YYYY-MM-DD, for example 2016-06-22")
        raise typer.Exit(2) from None


def _articles(paths: list[str], published: date | None, failed: list[str]) -> Iterator[Article]:
    from marsad.pages import PageError, read_paths

    for item in read_paths(paths, published=published):
        if isinstance(item, PageError):
            failed.append(item.source)
            _errors.print(
                f"marsad: {item.source}: {item.reason.rstrip('.')}. {item.hint}",
                style="red",
                highlight=False,
                soft_wrap=True,
            )
        else:
            for note in item.notes:
                _errors.print(f"marsad: {item.source}: {note}", style="yellow", highlight=False, soft_wrap=True)
            yield item


def _count(paths: list[str]) -> int | None:
    """How many files there are, for the progress bar; None when it cannot be known."""
    total = 0
    for name in paths:
        path = Path(name)
        if name == "-" or name.startswith(("http://", "https://")) or path.suffix in (".jsonl", ".gz"):
            return None
        total += sum(1 for p in path.rglob("*") if p.is_file()) if path.is_dir() else 1
    return total


_CSV_FIELDS = (
    "source", "published", "type", "modality", "time_frame", "date_start", "date_end", "date_precision", "place",
    "place_en", "country", "lat", "lon", "place_precision", "initiator", "target", "claimed_by", "kind", "low", "high",
    "side", "scope", "speakers", "quote",
)  # fmt: skip


def csv_rows(reading: Reading) -> Iterator[dict[str, object]]:
    """One row a claim; a report without claims has one row."""
    for report in reading.reports:
        place, span = report.place, report.date
        base: dict[str, object] = {
            "source": reading.article.source,
            "published": reading.article.published or "",
            "type": report.type,
            "modality": report.modality,
            "time_frame": report.time_frame,
            "date_start": span.start if span else "",
            "date_end": span.end if span else "",
            "date_precision": span.precision if span else "",
            "place": place.name if place else "",
            "place_en": place.name_en if place else "",
            "country": place.country if place else "",
            "lat": place.lat if place and place.lat is not None else "",
            "lon": place.lon if place and place.lon is not None else "",
            "place_precision": place.precision if place else "",
            "quote": next((e.quote for e in report.evidence if e.field == "type"), ""),
            "speakers": "; ".join(report.speakers),
        }
        for role in ("initiator", "target", "claimed_by"):
            base[role] = "; ".join(s.name_en or s.name for s in report.sides if s.role == role)
        if not report.casualties:
            yield base
        for claim in report.casualties:
            low = "" if claim.low is None else claim.low
            high = "" if claim.high is None else claim.high
            quote = claim.evidence[0].quote if claim.evidence else base["quote"]
            yield base | {
                "kind": claim.kind, "low": low, "high": high, "side": claim.side_en or claim.side,
                "scope": claim.scope, "speakers": "; ".join(claim.speakers) or base["speakers"], "quote": quote,
            }  # fmt: skip


def _safe(value: object) -> object:
    """Keep a spreadsheet from running a cell that begins like a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t") else value


def _write(readings: Iterator[Reading], form: Format, out: TextIO) -> None:
    if form is Format.jsonl:
        out.writelines(json.dumps(reading.to_dict(), ensure_ascii=False) + "\n" for reading in readings)
    elif form is Format.csv:
        writer = csv.DictWriter(out, _CSV_FIELDS, restval="", lineterminator="\n")
        writer.writeheader()
        for reading in readings:
            for row in csv_rows(reading):
                writer.writerow({k: _safe(v) for k, v in row.items()})
    else:
        console = Console(file=out)
        for reading in readings:
            console.print(reports_table(reading))


@app.command()
def extract(
    paths: Annotated[list[str], typer.Argument(help="Files or folders (.txt .html .jsonl .jsonl.gz), '-', or a URL.")],
    published: Annotated[str | None, typer.Option(help="Publication date of the pages, YYYY-MM-DD.")] = None,
    format: Annotated[Format, typer.Option(help="How to write the reports.")] = Format.table,  # noqa: A002
    output: Annotated[Path | None, typer.Option(help="Write to this file; it must not exist yet.")] = None,
) -> None:
    """Read pages and write the reports they make. Exit code 2 when a page could not be read."""
    from marsad.reports import extract as extract_reports

    day = _day(published)
    if output is not None and output.exists():
        _errors.print(f"marsad: {output} exists; name another file or remove it")
        raise typer.Exit(2)
    failed: list[str] = []

    def readings() -> Iterator[Reading]:
        total = _count(paths)
        bar = Progress(
            TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
            console=_errors, transient=True,
            disable=not _errors.is_terminal or (total is not None and total < _BAR_FROM),
        )  # fmt: skip
        with bar:
            task = bar.add_task("", total=total)
            for article in _articles(paths, day, failed):
                yield Reading(article, extract_reports(article), __version__)
                bar.advance(task)

    if output is None:
        _write(readings(), format, sys.stdout)
    else:
        part = output.with_name(output.name + ".part")
        with part.open("w", encoding="utf-8", newline="") as out:
            _write(readings(), format, out)
        part.replace(output)
    if failed:
        _errors.print(f"marsad: {len(failed)} of the inputs could not be read; the others are above", style="red")
        raise typer.Exit(2)


@app.command()
def show(
    article: Annotated[str, typer.Argument(help="A file, '-' or a URL.")],
    published: Annotated[str | None, typer.Option(help="Publication date, YYYY-MM-DD.")] = None,
) -> None:
    """Print an article with every field's evidence marked, and its reports below."""
    from marsad.reports import extract as extract_reports

    failed: list[str] = []
    console = Console()
    for one in _articles([article], _day(published), failed):
        reading = Reading(one, extract_reports(one), __version__)
        console.print(article_view(reading))
        console.print(reports_table(reading))
    if failed:
        raise typer.Exit(2)


@app.command()
def review(
    paths: Annotated[list[str], typer.Argument(help="Files or folders, '-', or a URL; many articles at once.")],
    published: Annotated[str | None, typer.Option(help="Publication date of the pages, YYYY-MM-DD.")] = None,
    top: Annotated[int, typer.Option(min=1, help="How many gaps of each kind to show.")] = 8,
    format: Annotated[ReviewFormat, typer.Option(help="How to write the gaps.")] = ReviewFormat.table,  # noqa: A002
) -> None:
    """Show what reading passed over in many articles, most frequent first.

    Each line is a question to whoever mends the lexicon, not a fault. Exit code 2 when a page could not be read.
    """
    from marsad.review import Review

    failed: list[str] = []
    found = Review()
    for article in _articles(paths, _day(published), failed):
        found.add(article)
    if format is ReviewFormat.jsonl:
        sys.stdout.writelines(json.dumps(gap.to_dict(), ensure_ascii=False) + "\n" for gap in found.ranked())
    else:
        Console().print(review_tables(found, top))
    if failed:
        raise typer.Exit(2)


@gazetteer_app.command("add")
def gazetteer_add(
    file: Annotated[Path, typer.Argument(help="A GeoNames dump or a table in Marsad's columns (tab-separated).")],
) -> None:
    """Add places to your own gazetteer; they are used from the next run on."""
    from marsad.lexicon.gazetteer import GazetteerError, add_places, user_folder

    try:
        count = add_places(file, user_folder())
    except (GazetteerError, OSError) as error:
        _errors.print(f"marsad: {error}", style="red", highlight=False, soft_wrap=True)
        raise typer.Exit(2) from None
    typer.echo(f"{count} places added to {user_folder()}")


@app.command()
def version() -> None:
    """Print the version."""
    typer.echo(f"marsad {__version__}")


def main() -> None:
    """Entry point."""
    app()


if __name__ == "__main__":
    main()
