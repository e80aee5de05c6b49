"""What the words around a noun phrase say of it: whose it is, who holds it, who helps, who only speaks."""

from __future__ import annotations

from marsad.lexicon.schema import Light, TriggerForm
from marsad.lexicon.word_lists import word_list
from marsad.mentions.party import Party
from marsad.model import Role
from marsad.reports.sentence import Sentence, Use, crowd

_HELD_BY = word_list("held_by")
_HELP = word_list("help")
_STRUCK = word_list("struck")
_CRAFT = word_list("craft")
_BANDS = word_list("bands")


def of_forces(party: Party) -> bool:
    """Whether the party is of a state's forces."""
    if party.force is not None or (party.person is not None and party.person.group in ("state_forces", "security")):
        return True
    return party.actor is not None and party.actor.kind in ("state_forces", "police", "security")


def of_state(party: Party) -> bool:
    if party.number == "c" and party.person is None:
        return True
    return party.actor is not None and party.actor.kind == "government"


def plain_noun(party: Party) -> bool:
    return party.prep in ("", "y") and not party.part


def apart(sentence: Sentence, a: int, b: int) -> int:
    """How many slots lie between two, dates not counted («غارة الأسبوع الماضي للتحالف»)."""
    return b - a - sum(1 for i in range(a, b) if sentence.slots.tags[i] == "D")


def for_what(sentence: Sentence, i: int, end: int) -> bool:
    """Whether «ل» and what is struck follow at slot ``i``; «ل» stays with a word that the lexicon does not know."""
    if i >= end:
        return False
    word = sentence.slots.form(i)
    return sentence.slots.tags[i] == "l" or (
        sentence.slots.tags[i] == "." and len(word) > 4 and word[0] == "ل" and word[1] not in "ايل"
    )


def attacks(party: Party) -> bool:
    """Whether a description is of people who are named for what they do («مسلحون», «انتحاري»), or of their body."""
    if party.person is not None and party.number == "s":
        return False  # «استهدف قيادي في الحركة»
    if crowd(party):
        return True
    return party.actor is not None and party.armed and party.actor.kind not in ("state_forces", "police", "security")


def owns(sentence: Sentence, use: Use, party: Party) -> bool:
    """Whether a noun before «ل» is the party's, and it is what the trigger strikes («قصف مواقع للحوثيين»)."""
    tags = sentence.slots.tags
    owned = tags[party.first - 2]
    if sentence.slots.form(party.first - 2) == "او" or (tags[party.first - 3] == '"' and tags[party.first - 4] != "o"):
        return False  # «الضربات "رسالة للجماعة"»: said of it
    if party.armed and owned == "n" and sentence.slots.form(party.first - 2) in _STRUCK:
        return party.first - use.slot > 2  # «استهدفت تعزيزات للميليشيا»
    return party.first - use.slot > 2 and (owned in '.eb"JWPV' if party.armed else owned == "e")


def belongs(use: Use, sentence: Sentence, party: Party) -> bool:
    """Whether the party is whose craft or band, right behind the verb, does the deed («قصفت مسيرة تابعة للميليشيا …»,
    «هاجمت مجموعة محسوبة على التنظيم …»). A band without an object may itself be struck.
    """
    slots, tags = sentence.slots, sentence.slots.tags
    at = party.first - 1
    if at > use.slot and tags[at] == "l":
        at -= 1
    if not party.armed or at - use.slot not in (2, 3) or tags[at] != "b":
        return False
    word = slots.form(use.slot + 1)
    if word not in _CRAFT and word not in _BANDS:
        return False
    object_at = party.last
    while object_at < use.right and tags[object_at] in "JD":
        object_at += 1
    return object_at < use.right and tags[object_at] in "eP.NQVAFv"


def loses(sentence: Sentence, party: Party) -> bool:
    """Whether ground is taken «من» the party, and no help comes from it («بإسناد من القوات …»)."""
    slots = sentence.slots
    return party.armed and not any(
        slots.form(i).lstrip("ب") in _HELP for i in range(max(sentence.first, party.first - 4), party.first)
    )


def speaks(sentence: Sentence, party: Party) -> bool:
    """Whether the party only says something («فرنسا تدين …», «الشرطة: …»)."""
    slots = sentence.slots
    if party.last < sentence.end and (slots.tags[party.last] == "S" or slots.form(party.last) == ":"):
        return True
    return any(a.first <= party.first < a.last or a.first == party.last for a in sentence.attributions)


def held(sentence: Sentence, party: Party) -> bool:
    """Whether a verb before the party says that what is struck is in its hands («مواقع يسيطر عليها الحوثيون»)."""
    slots = sentence.slots
    return any(slots.form(i) in _HELD_BY for i in range(max(sentence.first, party.first - 3), party.first))


def of_border(sentence: Sentence, party: Party) -> bool:
    """Whether the party only ends a border («بين قطاع غزة وإسرائيل»): a state joined to a place."""
    tags = sentence.slots.tags
    return party.joined and party.number != "c" and tags[party.first] == "P" and tags[party.first - 2] == "P"


def beside(use: Use, sentence: Sentence) -> tuple[list[Party], list[Party]]:
    """The noun phrases of a trigger's clause: those before it and those behind it."""
    left = [p for p in sentence.parties if p.first >= use.left and p.last <= use.slot]
    right = [p for p in sentence.parties if p.first > use.slot and p.last <= use.right and not of_border(sentence, p)]
    return left, right


def partners(use: Use, sentence: Sentence) -> list[tuple[Role, Party]]:
    """Both sides of a truce, a deal or an exchange: those who make it, and those it is made between or with."""
    said = [a for a in sentence.attributions if a.last != use.slot and a.strength in ("asserted", "relay", "according")]
    out: list[tuple[Role, Party]] = []
    for party in sentence.parties:
        if party.first < use.left or party.last > use.right or not (party.armed or of_state(party)):
            continue
        if party.prep not in ("", "y", "w") or party.part or any(a.first <= party.first < a.last for a in said):
            continue
        out.append(("party", party))
    return out[:4]


def crosses_verb(sentence: Sentence, a: int, b: int) -> bool:
    slots, tags = sentence.slots, sentence.slots.tags
    for i in range(a, b):
        if tags[i] in "vSCrL":
            return True
        if tags[i] == "n":
            form = slots.get(i, TriggerForm)
            if form is not None and form.trigger.effect and form.trigger.genitive == "target":
                return True
    return False


def only_goes_on(sentence: Sentence, a: int, b: int) -> bool:
    """Whether the verbs in slots ``[a, b)`` only say that a fight goes on («المعارك تدور …»)."""
    slots, tags = sentence.slots, sentence.slots.tags
    lights = [slots.get(i, Light) for i in range(a, b) if tags[i] in "vSCrL"]
    return all(light is not None and light.kind in ("happen", "begin") for light in lights)


def inside_target(sentence: Sentence, use: Use, party: Party) -> bool:
    """Whether the party stands within the phrase that «على» opens («غارات على مواقع وتجمعات للحوثيين»)."""
    slots, tags = sentence.slots, sentence.slots.tags
    for i in range(party.first - 1, max(use.slot, party.first - 8), -1):
        if tags[i] == "o" and slots.form(i) == "علي":
            return True
        if tags[i] in "vS!,tygC" or (tags[i] == "i" and i < party.first - 1):
            return False
    return False


def allies(among: list[Party], first: Party) -> list[Party]:
    """A party and those armed ones that «و» joins to it («القوات السورية والروسية», «الجيش والحشد»)."""
    out = [first]
    if not first.armed or first.counted:
        return out
    for party in among:
        if (
            party.first == out[-1].last + 1
            and party.joined
            and not party.counted
            and (party.armed or party.number == "g")
        ):
            out.append(party)
    return out
