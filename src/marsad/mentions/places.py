"""Where: place mentions, namesakes settled by country, neighbours and size, with how sure and how near."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from marsad.lexicon.distance import km
from marsad.lexicon.gazetteer import Country, GazetteerPlace, load_countries, nationalities
from marsad.lexicon.schema import ActorForm
from marsad.lexicon.word_lists import word_list
from marsad.mentions.slots import Slots
from marsad.model import Place, PlacePrecision

RANK = {
    "street": 9, "square": 9, "quarter": 9, "camp": 9, "base": 8, "prison": 8, "airport": 8, "crossing": 8, "dam": 8,
    "terminal": 8, "oilfield": 8, "front": 8, "mountain": 7, "valley": 7, "village": 8, "town": 7, "island": 7,
    "city": 6, "border": 5, "river": 4, "admin2": 5, "admin1": 3, "region": 3, "sea": 2, "country": 1,
}  # fmt: skip
"""How exactly a class of place says where (higher is more exact)."""

_HINT = {
    "city": {"city", "town"}, "town": {"town", "city", "village", "admin2"}, "village": {"village", "town"},
    "area": {"quarter", "admin2", "front", "region", "town", "village"}, "admin1": {"admin1", "region", "admin2"},
    "quarter": {"quarter", "street", "square", "front"}, "camp": {"camp"},
    "mountain": {"mountain", "valley", "region", "river"},
    "crossing": {"crossing", "border"}, "base": {"airport", "base", "terminal", "oilfield", "prison"},
    "island": {"island", "sea"},
}  # fmt: skip
_SPEAKS_FOR_A_COUNTRY = re.compile("[PJAB]")
_REGION_HEADS = word_list("region_heads")


_BESIDE_KM = 40.0
_COUNTRY_VOTE, _TOWN_VOTE = 2, 3
KNOWN_SIZE = 100_000
"""Inhabitants from which on a town is known abroad."""


@dataclass(slots=True)
class PlaceMention:
    """A place named at slots ``[first, last)``; ``prep`` is the tag before it, ``hint`` the announcing noun's class."""

    first: int
    last: int
    name: str
    candidates: tuple[GazetteerPlace, ...]
    prep: str = ""
    hint: str = ""
    near: bool = False
    distance_km: float | None = None
    actor: bool = False
    found: GazetteerPlace | None = None
    rank: int = 0
    within: PlaceMention | None = None
    """What the text says it lies in or beside, right behind it («قرية س شرق ص»)."""
    locates: PlaceMention | None = None
    """The known place before it of which it only says where it lies."""


@dataclass(slots=True)
class Geography:
    """What the whole article says about where it plays: votes for countries and the points already sure."""

    votes: Counter[str] = field(default_factory=Counter)
    points: list[tuple[float, float]] = field(default_factory=list)
    named: dict[str, set[str]] = field(default_factory=dict)
    names: list[int] = field(default_factory=list)
    """The slots of places and nationalities."""
    forces: list[int] = field(default_factory=list)
    """The slots of actors of one country."""
    home: str = ""
    """The home of the first actor named of several countries."""
    reach: set[str] = field(default_factory=set)
    """The countries where named actors fight."""
    memo: dict[tuple[str, str], tuple[GazetteerPlace, float]] = field(default_factory=dict)
    places: dict[tuple[Any, ...], Place] = field(default_factory=dict)
    """What a mention was resolved into, by its words, candidates and cues."""
    trie: dict[str, Any] = field(default_factory=dict)
    """The lexicon's phrases, to look up a town within the name of a force."""

    def elsewhere(self, candidates: tuple[GazetteerPlace, ...]) -> bool:
        """Whether the text speaks for countries, and these places lie in none that anything but them speaks for."""
        own = {c.country for c in candidates}
        ids = {c.id for c in candidates}
        if any(self.named.get(iso, ids) - ids for iso in own) or not self.reach.isdisjoint(own):
            return False  # another place of that country is named, or somebody who fights there
        others = sum(n for iso, n in self.votes.items() if iso not in own)
        return others >= 2 and all(self.votes[iso] <= 3 for iso in own) and others > sum(self.votes[i] for i in own) - 3

    @property
    def country(self) -> str:
        """The country spoken of most, else that of an actor named, or empty."""
        top = self.votes.most_common(1)
        return top[0][0] if top else self.home


def survey(slots: Slots, countries: Iterable[str] = (), trie: dict[str, Any] | None = None) -> Geography:
    """Count the countries that the names, nationalities and actors of a text speak for."""
    geo = Geography(trie=trie or {})
    votes, adjectives = geo.votes, nationalities()
    for iso in countries:
        votes[iso] += 3
    for i in slots.where(_SPEAKS_FOR_A_COUNTRY, 0, len(slots.tags)):
        tag = slots.tags[i]
        if tag in "PJ":
            geo.names.append(i)
        if tag == "P":
            name = slots.load[i]
            if any_region(slots, i):
                continue
            if name.ballot is None:
                name.ballot = _ballot(name.places)
            first, unique, weight = name.places[0], name.ballot[0], name.ballot[1]
            if unique:
                geo.named.setdefault(first.country, set()).add(first.id)
            if weight:
                votes[first.country] += weight
            if weight == _TOWN_VOTE and len(name.places) == 1:
                geo.points.append((first.lat, first.lon))
        elif tag == "J":
            votes[slots.get(i, Country).iso] += _COUNTRY_VOTE
        elif tag == "B":  # «المرصد السوري لحقوق الإنسان»
            for word in slots.words.forms[slots.first[i] + 1 : slots.last[i]]:
                if word in adjectives:
                    votes[adjectives[word].iso] += 1
        elif tag == "A":
            actor = slots.load[i].actors[0]
            if actor is not None and not actor.described:
                if len(actor.country) == 1:
                    votes[actor.country[0]] += _COUNTRY_VOTE
                    geo.forces.append(i)
                else:
                    geo.reach.update(actor.country)
                    if not geo.home and actor.country and actor.id.startswith(actor.country[0].lower() + "."):
                        geo.home = actor.country[0]
                if actor.abroad:
                    geo.reach.update(actor.abroad)
    return geo


def _ballot(found: tuple[GazetteerPlace, ...]) -> tuple[bool, int]:
    """Whether all bearers of a name lie in one country, and how much the name speaks for it."""
    unique = all(p.country == found[0].country for p in found)
    if found[0].cls == "country":
        return unique, _COUNTRY_VOTE
    known = unique and not found[0].cue and (found[0].curated or found[0].pop >= KNOWN_SIZE)
    return unique, _TOWN_VOTE if known else 0


def settle(candidates: tuple[GazetteerPlace, ...], hint: str, geo: Geography) -> tuple[GazetteerPlace, float]:
    """The candidate meant, and how sure (0..1)."""
    if len(candidates) == 1:
        place = candidates[0]
        alien = geo.votes and place.country not in geo.votes
        return place, 0.6 if alien and place.cls not in ("country", "city") else 0.95
    key = (candidates[0].id, hint)
    known = geo.memo.get(key)
    if known is not None:
        return known
    total = sum(geo.votes.values()) or 1
    scored = []
    wanted = _HINT.get(hint, set())
    for order, place in enumerate(candidates):
        score = 6.0 * geo.votes[place.country] / total + 0.35 * math.log10(place.pop + 10)
        if place.cls in wanted:
            score += 2.5
        elif hint == "" and place.cls in ("admin1", "region"):
            score -= 0.6
        if place.curated:
            score += 0.8
        if place.cue:
            score -= 0.8
        near = [p for p in geo.points[:12] if abs(p[0] - place.lat) < 1.5 and abs(p[1] - place.lon) < 1.5]
        if near:
            score += 0.5
        if near and place.added:  # of many villages of one name the one beside the other places of the text
            score += math.exp(-min(km(lat, lon, place.lat, place.lon) for lat, lon in near) / _BESIDE_KM)
        scored.append((score, -order, place))
    scored.sort(key=lambda s: (s[0], s[1]), reverse=True)
    best = scored[0]
    rival = next((s for s in scored[1:] if km(s[2].lat, s[2].lon, best[2].lat, best[2].lon) > 60), None)
    margin = best[0] - rival[0] if rival else 4.0
    answer = best[2], 1 / (1 + math.exp(-1.5 * margin))
    geo.memo[key] = answer
    return answer


def to_place(mention: PlaceMention, geo: Geography) -> Place:
    """Resolve a mention into a ``Place`` (without a point where the gazetteer is silent)."""
    key = mention.name, mention.hint, mention.near, mention.distance_km, *[c.id for c in mention.candidates]
    if key not in geo.places:
        geo.places[key] = _to_place(mention, geo)
    return geo.places[key]


def _to_place(mention: PlaceMention, geo: Geography) -> Place:
    if not mention.candidates:
        return Place(mention.name, country=geo.country, precision="unknown", confidence=0.5)
    found, confidence = settle(mention.candidates, mention.hint, geo)
    precision: PlacePrecision
    if found.cls == "country":
        precision = "country"
    elif found.cls in ("admin1", "region", "sea", "river"):
        precision = "admin1"
    elif mention.near or mention.distance_km:
        precision = "near"
    elif found.cls in ("admin2", "border"):
        precision = "district"
    else:
        precision = "exact"
    radius = found.radius_km
    if mention.distance_km:
        radius = max(radius, mention.distance_km)
    elif mention.near:
        radius = max(radius, 15.0)
    return Place(
        name=mention.name,
        id=found.id,
        name_en=found.en,
        lat=found.lat,
        lon=found.lon,
        country=found.country,
        admin1=found.admin1,
        feature=found.cls,
        precision=precision,
        radius_km=round(radius, 1),
        confidence=confidence,
    )


def any_region(slots: Slots, i: int) -> bool:
    """Whether a name says only which part of a country it is («المنطقة الشمالية»): many countries have one."""
    return slots.last[i] - slots.first[i] > 1 and slots.form(i) in _REGION_HEADS


def country_said(slots: Slots, geo: Geography, iso: str) -> tuple[Place, tuple[int, int]] | None:
    """A country as it is first named, as a place, by its nationality or else by an actor of its own, and where that
    stands.
    """
    for i in [*geo.names, *geo.forces]:
        places = slots.load[i].places
        country = slots.get(i, Country)
        if places and places[0].cls == "country":
            if places[0].country != iso:
                continue
            place = to_place(PlaceMention(i, i + 1, slots.text(i), places[:1]), geo)
        elif country is not None and country.iso == iso:
            place = Place(
                slots.text(i), iso.lower(), country.en, country.lat, country.lon, iso,
                feature="country", precision="country", radius_km=country.radius_km, confidence=0.8,
            )  # fmt: skip
        elif slots.tags[i] == "A" and not places:
            whole = load_countries()[iso]
            form = slots.get(i, ActorForm)
            if form is None or form.actor.country != (iso,):
                continue
            place = Place(
                whole.names[0], iso.lower(), whole.en, whole.lat, whole.lon, iso,
                feature="country", precision="country", radius_km=whole.radius_km, confidence=0.6,
            )  # fmt: skip
        else:
            continue
        return place, (slots.start[i], slots.end[i])
    return None
