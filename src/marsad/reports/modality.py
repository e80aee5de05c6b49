"""Whether what a trigger tells happened, is alleged, denied, planned or supposed."""

from __future__ import annotations

from marsad.lexicon.schema import Light, Particle
from marsad.lexicon.word_lists import word_list
from marsad.model import Modality
from marsad.reports.responsibility import disclaimed
from marsad.reports.sentence import Sentence, Use

_REACH = 6
_IN = 3
_MEANT_REACH = 6
_INTENDED = word_list("intended")
_WAS = word_list("was")
_TO = word_list("to_do")
_AUXILIARIES = word_list("auxiliaries")


def negated(use: Use, sentence: Sentence) -> bool:
    """Whether a negation governs the trigger («لم يسفر»، «دون اشتباكات»)."""
    slots, tags = sentence.slots, sentence.slots.tags
    i = use.slot - 1
    if not use.verb and i > sentence.first and tags[i] == "i":
        inner = next((o for o in sentence.uses if 0 < use.slot - o.slot <= _IN and not o.verb), None)
        if inner is not None and negated(inner, sentence):
            return True  # «لا صحة لمقتله في غارة»
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
    if use.mode is None:
        use.mode = _modality(use, sentence)
    return use.mode


def _modality(use: Use, sentence: Sentence) -> Modality:
    contexts = sentence.contexts
    if use.verb and use.form.tense == "impf" and "future" in contexts and use.slot - 1 in contexts["future"]:
        return "planned"
    for name, result in (("conditional", "hypothetical"), ("future", "planned"), ("plan_words", "planned")):
        for at in contexts.get(name, ()):
            if use.left <= at < use.slot and use.slot - at <= _REACH and not _verb_between(sentence, at + 1, use.slot):
                return result  # type: ignore[return-value]
    if not use.verb and _meant(use, sentence):
        return "planned"
    if "may" in contexts and use.form.tense == "impf" and use.slot - 1 in contexts["may"]:
        return "hypothetical"
    if use.left > sentence.first and _to_be_done(use, sentence):
        return "hypothetical"
    if use.slot - 1 > use.left and sentence.slots.tags[use.slot - 1] == "&":
        joined = _joined(use, sentence)
        if joined is not None:
            return joined
    if any(use.slot < at for at in contexts.get("denied_behind", ())):
        return "denied"  # «… دخلت البلدة، وهو ما نفاه الجيش»
    governing = [a for a in sentence.attributions if a.first < use.slot and a.governs[0] <= use.slot < a.governs[1]]
    for attribution in reversed(governing):
        if attribution.strength == "claim_responsibility" or disclaimed(attribution, sentence.slots):
            break  # «نفت الحركة مسؤوليتها عن التفجير»: who did it is denied
        if attribution.strength == "denied" and use.slot - attribution.first < 25:
            return "denied"
        near = use.slot - attribution.first <= _REACH + 2
        if attribution.strength == "threat_or_plan" and near and not (use.definite or use.form.tense == "perf"):
            if _carried_out(attribution.first, use, sentence):
                break
            return "planned"
        if attribution.strength == "alleged":
            return "alleged"
        if attribution.strength in ("asserted", "relay", "according"):
            break
    if any(use.left <= at < use.right for at in contexts.get("hedge", ())):
        return "alleged"
    return "asserted"


def _carried_out(at: int, use: Use, sentence: Sentence) -> bool:
    """Whether a verb in the perfect behind that of planning carries the event («خططت ونفذت هجوما»)."""
    tags = sentence.slots.tags
    behind = (i for i in range(at + 1, use.slot) if tags[i] == "L" and tags[i - 1] not in "lim")
    lights = (sentence.slots.get(i, Light) for i in behind)
    return any(light is not None and light.kind == "launch" and light.tense == "perf" for light in lights)


def _meant(use: Use, sentence: Sentence) -> bool:
    """Whether words behind an event noun say that it is to come («مظاهرة كانت مقررة», «هجوم كان ينوي شنه»)."""
    slots, tags = sentence.slots, sentence.slots.tags
    for i in range(use.slot + 1, min(use.right, use.slot + _MEANT_REACH)):
        if slots.form(i) in _INTENDED:
            return True
        if tags[i] in "vnuLCr,!&imlo" and slots.form(i) not in _WAS:
            return False
    return False


def _to_be_done(use: Use, sentence: Sentence) -> bool:
    """Whether «أن» with a verb in the imperfect governs the trigger: what may, must or shall be, not what was
    («طلب أن تقصف الطائرات التل»). Who «managed to» did it.
    """
    slots, tags, at = sentence.slots, sentence.slots.tags, use.left
    left = at
    while at < use.slot and tags[at] == '"':
        at += 1
    if tags[left - 1] != "t" or slots.form(left - 1) not in _TO or use.slot - at > _REACH:
        return False
    if at == use.slot:
        if use.form.tense != "impf":
            return False
    else:
        carrier = slots.get(at, Light) if tags[at] == "L" else None
        if slots.form(at) not in _AUXILIARIES and (carrier is None or carrier.tense != "impf"):
            return False
        if any(tags[i] in "r,v" for i in range(at + 1, use.slot)):
            return False
    return not any(
        light is not None and light.kind == "manage"
        for light in (slots.get(i, Light) for i in range(max(sentence.first, left - 6), left - 1))
    )


def _joined(use: Use, sentence: Sentence) -> Modality | None:
    """What «و» joins to a plan or a threat is planned with it («خطط لخطف القاضي وقتله»)."""
    for other in sentence.uses:
        near = 0 < use.slot - other.slot <= _REACH and other.slot >= use.left
        if near and (not use.verb or (other.verb and other.form.tense == use.form.tense)):
            mode = modality(other, sentence)
            if mode in ("planned", "hypothetical"):
                return mode
    return None


def _verb_between(sentence: Sentence, a: int, b: int) -> bool:
    return any(sentence.slots.tags[i] in "vS" for i in range(a, b))
