"""Readings as people read them in a terminal. Arabic stands in isolates, so that mixed lines keep their order."""

from __future__ import annotations

import re

from rich.console import Group
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from marsad.model import Claim, Reading, Report
from marsad.review import KINDS, Review

_ISOLATE, _END = "\u2068", "\u2069"
_ABBREVIATION = re.compile(r"\(([A-Z][A-Z0-9-]{1,9})\)$")
_COLOURS = ("cyan", "yellow", "green", "magenta", "blue", "red", "bright_cyan", "bright_yellow", "bright_green")


def isolate(text: str) -> str:
    """Text of either direction, kept from turning its surroundings round."""
    return f"{_ISOLATE}{text}{_END}" if text else ""


def short(name: str) -> str:
    """The abbreviation an English name ends with («… (LNA)»), or the name itself."""
    found = _ABBREVIATION.search(name)
    return found.group(1) if found else name


def figure(claim: Claim) -> str:
    """«≥30 killed (GNA)»: one claim in a few words."""
    if claim.low is None and claim.high is None:
        number = "some"
    elif claim.low is None:
        number = f"≤{claim.high}"
    elif claim.high is None:
        number = f"≥{claim.low}"
    elif claim.low == claim.high:
        number = str(claim.low)
    else:
        number = f"{claim.low}–{claim.high}"
    scope = "" if claim.scope == "event" else f" ({claim.scope})"
    side = short(claim.side_en) or isolate(claim.side)
    return f"{number} {claim.kind}{f' ({side})' if side else ''}{scope}"


def when(report: Report) -> str:
    """The date or the span."""
    if report.date is None:
        return "?"
    start, end = report.date.start.isoformat(), report.date.end.isoformat()
    return start if start == end else f"{start}\n…{end}"


def where(report: Report) -> str:
    """Place, English name, country and how exactly it is known."""
    place = report.place
    if place is None:
        return "?"
    known = ", ".join(p for p in (place.name_en, place.country) if p)
    return (
        f"{isolate(place.name)}\n{known} ({place.precision})" if known else f"{isolate(place.name)} ({place.precision})"
    )


def who(report: Report) -> str:
    """Initiators, an arrow, targets."""
    by = [short(s.name_en) or isolate(s.name) for s in report.sides if s.role in ("initiator", "claimed_by")]
    to = [short(s.name_en) or isolate(s.name) for s in report.sides if s.role in ("target", "party")]
    by, to = list(dict.fromkeys(by)), list(dict.fromkeys(to))
    return " + ".join(by) + (" → " if by or to else "") + " + ".join(to)


def claimed(report: Report) -> str:
    """Who says that it was theirs, or that it was not; "" when nobody does."""
    return "\n".join(f"{r.modality} by {short(r.side.name_en) or isolate(r.side.name)}" for r in report.claimed_by)


def reports_table(reading: Reading) -> Group:
    """All reports of one article as a table under its heading."""
    article = reading.article
    published = f"{article.published.isoformat()} ({article.published_by})" if article.published else "date unknown"
    heading = Text(f"{article.source} · {published}" + (f" · {article.outlet}" if article.outlet else ""), style="bold")
    if not reading.reports:
        return Group(heading, Text("  no reports", style="dim"))
    table = Table(show_lines=True, expand=True, pad_edge=False)
    table.add_column("#", justify="right", no_wrap=True)
    table.add_column("what", ratio=4, overflow="fold")
    table.add_column("when", no_wrap=True)
    table.add_column("where", ratio=3, overflow="fold")
    table.add_column("who → whom", ratio=4, overflow="fold")
    table.add_column("casualties", ratio=4, overflow="fold")
    table.add_column("who says so", ratio=3, overflow="fold")
    for number, report in enumerate(reading.reports, start=1):
        marks = [m for m in (report.modality, report.time_frame) if m not in ("asserted", "news")]
        table.add_row(
            Text(str(number), style=_COLOURS[(number - 1) % len(_COLOURS)]),
            report.type.replace(".", ".\n") + (f"\n({', '.join(marks)})" if marks else ""),
            when(report),
            where(report),
            "\n".join(part for part in (who(report), claimed(report)) if part),
            "\n".join(figure(c) for c in report.casualties),
            "\n".join(isolate(s) for s in report.speakers),
        )
    return Group(heading, table)


def article_view(reading: Reading) -> Group:
    """The article's text with the words of every field coloured by report and tagged with its number and field."""
    text = Text(reading.article.text)
    legend = []
    for number, report in enumerate(reading.reports, start=1):
        colour = _COLOURS[(number - 1) % len(_COLOURS)]
        spans = [*report.evidence, *(e for c in report.casualties for e in c.evidence)]
        spans += [e for r in report.claimed_by for e in r.evidence]
        for evidence in spans:
            style = f"bold {colour}" if evidence.field == "type" else f"underline {colour}"
            text.stylize(style, evidence.start, evidence.end)
        line = Text(f"[{number}] {report.type}: ", style=f"bold {colour}")
        line.append(" · ".join(f"{e.field} {isolate(e.quote)}" for e in sorted(spans)), style=colour)
        legend.append(line)
    return Group(text, Rule(style="dim"), *legend)


def review_tables(review: Review, top: int) -> Group:
    """The gaps of a review: a table for each kind with its total, the most frequent keys, an example of each."""
    ranked = review.ranked()
    tables: list[Table | Text] = [Text(f"{review.articles} articles, {review.reports} reports")]
    for kind, total in review.totals().items():
        gaps = [gap for gap in ranked if gap.kind == kind][:top]
        if not gaps:
            continue
        table = Table(title=f"{kind}: {total}", caption=KINDS[kind], title_justify="left", caption_justify="left")
        table.add_column("times", justify="right")
        table.add_column("what")
        table.add_column("for example", ratio=1)
        for gap in gaps:
            seen = gap.examples[0]
            example = Text(f"{isolate(seen.around)} ({isolate(seen.source)})")
            table.add_row(str(gap.count), Text(isolate(gap.key)), example)
        tables.append(table)
    return Group(*tables)
