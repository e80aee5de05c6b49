"""Read the data files into one ``Lexicon``: checked, inflected, folded and laid out as a trie.

Mistakes raise ``LexiconError`` with the file, the line, the entry and the reason. Examples are not run here but by
``tests/lexicon``.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from marsad.arabic.conjugation import conjugate, construct, dual, with_suffixes
from marsad.arabic.normalise import fold
from marsad.lexicon.checks import checked
from marsad.lexicon.datafiles import data_files, mistake, read_yaml
from marsad.lexicon.gazetteer import Country, Gazetteer, GazetteerPlace, load_countries, load_gazetteer
from marsad.lexicon.schema import (
    Actor,
    ActorForm,
    Body,
    Force,
    Lexicon,
    LexiconError,
    Light,
    Particle,
    Person,
    PersonForm,
    Speech,
    Trigger,
    TriggerForm,
    Unit,
    Weapon,
)
from marsad.lexicon.word_lists import word_list

_WORD = re.compile(r"[\u0621-\u064a\u0671-\u06d3]+|\d+(?:[.,]\d+)*|[a-z\u00c0-\u024f]+|[^\s\w«»\"“”'()#]")
_BRACES = re.compile(r"\{([^}]*)\}")
_ROLES = {"initiator", "target", "device", "event", "either", "place", "party", "none"}
_EFFECTS = {
    "killed", "injured", "missing", "abducted", "arrested", "captured", "released", "displaced", "killed_or_injured",
}  # fmt: skip


def tokens(form: str) -> tuple[str, ...]:
    """A written form as the folded tokens the trie is keyed by.

    A one-letter preposition at the end («وفقا ل») is joined to the next word in text, so it is left out here.
    """
    words = _WORD.findall(fold(form))
    while len(words) > 1 and words[-1] in ("ل", "ب", "ك"):
        words.pop()
    return tuple(words)


def alternatives(form: str) -> Iterator[str]:
    """«{أطلق|أطلقت} النار» as each of its written forms."""
    pieces = _BRACES.split(form)
    options = [p.split("|") if i % 2 else [p] for i, p in enumerate(pieces)]
    for combination in itertools.product(*options):
        yield "".join(combination)


def _trigger(raw: dict[str, Any], file: str, types: frozenset[str]) -> Trigger:
    ident = str(raw.get("id", "?"))

    def bad(reason: str) -> LexiconError:
        return mistake(file, ident, reason)

    leaf, effect = str(raw.get("type") or ""), str(raw.get("effect") or "")
    effect = "killed_or_injured" if effect == "wounded_killed" else effect
    if leaf and leaf not in types:
        raise bad(f"unknown type {leaf!r}; see ontology.yaml")
    if effect and effect not in _EFFECTS:
        raise bad(f"unknown effect {effect!r}")
    if not leaf and not effect and not raw.get("causative"):
        raise bad("has neither type nor effect nor causative")
    for key in ("subject", "object", "genitive"):
        if raw.get(key) is not None and raw[key] not in _ROLES:
            raise bad(f"{key}: unknown role {raw[key]!r}")
    return Trigger(
        id=ident,
        type=leaf,
        alternative=str(raw.get("alternative") or ""),
        effect=effect,
        causative=bool(raw.get("causative")),
        strong=raw.get("strength", "strong") == "strong",
        subject=raw.get("subject") or "initiator",
        voice=raw.get("voice") or "active",
        object=raw.get("object") or "target",
        genitive=raw.get("genitive") or "either",
        target_prep=frozenset(fold(p) for p in raw.get("target_prep") or ()),
        presupposes=bool(raw.get("presupposes")),
        not_with=frozenset(fold(w) for w in raw.get("not_with") or ()),
        needs=frozenset(fold(w) for w in raw.get("needs") or ()),
        file=file,
    )


def _takes_tanwin(word: str) -> bool:
    """Whether the accusative of an indefinite word is written with alef («هجوما»)."""
    return len(word) > 2 and not word.endswith(("ة", "ات", "اء", "ى", "ا", "ون", "ين")) and not word.startswith("ال")


def noun_variants(noun: str) -> Iterator[tuple[tuple[str, ...], bool, str]]:
    """(tokens, definite, number) of a trigger noun or noun phrase: with ال, in the dual, with pronouns."""
    words = tokens(noun)
    plural = words[0].endswith("ات")
    yield words, False, "p" if plural else "s"
    if _takes_tanwin(noun.split(maxsplit=1)[0]):
        yield (words[0] + "ا", *words[1:]), False, "s"
        if len(words) == 2 and not words[1].startswith("ال"):
            second = words[1] + "ا" if _takes_tanwin(noun.split()[1]) else words[1]
            yield (words[0] + "ا", second), False, "s"
    if words[0].startswith("ال") and len(words[0]) > 4:
        return
    rest = words[1:]
    yield ("ال" + words[0], *rest), True, "p" if plural else "s"
    if rest:
        yield (
            ("ال" + words[0], *("ال" + w if i == 0 and not w.startswith("ال") else w for i, w in enumerate(rest))),
            True,
            "s",
        )
        if not rest[0].startswith("ال"):
            yield (words[0], "ال" + rest[0], *rest[1:]), True, "s"
        raw = noun.split()
        if len(raw) == 2 and raw[1].endswith(("ة", "ي")) and dual(raw[0]):
            for a, b in zip(dual(raw[0]), dual(raw[1]), strict=False):
                yield tokens(f"{a} {b}"), False, "d"
        return
    for form in dual(noun):
        yield tokens(form), False, "d"
        yield tokens("ال" + form), True, "d"
    for form in with_suffixes(noun):
        yield tokens(form), True, "s"


def _add_triggers(lexicon: Lexicon, types: frozenset[str]) -> list[tuple[tuple[str, ...], Trigger]]:
    """Verbs, nouns and gapped phrases; the fixed phrases are returned: they are added when actors are known."""
    idioms: list[tuple[tuple[str, ...], Trigger]] = []
    for file in data_files("triggers", ".yaml"):
        for raw in checked(file, read_yaml(file)):
            trigger = _trigger(raw, file, types)
            if trigger.id in lexicon.triggers:
                raise mistake(file, trigger.id, "this id stands twice", nth=2)
            lexicon.triggers[trigger.id] = trigger
            ours = trigger.subject == "initiator" and trigger.group != "strategic"
            for pair in raw.get("verbs") or ():
                for expanded in alternatives(pair):
                    for form, tense, agreement, suffix in conjugate(expanded, ours=ours):
                        lexicon.add(tokens(form), TriggerForm(trigger, "verb", tense, agreement, suffix))
            for noun in raw.get("nouns") or ():
                for expanded in alternatives(noun):
                    for words, definite, number in noun_variants(expanded):
                        lexicon.add(words, TriggerForm(trigger, "noun", definite=definite, number=number))
            for idiom in raw.get("idioms") or ():
                idioms.extend((tokens(expanded), trigger) for expanded in alternatives(idiom))
            for pattern in raw.get("gapped") or ():
                _add_gapped(lexicon, trigger, pattern)
    return idioms


def _add_gapped(lexicon: Lexicon, trigger: Trigger, pattern: str) -> None:
    """«ألقى/يلقي … القبض»: a verb (with a slash) or a noun, and words that follow it with others between; behind «……»
    something must stand between («أرسلت …… قوات»: the forces are sent, they send nothing), behind «… ^» nothing
    may: there stands the subject («قصفت … ^ مسيرة»: the drone strikes, it is not struck as in «استهدف مسيرة»).
    """
    head, mark, tail = (part.strip() for part in pattern.partition("…"))
    subject = tail.startswith("^")
    reach = (1, 2) if subject else (2 if tail.startswith("…") else 1, 11)
    tail = tail.lstrip("…^").strip()
    if not mark or not head or not tail:
        raise mistake(trigger.file, trigger.id, f"gapped: {pattern!r} must be «head … tail»", word=pattern)
    tails = tuple(tokens(form) for form in alternatives(tail))
    masculine = tuple(t for t in tails if not t[0].endswith(("ه", "ات")))  # «استهدف مسيرة»
    for expanded in alternatives(head):
        if "/" in expanded:
            for written, tense, agreement, suffix in conjugate(expanded):
                fitting = tails if not subject or agreement == "fs" else masculine if agreement == "ms" else ()
                if fitting and not suffix:
                    verb = TriggerForm(trigger, "verb", tense, agreement, tails=fitting, reach=reach)
                    lexicon.add(tokens(written), verb)
        else:
            for words, definite, number in noun_variants(expanded):
                noun = TriggerForm(trigger, "noun", definite=definite, number=number, tails=tails, reach=reach)
                lexicon.add(words, noun)


def _names(payload: object) -> bool:
    """Whether a phrase that holds this must be laid open: a weapon, or people that act or suffer."""
    if isinstance(payload, ActorForm):
        return payload.generic or payload.actor.described
    return isinstance(payload, Weapon | Force) or (isinstance(payload, PersonForm) and not payload.person.adjective)


def _holds_names(lexicon: Lexicon, words: tuple[str, ...]) -> bool:
    for i in range(1, len(words)):
        node: dict[str, Any] = lexicon.trie
        for word in words[i:]:
            if word not in node:
                break
            node = node[word]
            if any(_names(payload) for payload in node.get("", ())):
                return True
    return False


def _add_idioms(lexicon: Lexicon, idioms: Iterable[tuple[tuple[str, ...], Trigger]]) -> None:
    """Fixed phrases. One that holds an actor or a weapon («فرقت الشرطة») is its first word with a tail, so that they
    are read too.
    """
    opened: dict[tuple[str, Trigger], list[tuple[str, ...]]] = {}
    for words, trigger in idioms:
        if len(words) > 1 and _holds_names(lexicon, words):
            opened.setdefault((words[0], trigger), []).append(words[1:])
        else:
            lexicon.add(words, TriggerForm(trigger, "idiom"))
    for (head, trigger), tails in opened.items():
        lexicon.add((head,), TriggerForm(trigger, "idiom", tails=tuple(tails), reach=(1, 2)))


def _apart(one: Actor, other: Actor) -> bool:
    """Whether one actor ended before the other began, so that the year tells whose a name is."""
    ends = ((one.until, other.since), (other.until, one.since))
    return any(until is not None and since is not None and until <= since for until, since in ends)


def _add_actors(lexicon: Lexicon) -> set[tuple[str, ...]]:
    """All actors; their names of more than one word are returned."""
    names: set[tuple[str, ...]] = set()
    bearers: dict[tuple[str, ...], str] = {}
    force_nouns = sorted(word_list("leader_forces"))
    titles = sorted(word_list("leader_titles"))
    paired = word_list("paired_heads")
    for file in data_files("actors", ".yaml"):
        described = file.endswith("descriptions.yaml")
        for raw in checked(file, read_yaml(file)):
            ident = str(raw.get("id", "?"))
            if ident in lexicon.actors:
                raise mistake(file, ident, "this id stands twice", nth=2)
            if not raw.get("name_en") or not raw.get("forms"):
                raise mistake(file, ident, "an actor needs name_en and forms")
            actor = Actor(
                id=ident,
                name_en=str(raw["name_en"]),
                name_ar=str(raw.get("name_ar") or raw["forms"][0]),
                kind=str(raw.get("kind") or "rebel"),
                abbr=str(raw.get("abbr") or ""),
                ucdp=raw.get("ucdp"),
                country=tuple(str(c) for c in raw.get("country") or ()),
                abroad=tuple(str(c) for c in raw.get("abroad") or ()),
                since=raw.get("from"),
                until=raw.get("to"),
                parent=str(raw.get("parent") or ""),
                described=described,
            )
            lexicon.actors[ident] = actor
            for form in raw["forms"] or ():
                words = tokens(str(form))
                other = lexicon.actors[bearers.setdefault(words, ident)]
                if other.id != ident and not _apart(actor, other):
                    reason = f"form {form!r} is a name of {other.id} in the same years; is it generic?"
                    raise mistake(file, ident, reason, word=str(form))
                lexicon.add(words, ActorForm(actor))
                if len(words) > 1:
                    names.add(words)
                if len(words) > 1 and words[0] in paired:  # «بين حركتي فتح وحماس»
                    pair = words[0][:-1] + "تي" if words[0].endswith("ه") else words[0] + "ي"
                    lexicon.add((pair, *words[1:]), ActorForm(actor))
            for leader in raw.get("leaders") or ():
                for noun in force_nouns:
                    led = tokens(f"{noun} {leader}")
                    lexicon.add(led, ActorForm(actor))
                    names.add(led)  # «طائرات حفتر» is an aircraft too
                for title in titles:
                    lexicon.add(tokens(f"قوات {title} {leader}"), ActorForm(actor))
            for form in raw.get("generic") or ():
                words = tokens(str(form))
                lexicon.add(words, ActorForm(actor, generic=True))
                lexicon.generic.setdefault(" ".join(words), []).append(actor)
                if len(words) > 1:
                    names.add(words)
            for form in raw.get("en") or ():
                words = tokens(str(form))
                if words and len("".join(words)) > 2:
                    lexicon.add(words, ActorForm(actor))
    return names


def _folded(words: Iterable[object] | None) -> frozenset[str]:
    return frozenset(fold(str(w)) for w in words or ())


def _add_people(lexicon: Lexicon) -> None:
    keys = (
        ("singular", "s"), ("feminine", "s"), ("dual", "d"), ("feminine_dual", "d"), ("plural", "p"),
        ("feminine_plural", "p"), ("collective", "c"), ("collective_dual", "c"),
    )  # fmt: skip
    for raw in checked("people.yaml", read_yaml("people.yaml")):
        person = Person(
            str(raw["id"]),
            str(raw.get("en") or raw["id"]),
            str(raw["group"]),
            str(raw.get("victim") or ""),
            bool(raw.get("doubtful")),
            bool(raw.get("adjective")),
            _folded(raw.get("not_with")),
        )
        for key, number in keys:
            for form in raw.get(key) or ():
                _add_person_form(lexicon, person, number, str(form), bound=not raw.get("no_construct"))
        for key, number in (("kin", "s"), ("kin_dual", "d")):
            for form in raw.get(key) or ():
                for suffixed in with_suffixes(str(form)):
                    lexicon.add(tokens(suffixed), PersonForm(person, number, definite=True))


def _add_person_form(lexicon: Lexicon, person: Person, number: str, form: str, *, bound: bool) -> None:
    words = tokens(form)
    stem = construct(form)
    lexicon.add(words, PersonForm(person, number))
    if not words[0].startswith("ال"):
        lexicon.add(("ال" + words[0], *words[1:]), PersonForm(person, number, definite=True))
        if len(words) == 2 and not words[1].startswith("ال"):
            lexicon.add(("ال" + words[0], "ال" + words[1]), PersonForm(person, number, definite=True))
    if len(words) > 1 or not bound:
        return
    if number in "dp" and stem != form:
        lexicon.add(tokens(stem), PersonForm(person, number, construct=True))
    if number in "pc":
        for suffixed in with_suffixes(stem):
            lexicon.add(tokens(suffixed), PersonForm(person, number, definite=True))


def _add_speech(lexicon: Lexicon) -> None:
    raw = read_yaml("speech.yaml")
    for entry in raw["verbs"]:
        speech = Speech(
            str(entry["strength"]),
            str(entry.get("en") or ""),
            _folded(entry.get("opens")),
            bool(entry.get("only_with_opening")),
            _folded(entry.get("not_with")),
        )
        for pair in entry["verbs"]:
            for form, _, _, suffix in conjugate(str(pair)):
                if not suffix:
                    lexicon.add(tokens(form), speech)
    for entry in raw["phrases"]:
        opens = _folded(entry.get("opens"))
        _add_forms(
            lexicon,
            entry["forms"],
            Speech(str(entry["strength"]), str(entry["en"]), opens, only_with_opening=bool(opens)),
        )
    for entry in raw["claims"]:
        if not entry.get("no_claim"):
            _add_forms(lexicon, entry["forms"], Speech("claim_responsibility", str(entry.get("en") or "")))
    for entry in raw["relays"]:
        if entry["id"] in ("according_to", "quoting", "in_the_words_of", "by_the_tongue_of", "came_in"):
            strength = "relay" if entry["id"] == "quoting" else "according"
            _add_forms(
                lexicon,
                [f for f in entry["forms"] if strength == "according" or "نقلا" in f],
                Speech(strength, str(entry.get("en") or ""), not_with=_folded(entry.get("not_with"))),
            )
    for entry in raw["speakers"]:
        _add_forms(lexicon, entry["forms"], Body(str(entry["forms"][0]), str(entry.get("en") or ""), "source"))
    for entry in raw["hedges"]:
        _add_forms(lexicon, entry["forms"], Particle("u", "hedge"))
    for entry in raw["openers"]:
        _add_forms(lexicon, entry["forms"], Particle("t", "that"))
    for entry in raw["contexts"]:
        ident = str(entry["id"])
        tag = {"negation": "x", "negation_exception": "."}.get(ident, "u")
        particle = Particle(tag, ident, entry.get("weight") == "strong", _folded(entry.get("not_with")))
        _add_forms(lexicon, entry["forms"], particle)


def _add_forms(lexicon: Lexicon, forms: Iterable[object], payload: object) -> None:
    for form in forms:
        for expanded in alternatives(str(form)):
            lexicon.add(tokens(expanded), payload)


def _add_bodies(lexicon: Lexicon) -> None:
    for entry in checked("agencies.yaml", read_yaml("agencies.yaml")):
        body = Body(str(entry["name"]), str(entry["en"]), str(entry["kind"]), str(entry.get("country") or ""))
        for form in {str(entry["name"]), *map(str, entry.get("forms") or ())}:
            lexicon.add(tokens(form), body)
        _add_forms(lexicon, entry.get("bare") or (), Body(body.name, body.en, "bare", body.country))
    offices = read_yaml("offices.yaml") or {}
    for entry in checked("offices.yaml", offices.get("bodies")):
        body = Body(str(entry["name"]), str(entry.get("en") or ""), "body", str(entry.get("country") or ""))
        for form in {str(entry["name"]), *map(str, entry.get("forms") or ())}:
            lexicon.add(tokens(form), body)
        _add_forms(lexicon, entry.get("short") or (), Body(body.name, body.en, "bare", body.country))
    for entry in checked("offices.yaml", offices.get("titles")):
        body = Body(str(entry["title"]), str(entry.get("en") or ""), "office", "")
        for form in {str(entry["title"]), *map(str, entry.get("forms") or ())}:
            for expanded in alternatives(form):
                lexicon.add(tokens(expanded), body)


def _add_weapons_and_forces(lexicon: Lexicon, types: frozenset[str]) -> None:
    for raw in checked("weapons.yaml", read_yaml("weapons.yaml")):
        weapon = Weapon(
            str(raw["id"]),
            str(raw["en"]),
            str(raw["kind"]),
            str(raw.get("suggests") or ""),
            _folded(raw.get("not_with")),
        )
        if weapon.suggests and weapon.suggests not in types:
            raise mistake("weapons.yaml", weapon.id, f"unknown type {weapon.suggests!r}")
        for form in raw["forms"]:
            for words, _, _ in noun_variants(str(form)):
                lexicon.add(words, weapon)
    for raw in checked("forces.yaml", read_yaml("forces.yaml")):
        force = Force(str(raw["id"]), str(raw["kind"]), str(raw["en"]))
        for form in raw["heads"]:
            lexicon.add(tokens(str(form)), force)


def _add_units(lexicon: Lexicon) -> None:
    for raw in checked("units.yaml", read_yaml("units.yaml")):
        if raw.get("named") not in ("quoted", "open", "clan"):
            raise mistake("units.yaml", str(raw.get("id")), "named: must be quoted, open or clan")
        unit = Unit(str(raw["id"]), str(raw["en"]), str(raw["kind"]), raw["named"], bool(raw.get("numbered")))
        for form in raw["heads"]:
            lexicon.add(tokens(str(form)), unit)


def _arm(lexicon: Lexicon, names: set[tuple[str, ...]]) -> None:
    """A name of an actor that begins with its weapon («طيران التحالف», «مسيرة تركية») is that weapon too."""
    for words in names:
        node = lexicon.trie
        weapon = None
        for word in words:
            node = node[word]
            weapon = next((p for p in node.get("", ()) if isinstance(p, Weapon)), weapon)
        if weapon is not None and weapon.not_with.isdisjoint(words):
            lexicon.add(words, weapon)


def _add_function_words(lexicon: Lexicon) -> None:
    raw = read_yaml("function_words.yaml")
    for tag, values in raw.items():
        for value, forms in values.items():
            for form in forms:
                for expanded in alternatives(str(form)):
                    lexicon.add(tokens(expanded), Particle("u" if tag == "context" else tag, str(value)))


def _add_light_verbs(lexicon: Lexicon) -> None:
    for kind, pairs in read_yaml("light_verbs.yaml").items():
        light = {tense: Light(str(kind), tense) for tense in ("perf", "impf")}
        for pair in pairs:
            for form, tense, _, suffix in conjugate(str(pair)):
                if not suffix or kind in ("hit", "launch"):
                    lexicon.add(tokens(form), light[tense])


def _add_places(lexicon: Lexicon, gazetteer: Gazetteer, countries: Iterable[Country]) -> None:
    for name, places in gazetteer.by_name.items():
        lexicon.add(tuple(name.split(" ")), places)
    for country in countries:
        for adjective in country.adjectives:
            for words in {tokens(adjective), tokens("ال" + adjective)}:
                lexicon.add(words, country)


@lru_cache(maxsize=4)
def load_lexicon(extra_places: tuple[Path, ...] = ()) -> Lexicon:
    """The whole lexicon with the gazetteer; read once a process."""
    lexicon = Lexicon()
    types = frozenset(str(leaf["id"]) for leaf in read_yaml("ontology.yaml"))
    idioms = _add_triggers(lexicon, types)
    names = _add_actors(lexicon)
    _add_people(lexicon)
    _add_speech(lexicon)
    _add_bodies(lexicon)
    _add_weapons_and_forces(lexicon, types)
    _arm(lexicon, names)
    _add_units(lexicon)
    _add_idioms(lexicon, idioms)
    _add_function_words(lexicon)
    _add_light_verbs(lexicon)
    countries = load_countries()
    _add_places(lexicon, load_gazetteer(extra_places), countries.values() if isinstance(countries, dict) else countries)
    return lexicon


__all__ = ["GazetteerPlace", "alternatives", "data_files", "load_lexicon", "noun_variants", "read_yaml", "tokens"]
