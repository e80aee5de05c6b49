"""Who says that an attack was theirs, or that it was not («تبنى التنظيم الهجوم», «نفت الحركة مسؤوليتها عنه»)."""

from __future__ import annotations

from marsad.lexicon.word_lists import word_list
from marsad.mentions.actors import Cast, resolve
from marsad.mentions.party import Party
from marsad.mentions.slots import Slots
from marsad.mentions.speakers import Attribution
from marsad.model import Stance
from marsad.reports.draft import VIOLENT, Draft, Responsible

_PART_IN = word_list("part_in")
_DISCLAIMS = word_list("disclaims")
_NOT_CLAIMED = word_list("not_claimed")
_ADOPTED = word_list("adopted_it")
_THAT_IT = word_list("that_it")
_WHO_TAKES = 6
"""How many slots behind «تبنى» the name may begin."""
_WHO_CLAIMED = 10
"""How many slots before «مسؤوليته» the name may end."""
_OWN_PART = 8
"""How many slots behind «نفى» «مسؤوليتها», «ضلوعها» may stand."""


def disclaimed(attribution: Attribution, slots: Slots) -> bool:
    """Whether a denial is one of having done it, not of its having happened («نفت مسؤوليتها عن التفجير»)."""
    if attribution.strength != "denied":
        return False
    at = attribution.first
    if slots.form(at) in _DISCLAIMS:
        return True
    for i in range(at + 1, min(attribution.governs[1], at + _OWN_PART)):
        if slots.forms[i] in _PART_IN or slots.words.forms[slots.first[i]] in _PART_IN:
            return True
        if slots.tags[i] in "tnv!":
            return False
    return False


def found_claims(slots: Slots, said: list[Attribution], parties: list[Party]) -> list[tuple[int, Party, Stance]]:
    """The claims of responsibility in a sentence: the slot of the word that claims, who claims, and which way."""
    out: list[tuple[int, Party, Stance]] = []
    for attribution in said:
        stance: Stance
        if attribution.strength == "claim_responsibility":
            if any(a.first < attribution.first < a.first + _OWN_PART and disclaimed(a, slots) for a in said):
                continue
            stance = "claimed"
        elif disclaimed(attribution, slots):
            stance = "denied"
        else:
            continue
        at = attribution.first
        if any(
            slots.form(i).removeprefix("ال") in _NOT_CLAIMED
            for i in range(max(0, at - 4), min(len(slots.tags), at + 4))
        ):
            continue  # «قرار تبناه المجلس», «يتبنى فكر التنظيم»
        if _negated(at, slots):
            continue  # «لم تتبن», «لم تعلن أي جهة حتى الآن مسؤوليتها»
        party = _who(at, parties, slots)
        if party is not None:
            out.append((at, party, stance))
    return out


def set_apart(claims: list[tuple[int, Party, Stance]], slots: Slots, parties: list[Party]) -> list[Party]:
    """The parties without those who are named only in «تبناه التنظيم» beside an event, which is read past them."""
    aside = [(at, party) for at, party, _ in claims if slots.form(at) in _ADOPTED and party.first == at + 1]
    if not aside:
        return parties
    slots.mark([at for at, _ in aside], ".")
    return [p for p in parties if not any(p is party for _, party in aside)]


def give_claims(
    claims: list[tuple[int, Party, Stance]], slots: Slots, drafts: list[Draft], earlier: list[Draft], cast: Cast
) -> None:
    """Give every claim of responsibility of a sentence to its event: one of this sentence, else the last one told."""
    for at, party, stance in claims:
        host = next((d for d in drafts if d.group in VIOLENT or not d.type), None)
        if host is None:
            host = next((d for d in reversed(earlier) if d.group in VIOLENT or not d.type), None)
        if host is None:
            continue
        side = resolve(party, slots, cast, "claimed_by", host.place.country if host.place is not None else "")
        if side is None:
            continue
        name = slots.span(party.first, party.last)
        if stance == "claimed":
            host.add_side(side, name)
        word = slots.span(at)
        host.responsible.append(Responsible(side, stance, (min(name[0], word[0]), max(name[1], word[1]))))


def _negated(at: int, slots: Slots) -> bool:
    """Whether a negation stands in the clause before a slot."""
    for i in range(at - 1, max(-1, at - _OWN_PART), -1):
        if slots.tags[i] == "x":
            return True
        if slots.tags[i] in ",!tvn":
            return False
    return False


def _who(at: int, parties: list[Party], slots: Slots) -> Party | None:
    """Who claims: the armed name behind the word, or the one before it («أعلن التنظيم مسؤوليته»)."""
    before = next((p for p in reversed(parties) if p.last <= at and p.armed), None)
    if before is not None:
        gap = slots.tags[before.last : at]
        if len(gap) > _WHO_CLAIMED or any(t in "vn!" for t in gap) or ("," in gap and "D" not in gap):
            before = None
    if slots.tags[at - 1] == "r" or slots.form(at) in _PART_IN or slots.words.forms[slots.first[at]] in _THAT_IT:
        return before  # «أعلن التنظيم أنه هو الذي نفذ الهجوم على …»
    after = [p for p in parties if at < p.first <= at + _WHO_TAKES and p.armed and p.prep not in ("o", "g")]
    return after[0] if after else before
