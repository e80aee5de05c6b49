"""Read places that a user brings (a GeoNames dump, a table of ours or of the shared kind) into a table of ours."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from marsad.lexicon.gazetteer import CLASSES, COLUMNS, GazetteerError, common_words, needs_cue

_ARABIC = re.compile(r"[\u0621-\u064a]")
_GEONAMES_CLASSES = {
    "PCLI": "country", "ADM1": "admin1", "ADM2": "admin2", "ADM3": "admin2", "PPLC": "city", "PPLA": "city",
    "PPLX": "quarter", "MT": "mountain", "MTS": "mountain", "HLL": "mountain", "HLLS": "mountain", "VAL": "valley",
    "WAD": "valley", "ISL": "island", "ISLS": "island", "AIRP": "airport", "AIRF": "airport", "AIRB": "base",
    "MILB": "base", "INSM": "base", "PRN": "prison", "DAM": "dam", "OILF": "oilfield", "OILR": "terminal",
    "PRT": "terminal", "CMPRF": "camp", "SQR": "square", "ST": "street", "STM": "river", "LK": "river", "SEA": "sea",
    "GULF": "sea", "RGN": "region", "BDRS": "crossing", "PSTB": "crossing",
}  # fmt: skip
_SHARED_CLASSES = {
    "country": "country", "region": "admin1", "state": "admin1", "county": "admin2", "municipality": "admin2",
    "localadmin": "admin2", "city": "city", "town": "town", "locality": "village", "village": "village",
    "hamlet": "village", "suburb": "quarter", "neighbourhood": "quarter", "microhood": "quarter", "campus": "base",
    "island": "island",
}  # fmt: skip
_SHARED_START = ("src", "id", "cls", "cc", "lat", "lon", "en", "names", "pop")
_CITY, _TOWN = 50_000, 5_000

Row = dict[str, str]


def add_places(file: Path, target: Path) -> int:
    """Read ``file`` and write its places to ``target`` (a folder) as a table of our columns; how many were written.

    ``file`` is a GeoNames dump (19 columns without a header), a table with our columns, or one that begins with the
    columns ``src id cls cc lat lon en names pop``; tab-separated, plain or gzip. Rows without an Arabic name are left
    out. Raises GazetteerError with file and line where a row cannot be read, and where nothing is left; then
    nothing is written.
    """
    lines = _lines(file)
    header = tuple(lines[0].split("\t")) if lines else ()
    reader: Callable[[list[str]], Row | None]
    if header == COLUMNS:
        reader, first = _own_row, 1
    elif header[: len(_SHARED_START)] == _SHARED_START:
        reader, first = _shared_row, 1
    elif len(header) == 19:
        reader, first = _geonames_row, 0
    else:
        raise GazetteerError(
            f"{file.name}:1: neither a GeoNames dump (19 columns) nor a table that begins with the columns "
            f"{', '.join(COLUMNS)} or {', '.join(_SHARED_START)}"
        )
    rows = list(_rows(file.name, lines, first, reader))
    if not rows:
        raise GazetteerError(f"{file.name}: no row has an Arabic name")
    target.mkdir(parents=True, exist_ok=True)
    out = target / f"{file.name.removesuffix('.gz').rsplit('.', 1)[0]}.tsv"
    text = "\n".join(["\t".join(COLUMNS), *("\t".join(row[c] for c in COLUMNS) for row in rows)])
    out.write_text(text + "\n", encoding="utf-8")
    return len(rows)


def _lines(file: Path) -> list[str]:
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise GazetteerError(f"{file}: {error.strerror or error}") from error
    try:
        text = (gzip.decompress(raw) if file.suffix == ".gz" else raw).decode("utf-8-sig")
    except (UnicodeDecodeError, OSError, EOFError) as error:
        raise GazetteerError(f"{file.name}: not UTF-8 text: {error}") from error
    return [line.rstrip("\r") for line in text.split("\n")]


def _rows(name: str, lines: list[str], first: int, reader: Callable[[list[str]], Row | None]) -> Iterator[Row]:
    words = common_words()
    width = len(lines[0].split("\t"))
    seen: dict[str, int] = {}
    for number, line in enumerate(lines[first:], first + 1):
        if not line:
            continue
        cells = line.split("\t")
        if len(cells) != width:
            raise GazetteerError(f"{name}:{number}: {len(cells)} columns, not {width}")
        try:
            row = reader(cells)
        except ValueError as error:
            raise GazetteerError(f"{name}:{number}: {error}") from error
        if row is None:
            continue
        if row["id"] in seen:
            raise GazetteerError(f"{name}:{number}: the id {row['id']!r} stands in line {seen[row['id']]} already")
        seen[row["id"]] = number
        if row["cue"] != "1":
            row["cue"] = str(int(needs_cue(row["names"].split("|"), words)))
        yield row


def _checked(row: Row) -> Row:
    lat, lon = float(row["lat"]), float(row["lon"])
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise ValueError(f"no point on Earth: {lat}, {lon}")
    if row["cls"] not in CLASSES:
        raise ValueError(f"no class of place {row['cls']!r}; there are {', '.join(CLASSES)}")
    if not row["id"]:
        raise ValueError("no id")
    if row["country"] and not re.fullmatch("[A-Z]{2}", row["country"]):
        raise ValueError(f"no country code {row['country']!r}")
    row["pop"] = str(int(row["pop"] or 0))
    row["radius_km"] = f"{float(row['radius_km'] or CLASSES[row['cls']]):g}"
    return row


def _arabic(names: list[str]) -> str:
    return "|".join(dict.fromkeys(name.strip() for name in names if _ARABIC.search(name)))


def _own_row(cells: list[str]) -> Row | None:
    row = dict(zip(COLUMNS, cells, strict=True))
    row["names"] = _arabic(row["names"].split("|"))
    return _checked(row) if row["names"] else None


def _shared_row(cells: list[str]) -> Row | None:
    source, ident, cls, country, lat, lon, en, names, pop = cells[:9]
    arabic = _arabic(names.split("|"))
    known = _SHARED_CLASSES.get(cls.rpartition(":")[2]) or _SHARED_CLASSES.get(cls.partition(":")[0])
    if "aerodrome" in cls:
        known = "airport"
    elif cls.startswith("military"):
        known = "base"
    if not arabic or known is None:
        return None
    return _checked({
        "id": f"{source.partition('+')[0]}.{ident}", "names": arabic, "en": en, "lat": lat, "lon": lon, "cls": known,
        "country": country, "admin1": "", "radius_km": "", "pop": pop, "source": source, "cue": "0",
    })  # fmt: skip


def _geonames_row(cells: list[str]) -> Row | None:
    arabic = _arabic([*cells[3].split(","), cells[1]])
    if not arabic:
        return None
    feature, code, pop = cells[6], cells[7], int(cells[14] or 0)
    cls = _GEONAMES_CLASSES.get(code)
    if cls is None and feature == "P":
        cls = "city" if pop >= _CITY else "town" if pop >= _TOWN else "village"
    if cls is None:
        return None
    return _checked({
        "id": f"gn.{cells[0]}.own", "names": arabic, "en": cells[1], "lat": cells[4], "lon": cells[5], "cls": cls,
        "country": cells[8], "admin1": "", "radius_km": "", "pop": str(pop), "source": "GeoNames", "cue": "0",
    })  # fmt: skip
