"""What a lexicon entry is. Every class mirrors one kind of data file under ``lexicon/data``."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


class LexiconError(ValueError):
    """A mistake in a lexicon file; the message names the file, the entry and what is wrong."""


@dataclass(frozen=True, slots=True, eq=False)
class Trigger:
    """A word or phrase that tells of an event, of casualties, or links the two.

    ``type`` is an ontology leaf or empty; ``effect`` a casualty kind or empty; ``causative`` marks verbs that lead
    from an event noun to its casualties. Role fields say which side the subject, the object, the genitive and the
    noun after ``target_prep`` are.
    """

    id: str
    type: str = ""
    alternative: str = ""
    effect: str = ""
    causative: bool = False
    strong: bool = True
    subject: str = "initiator"
    voice: str = "active"
    object: str = "target"
    genitive: str = "either"
    target_prep: frozenset[str] = frozenset()
    presupposes: bool = False
    """Speaks of an event that is already under way («هتف المتظاهرون»): by itself it does not tell it."""
    not_with: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    file: str = ""
    group: str = field(init=False, default="")
    """The part of the type before the dot."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "group", self.type.partition(".")[0])


@dataclass(frozen=True, slots=True, eq=False)
class TriggerForm:
    """One written form of a trigger: how it stands in the sentence."""

    trigger: Trigger
    cls: str  # verb | noun | idiom
    tense: str = ""  # perf | impf
    agreement: str = ""  # ms fs md fd mp fp, 1p for «قصفنا»
    suffix: bool = False
    definite: bool = False
    number: str = "s"  # s | d | p
    tails: tuple[tuple[str, ...], ...] = ()
    """Words one of which must follow for the form to be read («ألقت … القبض»): the slot is the first word alone."""
    reach: tuple[int, int] = (1, 11)
    """From which slot on, and up to which, a tail is looked for."""
    heads: frozenset[str] = field(init=False, default=frozenset())
    """The first words of the tails."""

    many: bool = field(init=False, default=False)
    """Whether a verb is one of two or more doers, so that it stands behind its subject."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "heads", frozenset(tail[0] for tail in self.tails))
        object.__setattr__(self, "many", self.agreement[1:] in ("d", "p"))


@dataclass(frozen=True, slots=True, eq=False)
class Actor:
    """An organised actor, a state body, a person or a described group."""

    id: str
    name_en: str
    name_ar: str
    kind: str
    abbr: str = ""
    ucdp: int | None = None
    country: tuple[str, ...] = ()
    abroad: tuple[str, ...] = ()
    """Where it also fights: its general names mean it there when no actor of that country bears them."""
    since: int | None = None
    until: int | None = None
    parent: str = ""
    described: bool = False
    """A description («مسلحون مجهولون»), no name."""

    def alive(self, year: int | None) -> bool:
        """Whether it existed in ``year`` (unknown years never exclude)."""
        if year is None:
            return True
        return (self.since is None or self.since <= year) and (self.until is None or year <= self.until)


@dataclass(frozen=True, slots=True, eq=False)
class ActorForm:
    """A written form of an actor; ``generic`` forms need the article's country to settle who is meant."""

    actor: Actor
    generic: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Person:
    """A people-noun: who is counted."""

    id: str
    en: str
    group: str
    victim: str = ""
    doubtful: bool = False
    adjective: bool = False
    not_with: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class PersonForm:
    """A written form of a people-noun; ``number`` is s, d, p or c (collective), ``construct`` an idafa form."""

    person: Person
    number: str
    definite: bool = False
    construct: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Speech:
    """A reporting verb or particle and how firmly it stands behind what it reports."""

    strength: str
    en: str = ""
    opens: frozenset[str] = frozenset()
    only_with_opening: bool = False
    not_with: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """A body, agency, outlet or anonymous kind of source that speaks."""

    name: str
    en: str
    kind: str  # body | agency | paper | channel | site | source | office | bare (an ordinary word too)
    country: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Weapon:
    """A weapon or means; ``suggests`` is the leaf it makes an attack."""

    id: str
    en: str
    kind: str
    suggests: str = ""
    not_with: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Force:
    """A force noun that a nationality turns into a state's force."""

    id: str
    kind: str
    en: str


@dataclass(frozen=True, slots=True, eq=False)
class Unit:
    """A head noun of armed bodies that are taken by the name the text gives them (see units.yaml)."""

    id: str
    en: str
    kind: str
    named: str  # quoted | open | clan
    numbered: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Particle:
    """A function word: ``tag`` is its one-character class (see function_words.yaml), ``value`` what it adds."""

    tag: str
    value: str = ""
    strong: bool = False
    not_with: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Light:
    """A light verb (see light_verbs.yaml) in one of its forms."""

    kind: str
    tense: str = ""  # perf | impf


@dataclass(slots=True)
class Lexicon:
    """All entries and the trie of their written forms.

    ``trie`` maps a folded token to the next node; under the key ``""`` of a node stands the list of payloads that
    end there.
    """

    trie: dict[str, Any] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    triggers: dict[str, Trigger] = field(default_factory=dict)
    generic: dict[str, list[Actor]] = field(default_factory=dict)

    def add(self, words: tuple[str, ...], payload: object) -> None:
        """Put a payload under a sequence of folded tokens."""
        node = self.trie
        for word in words:
            nxt = node.get(word)
            if nxt is None:
                nxt = {}
                node[word] = nxt
            node = nxt
        payloads = node.get("")
        if payloads is None:
            node[""] = [payload]
        elif payload not in payloads:
            payloads.append(payload)
