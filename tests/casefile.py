r"""One-line gold cases: a sentence, and what a careful conflict coder writes down.

A file ``tests/cases/<phenomenon>.tsv`` has lines ``published<TAB>text<TAB>expected``; ``#`` begins a comment, ``-``
stands for an unknown date of publication, ``\n`` in the text for a new line (the first line is the title).
``expected`` is ``none`` (no firm report), or reports separated by `` || ``, each of ``key=value; key=value``:

    type        a leaf, or alternatives a|b
    place       part of the reported place name; alternatives a|b
    country     ISO code
    date        2024-10-22, or first..last day
    initiator, target, side
                part of the name, name_en or id of a side in that role (``initiator`` also who claims it; ``side``: any
                role); several by comma, alternatives a|b; ``none``: nobody in that role
    killed, injured, abducted, arrested, captured, released, displaced, missing, killed_or_injured
                12, 12+ (open), 20-25, ``?`` (a word without a number); several by comma; ~part or ~cumulative says the
                scope. All whole figures of the kind must be named; parts may be more. ``none``: no figure of that kind.
                Alternatives of the kind: killed|killed_or_injured=?
    modality, frame (news|background), speaker, weapon (parts of what is reported; alternatives a|b; several speakers by
                comma)
    group       the class of victim of a figure (child:3); several by comma
    claimed_by, denied_by
                part of the name, name_en or id of who claims responsibility or denies it; ``none``: nobody does

A report that begins with ``? `` may be missing. Firm reports (asserted or alleged) beyond those expected fail the case
unless the line ends in a fourth field ``+``.

    python tests/casefile.py [PHENOMENON] [-v]     rates, and the failing cases
    python tests/casefile.py --raise-floors        write the rates into floors.json where they are higher
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from marsad.arabic.normalise import fold
from marsad.model import Article, Claim, Part, Report
from marsad.reports import extract

CASES = Path(__file__).parent / "cases"
FLOORS = CASES / "floors.json"
HEADER = "# published\ttext\texpected"
KINDS = (
    "killed", "injured", "abducted", "arrested", "captured", "released", "displaced", "missing", "killed_or_injured",
)  # fmt: skip
KEYS = {
    *KINDS,
    "type",
    "place",
    "country",
    "date",
    "initiator",
    "target",
    "side",
    "modality",
    "frame",
    "speaker",
    "weapon",
    "group",
    "claimed_by",
    "denied_by",
}


class CaseError(ValueError):
    """A case line that cannot be read; the message names file, line and reason."""


@dataclass(frozen=True)
class Expected:
    """One report as it should be: (key, value) pairs as written."""

    fields: tuple[tuple[str, str], ...]
    optional: bool = False

    def __str__(self) -> str:
        return ("? " if self.optional else "") + "; ".join(f"{k}={v}" for k, v in self.fields)


@dataclass(frozen=True)
class Case:
    """One line of a case file."""

    phenomenon: str
    line: int
    published: date | None
    text: str
    expected: tuple[Expected, ...]
    open: bool = False


@dataclass(frozen=True)
class Outcome:
    """A case and what was wrong with its reading: empty when it passed."""

    case: Case
    faults: tuple[str, ...]
    reports: tuple[Report, ...]

    @property
    def passed(self) -> bool:
        """Whether the reading is as expected."""
        return not self.faults


def phenomena() -> list[str]:
    """The names of the case files: those whose header names our three fields (times.tsv has others)."""
    return sorted(p.stem for p in CASES.glob("*.tsv") if HEADER in p.read_text(encoding="utf-8"))


def read_cases(phenomenon: str) -> Iterator[Case]:
    """The cases of one file; ``CaseError`` on a line that cannot be read."""
    lines = (CASES / f"{phenomenon}.tsv").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        parts = line.split("\t")
        if len(parts) not in (3, 4) or (len(parts) == 4 and parts[3].strip() != "+"):
            raise CaseError(f"{phenomenon}.tsv:{number}: wants published, text, expected and perhaps +")
        try:
            published = None if parts[0] == "-" else date.fromisoformat(parts[0])
            expected = () if parts[2].strip() == "none" else tuple(map(_expected, parts[2].split(" || ")))
        except ValueError as error:
            raise CaseError(f"{phenomenon}.tsv:{number}: {error}") from error
        yield Case(phenomenon, number, published, parts[1].replace("\\n", "\n"), expected, len(parts) == 4)


def _expected(written: str) -> Expected:
    written = written.strip()
    optional = written.startswith("? ")
    fields = []
    for pair in written.removeprefix("? ").split(";"):
        key, equals, value = pair.strip().partition("=")
        if not equals or not value or not set(key.split("|")) <= KEYS:
            raise ValueError(f"not a key=value pair: {pair.strip()!r}")
        fields.append((key, value.strip()))
    return Expected(tuple(fields), optional)


def _within(wanted: str, given: Iterator[str] | list[str]) -> bool:
    texts = [fold(g).casefold() for g in given]
    return any(fold(w.strip()).casefold() in text for w in wanted.split("|") for text in texts)


def _figure(claim: Claim) -> str:
    if claim.vague or (claim.low is None and claim.high is None):
        figure = "?"
    elif claim.high is None:
        figure = f"{claim.low}+"
    elif claim.low != claim.high:
        figure = f"{'' if claim.low is None else claim.low}-{claim.high}"
    else:
        figure = str(claim.low)
    return figure if claim.scope == "event" else f"{figure}~{claim.scope}"


def _figures_agree(kinds: str, wanted: str, report: Report) -> bool:
    return any(_one_kind_agrees(kind, wanted, report) for kind in kinds.split("|"))


def _one_kind_agrees(kind: str, wanted: str, report: Report) -> bool:
    given = Counter(_figure(c) for c in report.casualties if c.kind == kind)
    if wanted == "none":
        return not given
    named = Counter(w.strip() for w in wanted.split(","))
    beyond = given - named
    return not (named - given) and all(figure.endswith("~part") for figure in beyond)


def _sides_agree(key: str, wanted: str, report: Report) -> bool:
    roles = {"initiator": ("initiator", "claimed_by"), "target": ("target",)}.get(key)
    sides = [s for s in report.sides if roles is None or s.role in roles]
    if wanted == "none":
        return not sides
    return all(_within(w, [f"{s.name} {s.name_en} {s.id}" for s in sides]) for w in wanted.split(","))


def _date_agrees(wanted: str, report: Report) -> bool:
    first, dots, last = wanted.partition("..")
    if report.date is None:
        return False
    return (report.date.start.isoformat(), report.date.end.isoformat()) == (first, last if dots else first)


def agrees(key: str, wanted: str, report: Report) -> bool:
    """Whether one field of a report is as expected."""
    if key.partition("|")[0] in KINDS:
        return _figures_agree(key, wanted, report)
    if key in ("initiator", "target", "side"):
        return _sides_agree(key, wanted, report)
    if key == "type":
        return report.type in wanted.split("|")
    if key == "date":
        return _date_agrees(wanted, report)
    if key == "place":
        return report.place is not None and _within(wanted, [report.place.name])
    if key == "country":
        return report.place is not None and report.place.country == wanted
    if key == "speaker":
        return all(_within(w, list(report.speakers)) for w in wanted.split(","))
    if key == "group":
        known = {f"{c.group}={_figure(c).partition('~')[0]}" for c in report.casualties}
        return all(w.strip().replace(":", "=") in known for w in wanted.split(","))
    if key in ("claimed_by", "denied_by"):
        stance = "claimed" if key == "claimed_by" else "denied"
        sides = [r.side for r in report.claimed_by if r.modality == stance]
        if wanted == "none":
            return not sides
        return all(_within(w, [f"{s.name} {s.name_en} {s.id}" for s in sides]) for w in wanted.split(","))
    if key == "weapon":
        return _within(wanted, [report.weapon])
    return wanted == (report.modality if key == "modality" else report.time_frame)


def wrong_fields(expected: Expected, report: Report) -> list[str]:
    """The keys on which a report is not as expected."""
    return [key for key, value in expected.fields if not agrees(key, value, report)]


def _firm(report: Report) -> bool:
    return report.modality in ("asserted", "alleged")


def judge(case: Case) -> Outcome:
    """Read the text of a case and compare: every fault names the key («killed»), «missing report» or «extra report»."""
    article = Article(
        case.phenomenon, case.text, published=case.published, parts=(Part(0, len(case.text), case.published),)
    )
    reports = extract(article)
    free = list(range(len(reports)))
    faults: list[str] = []
    pairs = sorted(
        (len(wrong_fields(want, reports[i])), w, i) for w, want in enumerate(case.expected) for i in range(len(reports))
    )
    left = set(range(len(case.expected)))
    for wrong, w, i in pairs:
        if w in left and i in free and (not wrong or _kindred(case.expected[w], reports[i])):
            left.discard(w)
            free.remove(i)
            faults.extend(wrong_fields(case.expected[w], reports[i]))
    faults.extend("missing report" for w in sorted(left) if not case.expected[w].optional)
    if not case.open:
        faults.extend("extra report" for i in free if _firm(reports[i]))
    return Outcome(case, tuple(faults), reports)


def _kindred(want: Expected, report: Report) -> bool:
    """Whether a report that fails may be shown as the nearest one: it has something right besides what is absent."""
    return len(wrong_fields(want, report)) < len(want.fields) or want.optional


@cache
def outcomes(phenomenon: str) -> tuple[Outcome, ...]:
    """All cases of one file, judged."""
    return tuple(judge(case) for case in read_cases(phenomenon))


def rate(phenomenon: str) -> float:
    """The share of cases that pass, rounded down to a thousandth."""
    judged = outcomes(phenomenon)
    return int(1000 * sum(o.passed for o in judged) / len(judged)) / 1000 if judged else 1.0


def floors() -> dict[str, float]:
    """The rate below which each phenomenon may not fall."""
    return json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}


def raise_floors() -> None:
    """Write today's rates where they are higher; a floor never goes down."""
    known = floors()
    raised = {name: max(rate(name), known.get(name, 0.0)) for name in phenomena()}
    FLOORS.write_text(json.dumps(raised, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def table(names: list[str]) -> str:
    """Passed, all, rate and floor of each phenomenon, and the commonest faults."""
    known = floors()
    lines = [f"{'phenomenon':<14}{'passed':>8}{'of':>5}{'rate':>7}{'floor':>7}  faults"]
    passed = count = 0
    for name in names:
        judged = outcomes(name)
        faults = Counter(f for o in judged for f in set(o.faults))
        good = sum(o.passed for o in judged)
        passed, count = passed + good, count + len(judged)
        told = ", ".join(f"{fault} {n}" for fault, n in faults.most_common(5))
        lines.append(f"{name:<14}{good:>8}{len(judged):>5}{rate(name):>7.2f}{known.get(name, 0.0):>7.2f}  {told}")
    everything = Counter(f for name in names for o in outcomes(name) for f in set(o.faults))
    lines.append(f"{'all':<14}{passed:>8}{count:>5}{passed / max(count, 1):>7.2f}")
    lines.append("faults: " + ", ".join(f"{fault} {n}" for fault, n in everything.most_common()))
    return "\n".join(lines)


def show_report(report: Report) -> str:
    """A report in the words of a case line."""
    told = [("type", report.type), ("modality", report.modality), ("frame", report.time_frame)]
    if report.place is not None:
        told += [("place", report.place.name), ("country", report.place.country)]
    if report.date is not None:
        told.append(("date", f"{report.date.start}..{report.date.end}"))
    told += [(s.role, f"{s.name} [{s.id or s.name_en}]") for s in report.sides]
    told += [(c.kind, _figure(c)) for c in report.casualties]
    told += [("speaker", s) for s in report.speakers]
    if report.weapon:
        told.append(("weapon", report.weapon))
    return "; ".join(f"{k}={v}" for k, v in told)


def show(outcome: Outcome) -> str:
    """A failing case to read: the sentence, what was expected, what was reported, what is wrong."""
    case = outcome.case
    lines = [f"{case.phenomenon}.tsv:{case.line}  wrong: {', '.join(outcome.faults)}", f"    {case.text}"]
    lines += [f"  - {want}" for want in case.expected] or ["  - none"]
    lines += [f"  + {show_report(report)}" for report in outcome.reports] or ["  + (no report)"]
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """The command line; 1 when a phenomenon is below its floor."""
    names = [a for a in arguments if not a.startswith("-")] or phenomena()
    if "--raise-floors" in arguments:
        raise_floors()
    for name in names:
        for outcome in outcomes(name):
            if not outcome.passed and ("-v" in arguments or len(names) == 1):
                print(show(outcome), end="\n\n")
    print(table(names))
    known = floors()
    return int(any(rate(name) < known.get(name, 0.0) for name in names))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
