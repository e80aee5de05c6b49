"""Where: place mentions, namesakes settled by country, neighbours and size, with how sure and how near."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from marsad.lexicon.gazetteer import Country, GazetteerPlace, common_words, km, load_countries, name_key
from marsad.lexicon.schema import ActorForm, TriggerForm
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
_SPEAKS_FOR_A_COUNTRY = re.compile("[PJA]")
_NAME_OPENERS = word_list("name_openers")
_REGION_HEADS = word_list("region_heads")
_DISTANCE_UNITS = word_list("distance_units")
_EDGES = word_list("edges")
_PEOPLE_OF = word_list("people_of")
_COMPASS = word_list("compass")
_SEATS = ("تل ابيب", "ابو ظبي")
"""Towns that stand for a state and are no capital in our table, or are written otherwise there."""
_AT_HOME = frozenset({"police", "security", "government"})
"""Kinds of actors that seldom act outside their country."""
_CONTAINERS = frozenset({"city", "town", "admin1", "admin2", "region", "country", "island", "mountain"})
_WITHIN = re.compile(r'[iebk"l]*')
_SLACK_KM = 40.0
"""How far from the reach of what contains it a place may lie («حي س بمدينة ص»)."""


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
        """The country spoken of most, or empty."""
        top = self.votes.most_common(1)
        return top[0][0] if top else ""


def survey(slots: Slots, countries: Iterable[str] = (), trie: dict[str, Any] | None = None) -> Geography:
    """Count the countries that the names, nationalities and actors of a text speak for."""
    geo = Geography(trie=trie or {})
    votes = geo.votes
    for iso in countries:
        votes[iso] += 3
    for i in slots.where(_SPEAKS_FOR_A_COUNTRY, 0, len(slots.tags)):
        tag = slots.tags[i]
        if tag != "A":
            geo.names.append(i)
        if tag == "P":
            name = slots.load[i]
            if _any_region(slots, i):
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
        elif tag == "A":
            form = slots.get(i, ActorForm)
            if form is not None and not form.generic:
                actor = form.actor
                if len(actor.country) == 1:
                    votes[actor.country[0]] += _COUNTRY_VOTE
                    geo.forces.append(i)
                else:
                    geo.reach.update(actor.country)
                if actor.abroad:
                    geo.reach.update(actor.abroad)
    return geo


def _ballot(found: tuple[GazetteerPlace, ...]) -> tuple[bool, int]:
    """Whether all bearers of a name lie in one country, and how much the name speaks for it."""
    unique = all(p.country == found[0].country for p in found)
    if found[0].cls == "country":
        return unique, _COUNTRY_VOTE
    known = unique and not found[0].cue and (found[0].curated or found[0].pop >= _KNOWN_SIZE)
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
        if place.source != "GeoNames":
            score += 0.8
        if place.cue:
            score -= 0.8
        for lat, lon in geo.points[:12]:
            if abs(lat - place.lat) < 1.5 and abs(lon - place.lon) < 1.5:
                score += 0.5
                break
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


def find_places(slots: Slots, first: int, end: int, geo: Geography) -> list[PlaceMention]:
    """Place mentions in slots ``[first, end)``, left to right, resolved."""
    out: list[PlaceMention] = []
    tags = slots.tags
    done = first
    for i in range(first, end):
        tag = tags[i]
        if tag not in "PeA" or i < done or (tag == "A" and slots.last[i] - slots.first[i] < _POLICE_IN):
            continue
        before = i - 1
        while before >= first and tags[before] == '"':
            before -= 1
        prev = tags[before] if before >= first else ""
        mention: PlaceMention | None = None
        if tag == "P":
            candidates = slots.load[i].places
            hint = slots.particle(before, "e") if prev == "e" else ""
            in_it = prev == "k" or (prev == "i" and slots.last[before] <= slots.first[i])
            if prev != "e":
                in_it = in_it or _beside_another(slots, i, end)
                candidates = tuple(c for c in candidates if _believable(c, geo, in_it=in_it))
            if _any_region(slots, i):
                candidates = tuple(c for c in candidates if c.country in geo.votes)
            strange = bool(candidates) and _strange(candidates, geo)
            if strange and candidates[0].curated and not candidates[0].cue:
                strange = geo.votes.total() > _FEW_VOTES
            if candidates and not (strange and prev != "e"):
                mention = PlaceMention(i, i + 1, slots.text(i), () if strange else candidates, hint=hint)
                mention.actor = slots.get(i, ActorForm) is not None or acting_seat(slots, i, first, end) is not None
        elif tag == "A":
            mention = _seat_of_force(slots, i, geo)
        else:
            hint = slots.particle(i, "e")
            j = i + 1
            while j < end and tags[j] == '"':
                j += 1
            if (
                j < end
                and tags[j] == "."
                and _name_like(slots, j)
                and not slots.form(i).startswith("ال")
                and hint != "island"
            ):
                stop = j + 1
                if stop < end and tags[stop] == "." and _continues(slots, j, stop):
                    stop += 1
                mention = PlaceMention(j, stop, slots.text(j, stop), (), hint=hint)
                before = i
                prev = "e"
        if mention is not None:
            if tag != "A":
                _cues(slots, mention, before, prev, first)
            if mention.candidates:
                mention.found = settle(mention.candidates, mention.hint, geo)[0]
                mention.rank = RANK.get(mention.found.cls, 6)
            else:
                mention.rank = 5
            out.append(mention)
            done = mention.last
    return _contained(slots, out, end)


def _beside_another(slots: Slots, i: int, end: int) -> bool:
    """Whether compass words lead from the name at slot ``i`` to another place («الميادين شرق دير الزور»)."""
    if i + 1 >= end:
        return False
    tag = slots.tags[i + 1]
    if tag == "k":
        return i + 2 < end and slots.tags[i + 2] == "P"
    return tag == "P" and slots.words.forms[slots.first[i + 1]] in _COMPASS


def _seat_of_force(slots: Slots, i: int, geo: Geography) -> PlaceMention | None:
    """The town that a force is named with («الشرطة في غزة»), which says where it is as well."""
    last = slots.last[i] - 1
    words = slots.words
    if words.forms[last - 1] != "في":
        return None
    for items in geo.trie.get(words.forms[last], {}).get("", ()):
        if items.__class__ is tuple and items[0].curated:
            return PlaceMention(i, i + 1, words.text[words.starts[last] : words.ends[last]], items, prep="i")
    return None


def _contained(slots: Slots, mentions: list[PlaceMention], end: int) -> list[PlaceMention]:
    """Namesakes settled by what the text says they lie in («حي س بمدينة ص», «ولاية النيجر النيجيرية»); a bearer that lies
    elsewhere is not meant.
    """
    out: list[PlaceMention] = []
    after: PlaceMention | None = None
    tags = slots.tags
    for mention in reversed(mentions):
        found = mention.found
        if found is not None:
            host = after.found if after is not None else None
            country = slots.get(mention.last, Country) if mention.last < end and tags[mention.last] == "J" else None
            if country is not None and country.iso != found.country:
                own = tuple(c for c in mention.candidates if c.country == country.iso)
                if own:
                    _settle_on(mention, own)
                elif found.cls == "country" and mention.hint:  # «ولاية النيجر النيجيرية»: a province no table knows
                    _settle_on(mention, (_whole(country),))
            elif (
                after is not None
                and host is not None
                and found.cls != "country"
                and host.cls in _CONTAINERS
                and (RANK.get(found.cls, 6) > RANK.get(host.cls, 6) or mention.hint in ("quarter", "village", "camp"))
                and _inside(slots, mention.last, after.first)
            ):
                reach = math.inf if host.cls == "country" else host.radius_km * 1.5 + _SLACK_KM
                own = tuple(
                    c
                    for c in mention.candidates
                    if c.country == host.country
                    and (reach == math.inf or km(c.lat, c.lon, host.lat, host.lon) <= reach)
                )
                if own and found not in own:
                    _settle_on(mention, own)
                elif not own and host.country != found.country:
                    continue  # «حي الثورة بمدينة …»: another one, which no table knows
        out.append(mention)
        after = mention
    out.reverse()
    return out


def _inside(slots: Slots, a: int, b: int) -> bool:
    """Whether slots ``[a, b)`` say that one place lies in the next: «في», «بـ», «التابعة ل», compass words."""
    gap = slots.tags[a:b]
    if not 1 <= len(gap) <= _GAP_SLOTS or _WITHIN.fullmatch(gap) is None:
        return False
    return "b" in gap or any(
        (gap[n] == "i" and slots.form(a + n) in ("ب", "في"))
        or (gap[n] == "e" and slots.form(a + n).startswith("بم") and slots.form(a + n)[1:3] in _IN_A)
        for n in range(len(gap))
    )


def _whole(country: Country) -> GazetteerPlace:
    """A country as a place."""
    return GazetteerPlace(
        country.iso.lower(), country.names, country.en, country.lat, country.lon, "country", country.iso,
        radius_km=country.radius_km,
    )  # fmt: skip


def _settle_on(mention: PlaceMention, own: tuple[GazetteerPlace, ...]) -> None:
    mention.candidates = own
    mention.found = own[0]
    mention.rank = RANK.get(own[0].cls, 6)


@lru_cache(maxsize=1)
def _capitals() -> dict[str, str]:
    """The folded names of capitals, and of other towns that stand for a government, by whose they are ("": look)."""
    out = dict.fromkeys(_SEATS, "")
    out.update({name_key(country.capital): iso for iso, country in load_countries().items() if iso not in ("PS", "IL")})
    return out


def acting_seat(slots: Slots, i: int, first: int, end: int) -> Country | None:
    """The state whose capital or name at slot ``i`` acts: the subject of a verb («سحبت واشنطن قواتها»)."""
    tags = slots.tags
    opens = i == first or (i == first + 1 and tags[first] == '"')
    if not (i > first and tags[i - 1] in "vL") and not (opens and i + 1 < end and tags[i + 1] in "vL"):
        return None
    place = slots.load[i].places[0]
    words = slots.words.forms[slots.first[i] : slots.last[i]]
    if place.cls != "country":
        iso = _capitals().get(" ".join(words))
        if iso is None or (iso and iso != place.country):
            return None
    verb = i + 1 if opens else i - 1
    form = slots.get(verb, TriggerForm)
    if form is not None:
        trigger = form.trigger
        if trigger.subject != "initiator" or form.tense == "":
            return None
        if trigger.group != "strategic" and (
            trigger.voice == "passive" or "P" not in tags[i + 1 : end] or (verb < i and tags[i + 1] in "imd")
        ):
            return None  # «قصفت دمشق»: it may be what is struck
    return load_countries().get(place.country)


_COUNTRY_VOTE, _TOWN_VOTE = 2, 3
_KNOWN_ABROAD = frozenset({"country", "city", "admin1", "region", "sea", "river", "island"})
_KNOWN_SIZE = 100_000
_FEW_VOTES = 6
_POLICE_IN = 3
_GAP_SLOTS = 4
_IN_A = ("مد", "من", "مح", "مخ", "مر", "مق")
"""How «بمدينة», «بمنطقة», «بمحافظة» and their like begin behind «بـ»."""


def _strange(candidates: tuple[GazetteerPlace, ...], geo: Geography) -> bool:
    """Whether all bearers of a name are small places of countries the text never speaks of: then none is meant."""
    if not geo.elsewhere(candidates):
        return False
    return all(c.cls not in _KNOWN_ABROAD for c in candidates)


def _any_region(slots: Slots, i: int) -> bool:
    """Whether a name says only which part of a country it is («المنطقة الشمالية»): many countries have one."""
    return slots.last[i] - slots.first[i] > 1 and slots.form(i) in _REGION_HEADS


def _believable(place: GazetteerPlace, geo: Geography, *, in_it: bool) -> bool:
    """Whether a bare name is this place: no ordinary word, and no small place of a country the text never names."""
    if place.cue and not (place.curated and in_it):
        return False
    return (
        place.curated
        or place.cls == "country"
        or place.pop >= _KNOWN_SIZE
        or place.country in geo.votes
        or place.country in geo.reach
    )


def _name_like(slots: Slots, i: int) -> bool:
    word = slots.form(i)
    return (
        len(word) > 2
        and word not in common_words()
        and "\u0621" <= word[0] <= "\u064a"
        and not word.startswith(("يت", "است"))
    )


def _continues(slots: Slots, i: int, j: int) -> bool:
    first, second = slots.form(i), slots.form(j)
    if not ("\u0621" <= second[0] <= "\u064a"):
        return False
    return first in _NAME_OPENERS or (
        second.startswith("ال") and not second.startswith(("الت", "الم")) and first.startswith("ال")
    )


def _cues(slots: Slots, mention: PlaceMention, before: int, prev: str, first: int) -> None:
    """Read what stands before the name: preposition, «قرب», «غرب», «80 كلم»."""
    tags = slots.tags
    k = before
    if prev == "e":
        k -= 1
    if k >= first and slots.form(k) in _EDGES:
        mention.near = True
        k -= 1
    elif k >= first and slots.form(k) in _PEOPLE_OF:
        mention.prep = "m"  # «شاب من أبناء نابلس»: where he is from
        return
    steps = 0
    while k >= first and steps < 6:
        steps += 1
        tag = tags[k]
        if tag == "k":
            mention.near = mention.near or True
            k -= 1
            continue
        if tag in '"e':
            k -= 1
            continue
        if tag == "i":
            mention.prep = mention.prep or "i"
            if (
                slots.form(k) in ("قرب", "بالقرب", "قباله", "محيط", "بمحيط", "حول", "مشارف", "ضواحي", "اطراف")
                or slots.last[k] - slots.first[k] > 1
            ):
                mention.near = True
            if slots.form(k) == "علي":
                mention.near = True
            break
        if tag in "mlo" and steps <= 3:
            mention.prep = mention.prep or tag
            if tag in "lm" and k - 1 >= first and tags[k - 1] == "k":
                k -= 1
                mention.near = True
                mention.prep = ""
                continue
            if tag == "m" and k - 1 >= first and slots.form(k - 1) in _DISTANCE_UNITS:
                k -= 1
                mention.prep = ""
                continue
            break
        if slots.form(k) in _DISTANCE_UNITS and k - 1 >= first and tags[k - 1] == "N":
            mention.distance_km = float(slots.number(k - 1))
            mention.near = True
            mention.prep = "i"
            break
        mention.prep = mention.prep or (tag if tag in "yw&," else "")
        break


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
