"""Which outlet printed a page, and which agency it credits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from marsad.pages.lines import Line, folded_key, key_of, opening, phrases

_SOURCE = re.compile(r"^\W*(?:المصدر|المصادر|مصدر|نقلا عن)\s*[:：/|–-]\s*(.{2,80})$")
_BRACKET = re.compile(r"[(\[]\s*([^()\[\]]{2,30}?)\s*[)\]]")
_SEPARATORS = re.compile(r"\s*[-–—ـ/،,+|:()]+\s*|\s{2,}")


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet: ``name`` in Arabic, ``name_en``, ISO country, kind, and how its pages are built."""

    name: str
    name_en: str
    country: str
    kind: str
    embeds: bool = False
    carousel: bool = False


def _load(name: str) -> list[dict[str, Any]]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    raw = Path(__file__).with_name(name).read_text(encoding="utf-8")
    entries: list[dict[str, Any]] = yaml.load(raw, Loader=loader)  # noqa: S506 (safe loaders both)
    return entries


@cache
def _tables() -> tuple[dict[str, Outlet], dict[str, Outlet]]:
    hosts: dict[str, Outlet] = {}
    names: dict[str, Outlet] = {}
    for entry in _load("outlets.yaml"):
        outlet = Outlet(
            entry["ar"], entry["en"], entry["country"], entry["kind"],
            bool(entry.get("embeds")), bool(entry.get("carousel")),
        )  # fmt: skip
        for host in entry["hosts"]:
            hosts[str(host)] = outlet
        for name in (entry["ar"], entry["en"], *entry.get("names", ())):
            names.setdefault(key_of(name), outlet)
    return hosts, names


@cache
def _agencies() -> tuple[dict[str, str], re.Pattern[str]]:
    forms: dict[str, str] = {}
    for entry in _load("agencies.yaml"):
        for form in entry["forms"]:
            forms.setdefault(key_of(form), entry["name"])
    return forms, re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, forms), key=len, reverse=True)) + r")\b")


@cache
def outlet_keys() -> frozenset[str]:
    """Folded names of all outlets that are no agency: a line that is only one of them is furniture."""
    return frozenset(key for key, outlet in _tables()[1].items() if "agency" not in outlet.kind and len(key) > 3)


def by_host(url: str) -> Outlet | None:
    """The outlet at an address (or bare host); None where it is not in the table."""
    host = urlsplit(url if "//" in url else "//" + url).hostname or ""
    labels = host.lower().removeprefix("www.").split(".")
    hosts = _tables()[0]
    for start in range(len(labels) - 1):
        found = hosts.get(".".join(labels[start:]))
        if found:
            return found
    return None


def by_name(name: str) -> Outlet | None:
    """The outlet of a name as pages write it («فرانس 24», «BBC Arabic»)."""
    return _tables()[1].get(key_of(name)) if name.strip() else None


def by_line(lines: Sequence[Line]) -> Outlet | None:
    """The outlet a by-line among the first lines names («القاهرة - بوابة الوسط …»), or an invitation to its
    app.

    A name of one ordinary word («الأخبار», «اليوم») is no sign here; it has to come with an address.
    """
    names = _tables()[1]
    for line in lines[:5]:
        if line.words > 14 or line.stops:
            continue
        if line.key in names and _telling(line.key, names):
            return names[line.key]
        pieces = _SEPARATORS.split(line.folded)
        for piece in pieces if len(pieces) > 1 else ():
            key = folded_key(piece)
            key = key if key in names else _leading_name(key, names)
            if key and _telling(key, names):
                return names[key]
    for line in lines[-3:]:
        if opening(line.key, phrases().prefix):
            for width in (3, 2):
                words = line.key.split()
                for start in range(len(words) - width + 1):
                    key = " ".join(words[start : start + width])
                    if key in names and _telling(key, names):
                        return names[key]
    return None


def _telling(key: str, names: dict[str, Outlet]) -> bool:
    return "agency" not in names[key].kind and (" " in key or any(c.isdigit() or c.isascii() for c in key))


def _leading_name(key: str, names: dict[str, Outlet]) -> str:
    """The longest outlet name of two words and more with which ``key`` begins (a date may follow it)."""
    words = key.split()
    for count in range(min(5, len(words)), 1, -1):
        head = " ".join(words[:count])
        if head in names:
            return head
    return ""


def is_outlet_line(line: Line) -> bool:
    """A by-line that names an outlet, perhaps with a town, and no agency: «أبوظبي - سكاي نيوز عربية»."""
    if line.words > 7 or line.stops:
        return False
    pieces = [piece for piece in _SEPARATORS.split(line.folded) if piece]
    if len(pieces) > 3 or agencies_in(line.folded):
        return False
    keys = [folded_key(piece) for piece in pieces]
    named = [key for key in keys if key in outlet_keys()]
    return bool(named) and all(key in outlet_keys() or key.count(" ") < 2 for key in keys) and len(keys) <= 2


def agencies_in(folded: str) -> list[str]:
    """Names of the agencies credited in a short folded credit, in order."""
    forms, pattern = _agencies()
    credit = folded_key(folded)
    return list(dict.fromkeys(forms[match.group()] for match in pattern.finditer(credit)))


def agency(lines: Sequence[Line]) -> str:
    """The agencies a page credits: «المصدر: …», a by-line of a few words, «(رويترز)» in the first paragraph.

    Several are joined by « + »; empty when none is credited. An agency that is only quoted in the text is
    no credit.
    """
    for line in lines:
        match = _SOURCE.match(line.folded) if line.words <= 10 else None
        if match:
            return " + ".join(agencies_in(match.group(1))) or line.text.partition(":")[2].strip()[:60]
    for line in lines[:6]:
        if line.words <= 8 and not line.stops and line.drop in ("", "outlet name", "byline"):
            pieces = [folded_key(piece) for piece in _SEPARATORS.split(line.folded)]
            found = [name for piece in pieces for name in ([_agencies()[0][piece]] if piece in _agencies()[0] else [])]
            if found and (len(pieces) > 1 or line is not lines[0]):
                return " + ".join(dict.fromkeys(found))
    for line in [line for line in lines if not line.drop][:3]:
        match = _BRACKET.search(line.folded[:90])
        if match and (name := _agencies()[0].get(folded_key(match.group(1)))):
            return name
    tail = [line for line in lines if not line.drop][-1:]
    for line in tail:
        match = re.search(r"[(\[]\s*([^()\[\]]{2,30}?)\s*[)\]]\W*$", line.folded)
        if match and (name := _agencies()[0].get(folded_key(match.group(1)))):
            return name
    return ""
