"""Which words name a place: what stands before and behind a name, whether it is one, what it lies in, and states that
act by the name of their capital.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from marsad.lexicon.distance import km
from marsad.lexicon.gazetteer import AREAS, Country, GazetteerPlace, common_words, load_countries, name_key
from marsad.lexicon.schema import ActorForm, TriggerForm
from marsad.lexicon.word_lists import word_list
from marsad.mentions.places import KNOWN_SIZE, RANK, Geography, PlaceMention, any_region, settle
from marsad.mentions.slots import Slots

_NAME_OPENERS = word_list("name_openers")
_DISTANCE_UNITS = word_list("distance_units")
_KUNYA = word_list("kunya")
_EDGES = word_list("edges")
_PEOPLE_OF = word_list("people_of")
_COMPASS = word_list("compass")
_IN_A = word_list("in_a")
_WITHIN_IT = word_list("within_it")
_NEARBY = word_list("nearby")
_LIES = word_list("lies")
_CAPITAL = word_list("capital")
_BANKS, _WATERS = word_list("banks"), word_list("waters")
_SEAT_OF = word_list("seat_of")
_CONTAINERS = frozenset({"city", "town", "admin1", "admin2", "region", "country", "island", "mountain"})
_WITHIN = re.compile(r'[iebk"l]*')
_SLACK_KM = 40.0
"""How far from the reach of what contains it a place may lie («حي س بمدينة ص»)."""


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
        if prev == "." and slots.forms[before] in _KUNYA and tag == "P":
            continue  # «أبو قصرة»: a man
        mention: PlaceMention | None = None
        if tag == "P":
            candidates = slots.load[i].places
            hint = slots.particle(before, "e") if prev == "e" else ""
            in_it = prev == "k" or (prev == "i" and slots.last[before] <= slots.first[i])
            if prev != "e":
                in_it = in_it or _beside_another(slots, i, end)
                if not in_it and _struck_at(slots, before, first):
                    in_it = any(c.country in geo.votes for c in candidates)
                joined = prev == "&" and bool(out) and out[-1].last == before
                candidates = tuple(c for c in candidates if _believable(c, geo, in_it=in_it, joined=joined))
            if slots.form(i) in _BANKS and _of_a_water(slots, i + 1, end):
                continue
            capital = _capital_behind(slots, i, end, geo)
            candidates = capital or candidates
            if any_region(slots, i):
                candidates = tuple(c for c in candidates if c.country in geo.votes)
            strange = bool(candidates) and _strange(candidates, geo)
            if strange and candidates[0].curated and not candidates[0].cue:
                strange = prev != "e" and geo.votes.total() - geo.votes[candidates[0].country] > _FEW_VOTES
            if candidates and not (strange and prev != "e"):
                mention = PlaceMention(i, i + 1, slots.text(i), () if strange else candidates, hint=hint)
                mention.near = bool(capital)
                mention.actor = (
                    slots.get(i, ActorForm) is not None
                    or acting_seat(slots, i, first, end) is not None
                    or (
                        prev == "&"
                        and bool(out)
                        and out[-1].actor
                        and out[-1].last == i - 1
                        and seat_of(slots, i) is not None
                    )
                    or prev == "b"  # «المدعومة من تركيا»
                )
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
                stop = _hyphened(slots, stop, end)
                mention = PlaceMention(j, stop, slots.text(j, stop), (), hint=hint)
                before = i
                prev = "e"
        if mention is not None:
            if tag != "A":
                _cues(slots, mention, before, prev, first)
            if mention.candidates:
                mention.found = settle(mention.candidates, mention.hint, geo)[0]
                mention.rank = RANK.get(mention.found.cls, 6)
                if mention.found.hamlet and not hint:
                    mention.rank = min(mention.rank, RANK["city"])
            else:
                mention.rank = 5
            done = mention.last
            if mention.distance_km is not None and out and _in_brackets(slots, out[-1].last, mention.first):
                continue  # «في بعقوبة (60 كلم شمال شرق بغداد)»: where the first lies
            out.append(mention)
    out = _contained(slots, out, end)
    for place, behind in pairwise(out):
        _locate(slots, place, behind)
        if place.locates is not None and not _SEAT_OF.isdisjoint(slots.forms[place.last : behind.first]):
            behind.locates = place.locates  # «أحور، وهي بلدة تقع شرق زنجبار مركز أبين»
    return out


def _locate(slots: Slots, place: PlaceMention, behind: PlaceMention) -> None:
    """Note what the text says a place lies in or beside; known, what follows only says where it is («الدجيل شمال
    بغداد»), unless it is the wider one of both («في صعدة قرب باقم»).
    """
    host, found = behind.found, place.found
    if host is None or behind.actor:
        return
    part = slots.words.forms[slots.first[behind.first]] in _COMPASS  # «الواقعة | جنوب الجزائر»
    beside = _beside(slots, place.last, behind.first) or (part and behind.near and behind.first == place.last)
    if found is None:
        if beside or _inside(slots, _past_joined(slots, place.last, behind.first), behind.first):
            place.within = behind
            behind.near = behind.near or RANK.get(host.cls, 6) > RANK["admin1"]
        return
    if beside and not place.actor and place.prep != "m" and not _narrows(host, found):
        behind.locates = place


def _narrows(place: GazetteerPlace, host: GazetteerPlace) -> bool:
    """Whether a place behind a wide one says where in it («في صعدة قرب باقم»), and not where the wide one lies («المدية
    جنوب الجزائر العاصمة»).
    """
    if host.cls in ("country", "sea", "river"):
        return True
    wide = host.cls == "admin1" or host.radius_km > _WIDE_KM
    return wide and km(place.lat, place.lon, host.lat, host.lon) <= host.radius_km


def _beside(slots: Slots, a: int, b: int) -> bool:
    """Whether slots ``[a, b)`` say where the place before them lies: compass words, «قرب», «على بعد 20 كلم من»,
    «، وهي بلدة تقع إلى الغرب من».
    """
    gap = slots.tags[a:b]
    if (
        not gap
        or len(gap) > _BESIDE_SLOTS
        or "n" in gap
        or "v" in gap
        or ("." in gap[:1] and slots.form(a)[:2] != "ال")
    ):
        return False
    forms = slots.forms[a:b]
    if not _LIES.isdisjoint(forms):
        return True
    if "," in gap or "&" in gap:
        return False
    words = slots.words.forms[slots.first[a] : slots.first[b]]
    return "k" in gap or not (_DISTANCE_UNITS | _NEARBY).isdisjoint(words)


def _of_a_water(slots: Slots, i: int, end: int) -> bool:
    """Whether slot ``i`` says which water's bank the words before it name («الضفة الغربية لنهر …»): no West Bank."""
    if i < end and slots.tags[i] in "ml":
        i += 1
    return i < end and slots.words.forms[slots.first[i]] in _WATERS


def _capital_behind(slots: Slots, i: int, end: int, geo: Geography) -> tuple[GazetteerPlace, ...]:
    """The capital in a name that was read as a part of its country («جنوب الجزائر | العاصمة»)."""
    if i + 1 >= end or slots.form(i + 1) not in _CAPITAL or slots.words.forms[slots.first[i]] not in _COMPASS:
        return ()
    node = geo.trie
    for word in (*slots.words.forms[slots.first[i] + 1 : slots.last[i]], slots.form(i + 1)):
        node = node.get(word, {})
    return next((items for items in node.get("", ()) if items.__class__ is tuple), ())


def _in_brackets(slots: Slots, a: int, b: int) -> bool:
    """Whether a bracket opens right behind slot ``a`` and is still open at slot ``b``."""
    return 0 < b - a <= _BRACKET_SLOTS and slots.tags[a] == "(" and slots.form(a) == "(" and ")" not in slots.forms[a:b]


def _hyphened(slots: Slots, stop: int, end: int) -> int:
    """Where a name ends that goes on behind a hyphen without a gap («هرغو-ديري»)."""
    while (
        stop + 1 < end
        and slots.form(stop) == "-"
        and slots.end[stop - 1] == slots.start[stop]
        and slots.end[stop] == slots.start[stop + 1]
        and slots.tags[stop + 1] in ".P"
    ):
        stop += 2
    return stop


def _past_joined(slots: Slots, a: int, b: int) -> int:
    """The slot behind the further unknown names that «و» adds to one («قريتي س وص في محافظة ع»)."""
    while a + 1 < b and (slots.tags[a : a + 2] == "&." or (slots.tags[a] == "." and slots.form(a)[0] == "و")):
        a = _hyphened(slots, a + (2 if slots.tags[a] == "&" else 1), b)
        if a < b and slots.tags[a] == ".":
            a += 1
    return a


def _beside_another(slots: Slots, i: int, end: int) -> bool:
    """Whether compass words lead from the name at slot ``i`` to another place («الميادين شرق دير الزور»), or «بـ» and
    «في» to one that contains it («الظاهر بصعدة»).
    """
    if i + 1 >= end:
        return False
    tags = slots.tags
    tag = tags[i + 1]
    if tag == "k":
        return i + 2 < end and tags[i + 2] == "P"
    if tag == "i" and slots.form(i + 1) in ("ب", "في"):
        k = i + 2 + (tags[i + 2 : i + 3] == "e")
        hosts = slots.load[k].places if tags[k : k + 1] == "P" else ()
        return any(_in_reach(place, host) for place in slots.load[i].places for host in hosts[:_HOSTS])
    return tag == "P" and slots.words.forms[slots.first[i + 1]] in _COMPASS


def _struck_at(slots: Slots, before: int, first: int) -> bool:
    """Whether «على» behind an event leads to the name («غارة على الباب»)."""
    tags = slots.tags
    return before > first and tags[before] == "o" and tags[before - 1] == "n" and slots.form(before) == "علي"


def _seat_of_force(slots: Slots, i: int, geo: Geography) -> PlaceMention | None:
    """The town that a force is named with («الشرطة في غزة»), which says where it is as well."""
    last = slots.last[i] - 1
    words = slots.words
    if words.forms[last - 1] != "في":
        return None
    for items in geo.trie.get(words.forms[last], {}).get("", ()):
        if items.__class__ is tuple and items[0].curated and items[0].cls != "country":
            return PlaceMention(i, i + 1, words.text[words.starts[last] : words.ends[last]], items, prep="i")
    return None


def _contained(slots: Slots, mentions: list[PlaceMention], end: int) -> list[PlaceMention]:
    """Namesakes settled by what the text says they lie in («حي س بمدينة ص», «ولاية النيجر النيجيرية»); a bearer
    that lies elsewhere is not meant.
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
                and _inside(slots, mention.last + (longer := _longer(slots, mention.last)), after.first)
            ):
                own = tuple(c for c in mention.candidates if _in_reach(c, host, named_in_full=not longer))
                if own and found not in own:
                    _settle_on(mention, own)
                elif not own and (host.country != found.country or longer or _far(found, host)):
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
        (gap[n] == "i" and slots.form(a + n) in _WITHIN_IT) or (gap[n] == "e" and slots.form(a + n) in _IN_A)
        for n in range(len(gap))
    )


def _longer(slots: Slots, i: int) -> int:
    """How many slots behind a name may be more of it («الزرقاء الجديدة»): a definite word no rule knows."""
    return 1 if i < len(slots.tags) and slots.tags[i] in ".PV" and slots.form(i).startswith("ال") else 0


def _in_reach(place: GazetteerPlace, host: GazetteerPlace, *, named_in_full: bool = True) -> bool:
    """Whether a place lies where another reaches, with some slack for the points of both: little for a place whose
    name goes on in the text.
    """
    if place.country != host.country:
        return False
    reach = host.radius_km * 1.5 + _SLACK_KM if named_in_full else max(host.radius_km, _SLACK_KM / 2)
    return host.cls == "country" or km(place.lat, place.lon, host.lat, host.lon) <= reach


def _far(place: GazetteerPlace, host: GazetteerPlace) -> bool:
    """Whether a place lies so far from what is said to contain it that a namesake must be meant."""
    return (
        host.cls in ("admin1", "admin2", "city", "town")
        and place.cls not in AREAS
        and km(place.lat, place.lon, host.lat, host.lon) > host.radius_km * 2 + 2 * _SLACK_KM
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
def _seats() -> dict[str, str]:
    """The folded names of towns that stand for a government, by the country whose it is."""
    return {name_key(seat): iso for iso, country in load_countries().items() for seat in country.seats}


def acting_seat(slots: Slots, i: int, first: int, end: int) -> Country | None:
    """The state whose capital or name at slot ``i`` acts: the subject of a verb («سحبت واشنطن قواتها»)."""
    tags = slots.tags
    opens = i == first or (i == first + 1 and tags[first] == '"')
    if not (i > first and tags[i - 1] in "vL") and not (opens and i + 1 < end and tags[i + 1] in "vL"):
        return None
    country = seat_of(slots, i)
    if country is None:
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
    return country


def seat_of(slots: Slots, i: int) -> Country | None:
    """The state whose name, capital or seat of government stands at slot ``i``."""
    place = slots.load[i].places[0]
    if place.cls != "country":
        iso = _seats().get(" ".join(slots.words.forms[slots.first[i] : slots.last[i]]))
        if iso != place.country:
            return None
    return load_countries().get(place.country)


_KNOWN_ABROAD = frozenset({"country", "city", "admin1", "region", "sea", "river", "island"})
_FEW_VOTES = 6
_POLICE_IN = 3
_GAP_SLOTS = 4
_BRACKET_SLOTS = 9
_BESIDE_SLOTS, _HOSTS = 9, 4
_BESIDE_TAGS = frozenset('"().,&iklmezNbJL')
_WIDE_KM = 60.0
"""From this reach on a place is so wide that «قرب» a town behind it says where in it."""


def _strange(candidates: tuple[GazetteerPlace, ...], geo: Geography) -> bool:
    """Whether all bearers of a name are small places of countries the text never speaks of: then none is meant."""
    if not geo.elsewhere(candidates):
        return False
    return all(c.cls not in _KNOWN_ABROAD for c in candidates)


def _believable(place: GazetteerPlace, geo: Geography, *, in_it: bool, joined: bool) -> bool:
    """Whether a bare name is this place: no ordinary word, no small place of a country the text never names, and no
    hamlet that nothing announces («في», another place before it).
    """
    if place.hamlet and not (in_it or joined):
        return False
    if place.cue and not (place.curated and in_it):
        return False
    return (
        place.curated
        or place.cls == "country"
        or place.pop >= KNOWN_SIZE
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
            if slots.form(k) in _NEARBY or slots.last[k] - slots.first[k] > 1:
                mention.near = True
            if slots.form(k) == "علي":
                mention.near = True
            break
        if tag in "mlo" and steps <= 3:
            if tag == "m" and k - 1 >= first and "e" in tags[max(first, k - 2) : k]:
                mention.prep = mention.prep or "i"  # «مناطق متفرقة من الساحل»
                break
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
