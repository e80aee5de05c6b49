"""Whether a sentence tells an event, or only speaks of it."""

from __future__ import annotations

from marsad.lexicon.schema import Light, TriggerForm
from marsad.lexicon.word_lists import word_list
from marsad.reports.draft import Draft
from marsad.reports.sentence import Sentence, Use, bare_word, crowd
from marsad.reports.sides import roles

_DONE = word_list("done")
_SILENT = frozenset({"do", "open"})
_CONDEMNED = 10
_HEADING = 5
_DUAL = 4
_ALREADY = word_list("already")
_WAS = word_list("was")
_FAR_DO = 14
_FAR_UNDERGO = 20
"""In slots: how far the subject of «قام ب» and «تعرض ل» may push the event noun."""
_MANY = 20
"""So many people who chant or gather are a crowd, whoever they are."""
_STATISTIC = 20
"""So many attacks are no event, but a count over a time."""
DESCRIBED = 4
"""In slots: how far a verb may stand from the event noun that it describes, or in which its people died."""


def told(use: Use, sentence: Sentence) -> bool:
    """A main verb in the perfect with its people, or an event noun carried by a light verb or a verb of result."""
    if use.subordinate and _gathers(use, sentence):
        return True  # «عندما احتشد متظاهرون أمام السجن»: nobody spoke of them before
    if use.relative or use.subordinate or condemned(use, sentence) or describes(use, sentence):
        return False
    slots, tags = sentence.slots, sentence.slots.tags
    if use.form.trigger.type == "unrest.protest" and not use.definite and _crowd(use, sentence):
        return True  # «نزل آلاف المتظاهرين», «هتف مئات المتظاهرين»
    if use.form.trigger.presupposes:
        return False
    if use.verb:
        if _of_a_mentioned(use, sentence):
            return False
        return use.form.tense != "impf" and bool(
            (use.form.cls == "idiom" and not _habit(use, sentence))
            or _armed_beside(use, sentence)
            or name_beside(use, sentence)
            or use.form.suffix  # «أحرقوها»: whose and what is known
            or roles(use, sentence)
        )
    if slots.form(use.slot - 1) == "ب" and any(  # «قام بخطف»
        light is not None and light.kind == "do" and light.tense == "perf"
        for light in _lights(sentence, *range(max(use.left, use.slot - _FAR_DO), use.slot))
    ):
        return True
    if slots.form(use.slot - 1) == "ل":  # «تعرض … لهجوم»; else it says what for
        return any(
            light is not None and light.kind == "undergo"
            for light in _lights(sentence, *range(max(use.left, use.slot - _FAR_UNDERGO), use.slot))
        )
    if use.definite:  # «الهجوم نفذه انتحاري», «نفذ الهجوم انتحاري»
        after = tags[use.slot + 1 : min(use.right, use.slot + 5)]
        at = use.slot + 1 + next((n for n, tag in enumerate(after) if tag not in 'iW".k'), len(after))
        if use.form.trigger.group == "unrest":  # «تجددت المظاهرات»
            return any(light is not None and light.kind == "begin" for light in _lights(sentence, use.slot - 1))
        return any(
            light is not None and light.kind in ("launch", "hit") for light in _lights(sentence, use.slot - 1, at)
        )
    if tags[use.slot - 1] == "N" and use.slot > sentence.first and (slots.number(use.slot - 1) or 0) >= _STATISTIC:
        return False  # «شهد العام 140 هجوما»
    for i in range(max(use.left, use.slot - 6), min(use.right, use.slot + 7)):
        if tags[i] == "r" and i > use.slot:
            break
        light = slots.get(i, Light) if tags[i] == "L" else None
        if tags[i] == "C" or (
            light is not None and light.kind not in _SILENT and (light.tense == "perf" or _heads(i, sentence))
        ):
            return True
    if sentence.slots.form(use.slot - 1) == ":" and _chronicle(use, sentence):
        return True
    if use.form.trigger.type == "strategic.property_destruction" and announced(use, sentence):
        return True  # «أكد الجيش تدمير مخازن»
    return any(bare_word(slots.form(i)) in _DONE for i in range(max(use.left, use.slot - 10), use.slot))


def _heads(slot: int, sentence: Sentence) -> bool:
    """Whether an imperfect verb behind its subject heads a sentence («طائرات تشن غارات»): news of the day, while
    «وتشن الطائرات غارات» says what is done.
    """
    return sentence.first < slot <= sentence.first + _HEADING and sentence.slots.tags[sentence.first] != "&"


def _chronicle(use: Use, sentence: Sentence) -> bool:
    """Whether nothing but a date stands before an event noun («21 مايو 2005: اغتيال الوزير»)."""
    tags = sentence.slots.tags[sentence.first : use.slot]
    return "D" in tags and all(tag in 'D*(),.!"' for tag in tags)


def deed(use: Use) -> bool:
    """Whether a verb in the perfect tells a blow itself: who struck or died, not only that there was an attack."""
    trigger = use.form.trigger
    return use.verb and use.form.tense == "perf" and (trigger.group == "remote" or trigger.effect == "killed")


def known_crowd(use: Use, sentence: Sentence) -> bool:
    """Whether a riot, or what is done to a crowd, is told of demonstrators who are known already («المتظاهرون»)."""
    trigger = use.form.trigger
    if trigger.type == "unrest.protest" and not trigger.presupposes:
        if not use.definite:
            return False  # who gathers is told, known or not («احتشد المتظاهرون»)
        return not any(light is not None for light in _lights(sentence, use.slot - 1))  # «تتواصل المظاهرات»
    crowds = [p for p in sentence.parties if crowd(p)]
    return bool(crowds) and all(
        not p.counted and not p.part and sentence.slots.form(p.first).startswith("ال") for p in crowds
    )


def _lights(sentence: Sentence, *at: int) -> list[Light | None]:
    """The light verbs at these slots of the sentence."""
    return [sentence.slots.get(i, Light) for i in at if sentence.first <= i < sentence.end]


def _habit(use: Use, sentence: Sentence) -> bool:
    """Whether an imperfect verb stands before a phrase that is told by it («كانوا يخرجون إلى الشوارع»)."""
    return any(o.verb and o.form.tense == "impf" and 0 < use.slot - o.slot <= DESCRIBED for o in sentence.uses)


def _gathers(use: Use, sentence: Sentence) -> bool:
    """Whether a verb in the perfect brings in a crowd that is not known."""
    trigger = use.form.trigger
    if trigger.type != "unrest.protest" or trigger.presupposes or not use.verb or use.form.tense != "perf":
        return False
    return any(p.first == use.slot + 1 and crowd(p) and p.actor is not None for p in sentence.parties) and not (
        sentence.slots.form(use.slot + 1).startswith("ال")
    )


def describes(use: Use, sentence: Sentence) -> bool:
    """Whether a verb right behind an indefinite noun only describes it, as a relative clause without a pronoun
    («جثة صحافي كان قد خطف», «رهينتين أعدما»): the noun hangs on a preposition or another noun.
    """
    if not use.verb or use.form.tense != "perf" or use.slot - 1 <= sentence.first:
        return False
    slots, at = sentence.slots, use.slot - 1
    if slots.form(at) in _ALREADY and slots.form(at - 1) in _WAS and at - 2 > sentence.first:
        return slots.tags[at - 2] not in "&,!"
    party = next((p for p in sentence.parties if p.last == use.slot), None)
    if party is None or party.actor is not None or use.left == party.first or party.counted:
        return False
    word = slots.form(party.first)
    if word.startswith("ال") or slots.tags[party.first - 1] in "t&,":
        return False
    return party.prep in ("m", "l", "i", "o", "w") or (word.endswith("ين") and len(word) > _DUAL)


def _of_a_mentioned(use: Use, sentence: Sentence) -> bool:
    """Whether a verb only describes an event noun right before it that is itself mentioned («بعد هجوم استهدف …»)."""
    return any(
        not o.verb and (o.subordinate or o.relative) and 0 < use.slot - o.slot <= DESCRIBED for o in sentence.uses
    )


def _crowd(use: Use, sentence: Sentence) -> bool:
    """Whether demonstrators are counted in the clause: that brings them in («نزل آلاف المتظاهرين»)."""
    return any(
        p.counted
        and not p.part
        and use.left <= p.first < use.right
        and (crowd(p) or (use.form.trigger.presupposes and (p.low or _MANY) >= _MANY))
        for p in sentence.parties
    )


def _armed_beside(use: Use, sentence: Sentence) -> bool:
    """Whether a weapon stands right beside a verb («سيارة مفخخة انفجرت», «انفجرت خمس قذائف»)."""
    return any(-7 <= i - use.slot <= 3 for i in sentence.weapons)


def name_beside(use: Use, sentence: Sentence) -> bool:
    """Whether a verb of killing has its victim in a pronoun or a name («قتلتهم», «قتل فلان الفلاني»)."""
    if use.form.trigger.effect != "killed":
        return False
    slots, tags, i = sentence.slots, sentence.slots.tags, use.slot + 1
    return use.form.suffix or (
        i + 1 < use.right and tags[i] == "." and tags[i + 1] in ".PHSim" and not slots.form(i).startswith("ال")
    )


def condemned(use: Use, sentence: Sentence) -> bool:
    """Whether an event is what somebody condemns («أدان المجلس التفجير»)."""
    return not use.verb and any(
        a.strength == "condemn" and 0 < use.slot - a.first <= _CONDEMNED for a in sentence.attributions
    )


def announced(use: Use, sentence: Sentence) -> bool:
    """Whether a verb of saying or of result governs a noun directly («أعلن الجيش مقتل أحد جنوده»)."""
    slots, tags = sentence.slots, sentence.slots.tags
    for i in range(use.slot - 1, max(use.left, use.slot - 8) - 1, -1):
        if tags[i] in "SCL":
            return True
        if tags[i] not in '.AFJKBGPDVH"lmie' and slots.form(i) != "عن":
            return False
    return False


def carried(use: Use, host: Draft, sentence: Sentence) -> bool:
    """Whether the figure hangs on an event that is only mentioned («بعد الاعتداء الذي … وأسفر عن مقتل»), or on what
    may come of something («أن تؤدي إلى قتل»).
    """
    slots, tags = sentence.slots, sentence.slots.tags
    for i in range(use.slot - 1, max(use.left, use.slot - 12) - 1, -1):
        if tags[i] == "C":
            form = slots.get(i, TriggerForm)
            if form is not None and form.tense == "impf" and i > sentence.first and tags[i - 1] in "tu":
                return True
            if 0 < sentence.older_from < host.slot:
                return False  # «بعد يومين من هجوم آخر أسفر عن مقتل ستة»
            owner = next((u for u in sentence.uses if u.slot == host.slot), None)
            return (
                owner is not None
                and owner.slot < i
                and (owner.subordinate or owner.relative or (tags[i - 1] == "&" and owner.definite and not host.told))
            )
        if tags[i] in "v!":
            return False
    return False
