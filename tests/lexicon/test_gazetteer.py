"""The gazetteer: names found, namesakes ordered, tables read, mistakes named with file and line."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from marsad.lexicon.gazetteer import (
    COLUMNS,
    GazetteerError,
    add_places,
    adjective_countries,
    km,
    load_countries,
    load_gazetteer,
    name_key,
    needs_cue,
    read_table,
    user_folder,
)

GEONAMES = (
    "99900001|Tall Mithal|Tall Mithal|Tell Mithal,تل مثال,تل المثال,Телль|35.5|38.25|P|PPL|SY||04||||700||300|"
    "Asia/Damascus|2020-01-01"
).replace("|", "\t")


@pytest.fixture(scope="module")
def gazetteer():
    return load_gazetteer()


def row(**cells: str) -> str:
    base = {
        "id": "x.one", "names": "تل مثال", "en": "Tell Mithal", "lat": "35.5", "lon": "38.2", "cls": "village",
        "country": "SY", "admin1": "", "radius_km": "", "pop": "", "source": "own", "cue": "0",
    }  # fmt: skip
    return "\t".join({**base, **cells}[c] for c in COLUMNS)


def table(path: Path, *rows: str) -> Path:
    path.write_text("\n".join(["\t".join(COLUMNS), *rows]) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "ident"),
    [
        ("سرت", "ly.sirte"),
        ("القوارشة", "ly.qawarisha"),
        ("حي ٧٠٠", "ly.district-700-sirte"),
        ("رأس جدير", "ly.ras-ajdir-crossing"),
        ("راس جدير", "ly.ras-ajdir-crossing"),
        ("جبل المغيلة", "tn.jebel-mghila"),
        ("الغوطة الشرقية", "sy.eastern-ghouta"),
        ("دارفور", "sd.darfur"),
        ("الأزواد", "ml.azawad"),
        ("الخط الأصفر", "ps.yellow-line-gaza"),
        ("ليبيا", "ly"),
    ],
)
def test_a_name_is_found_however_it_is_spelled(gazetteer, name, ident):
    assert gazetteer.find(name)[0].id == ident
    assert gazetteer.get(ident) in gazetteer.by_name[name_key(name)]


def test_letters_and_digits_stand_apart_as_they_do_in_the_words_of_a_text():
    assert name_key("الـ400  (حي)") == "ال 400 حي"


def test_namesakes_of_two_countries_are_both_kept(gazetteer):
    assert {p.country for p in gazetteer.find("طرابلس")} >= {"LY", "LB"}


def test_a_province_and_its_town_are_two_places(gazetteer):
    assert {p.cls for p in gazetteer.find("درعا")} == {"city", "admin1"}


def test_a_country_comes_before_its_capital(gazetteer):
    assert gazetteer.find("تونس")[0].cls == "country"


def test_one_town_of_two_tables_is_one_place_and_the_table_by_hand_wins(gazetteer):
    bearers = [p for p in gazetteer.find("بنغازي") if p.cls == "city"]
    assert [p.id for p in bearers] == ["ly.benghazi"]
    assert bearers[0].pop > 500_000


@pytest.mark.parametrize("name", ["الخمس", "الباب", "القائم", "مالي"])
def test_a_name_that_is_an_ordinary_word_needs_a_cue(gazetteer, name):
    assert all(p.cue for p in gazetteer.find(name))


@pytest.mark.parametrize("name", ["حلب", "غزة", "صنعاء", "بنغازي", "الفاشر", "لندن"])
def test_a_well_known_name_needs_none(gazetteer, name):
    assert not gazetteer.find(name)[0].cue


def test_ordinary_words_are_known_with_and_without_the_article():
    words = frozenset({"الحكومه", "باب"})
    assert needs_cue(["الحكومة"], words)
    assert needs_cue(["حكومة"], words)
    assert needs_cue(["باب"], words)
    assert not needs_cue(["باب السلامة", "حلب"], words)


def test_adjectives_lead_to_countries():
    adjectives = adjective_countries()
    assert adjectives[name_key("ليبيين")] == "LY"
    assert adjectives[name_key("أميركية")] == "US"
    assert adjectives[name_key("أتراك")] == "TR"
    assert name_key("مالي") not in adjectives  # «financial»
    assert "تركيا" not in adjectives
    assert load_countries()["NO"].en == "Norway"


def test_distance():
    assert km(32.8874, 13.1873, 32.1167, 20.0667) == pytest.approx(652, abs=5)
    assert km(10, 20, 10, 20) == 0


def test_places_of_ones_own_are_found(tmp_path):
    table(tmp_path / "own.tsv", row(), row(id="ly.sirte", names="غير هذا"))
    found = load_gazetteer([tmp_path])
    assert found.find("تل مثال")[0].radius_km == 2.0
    assert found.get("ly.sirte").country == "LY"
    assert not found.find("تل مثال")[0].curated


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (row(lat="95"), "no point on Earth"),
        (row(lat="x"), "could not convert"),
        (row(cls="hamlet"), "no class of place 'hamlet'"),
        (row(names=""), "no id or no name"),
        ("one\ttwo", "2 columns, not 12"),
    ],
)
def test_a_mistake_is_named_with_file_and_line(tmp_path, bad, reason):
    path = table(tmp_path / "own.tsv", row(), bad)
    with pytest.raises(GazetteerError, match=rf"own\.tsv:3: .*{reason}"):
        list(read_table(path))


def test_a_table_with_another_header_is_refused(tmp_path):
    path = tmp_path / "own.tsv"
    path.write_text("id\tname\n", encoding="utf-8")
    with pytest.raises(GazetteerError, match=r"own\.tsv:1: the header"):
        list(read_table(path))


def test_a_geonames_dump_is_added_with_its_arabic_names(tmp_path):
    dump = tmp_path / "SY.txt"
    nameless = GEONAMES.replace("99900001", "99900002").replace("تل مثال,تل المثال,", "")
    dump.write_text(GEONAMES + "\n" + nameless, encoding="utf-8")
    assert add_places(dump, tmp_path / "mine") == 1
    (place,) = read_table(tmp_path / "mine" / "SY.tsv")
    assert (place.id, place.cls, place.pop) == ("gn.99900001.own", "village", 700)
    assert place.names == ("تل مثال", "تل المثال")
    assert load_gazetteer([tmp_path / "mine"]).find("تل المثال")[0].country == "SY"


def test_a_table_of_the_shared_columns_is_added(tmp_path):
    header = "src\tid\tcls\tcc\tlat\tlon\ten\tnames\tpop\ta1\ta1_ar\ta2\tgn\twd"
    rows = [
        "wof+osm2019\t7\tlocality:town\tYE\t15.1\t44.2\tMithal\tالمثال|مثال\t0\t-1\t\t-1\t\t",
        "osm2019\t8\taeroway:aerodrome\tYE\t15.2\t44.3\tMithal Airport\tمطار المثال\t\t-1\t\t-1\t\t",
    ]
    path = tmp_path / "shared.tsv.gz"
    path.write_bytes(gzip.compress("\n".join([header, *rows]).encode()))
    assert add_places(path, tmp_path / "mine") == 2
    first, second = read_table(tmp_path / "mine" / "shared.tsv")
    assert (first.id, first.cls, second.cls) == ("wof.7", "town", "airport")


def test_an_added_place_with_a_common_name_needs_a_cue(tmp_path):
    add_places(table(tmp_path / "own.tsv", row(names="الحكومة")), tmp_path / "mine")
    (place,) = read_table(tmp_path / "mine" / "own.tsv")
    assert place.cue


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (["a\tb\tc"], r"own\.txt:1: neither"),
        ([GEONAMES, GEONAMES], r"own\.txt:2: the id 'gn\.99900001\.own' stands in line 1"),
        ([GEONAMES, GEONAMES.replace("99900001", "5").replace("35.5", "135.5")], r"own\.txt:2: no point on Earth"),
        ([GEONAMES, "short\trow"], r"own\.txt:2: 2 columns, not 19"),
        ([GEONAMES.replace("تل مثال,تل المثال,", "")], "no row has an Arabic name"),
    ],
)
def test_what_cannot_be_added_is_refused_and_nothing_written(tmp_path, lines, reason):
    path = tmp_path / "own.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(GazetteerError, match=reason):
        add_places(path, tmp_path / "mine")
    assert not (tmp_path / "mine").exists()


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(GazetteerError, match=r"nothing\.tsv"):
        add_places(tmp_path / "nothing.tsv", tmp_path)


def test_the_users_folder_can_be_moved(monkeypatch, tmp_path):
    monkeypatch.setenv("MARSAD_HOME", str(tmp_path))
    assert user_folder() == tmp_path / "gazetteer"
