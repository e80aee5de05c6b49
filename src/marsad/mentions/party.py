"""A noun phrase of actors or people in the making: its count, and the body it belongs to."""

from __future__ import annotations

from marsad.lexicon.gazetteer import Country, nationalities
from marsad.lexicon.schema import Actor, ActorForm, Force, Person, PersonForm, TriggerForm
from marsad.mentions.slots import Slots

_TWO_THOUSAND = "الفا"
_ORDERS = {"dozens": 10, "hundreds": 100, "thousands": 1000}


class Party:
    """A noun phrase over slots ``[first, last)``.

    ``low``/``high`` persons (``high`` None = open bound); both None without a number. ``prep`` is the tag of the
    preposition before it ("" when none), ``joined`` whether و stands before it. ``number`` is a people-noun's (s d p
    c), "g" the forces of a state by its nationality, "c" without a person a state by its name or capital.
    """

    first: int
    last: int
    low: int | None = None
    high: int | None = None
    counted: bool = False
    vague: bool = False
    person: Person | None = None
    number: str = ""
    definite: bool = False
    actor: Actor | None = None
    generic: tuple[Actor, ...] = ()
    force: Force | None = None
    country: Country | None = None
    effect: TriggerForm | None = None
    prep: str = ""
    joined: bool = False
    bare: bool = False
    part: bool = False
    backref: str = ""
    backer: Country | None = None
    several: bool = False
    order: int = 0
    """What a vague count is at least («عشرات» 10, «مئات» 100); 0 for others."""

    def __init__(self, first: int, last: int) -> None:
        self.first = first
        self.last = last

    @property
    def armed(self) -> bool:
        """Whether this is somebody who fights (an actor or an armed person-noun)."""
        if self.backref or self.generic or (self.number == "c" and self.person is None):
            return True
        if self.actor is not None:
            return self.actor.kind not in ("civilians", "person", "organisation", "party")
        if self.force is not None:
            return True
        return self.person is not None and self.person.group in ("state_forces", "fighter", "attacker", "security")


def state_forces(first: int, last: int, country: Country | None) -> Party:
    """The forces of a country that stands for them («القصف التركي»)."""
    party = Party(first, last)
    party.country, party.definite, party.number = country, True, "g"
    return party


def skip(slots: Slots, j: int, end: int) -> int:
    """Past quotes and opening brackets."""
    while j < end and slots.tags[j] == '"':
        j += 1
    return j


def attach_actor(slots: Slots, party: Party, j: int, end: int) -> int | None:
    """Read an actor (or force + nationality) at ``j`` as the body the party belongs to; the next slot or None."""
    tags = slots.tags
    j = skip(slots, j, end)
    if j < end and j > 0 and tags[j - 1] == "b" and tags[j] in "liwm":
        j = skip(slots, j + 1, end)
    if j >= end:
        return None
    tag = tags[j]
    if tag == "R":
        party.backref = slots.particle(j, "R")
        party.generic = slots.load[j].actors[1]
        return j + 1
    if tag == "A" or (tag == "P" and slots.get(j, ActorForm) is not None):
        named, generic = slots.load[j].actors
        force = slots.get(j, Force)
        after = skip(slots, j + 1, end)
        if after < end and tags[after] == "J" and force is not None:
            party.force, party.country = force, slots.get(after, Country)
            return after + 1
        party.actor, party.generic = named, generic
        if force is not None and named is None:
            party.force = force
        if after < end and tags[after] == "J" and named is not None and named.described:
            party.country = slots.get(after, Country)
            return after + 1
        return j + 1
    if tag == "F":
        party.force = slots.get(j, Force)
        after = skip(slots, j + 1, end)
        if after < end:
            if tags[after] == "J":
                party.country = slots.get(after, Country)
                return after + 1
            unit = tags[after] == "m" and not slots.form(j).startswith("ال")  # «قوة من كتائب …»
            if (tags[after] == "l" or unit) and after + 1 < end and tags[after + 1] in "AF":
                inner = attach_actor(slots, party, after + 1, end)
                if inner is not None:
                    return inner
            if tags[after] in "AFR" or (tags[after] == "P" and slots.get(after, ActorForm) is not None):
                inner = attach_actor(slots, party, after, end)
                if inner is not None:
                    return inner
            if tags[after] == "." and slots.form(after) in nationalities():  # «مالية» is also financial
                party.country = nationalities()[slots.form(after)]
                return after + 1
            if tags[after] == "." and after + 1 < end and tags[after + 1] == "J":
                party.country = slots.get(after + 1, Country)
                return after + 2
            if tags[after] == "b" or (tags[after] == "." and after + 1 < end and tags[after + 1] == "b"):
                at = after + 1 if tags[after] == "b" else after + 2
                inner = attach_actor(slots, party, at, end)
                if inner is not None:
                    return inner
        return j + 1
    return None


def quantity(slots: Slots, i: int, end: int, party: Party) -> int:
    """Read bound and number into ``party``; the slot behind them (``i`` when there is none)."""
    tags = slots.tags
    j = i
    bound = ""
    if tags[j] == "z":
        bound = slots.particle(j, "z")
        j = skip(slots, j + 1, end)
        if j < end and tags[j] == "m":
            j += 1
        if j + 1 < end and tags[j] == "(" and tags[j + 1] == "N":
            j += 1
        if j >= end or tags[j] not in "NQ":
            return i
    if tags[j] == "y" and j + 3 < end and tags[j + 1] == "N" and tags[j + 2] == "&" and tags[j + 3] == "N":
        party.low, party.high, party.counted = slots.number(j + 1), slots.number(j + 3), True
        return j + 4
    if tags[j] == "N":
        low = high = slots.number(j)
        party.counted = True
        j += 1
        if j < end and tags[j] == "V" and slots.form(j - 1) == _TWO_THOUSAND:
            low = high = 2000  # «ألفا شخص», not «ألفا من السكان»
        if j < end and tags[j] == "(" == tags[j - 2]:  # «(11) مدنيا»
            j += 1
        if j + 1 < end and slots.form(j) in ("-", "الي", "او") and tags[j + 1] == "N" and slots.number(j + 1) > low:
            high = slots.number(j + 1)
            if i > 0 and tags[i - 1] == "m":  # «من 60 إلى 137»: a toll revised
                low = high
            j += 2
        if j < end and tags[j] == "z" and slots.particle(j, "z") in ("at_least", "about"):
            bound = bound or slots.particle(j, "z")
            j += 1
        party.low, party.high = low, high
        if bound in ("more", "at_least"):
            party.high = None
        elif bound in ("less", "up_to"):
            party.low, party.high = (None, high) if bound == "less" else (low, high)
        return j
    if tags[j] == "Q" and slots.particle(j, "Q") == "one":
        if (j + 1 < end and tags[j + 1] in "VAF" and slots.get(j + 1, PersonForm) is not None) or tags[
            j + 1 : j + 2
        ] in ("A", "R"):
            party.low = party.high = 1
            party.counted = True
            return j + 1
        return i
    if tags[j] == "Q" and slots.particle(j, "Q") == "half":
        if j + 1 < end and tags[j + 1] == "N" and slots.number(j + 1) >= 1000:
            party.low = party.high = slots.number(j + 1) // 2
            party.counted = True
            return j + 2
        return i
    if tags[j] == "Q":
        party.counted = party.vague = True
        said = slots.particle(j, "Q")
        party.several, party.order = said == "several", _ORDERS.get(said, 0)
        return j + 1
    return i
