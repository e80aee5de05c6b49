"""The subject of a verb that stands before it, and whether what follows may be its subject."""

from __future__ import annotations

from itertools import pairwise

from marsad.lexicon.schema import Light, TriggerForm
from marsad.lexicon.word_lists import word_list
from marsad.mentions.party import Party
from marsad.reports.around import plain_noun
from marsad.reports.sentence import NEW_CLAUSE, Sentence, Use, fighters_speak

_WHO_TWO = word_list("who_two")
_FIRED_REACH = 28


def said_of_himself(use: Use, sentence: Sentence) -> Party | None:
    """The speaker as subject: «أعلن الفصيل: قصفنا …», «زعم التنظيم أنه قتل …», «أعلن الجيش أنه دمر …»."""
    if use.form.agreement == "1p":
        return fighters_speak(sentence, use.slot)
    slots = sentence.slots
    at = use.slot - 1
    if at < sentence.first or slots.tags[at] != "t" or not slots.form(at).endswith(("ه", "ها", "هم")):
        return None
    said = [a for a in sentence.attributions if a.first < at]
    if not said:
        return None
    return next((p for p in sentence.parties if said[-1].first < p.first < at and p.armed), None)


def adjacent(sentence: Sentence, before: Party, use: Use) -> bool:
    """Whether the phrase stands right before the verb and no «و» opens a clause between them."""
    gap = sentence.slots.tags[before.last : use.slot]
    if gap[-1:] == "t":
        return True
    return len(gap) <= 3 and "&" not in gap


def agrees_vso(use: Use) -> bool:
    """A plural verb cannot stand before its subject, so what follows it is the object."""
    return not use.form.many


def _who(sentence: Sentence, a: int, b: int) -> bool:
    """Whether a relative pronoun stands in slots ``[a, b)``, and not «عندما»."""
    return any(sentence.slots.tags[i] == "r" and sentence.slots.particle(i, "r") == "who" for i in range(a, b))


def subject_before(use: Use, sentence: Sentence, left: list[Party]) -> Party | None:
    """The noun phrase that is the subject of a verb behind it («مسلحون هاجموا», headline order)."""
    tags = sentence.slots.tags
    if use.slot > sentence.first and sentence.slots.form(use.slot - 1) in _WHO_TWO:  # «… جنديين في …، واللذين قتلا»
        pair = [p for p in sentence.parties if p.last < use.slot and p.number == "d"]
        if pair:
            return pair[-1]
    for party in reversed(left):
        gap = tags[party.last : use.slot]
        if gap and len(gap) <= 4 and all(t in '"r,&(' for t in gap) and _who(sentence, party.last, use.slot):
            return party  # the antecedent of a relative clause
        if any(sentence.slots.particle(i, "r") == "when" for i in range(party.last, use.slot)):
            return None
        if any(a.first <= party.first < a.last for a in sentence.attributions):
            return None  # the speaker
        if party.prep in ("i", "o", "l", "m", "c", "w", "g", "a"):
            if not gap and not party.definite and use.form.many and party.armed:
                return party  # «على أيدي مسلحين هاجموا …»: they did that as well
            continue
        if use.form.agreement in ("md", "fd") and party.number != "d" and party.low != 2 and not party.joined:
            continue  # «شخصين … أطلقا»: two act
        if any(sentence.slots.form(i) in NEW_CLAUSE for i in range(party.last, use.slot)):
            return None
        if any(t in "vS!C" for t in gap):
            return None
        if len(gap) > 6:
            return None
        if not use.form.tense or use.slot == use.left:
            return None
        return party
    return None


def befalls(use: Use, sentence: Sentence) -> bool:
    """Whether the verb of a phrase makes its subject the one who suffers («تعرض … لكمين», «وقع … في كمين»)."""
    light = sentence.slots.get(use.slot, Light)
    if light is None:
        return False
    return light.kind == "undergo" or (light.kind == "happen" and use.form.trigger.subject == "initiator")


def carried_out(use: Use, sentence: Sentence, right: list[Party]) -> list[Party]:
    """Who carried out what killed («قتل … في عملية نفذتها قوات …»): behind a verb with a pronoun."""
    slots, tags = sentence.slots, sentence.slots.tags
    for i in range(use.slot + 1, min(use.right, use.slot + _FIRED_REACH)):
        if tags[i] in "!nS" or (tags[i] == "&" and i + 1 < use.right and tags[i + 1] in "vLS"):
            break
        light = slots.get(i, Light)
        form = slots.get(i, TriggerForm) if tags[i] == "v" else None
        fired = form is not None and form.suffix and form.trigger.subject == "initiator"  # «قذيفة أطلقها مسلحون»
        if fired or (light is not None and light.kind == "launch" and slots.form(i).endswith(("ه", "ها", "هم"))):
            return [p for p in right if i < p.first <= i + 3 and plain_noun(p) and p.armed][:1]
    return []


def all_objects(use: Use, sentence: Sentence, plain: list[Party]) -> bool:
    """Whether all that follows a verb of loss are those lost: counted, or people who do not fight, joined by «و»."""
    trigger = use.form.trigger
    if not plain or not trigger.effect or trigger.subject != "initiator" or trigger.object != "target":
        return False
    first = plain[0]
    if sentence.slots.tags[use.slot - 1] == "&" and use.slot > sentence.first and not first.definite and first.low:
        people = True  # «فقتل ضابطا وجنديين»
    else:
        people = first.person is not None and not first.armed and first.actor is None
    if first.joined:
        return False
    if first.counted and first.bare:
        return True
    tags = sentence.slots.tags
    apart = (tags[a.last : b.first] for a, b in pairwise(plain) if not b.joined)
    return (people or first.counted) and all(len(gap) > 3 or any(t in ",ncdi" for t in gap) for gap in apart)
