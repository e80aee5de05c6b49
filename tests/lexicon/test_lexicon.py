"""The lexicon's files: every entry is found in its own examples, and mistakes are named by file and entry."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from marsad.arabic.normalise import fold
from marsad.arabic.words import split_words
from marsad.lexicon import datafiles
from marsad.lexicon.datafiles import data_files, line_of, mistake, read_yaml
from marsad.lexicon.load import alternatives, load_lexicon
from marsad.lexicon.schema import (
    ActorForm,
    Body,
    Force,
    LexiconError,
    Particle,
    PersonForm,
    Speech,
    TriggerForm,
    Weapon,
)
from marsad.mentions.places import survey
from marsad.mentions.slots import Scanner, Slots
from marsad.reports.sentence import read_sentence

TRIGGER_FORMS = 350
ACTORS = 150
SPEECH_LISTS = ("verbs", "phrases", "claims", "relays", "speakers", "hedges", "openers", "contexts")
RELAYS = ("according_to", "quoting", "in_the_words_of", "by_the_tongue_of")
"""The relays that are read as such; the others are verbs with a source noun behind them."""


@cache
def scanner() -> Scanner:
    return Scanner(load_lexicon())


def scan(text: str) -> Slots:
    return scanner().scan(split_words(text))


def found(text: str, is_own: Callable[[Any], bool]) -> bool:
    """Whether one of the phrases found in a text has a payload of the entry."""
    return any(is_own(payload) for payloads in scan(text).load for payload in payloads.items)


def read_live(text: str, ident: str) -> bool:
    """Whether a text is read as telling of the trigger, as a report would be made of it."""
    slots = scan(text)
    geo = survey(slots)
    sentences = (read_sentence(slots, index, geo, None, title=False) for index in range(len(slots.sentences)))
    return any(
        use.live and use.form.trigger.id == ident
        for sentence in sentences
        if sentence is not None
        for use in sentence.uses
    )


def entries(name: str) -> list[dict[str, Any]]:
    return read_yaml(name) or []


def has_id(cls: type, part: str, ident: str) -> Callable[[Any], bool]:
    def is_own(payload: Any) -> bool:
        if not isinstance(payload, cls):
            return False
        entry = getattr(payload, part) if part else payload
        return bool(entry.id == ident)

    return is_own


def named(cls: type, **values: str) -> Callable[[Any], bool]:
    return lambda payload: isinstance(payload, cls) and all(getattr(payload, k) == v for k, v in values.items())


def unfound(
    file: str, own: Callable[[dict[str, Any]], Callable[[Any], bool]], raws: list[dict[str, Any]] | None = None
) -> list[str]:
    """«file:line: id: reason» for entries without examples, and examples in which their own entry is not found."""
    bad = []
    for raw in entries(file) if raws is None else raws:
        label = str(raw.get("id") or raw.get("name") or raw.get("title") or raw.get("en"))
        if not raw.get("examples"):
            bad.append(str(mistake(file, label, "has no example")))
        bad += [
            str(mistake(file, label, f"is not found in its example «{example}»", word=example))
            for example in raw.get("examples") or ()
            if not found(example, own(raw))
        ]
    return bad


def told(bad: list[str]) -> str:
    return f"{len(bad)} bad:\n" + "\n".join(bad)


@pytest.mark.parametrize("file", data_files("triggers", ".yaml"))
def test_triggers_are_found_in_their_examples(file: str) -> None:
    bad = unfound(file, lambda raw: has_id(TriggerForm, "trigger", raw["id"]))
    assert not bad, told(bad)


@pytest.mark.parametrize("file", data_files("triggers", ".yaml"))
def test_triggers_are_silent_in_their_counterexamples(file: str) -> None:
    bad = [
        f"{raw['id']}: {text}"
        for raw in entries(file)
        for text in raw.get("counterexamples") or ()
        if read_live(text, raw["id"])
    ]
    assert not bad, told(bad)


@pytest.mark.parametrize("file", data_files("actors", ".yaml"))
def test_actors_are_found_in_their_examples(file: str) -> None:
    bad = unfound(file, lambda raw: has_id(ActorForm, "actor", raw["id"]))
    assert not bad, told(bad)


def test_people_are_found_in_their_examples() -> None:
    bad = unfound("people.yaml", lambda raw: has_id(PersonForm, "person", raw["id"]))
    assert not bad, told(bad)


def test_weapons_are_found_in_their_examples() -> None:
    bad = unfound("weapons.yaml", lambda raw: has_id(Weapon, "", raw["id"]))
    assert not bad, told(bad)


def test_weapons_are_silent_in_their_counterexamples() -> None:
    bad = []
    for raw in entries("weapons.yaml"):
        for text in raw.get("counterexamples") or ():
            slots = scan(f"{text} وقتل جندي")
            sentence = read_sentence(slots, 0, survey(slots), None, title=False)
            if sentence is not None and any(slots.get(i, Weapon).id == raw["id"] for i in sentence.weapons):
                bad.append(f"{raw['id']}: {text}")
    assert not bad, told(bad)


STATE_BODIES = ("government", "state_forces", "police", "security")


def force_or_named_body(ident: str) -> Callable[[Any], bool]:
    """The force itself, or the named body of a state that it makes with its nationality («الجيش التركي»)."""
    force = has_id(Force, "", ident)

    def is_own(payload: Any) -> bool:
        if isinstance(payload, ActorForm):
            return not payload.generic and payload.actor.kind in STATE_BODIES
        return force(payload)

    return is_own


def test_forces_are_found_in_their_examples() -> None:
    bad = unfound("forces.yaml", lambda raw: force_or_named_body(raw["id"]))
    assert not bad, told(bad)


def test_agencies_are_found_in_their_examples() -> None:
    bad = unfound("agencies.yaml", lambda raw: named(Body, name=raw["name"]))
    assert not bad, told(bad)


def speech_entry(section: str, raw: dict[str, Any]) -> Callable[[Any], bool]:
    """How the payload of one entry of speech.yaml is known."""
    if section in ("verbs", "phrases", "claims", "relays"):
        return named(Speech, en=str(raw.get("en") or ""))
    if section == "speakers":
        return named(Body, name=str(raw["forms"][0]))
    values = {"hedges": "hedge", "openers": "that"}
    return named(Particle, value=values.get(section, str(raw["id"])))


@pytest.mark.parametrize("section", SPEECH_LISTS)
def test_speech_is_found_in_its_examples(section: str) -> None:
    raws = [
        raw
        for raw in read_yaml("speech.yaml")[section]
        if not raw.get("no_claim")
        and (section != "relays" or raw["id"] in RELAYS)
        and raw["id"] != "negation_exception"
    ]
    bad = unfound("speech.yaml", lambda raw: speech_entry(section, raw), raws)
    assert not bad, told(bad)


def all_ids() -> Iterator[tuple[str, str]]:
    """(kind, id) of every entry that has one."""
    for folder in ("triggers", "actors"):
        for file in data_files(folder, ".yaml"):
            yield from ((folder, str(raw["id"])) for raw in entries(file))
    for name in ("people.yaml", "weapons.yaml", "forces.yaml", "agencies.yaml", "ontology.yaml"):
        yield from ((name, str(raw["id"])) for raw in entries(name))
    for section, raws in read_yaml("speech.yaml").items():
        yield from ((f"speech.yaml {section}", str(raw["id"])) for raw in raws if isinstance(raw, dict) and "id" in raw)


def test_ids_are_unique() -> None:
    twice = [f"{kind}: {ident}" for (kind, ident), n in Counter(all_ids()).items() if n > 1]
    assert not twice, told(twice)


def typed_triggers() -> Iterator[dict[str, Any]]:
    for file in data_files("triggers", ".yaml"):
        yield from (raw for raw in entries(file) if raw.get("type"))


def test_every_type_has_triggers() -> None:
    given = {raw["type"] for raw in typed_triggers()} | {raw.get("alternative") for raw in typed_triggers()}
    missing = [leaf["id"] for leaf in entries("ontology.yaml") if leaf["id"] not in given]
    assert not missing, told(missing)


def test_alternatives_are_types() -> None:
    leaves = {leaf["id"] for leaf in entries("ontology.yaml")}
    bad = [raw["id"] for raw in typed_triggers() if raw.get("alternative") and raw["alternative"] not in leaves]
    assert not bad, told(bad)


def test_there_are_enough_trigger_forms() -> None:
    forms = {
        fold(form)
        for raw in typed_triggers()
        for key in ("verbs", "nouns", "idioms")
        for written in raw.get(key) or ()
        for form in alternatives(str(written))
    }
    assert len(forms) >= TRIGGER_FORMS


def test_there_are_enough_actors() -> None:
    assert len(load_lexicon().actors) >= ACTORS


def test_parents_of_actors_exist() -> None:
    actors = load_lexicon().actors
    bad = [f"{a.id}: {a.parent}" for a in actors.values() if a.parent and a.parent not in actors]
    assert not bad, told(bad)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the data, by links, in which a test may put broken files."""
    for source in sorted(datafiles.DATA.rglob("*")):
        target = tmp_path / source.relative_to(datafiles.DATA)
        if source.is_dir():
            target.mkdir(parents=True, exist_ok=True)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.symlink_to(source)
    monkeypatch.setattr("marsad.lexicon.datafiles.DATA", tmp_path)
    return tmp_path


def broken(data: Path, name: str, text: str) -> str:
    """The message of the error that the data with one file of this text raise."""
    (data / name).unlink(missing_ok=True)
    (data / name).write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError) as caught:
        load_lexicon.__wrapped__()
    return str(caught.value)


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ("{id: x.slug, type: remote.catapult, nouns: [منجنيق]}", "remote.catapult"),
        ("{id: x.slug, effect: bored, nouns: [ملل]}", "bored"),
        ("{id: x.slug, type: remote.shelling, subject: bystander, nouns: [قصف]}", "bystander"),
        ("{id: x.slug, type: remote.shelling, object: weather, nouns: [قصف]}", "weather"),
        ("{id: x.slug, type: remote.shelling, genitive: owner, nouns: [قصف]}", "owner"),
        ("{id: x.slug, nouns: [قصف]}", "neither"),
        ('{id: x.slug, type: remote.shelling, gapped: ["فتح النار"]}', "gapped"),
    ],
)
def test_a_mistake_in_a_trigger_names_file_and_entry(data: Path, entry: str, reason: str) -> None:
    message = broken(data, "triggers/00_broken.yaml", f"- {entry}\n")
    assert message.startswith("triggers/00_broken.yaml:1: x.slug: ")
    assert reason in message


def test_an_id_that_stands_twice_is_named(data: Path) -> None:
    entry = "- {id: x.twice, type: remote.shelling, nouns: [قصف]}\n"
    message = broken(data, "triggers/00_broken.yaml", entry * 2)
    assert message.startswith("triggers/00_broken.yaml:2: x.twice: ")


def test_a_form_that_stands_twice_is_named_by_its_line(data: Path) -> None:
    text = "# a comment\n- id: x.slug\n  type: remote.shelling\n  nouns:\n    - قصف\n    - قصف\n"
    assert broken(data, "triggers/00_broken.yaml", text).startswith("triggers/00_broken.yaml:5: x.slug: nouns: 'قصف'")


def test_a_name_of_two_actors_is_named(data: Path) -> None:
    one = "- {id: xx.one, name_en: One, forms: [كتائب المثال]}\n"
    message = broken(data, "actors/00_broken.yaml", one + one.replace("one", "two"))
    assert message.startswith("actors/00_broken.yaml:2: xx.two: ")
    assert "xx.one" in message


def test_lines_of_entries_are_found() -> None:
    for file in (*data_files("triggers", ".yaml"), *data_files("actors", ".yaml"), "people.yaml", "weapons.yaml"):
        lines = (datafiles.DATA / file).read_text(encoding="utf-8").splitlines()
        for raw in entries(file):
            assert raw["id"] in lines[line_of(file, raw["id"]) - 1], raw["id"]


def test_an_example_that_does_not_match_is_told_with_its_line() -> None:
    bad = unfound("people.yaml", lambda raw: has_id(PersonForm, "person", "nobody"), entries("people.yaml")[:1])
    assert bad
    assert re.match(r"people\.yaml:\d+: \w+: is not found in its example «", bad[0]), bad[0]


def test_an_actor_without_forms_is_named(data: Path) -> None:
    message = broken(data, "actors/00_broken.yaml", "- {id: xx.nobody, name_en: Nobody}\n")
    assert "actors/00_broken.yaml" in message
    assert "xx.nobody" in message


def test_a_weapon_of_unknown_type_is_named(data: Path) -> None:
    entry = "- {id: sling, en: slings, kind: other, suggests: remote.sling, forms: [مقلاع]}\n"
    message = broken(data, "weapons.yaml", entry)
    assert "weapons.yaml" in message
    assert "sling" in message


@pytest.mark.parametrize(
    ("file", "entry", "reason"),
    [
        ("triggers/00_broken.yaml", "{id: x.slug, type: remote.shelling, nouns: [قصف, 5]}", "nouns"),
        ("triggers/00_broken.yaml", "{id: x.slug, type: remote.shelling, verbs: [{قصف: يقصف}]}", "verbs"),
        ("triggers/00_broken.yaml", "{id: x.slug, type: remote.shelling, nouns: قصف}", "nouns"),
        ("triggers/00_broken.yaml", "{id: x.slug, type: remote.shelling, nouns: [قصف], not_with: [null]}", "not_with"),
        ("actors/00_broken.yaml", "{id: x.slug, name_en: Nobody, forms: [yes]}", "forms"),
        ("actors/00_broken.yaml", "x.slug", "entry 1"),
    ],
)
def test_what_is_no_text_is_named(data: Path, file: str, entry: str, reason: str) -> None:
    message = broken(data, file, f"- {entry}\n")
    assert file in message
    assert "x.slug" in message
    assert reason in message


def test_a_file_that_is_no_list_is_named(data: Path) -> None:
    assert "actors/00_broken.yaml" in broken(data, "actors/00_broken.yaml", "id: x.slug\n")


def test_broken_yaml_is_named(data: Path) -> None:
    assert "triggers/00_broken.yaml" in broken(data, "triggers/00_broken.yaml", "- {id: x.slug, nouns: [قصف\n")


def test_a_key_that_stands_twice_is_named_by_its_line(data: Path) -> None:
    text = "- id: x.slug\n  type: remote.shelling\n  nouns: [قصف]\n  nouns: [قذف]\n"
    message = broken(data, "triggers/00_broken.yaml", text)
    assert message == "triggers/00_broken.yaml: line 4: the key 'nouns' stands twice"
