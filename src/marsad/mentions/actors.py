"""Who is meant: generic names («الجيش»), back-references («التنظيم») and composed forces («القوات المالية») settled."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from marsad.arabic.normalise import fold
from marsad.lexicon.gazetteer import Country
from marsad.lexicon.schema import Actor, ActorForm, Lexicon
from marsad.lexicon.word_lists import word_list
from marsad.mentions.party import Party
from marsad.mentions.place_names import seat_of
from marsad.mentions.slots import Slots
from marsad.model import Role, Side

_CIVILIAN_GROUPS = frozenset({"civilian", "person", "official", "protester", "unknown"})
_DESCRIBED_FORCE = {"state_forces": "army", "police": "police", "security": "security"}
_BARE_FORCES = word_list("bare_forces")
_BACK = 20
_BODIES = word_list("bodies")
_NOT_OF_THE_PLACE = frozenset({"desc.aircraft_unidentified", "desc.foreign_forces"})
_UNARMED = frozenset({"party", "organisation", "person", "civilians"})
_KIND_FORCE = {"state_forces": "army", "police": "police", "security": "security", "government": "gov"}
_FIGHTS = "state_forces|government|coalition|police|security|militia|rebel|jihadist"
_UNITS = ("brigade ", "battalion ", "division ")
_OF_STATES = (".army", ".gov")
_STATE_FORCE = {"state_forces": "army", "security": "police"}


@dataclass(slots=True)
class Cast:
    """The actors an article has named so far, last named first; the country and year it plays in."""

    lexicon: Lexicon
    countries: dict[str, Country]
    country: str = ""
    year: int | None = None
    named: list[Actor] = field(default_factory=list)

    def note(self, actor: Actor) -> None:
        """Remember that ``actor`` was named."""
        if actor.described:
            return
        if actor in self.named:
            self.named.remove(actor)
        self.named.insert(0, actor)

    def hear(self, slots: Slots, i: int) -> None:
        """Remember the actor named at slot ``i``."""
        for payload in slots.load[i].items:
            if payload.__class__ is ActorForm and not payload.generic:
                self.note(payload.actor)
                return

    def generic(self, choices: tuple[Actor, ...], country: str) -> Actor | None:
        """Whom a generic name means: by country spoken of, years, and who was named before."""
        alive = [a for a in choices if a.alive(self.year)]
        for iso in (country, "", self.country):
            earlier = [a for a in self.named if a in alive] if not iso else []
            if earlier:
                return earlier[0]
            here = [a for a in alive if iso and iso in a.country]
            if here:
                earlier = [a for a in self.named if a in here]
                return earlier[0] if earlier else min(here, key=lambda a: (a.country.index(iso), choices.index(a)))
        guests = [a for a in alive if (country or self.country) in a.abroad]
        earlier = [a for a in self.named if a in (guests or alive)]
        return earlier[0] if earlier else guests[0] if guests else None

    def own_militia(self, choices: tuple[Actor, ...], country: str) -> Actor | None:
        """The one body of the country spoken of that is plainly called «الميليشيا» there, not for its patron."""
        iso = country or self.country
        return next((a for a in choices if iso in a.country and a.alive(self.year)), None)

    def local(self, named: Actor, choices: tuple[Actor, ...], iso: str) -> Actor | None:
        """Who bears the name of a foreign actor where the event is («قوات الاحتلال» in Iraq)."""
        if not choices or not named.country or iso in named.country or iso in named.abroad:
            return None
        return next((a for a in choices if iso in a.country and a.alive(self.year)), None)

    def back(self, kinds: str, noun: str = "") -> Actor | None:
        """The last named actor of one of these kinds (separated by |), one whose name has the noun first."""
        wanted = kinds.split("|")
        found = [a for a in self.named if a.kind in wanted]
        own = [a for a in found if _suits(a, noun)] if noun else []
        return own[0] if own else found[0] if found else None

    def state_actor(self, force: str, iso: str) -> Actor | None:
        """A state's force by the lexicon's convention of ids: ``sd.army``, else its government."""
        prefix = iso.lower()
        body = self.lexicon.actors.get(f"{prefix}.{force}")
        if body is not None and not body.alive(self.year):  # a force that was no more: whoever is named in its place
            heirs = [a for a in self.named if a.kind == "state_forces" and iso in a.country and a.alive(self.year)]
            if heirs:
                return heirs[0]
            body = self._army(iso) if force == "army" else None
        elif body is None and force == "army" and not self.countries[iso].army:
            body = self._army(iso)  # soldiers where there is no army but that of the other side
        return body or self.lexicon.actors.get(f"{prefix}.gov")

    def _army(self, iso: str) -> Actor | None:
        """Whom «الجيش» means where a country is spoken of."""
        return self.generic(tuple(self.lexicon.generic.get("الجيش", ())), iso)


@lru_cache(maxsize=10_000)
def side_of(actor: Actor, role: Role, name: str = "") -> Side:
    """An actor in a role."""
    return Side(
        role,
        name or actor.name_ar,
        actor.name_en + (f" ({actor.abbr})" if actor.abbr else ""),
        actor.id,
        actor.kind,
        actor.ucdp,
    )


def resolve(party: Party, slots: Slots, cast: Cast, role: Role, country: str = "") -> Side | None:
    """The side a noun phrase stands for; None for people who are no side («شخصان» alone is civilians)."""
    text = slots.text(party.first, party.last).strip('"«» ')
    iso = party.country.iso if party.country is not None else country or cast.country
    if party.actor is not None and not party.actor.described:
        known = cast.local(party.actor, party.generic, iso) or party.actor
        if not known.alive(cast.year):
            known = _contemporary(slots, party, cast, iso) or known
        cast.note(known)
        return side_of(known, role)
    if party.backref:
        if party.backref in ("his", "ours"):
            actor = _whose(slots, party, cast)
            return side_of(actor, role) if actor is not None else None
        noun = _noun_back(slots, party)
        actor = _named_before(slots, party, cast, noun) or cast.back(party.backref, noun)
        own = cast.own_militia(party.generic, country) if not noun and party.person is None else None
        if own is not None and (actor is None or own in cast.named or _of_a_state(actor)):
            actor = own  # «الميليشيا» where one body is called so
        if actor is not None:
            cast.note(actor)
            return side_of(actor, role)
    if party.generic and party.country is None and not party.backref:
        actor = cast.generic(party.generic, country)
        if actor is not None:
            cast.note(actor)
            return side_of(actor, role)
    if party.country is not None and party.number == "c" and party.person is None:  # «سحبت واشنطن قواتها»
        state = cast.lexicon.actors.get(f"{iso.lower()}.gov") or cast.lexicon.actors.get(f"{iso.lower()}.army")
        if state is not None:
            return side_of(state, role)
        return Side(role, text, f"Government of {_adjective(cast, iso)}", f"{iso.lower()}.gov", "government")
    if party.country is not None and party.number == "g":
        state = cast.lexicon.actors.get(f"{iso.lower()}.army") or cast.lexicon.actors.get(f"{iso.lower()}.gov")
        if state is not None and cast.countries[iso].army:
            return side_of(state, role)
        return Side(role, text, f"{_adjective(cast, iso)} forces", f"{iso.lower()}.forces", "fighter")
    if (
        party.force is not None
        and party.country is None
        and party.last - party.first == 1
        and slots.form(party.first) in _BARE_FORCES
    ):
        before = cast.back("state_forces|government|militia|coalition|rebel")
        if before is not None:
            return side_of(before, role)
    if party.force is not None and party.backer is None:
        actor = cast.state_actor(party.force.id, iso) if iso else None
        if actor is not None and (party.country is not None or party.actor is None):
            if party.country is not None and actor.id.endswith(".gov"):
                return Side(
                    role,
                    text,
                    party.force.en.format(adj=_adjective(cast, iso)),
                    f"{iso.lower()}.{party.force.id}",
                    party.force.kind,
                    actor.ucdp,
                )
            return side_of(actor, role)
        if party.country is not None:
            return Side(
                role,
                text,
                party.force.en.format(adj=_adjective(cast, iso)),
                f"{iso.lower()}.{party.force.id}",
                party.force.kind,
            )
        return Side(role, text, party.force.en.format(adj="").strip(), f"desc.{party.force.id}", party.force.kind)
    if party.backer is not None and (party.actor is None or party.actor.kind in ("state_forces", "militia")):
        backed = f"{_adjective(cast, party.backer.iso)}-backed {'forces' if party.force is not None else 'fighters'}"
        return Side(role, text, backed, "desc.backed", "militia")
    if party.actor is not None:  # a description
        actor = party.actor
        if actor.id == "desc.drones" and party.country is None:
            return None  # whose they are is not said; seldom those of the country they fly over
        homely = actor.kind in _DESCRIBED_FORCE and actor.id not in _NOT_OF_THE_PLACE and bool(iso)
        state = cast.state_actor(_DESCRIBED_FORCE[actor.kind], iso) if homely else None
        if state is not None:
            return side_of(state, role)
        name_en = f"{_adjective(cast, iso)} {actor.name_en}" if party.country is not None else actor.name_en
        return Side(role, text, name_en, actor.id, actor.kind)
    if party.person is not None:
        group = party.person.group
        if group in _STATE_FORCE and iso:
            actor = cast.state_actor(_STATE_FORCE[group], iso)
            if actor is not None:
                return side_of(actor, role)
        if group in _CIVILIAN_GROUPS:
            prefix = f"{_adjective(cast, iso)} " if party.country is not None else ""
            kind = "protesters" if group == "protester" else "civilians"
            return Side(
                role,
                text,
                f"{prefix}{kind}"
                + (f" ({party.person.en})" if party.person.en not in ("", "persons", "others", kind) else ""),
                kind,
                kind,
            )
        prefix = f"{_adjective(cast, iso)} " if party.country is not None else ""
        return Side(role, text, prefix + party.person.en, f"desc.{party.person.id}", group)
    if party.country is not None:
        return Side(role, text, f"{_adjective(cast, iso)} civilians", "civilians", "civilians")
    if party.generic and not party.backref:  # nobody of that name where this happens: what kind of body it is
        kind = party.generic[0].kind
        many = len(party.generic) > 1  # «الجيش»; but «العدو» is nobody's own army
        state = cast.state_actor(_KIND_FORCE[kind], iso) if many and kind in _KIND_FORCE and iso else None
        return side_of(state, role) if state is not None else Side(role, text, kind.replace("_", " "), "", kind)
    return None


def _of_a_state(actor: Actor) -> bool:
    """Whether an armed body fights for a state or is a numbered unit, so that it is not called «الميليشيا»."""
    return actor.parent.endswith(_OF_STATES) or actor.name_en.startswith(_UNITS)


def _contemporary(slots: Slots, party: Party, cast: Cast, iso: str) -> Actor | None:
    """Another armed bearer of a name who existed in the article's year («حكومة الوحدة» in 2016)."""
    for i in range(party.first, party.last):
        if slots.load[i].actors[0] is not party.actor:
            continue
        for payload in slots.load[i].items:
            if payload.__class__ is ActorForm and not payload.actor.described and payload.actor.alive(cast.year):
                actor: Actor = payload.actor
                if actor.kind not in _UNARMED and (not payload.generic or iso in actor.country):
                    return actor
    return None


def _noun_back(slots: Slots, party: Party) -> str:
    """The noun of a back-reference: «التنظيم», «الحركة», «الجماعة»; empty for others."""
    for i in range(party.first, party.last):
        if slots.tags[i] == "R":
            for word in slots.words.forms[slots.first[i] : slots.last[i]]:
                if word in _BODIES:
                    return word[2:]
    return ""


@lru_cache(maxsize=10_000)
def _suits(actor: Actor, noun: str) -> bool:
    """Whether a body may be called so: its name has the noun, or jihadists «التنظيم» and «الجماعة»."""
    return noun in fold(actor.name_ar).split() or (actor.kind == "jihadist" and noun != "حركه")


def _whose(slots: Slots, party: Party, cast: Cast) -> Actor | None:
    """Whose «قواته» are: the last who can fight of those its sentence names before; «قواتنا» are those of a speaker."""
    for i in range(party.first - 1, max(-1, party.first - _BACK), -1):
        tag = slots.tags[i]
        if tag == "!":
            break
        said = slots.tags[i - 1] == "S" or slots.tags[i + 1] == "S" or (i > 1 and slots.tags[i - 2 : i] == "SK")
        if party.backref == "ours" and not said and slots.form(i + 1) != ":":
            continue
        if tag == "A":
            named, generic = slots.load[i].actors
            actor = named if named is not None and not named.described else cast.generic(generic, "")
            if slots.tags[i + 1] == "J":
                nation = slots.get(i + 1, Country)
                force = _KIND_FORCE.get(named.kind if named is not None else generic[0].kind if generic else "")
                actor = cast.state_actor(force, nation.iso) if force else actor
            if actor is not None and actor.kind not in _UNARMED:
                return actor
        elif tag == "F" and slots.tags[i + 1] == "J":  # «القيادة الإماراتية»
            return cast.state_actor("army", slots.get(i + 1, Country).iso)
        elif tag == "P" and slots.load[i].places and slots.tags[i - 1] in "SLvt&":
            state = seat_of(slots, i)
            if state is not None:
                return cast.state_actor("army", state.iso)
    return cast.back(_FIGHTS) if party.backref == "his" and slots.tags[party.first - 1] in "vL&" else None


def _named_before(slots: Slots, party: Party, cast: Cast, noun: str) -> Actor | None:
    """The actor of one of the kinds of a back-reference that its own sentence names before it."""
    kinds = party.backref.split("|")
    for i in range(party.first - 1, max(-1, party.first - _BACK), -1):
        tag = slots.tags[i]
        if tag == "!":
            return None
        if tag == "A":
            form = slots.get(i, ActorForm)
            if form is None or form.actor.kind not in kinds or form.actor.described:
                continue
            known = slots.load[i].actors[0]
            if known is not None and party.person is not None and known.kind in kinds:  # «جيش الاحتلال … من جنوده»
                return known
            if not form.generic:
                actor: Actor = form.actor
                if not noun or _suits(actor, noun):
                    return actor
                continue
            nation = slots.get(i + 1, Country) if slots.tags[i + 1] == "J" else None
            if nation is not None and form.actor.kind in _KIND_FORCE:  # «الجيش المالي … أربعة من جنوده»
                return cast.state_actor(_KIND_FORCE[form.actor.kind], nation.iso)
            if party.person is not None:
                return cast.generic(slots.load[i].actors[1], "")
    return None


def _adjective(cast: Cast, iso: str) -> str:
    country = cast.countries.get(iso)
    return country.en if country is not None else iso
