"""Sides that no grammar gives: a crowd, those who face it, who is called an attacker, the other side of a fight."""

from __future__ import annotations

from dataclasses import replace

from marsad.mentions.actors import Cast, resolve
from marsad.model import Role, Side
from marsad.reports.around import held, speaks
from marsad.reports.draft import Draft
from marsad.reports.sentence import CROWDS, Sentence

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
        if draft.type == "unrest.protest_with_intervention" and not any(s.kind in _FORCES for s in draft.sides):
            _opponent(draft, sentence, cast)
        return
    if draft.group not in ("battle", "remote") or draft.modality not in ("asserted", "alleged"):
        return
    slots = sentence.slots
    if not draft.role("initiator"):
        _attacker(draft, sentence, cast)
    armed = [s for s in draft.sides if s.kind not in ("civilians", "person", "")]
    if len({s.id for s in armed}) >= 2 or (draft.role("initiator") and draft.role("target")):
        return
    for party in sentence.parties:
        holds = held(sentence, party)
        if not party.armed or ((party.actor is None or party.actor.described) and not holds):
            continue
        if speaks(sentence, party):
            continue
        owned = holds or (party.prep == "l" and slots.tags[party.first - 2] == "e")
        if owned and draft.role("target"):
            continue
        first = draft.role("target") or (not draft.sides and party.last <= draft.slot)
        role: Role = "initiator" if first and not owned else "target"
        other = resolve(party, slots, cast, role)
        if other is not None and other.kind == "government" and not draft.sides:
            continue
        if other is not None and all(s.id != other.id for s in draft.sides):
            draft.add_side(other, (slots.start[party.first], slots.end[party.last - 1]))
            return


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
            draft.add_side(side, (slots.start[party.first], slots.end[party.last - 1]))
            return


def _attacker(draft: Draft, sentence: Sentence, cast: Cast) -> None:
    """Somebody who is called an attacker or a suicide bomber, and is not counted among the dead, is who did it."""
    slots = sentence.slots
    for party in sentence.parties:
        actor, person = party.actor, party.person
        kind = actor.id if actor is not None else person.group if person is not None else ""
        if kind in _ATTACKERS and not party.counted and not party.part and party.prep in ("", "y"):
            draft.add_side(
                resolve(party, slots, cast, "initiator"), (slots.start[party.first], slots.end[party.last - 1])
            )
            return
