"""Sides that no grammar gives: a crowd, those who face it, who is called an attacker, the other side of a fight."""

from __future__ import annotations

from dataclasses import replace

from marsad.lexicon.gazetteer import Country, nationalities
from marsad.lexicon.schema import Light
from marsad.lexicon.word_lists import word_list
from marsad.mentions.actors import Cast, resolve, side_of
from marsad.mentions.party import Party, state_forces
from marsad.mentions.place_names import seat_of
from marsad.model import Role, Side
from marsad.reports.around import held, of_forces, of_state, speaks
from marsad.reports.draft import Draft
from marsad.reports.sentence import CROWDS, Sentence

_CRAFT = word_list("craft")
_FIRE = word_list("fire")
_BROUGHT_DOWN = word_list("brought_down")
_ADJECTIVES = word_list("adjectival")
_CIVIL_PLACES = word_list("civil_places")
_TWO = word_list("two_sides")
_BOTH: tuple[Role, Role] = ("initiator", "target")
_WAGES_WAR = frozenset({"state_forces", "rebel", "jihadist", "militia", "communal", "coalition", "government"})
_NEARBY = word_list("nearby")
_STRUCK_REACH = 10
"""How many slots behind the event's word what is struck may stand."""
_STRUCK_BEFORE = 8
_OWNER_REACH = 7
_BY_FORCES = frozenset({"strategic.arrest", "strategic.security_operation", "strategic.weapons_seizure"})
_AIR = frozenset({"remote.air_strike", "remote.drone_strike"})
_UNKNOWN = word_list("unknown")
_STRUCK = word_list("struck")
_TOWARDS = word_list("towards")
_FORCES = frozenset({"state_forces", "police", "security"})
_ATTACKERS = frozenset({"attacker", "desc.suicide_bomber", "desc.attackers"})


def implied_sides(draft: Draft, sentence: Sentence, cast: Cast) -> None:
    """Sides that the event itself implies: a protest has protesters; a fight with one side named in its sentence has
    the other armed actor named there as the other side.
    """
    if draft.group == "unrest" and not _named_crowd(draft):
        span = next(((a, b) for n, a, b in draft.evidence if n == "type"), None)
        if span is not None:
            crowd = any(
                u.form.trigger.type == "unrest.protest" and sentence.slots.start[u.slot] == span[0]
                for u in sentence.uses
            )
            crowd_name = cast.lexicon.actors["desc.protesters"].name_ar
            name = sentence.slots.words.text[span[0] : span[1]] if crowd else crowd_name
            draft.add_side(Side("initiator", name, "protesters", "protesters", "protesters"), span)
    if draft.group == "unrest":
        if any(s.kind in _FORCES for s in draft.sides):
            return
        if draft.type == "unrest.protest_with_intervention":
            _opponent(draft, sentence, cast)
        if draft.claims:
            _craft(draft, sentence, cast)
        return
    if draft.group == "civilians" and not draft.role("target") and (draft.role("initiator") or draft.place is not None):
        _one_killed(draft)
    if draft.group == "civilians" and not draft.role("target"):
        _those_there(draft, sentence)
    if draft.group == "civilians" and not draft.role("initiator"):
        _same_doer(draft, sentence, cast)
        if not draft.role("initiator"):
            _craft(draft, sentence, cast)
        return
    if draft.group not in ("battle", "remote", "strategic", "") or draft.modality not in ("asserted", "alleged"):
        return
    slots = sentence.slots
    if not draft.role("initiator"):
        _craft(draft, sentence, cast)
        _unknown_craft(draft, sentence, cast)
    if draft.type in _BY_FORCES and not draft.role("initiator"):
        _same_force(draft, sentence, cast)
    if draft.group in ("strategic", ""):
        return
    if not draft.role("initiator"):
        _attacker(draft, sentence, cast)
    if not draft.role("target"):
        _thing_struck(draft, sentence, cast)
    if not draft.role("target"):
        _aimed_at(draft, sentence, cast)
    if not draft.role("target"):
        _those_there(draft, sentence)
    if draft.group == "battle" and not draft.sides:
        _both_named(draft, sentence, cast)
    armed = [s for s in draft.sides if s.kind not in ("civilians", "person", "")]
    if not draft.role("initiator") and len(draft.role("target")) == len(armed) > 1 and _fought_with(draft, sentence):
        at = draft.sides.index(armed[0])  # «قتلى من الميليشيات في مواجهات مع الجيش»
        draft.sides[at] = replace(armed[0], role="initiator")
    if len({s.id for s in armed}) >= 2 or (draft.role("initiator") and draft.role("target")):
        return
    for party in sentence.parties:
        holds = held(sentence, party)
        if not party.armed or party.part or ((party.actor is None or party.actor.described) and not holds):
            continue
        if speaks(sentence, party) or (party.last < sentence.end and slots.tags[party.last] == "("):
            continue  # the second: «أتلانتا، الولايات المتحدة (CNN) --»
        owned = holds or (party.prep == "l" and slots.tags[party.first - 2] == "e")
        if owned and draft.role("target"):
            continue
        first = draft.role("target") or (not draft.sides and party.last <= draft.slot)
        role: Role = "initiator" if first and not owned else "target"
        if any(
            (r == "target") == (role == "initiator") and p is party for u in sentence.uses for r, p in u.sided or ()
        ):
            continue  # «اغتالوا قائدا في الحركة بغارة»: not theirs
        other = resolve(party, slots, cast, role)
        if other is not None and other.kind == "government" and all(s.id[:3] == other.id[:3] for s in draft.sides):
            continue  # nobody else is named, or the same state's army is
        if other is not None and all(s.id != other.id for s in draft.sides):
            draft.add_side(other, slots.span(party.first, party.last))
            return


def _nation_behind(sentence: Sentence, i: int) -> tuple[int, Country | None]:
    """The nationality that says whose the thing at slot ``i`` is, within its phrase or past an adjective or two, and
    the slot of it.
    """
    slots = sentence.slots
    if slots.last[i] - slots.first[i] > 1:
        within = nationalities().get(slots.words.forms[slots.last[i] - 1])
        if within is not None:
            return i, within
    for j in range(i + 1, min(sentence.end, i + 4)):
        if slots.tags[j] == "J":
            return j, slots.get(j, Country)
        if slots.form(j) not in _ADJECTIVES:
            break
    return i, None


def _craft(draft: Draft, sentence: Sentence, cast: Cast) -> None:
    """A state's ship, aircraft or missile that acts, or that the attack is made with («اخترقت مقاتلة تركية …»)."""
    slots, tags = sentence.slots, sentence.slots.tags
    reach = 16 if draft.group == "unrest" else 6
    a, b = max(sentence.first, draft.slot - 5), min(sentence.end - 1, draft.slot + reach)
    if "J" not in tags[a : b + 4] and "W" not in tags[a:b]:
        return
    for i in range(a, b):
        word = slots.form(i).removeprefix("ال")
        if (word not in _CRAFT and word not in _FIRE) or i == draft.slot:
            continue
        before = tags[i - 1] if i > sentence.first else "!"
        if before == "N" and i - 1 > sentence.first:
            before = tags[i - 2]
            verb = i - 2
        else:
            verb = i - 1
        acts = before in "vL!" and (i == sentence.first or slots.form(verb) not in _BROUGHT_DOWN)
        if not acts and word not in _FIRE and not (before == "i" and slots.form(i - 1) == "ب"):
            continue
        j, country = _nation_behind(sentence, i)
        if country is not None:
            _give(draft, state_forces(i, j + 1, country), sentence, cast)
            return


def _unknown_craft(draft: Draft, sentence: Sentence, cast: Cast) -> None:
    """«قصف طيران مجهول»: an aircraft of nobody known, where the event's word takes it in."""
    at = draft.slot + 1
    if draft.type in _AIR and at < sentence.end and sentence.slots.form(at) in _UNKNOWN:
        party = Party(draft.slot, at + 1)
        party.actor = cast.lexicon.actors.get("desc.aircraft_unidentified")
        _give(draft, party, sentence, cast)


def _aimed_at(draft: Draft, sentence: Sentence, cast: Cast) -> None:
    """The state that fire goes to («صواريخ من غزة باتجاه إسرائيل»)."""
    if draft.group != "remote":
        return
    slots = sentence.slots
    for mention in sentence.places:
        if mention.first <= draft.slot or slots.form(mention.first - 1) not in _TOWARDS:
            continue
        if mention.found is None or mention.found.cls != "country":
            continue
        country = seat_of(slots, mention.first)
        if country is not None and country.army:
            party = state_forces(mention.first, mention.last, country)
            party.number = "c"
            side = resolve(party, slots, cast, "target")
            if side is not None and all(s.id[:3] != side.id[:3] for s in draft.sides):
                draft.add_side(side, slots.span(mention.first, mention.last))
            return


def _thing_struck(draft: Draft, sentence: Sentence, cast: Cast) -> None:
    """Whose the thing is that is struck, by its nationality («قصف قاعدة عسكرية تركية», «غارات على مواقع إيرانية»)."""
    slots, tags = sentence.slots, sentence.slots.tags
    if "J" not in tags[draft.slot + 1 : draft.slot + 12]:
        return
    for i in range(draft.slot + 1, min(sentence.end - 1, draft.slot + 8)):
        if tags[i] in "!Sn,":
            return
        if slots.form(i).removeprefix("ال") in _STRUCK:
            j, country = _nation_behind(sentence, i)
            if country is not None:
                side = resolve(state_forces(i, j + 1, country), slots, cast, "target")
                if side is not None and all(s.id != side.id for s in draft.sides):
                    draft.add_side(side, slots.span(i, j + 1))
            return


def _both_named(draft: Draft, sentence: Sentence, cast: Cast) -> None:
    """«معارك بين الطرفين»: the two armed bodies that were named last, the first of them in its sentence first."""
    slots = sentence.slots
    at = next((i for i in range(draft.slot + 1, min(sentence.end, draft.slot + 5)) if slots.form(i) in _TWO), 0)
    if not at:
        return
    named: list[tuple[Side, Party]] = []
    for party in reversed(sentence.parties):
        if party.last <= at and party.armed and not party.part:
            side = resolve(party, slots, cast, "initiator" if named else "target")
            if side is not None and side.id and all(side.id != known.id for known, _ in named):
                named.append((side, party))
    if len(named) >= 2:
        for side, party in reversed(named[:2]):
            draft.add_side(side, slots.span(party.first, party.last))
        return
    for role, actor in zip(_BOTH, [a for a in cast.named if a.kind in _WAGES_WAR][1::-1], strict=False):
        draft.add_side(side_of(actor, role), slots.span(at))


def _those_there(draft: Draft, sentence: Sentence) -> None:
    """Who is struck in a market, a school or a place of prayer are civilians, where nobody else is named."""
    if draft.group == "battle" and not draft.alternative:
        return
    slots, tags = sentence.slots, sentence.slots.tags
    undergoes = any(
        light.kind == "undergo"
        for i in range(max(sentence.first, draft.slot - _STRUCK_BEFORE), draft.slot + 1)
        if (light := slots.get(i, Light)) is not None
    )
    first = max(sentence.first, draft.slot - _STRUCK_BEFORE) if undergoes else draft.slot + 1
    for i in range(first, min(sentence.end, draft.slot + _STRUCK_REACH)):
        if tags[i] in "!S" or (tags[i] in "vL" and i > draft.slot + 1):
            return
        if tags[i - 1] in "ky" or slots.form(i - 1) in _NEARBY or not _civil_place(slots.form(i)):
            continue
        if draft.group == "battle" and "o" not in tags[draft.slot : i] and "v" not in tags[draft.slot]:
            return  # «اشتباكات في سوق»
        for party in sentence.parties:
            if party.armed and i < party.first <= i + _OWNER_REACH and not _acts(party, sentence):
                return  # «مدرسة يتحصن فيها مسلحون»
        draft.add_side(Side("target", "مدنيون", "civilians", "civilians", "civilians"), slots.span(i))
        return


def _civil_place(word: str) -> bool:
    return word in _CIVIL_PLACES or word.removeprefix("ل").removeprefix("ل").removeprefix("ال") in _CIVIL_PLACES


def _acts(party: Party, sentence: Sentence) -> bool:
    return any(role == "initiator" and p is party for use in sentence.uses for role, p in use.sided or ())


def _give(draft: Draft, party: Party, sentence: Sentence, cast: Cast) -> None:
    """Make a party the one who acts."""
    slots = sentence.slots
    draft.add_side(resolve(party, slots, cast, "initiator"), slots.span(party.first, party.last))


def _one_killed(draft: Draft) -> None:
    """A person killed by name («اغتالوا فلانا») is a civilian where the deed is one against civilians."""
    for claim in draft.claims:
        if claim.kind == "killed" and claim.low == claim.high == 1 and claim.side is None and claim.party is None:
            draft.add_side(Side("target", "مدني", "civilians", "civilians", "civilians"), claim.span)
            return


def _same_doer(draft: Draft, sentence: Sentence, cast: Cast) -> None:
    """Who did the whole did the part: «خطفت الجماعة مئات، بينهم عشرة خطفوا في …»."""
    tags = sentence.slots.tags
    for use in sentence.uses:
        if use.slot >= draft.slot or use.form.trigger.type != draft.type or "q" not in tags[use.slot : draft.slot]:
            continue
        for role, party in use.sided or ():
            if role == "initiator":
                _give(draft, party, sentence, cast)
                return


def _same_force(draft: Draft, sentence: Sentence, cast: Cast) -> None:
    """An arrest or a raid of nobody named is by the force that did something else in its sentence."""
    for use in sentence.uses:
        for role, party in use.sided or ():
            if role == "initiator" and (of_forces(party) or of_state(party)):
                _give(draft, party, sentence, cast)
                return


def _fought_with(draft: Draft, sentence: Sentence) -> bool:
    """Whether the event is a fight «مع» somebody."""
    return any(u.slot == draft.slot and p.prep == "w" for u in sentence.uses for _, p in u.sided or ())


def _named_crowd(draft: Draft) -> bool:
    """Whether the crowd has a name; in a protest that nobody broke up it is the one who acts."""
    for i, side in enumerate(draft.sides):
        if side.id in CROWDS or side.kind in ("protesters", "protester"):
            if side.role == "target" and draft.type != "unrest.protest_with_intervention":
                draft.sides[i] = replace(side, role="initiator")
            return True
    return False


def _opponent(draft: Draft, sentence: Sentence, cast: Cast) -> None:
    """Who faced a crowd: the force of a state that its sentence names, and that does not speak."""
    slots = sentence.slots
    country = draft.place.country if draft.place is not None else ""
    for party in sentence.parties:
        if not party.armed or speaks(sentence, party):
            continue
        side = resolve(party, slots, cast, "initiator", country)
        if side is not None and side.kind in _FORCES:
            draft.add_side(side, slots.span(party.first, party.last))
            return


def _attacker(draft: Draft, sentence: Sentence, cast: Cast) -> None:
    """Somebody who is called an attacker or a suicide bomber, and is not counted among the dead, is who did it."""
    for party in sentence.parties:
        actor, person = party.actor, party.person
        kind = actor.id if actor is not None else person.group if person is not None else ""
        if kind in _ATTACKERS and not party.counted and not party.part and party.prep in ("", "y"):
            _give(draft, party, sentence, cast)
            return
