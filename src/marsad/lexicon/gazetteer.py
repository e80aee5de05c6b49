"""Places and countries: read the tables under ``data/places`` and ``countries.yaml``, find a place by its name.

Names are keyed folded, their words joined by one space. Points are WGS 84 degrees, radii and distances km. One place
that two tables name is one place in ``Gazetteer.by_name``; the table written by hand wins.
"""

from __future__ import annotations

import gzip
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from marsad.arabic.normalise import fold
from marsad.lexicon.datafiles import read_yaml
from marsad.lexicon.distance import km
from marsad.lexicon.word_lists import word_list

_DATA = Path(str(files("marsad.lexicon") / "data"))
_MERGE_KM = 10.0
_TOWN = 5_000
_GAP = re.compile(r"[^\w\n|]+|_+")
_SEAM = re.compile(r"(?<=[^\W\d])(?=\d)|(?<=\d)(?=[^\W\d])")

_FATHERS, _JOINED_HEADS = word_list("fathers"), word_list("joined_heads")
_MIN_JOINED = 3

COLUMNS = (
    "id", "names", "en", "lat", "lon", "cls", "country", "admin1", "radius_km", "pop", "source", "cue",
)  # fmt: skip
"""The columns of a table of places, tab-separated, with this header line."""

CLASSES = {
    "country": 500.0, "admin1": 80.0, "admin2": 20.0, "city": 8.0, "town": 5.0, "village": 2.0, "quarter": 1.5,
    "camp": 1.5, "crossing": 2.0, "mountain": 12.0, "valley": 12.0, "oilfield": 10.0, "terminal": 3.0,
    "airport": 2.0, "base": 3.0, "prison": 0.5, "square": 0.3, "street": 1.0, "region": 100.0, "front": 4.0,
    "island": 10.0, "sea": 200.0, "river": 150.0, "dam": 2.0, "border": 100.0,
}  # fmt: skip
"""Every class of place and its usual radius in km, taken where a table gives none."""

AREAS = frozenset(("country", "admin1", "admin2", "region", "sea", "river", "border"))
"""Classes that are areas or lines: their point is only a middle, so they never merge with a town of their name."""


class GazetteerError(ValueError):
    """A mistake in a table of places; the message names the file, the line and what is wrong."""


@dataclass(frozen=True, slots=True)
class GazetteerPlace:
    """One place.

    ``names`` as written in Arabic, the preferred one first; ``lat``/``lon`` in degrees; ``radius_km`` how far the
    place reaches from its point; ``pop`` inhabitants (0 unknown); ``country`` ISO 3166-1 alpha-2; ``admin1`` the
    English name of the province; ``cue``: the name is also an ordinary word, believe it only after «في», «قرية» etc.
    """

    id: str
    names: tuple[str, ...]
    en: str
    lat: float
    lon: float
    cls: str
    country: str
    admin1: str = ""
    radius_km: float = 0.0
    pop: int = 0
    source: str = ""
    cue: bool = False
    curated: bool = False
    added: bool = False

    @property
    def hamlet(self) -> bool:
        """Whether it is a small place of a user's own table: there are so many that a bare name proves little."""
        return self.added and self.pop < _TOWN and self.cls not in AREAS


@dataclass(frozen=True, slots=True)
class Country:
    """A country: names, nationality adjectives (all written forms, without ال), middle point and size in km."""

    iso: str
    en: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    capital: str
    lat: float
    lon: float
    radius_km: float
    cue: bool = False
    seats: tuple[str, ...] = ()
    """The towns that stand for its government."""
    army: bool = True
    """False where «الجيش» is another state's."""


@dataclass(slots=True)
class Gazetteer:
    """All places. ``by_name`` maps a folded name to who bears it: countries, then curated places, then by size."""

    by_name: dict[str, tuple[GazetteerPlace, ...]] = field(default_factory=dict)
    by_id: dict[str, GazetteerPlace] = field(default_factory=dict)

    def get(self, ident: str) -> GazetteerPlace | None:
        """The place with an id, or None."""
        return self.by_id.get(ident)

    def find(self, name: str) -> tuple[GazetteerPlace, ...]:
        """The bearers of a name, however it is spelled; empty when there is none."""
        return self.by_name.get(name_key(name), ())


def name_key(name: str) -> str:
    """A name as ``Gazetteer.by_name`` is keyed: folded, letters and digits apart, one space between words."""
    return " ".join(_keys(name).split())


def _keys(text: str) -> str:
    return _SEAM.sub(" ", _GAP.sub(" ", fold(text)))


@lru_cache(maxsize=1)
def load_countries() -> dict[str, Country]:
    """Every country by its ISO code. Raises GazetteerError where an entry lacks a field."""
    file = "countries.yaml"
    found: dict[str, Country] = {}
    for raw in read_yaml(file):
        iso = raw.get("iso")
        if not isinstance(iso, str) or len(iso) != 2 or iso in found:
            raise GazetteerError(f"{file}: {iso!r}: not a country code of its own")
        try:
            found[iso] = _country(iso, raw)
        except (KeyError, TypeError, ValueError) as error:
            raise GazetteerError(f"{file}: {iso}: {error!r}") from error
    return found


@lru_cache(maxsize=1)
def nationalities() -> dict[str, Country]:
    """Every nationality adjective, folded, with and without the article."""
    out: dict[str, Country] = {}
    for country in load_countries().values():
        for adjective in country.adjectives:
            word = fold(adjective)
            out.setdefault(word, country)
            out.setdefault("ال" + word, country)
    return out


def _country(iso: str, raw: dict[str, Any]) -> Country:
    return Country(
        iso=iso,
        en=raw["en"],
        names=tuple(raw["ar"]),
        adjectives=tuple(raw["adjectives"]),
        capital=raw["capital"],
        lat=float(raw["lat"]),
        lon=float(raw["lon"]),
        radius_km=float(raw["radius_km"]),
        cue=bool(raw.get("cue", False)),
        seats=tuple(raw.get("seats", (raw["capital"],))),
        army=bool(raw.get("army", True)),
    )


@lru_cache(maxsize=1)
def adjective_countries() -> dict[str, str]:
    """Folded nationality adjective (without ال) to ISO code."""
    return {name_key(form): country.iso for country in load_countries().values() for form in country.adjectives}


def read_table(path: Path, *, curated: bool = False, added: bool = False) -> Iterator[GazetteerPlace]:
    """The rows of one table (``COLUMNS``, .tsv or .tsv.gz). Raises GazetteerError naming file and line."""
    raw = path.read_bytes()
    if path.suffix == ".gz":
        raw = gzip.decompress(raw)
    try:
        lines = raw.decode("utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise GazetteerError(f"{path.name}: not UTF-8 (byte {error.start})") from error
    if tuple(lines[0].rstrip("\r").split("\t")) != COLUMNS:
        raise GazetteerError(f"{path.name}:1: the header must be the columns {', '.join(COLUMNS)}")
    for number, line in enumerate(lines[1:], 2):
        if line:
            try:
                yield _place(line.rstrip("\r").split("\t"), curated=curated, added=added)
            except ValueError as error:
                raise GazetteerError(f"{path.name}:{number}: {error}") from error


def _place(cells: list[str], *, curated: bool, added: bool) -> GazetteerPlace:
    if len(cells) != len(COLUMNS):
        raise ValueError(f"{len(cells)} columns, not {len(COLUMNS)}")
    ident, names, en, lat, lon, cls, country, admin1, radius, pop, source, cue = cells
    if cls not in CLASSES:
        raise ValueError(f"no class of place {cls!r}")
    if not ident or not names:
        raise ValueError("no id or no name")
    point = float(lat), float(lon)
    if not (-90 <= point[0] <= 90 and -180 <= point[1] <= 180):
        raise ValueError(f"no point on Earth: {lat}, {lon}")
    return GazetteerPlace(
        ident,
        tuple(names.split("|")),
        en,
        point[0],
        point[1],
        cls,
        country,
        admin1,
        float(radius) if radius else CLASSES[cls],
        int(pop) if pop else 0,
        source,
        cue == "1",
        curated,
        added,
    )


def _country_places() -> Iterator[GazetteerPlace]:
    for country in load_countries().values():
        yield GazetteerPlace(
            country.iso.lower(), country.names, country.en, country.lat, country.lon, "country", country.iso,
            radius_km=country.radius_km, source="countries", cue=country.cue, curated=True,
        )  # fmt: skip


def _merge(places: Iterable[GazetteerPlace]) -> tuple[GazetteerPlace, ...]:
    """Order the bearers of one name and drop those that are another row of the same place."""
    ordered = sorted(places, key=lambda p: (p.cls != "country", not p.curated, -p.pop, p.id))
    kept: list[GazetteerPlace] = []
    for place in ordered:
        if place.hamlet and any(other.cls == "country" or other.country == place.country for other in kept):
            continue  # a village «اليمن», a second «صعدة» of that country: never what is meant by the bare name
        area = place.cls in AREAS
        for other in kept:
            if area:
                if other.cls == place.cls and other.country == place.country and not place.curated:
                    break
            elif (
                other.cls not in AREAS
                and (other.country == place.country or not place.curated)  # a town that a border cuts is two
                and abs(other.lat - place.lat) < 0.2
                and km(other.lat, other.lon, place.lat, place.lon) <= _MERGE_KM
            ):
                break
        else:
            kept.append(place)
    return tuple(kept)


def _spellings(name: str) -> Iterator[str]:
    """Other spellings of a folded name: «أبي صيدا» of «أبو صيدا», «كفر رمان» of «كفررمان» and the other way."""
    head, _, rest = name.partition(" ")
    if rest and head in _FATHERS:
        yield from (f"{other} {rest}" for other in _FATHERS - {head})
    for word in _JOINED_HEADS:
        if head == word and rest and rest[:2] != "ال":
            yield word + rest
        elif head != word and head.startswith(word) and len(head) >= len(word) + _MIN_JOINED:
            yield f"{word} {name[len(word) :]}"


def load_gazetteer(extra: Sequence[Path] = ()) -> Gazetteer:
    """Read the countries, the tables that come with the package and the tables at ``extra`` (files or folders).

    Raises GazetteerError for a malformed table and for an id that two rows of the package bear; of two rows of
    ``extra`` with one id the first is taken.
    """
    places = list(_country_places())
    for path in sorted((_DATA / "places").glob("*.tsv")):
        places.extend(read_table(path, curated=True))
    for path in sorted((_DATA / "places").glob("*.tsv.gz")):
        places.extend(read_table(path))
    gazetteer = Gazetteer()
    by_id = gazetteer.by_id
    for place in places:
        if place.id in by_id:
            raise GazetteerError(f"two places have the id {place.id!r}: {by_id[place.id].en} and {place.en}")
        by_id[place.id] = place
    for given in extra:
        for path in sorted(given.glob("*.tsv")) if given.is_dir() else [given]:
            places.extend(place for place in read_table(path, added=True) if by_id.setdefault(place.id, place) is place)
    folded = _keys("\n".join(["|".join(place.names) for place in places])).split("\n")
    groups: dict[str, list[GazetteerPlace]] = {}
    for place, line in zip(places, folded, strict=True):
        for name in {" ".join(part.split()) for part in line.split("|")}:
            if name:
                groups.setdefault(name, []).append(place)
    for name, bearers in list(groups.items()):
        for spelling in _spellings(name):
            groups.setdefault(spelling, bearers)
    gazetteer.by_name = {
        name: _merge(bearers) if len(bearers) > 1 else (bearers[0],) for name, bearers in groups.items()
    }
    return gazetteer


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """Folded words of ordinary news text: a place so named counts only with a cue."""
    lines = (_DATA / "places" / "cue-words.txt").read_text(encoding="utf-8").split("\n")
    return frozenset(line for line in lines if line and not line.startswith("#"))


def needs_cue(names: Iterable[str], words: frozenset[str]) -> bool:
    """Whether any of a place's names is an ordinary word, or is one as soon as ال is put before it."""
    return any(key in words or "ال" + key in words for key in map(name_key, names))


def user_folder() -> Path:
    """The folder of the places a user added: ``gazetteer`` below ``$MARSAD_HOME`` or ``~/.local/share/marsad``."""
    home = os.environ.get("MARSAD_HOME")
    return (Path(home) if home else Path.home() / ".local" / "share" / "marsad") / "gazetteer"


def add_places(file: Path, target: Path) -> int:
    """Add a file of places to a folder of tables; see ``marsad.lexicon.gazetteer_import.add_places``."""
    from marsad.lexicon import gazetteer_import

    return gazetteer_import.add_places(file, target)
