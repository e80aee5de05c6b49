"""What an attack is made with, and what that makes it."""

from __future__ import annotations

from marsad.lexicon.gazetteer import Country
from marsad.lexicon.schema import TriggerForm, Weapon
from marsad.mentions.actors import Cast, resolve
from marsad.mentions.party import state_forces
from marsad.reports.draft import VIOLENT, Draft
from marsad.reports.sentence import CROWDS, MOB, Sentence

_CARRIERS = frozenset({"air", "drone", "naval", "vehicle"})
_FROM_THE_AIR = frozenset({"remote.air_strike", "remote.missile_attack", "remote.grenade"})
"""What an aircraft or a drone that does it makes an air or a drone strike."""
_CRASHES = frozenset({"accident", "accident_weak"})
_BOMBS = frozenset({"remote.ied", "remote.vehicle_bomb"})


def settle_weapon(draft: Draft, sentence: Sentence, cast: Cast) -> None:
    """A weapon in the clause names itself, and makes a general attack what it is («هجوم بسيارة مفخخة»)."""
    slots = sentence.slots
    reach = 22 if draft.effect_only else 18
    near: list[tuple[int, int, Weapon]] = []
    for i in sentence.weapons:
        weapon = slots.get(i, Weapon)
        if abs(i - draft.slot) <= reach and (weapon.kind not in _CARRIERS or _wielded(i, draft, sentence)):
            near.append((abs(i - draft.slot), i, weapon))
    if near:
        _, i, weapon = min(near, key=lambda n: (not _dropped(n[2]), n[0]))
        draft.weapon = weapon.en
        draft.evidence.append(("weapon", *slots.span(i)))
        form = slots.get(draft.slot, TriggerForm)
        if form is not None and form.tense == "perf" and form.trigger.subject == "device":
            draft.told = True  # «انفجرت سيارة مفخخة»
        open_type = (draft.generic or not draft.type) and (not draft.type or draft.group in VIOLENT)
        for _, at, other in near:
            if other.kind in _CARRIERS and other.suggests and open_type:
                _flown(draft, at, sentence, cast)
            if other.kind in ("air", "drone") and other.suggests and (open_type or draft.type in _FROM_THE_AIR):
                draft.type, draft.generic, draft.strong, open_type = other.suggests, False, True, False
                _flown(draft, at, sentence, cast)
        poison = next((w for _, _, w in near if w.kind == "chemical" and w.suggests), None)
        weapon = poison or next((w for _, _, w in sorted(near, key=lambda n: n[0]) if w.suggests), weapon)
        if weapon.suggests and (open_type or (poison and draft.group == "remote")):
            draft.type, draft.generic, draft.strong = weapon.suggests, False, True
    initiators = {s.id for s in draft.role("initiator")}
    if draft.type in MOB and initiators and initiators <= CROWDS:
        draft.type, draft.generic, draft.strong = "unrest.riot", False, True
    if (draft.type in _BOMBS or (draft.generic and draft.group in VIOLENT)) and "desc.suicide_bomber" in initiators:
        draft.type, draft.generic, draft.strong = "remote.suicide_bombing", False, True


def _dropped(weapon: Weapon) -> bool:
    """Whether a weapon can only come from an aircraft: it says more than its carrier («ألقى الطيران براميل متفجرة»)."""
    return weapon.suggests == "remote.air_strike" and weapon.kind not in _CARRIERS


def _flown(draft: Draft, i: int, sentence: Sentence, cast: Cast) -> None:
    """«طائرة من دون طيار أميركية»: whose aircraft it is, where nobody else is named as attacker."""
    slots = sentence.slots
    if i + 1 < sentence.end and slots.tags[i + 1] == "J" and not draft.role("initiator"):
        party = state_forces(i, i + 2, slots.get(i + 1, Country))
        draft.add_side(resolve(party, slots, cast, "initiator"), (slots.start[i], slots.end[i + 1]))


def _wielded(i: int, draft: Draft, sentence: Sentence) -> bool:
    """Whether an aircraft, a ship or a tank is what the attack is made with, not what is attacked."""
    slots, tags = sentence.slots, sentence.slots.tags
    form = slots.get(draft.slot, TriggerForm)
    if form is not None and form.trigger.effect == "killed" and form.cls == "verb" and draft.effect_only:
        heads = i == draft.slot - 1 and (i == sentence.first or tags[i - 1] in "&,!t")
        if heads or (i == draft.slot + 1 and not form.suffix):
            return True  # «قتلت طائرة مسيرة ثلاثة», «طائرة مسيرة تقتل ثلاثة»
    if draft.effect_only or not _CRASHES.isdisjoint(sentence.contexts):
        return tags[i - 1] == "i" and slots.form(i - 1) == "ب"  # «11 قتيلا في تحطم طائرة»
    if i <= draft.slot or tags[i - 1] in "im":
        return tags[i - 1] not in "oa"
    if tags[i - 1] in "oa" or (tags[i - 1] == "l" and i > draft.slot + 2):
        return False
    if form is not None and form.cls == "noun" and form.trigger.genitive == "target" and i == draft.slot + 1:
        acts = (slots.start[i], slots.end[i])
        return ("side.initiator", *acts) in draft.evidence  # «استهداف طيران التحالف صالة»
    return not any(draft.slot < p.first and p.last <= i and p.prep == "" for p in sentence.parties)
