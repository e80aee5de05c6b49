"""Whether what a trigger tells happened, is alleged, denied, planned or supposed."""

from __future__ import annotations

from marsad.lexicon.schema import Particle
from marsad.model import Modality
from marsad.reports.responsibility import disclaimed
from marsad.reports.sentence import Sentence, Use

_REACH = 6


def negated(use: Use, sentence: Sentence) -> bool:
    """Whether a negation governs the trigger («لم يسفر»، «دون اشتباكات»)."""
    slots, tags = sentence.slots, sentence.slots.tags
    i = use.slot - 1
    while i >= use.left and use.slot - i < 8:
        if tags[i] == "x":
            particle = slots.get(i, Particle)
            word = slots.form(i + 1) if i + 1 < sentence.end else ""
            far = use.slot - i > 3 and not (i + 1 < sentence.end and tags[i + 1] in "L.C")
            return not far and not (particle is not None and word in particle.not_with)
        if tags[i] in "vS,tnr" or (tags[i] in "LC" and i > 0 and tags[i - 1] != "x"):
            return False
        i -= 1
    return False


def modality(use: Use, sentence: Sentence) -> Modality:
    """The modality of the event a trigger names, from its clause and the verb of saying that governs it."""
    contexts = sentence.contexts
    if use.verb and use.form.tense == "impf" and "future" in contexts and use.slot - 1 in contexts["future"]:
        return "planned"
    for name, result in (("conditional", "hypothetical"), ("future", "planned"), ("plan_words", "planned")):
        for at in contexts.get(name, ()):
            if use.left <= at < use.slot and use.slot - at <= _REACH and not _verb_between(sentence, at + 1, use.slot):
                return result  # type: ignore[return-value]
    if "may" in contexts and use.form.tense == "impf" and use.slot - 1 in contexts["may"]:
        return "hypothetical"
    governing = [a for a in sentence.attributions if a.first < use.slot and a.governs[0] <= use.slot < a.governs[1]]
    for attribution in reversed(governing):
        if attribution.strength == "claim_responsibility" or disclaimed(attribution, sentence.slots):
            break  # «نفت الحركة مسؤوليتها عن التفجير»: who did it is denied
        if attribution.strength == "denied" and use.slot - attribution.first < 25:
            return "denied"
        near = use.slot - attribution.first <= _REACH + 2
        if attribution.strength == "threat_or_plan" and near and not (use.definite or use.form.tense == "perf"):
            return "planned"
        if attribution.strength == "alleged":
            return "alleged"
        if attribution.strength in ("asserted", "relay", "according"):
            break
    if any(use.left <= at < use.right for at in contexts.get("hedge", ())):
        return "alleged"
    return "asserted"


def _verb_between(sentence: Sentence, a: int, b: int) -> bool:
    return any(sentence.slots.tags[i] in "vS" for i in range(a, b))
