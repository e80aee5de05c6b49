"""Who acted and who suffered: the roles of the noun phrases around a trigger; those of a verb."""

from __future__ import annotations

from marsad.lexicon.schema import TriggerForm
from marsad.lexicon.word_lists import word_list
from marsad.mentions.party import Party
from marsad.reports.around import (
    allies,
    attacks,
    belongs,
    beside,
    crosses_verb,
    held,
    loses,
    of_forces,
    owns,
    partners,
    plain_noun,
    speaks,
)
from marsad.reports.noun_roles import Sided, light_verbs, noun_roles, second
from marsad.reports.sentence import Sentence, Use
from marsad.reports.subjects import (
    adjacent,
    agrees_vso,
    all_objects,
    befalls,
    carried_out,
    said_of_himself,
    subject_before,
)

_STRUCK = word_list("struck")
_BETWEEN_TWO = frozenset({"strategic.ceasefire", "strategic.agreement", "strategic.prisoner_exchange"})
_OPERATIONS = word_list("operations")
_ON_THEM = word_list("on_them")
_SET_ON = frozenset({"remote.ied", "remote.vehicle_bomb", "remote.suicide_bombing"})
"""What is set off against somebody «بـ»: «فجروا عبوة بدورية»."""
_SUFFERS = "target"
_AGENT = word_list("by_the_hand")


def roles(use: Use, sentence: Sentence) -> list[Sided]:
    """The (role, noun phrase) pairs of one trigger, from its own clause."""
    if use.sided is None:
        use.sided = ()  # a trigger asked for while it is read has none yet
        if use.form.trigger.type in _BETWEEN_TWO:
            use.sided = tuple(partners(use, sentence))
        else:
            out = _verb_roles(use, sentence) if use.verb else noun_roles(use, sentence)
            if use.form.cls == "idiom":
                _in_phrase(use, sentence, out)
            if use.form.trigger.type == "unrest.protest_with_intervention":  # the force acts, whoever stands first
                out = [("initiator" if of_forces(p) else role, p) for role, p in out]
            elif use.form.trigger.type == "remote.suicide_bombing" and use.form.cls == "idiom":
                out = [(role if attacks(p) else "target", p) for role, p in out]
            use.sided = tuple(out)
    return list(use.sided)


def _in_phrase(use: Use, sentence: Sentence, out: list[Sided]) -> None:
    """Roles around a fixed phrase that holds the event's noun («أطلق الجيش + الرصاص على متظاهرين»)."""
    left, right = beside(use, sentence)
    if all(role != "initiator" for role, _ in out):
        light_verbs(use, sentence, left, [], out)
    second(use, sentence, right, out)


def _verb_roles(use: Use, sentence: Sentence) -> list[Sided]:
    trigger = use.form.trigger
    slots, tags = sentence.slots, sentence.slots.tags
    left, right = beside(use, sentence)
    out: list[Sided] = []
    plain = []
    owner: Party | None = None
    for party in right:
        if party.first > use.slot + 1 and held(sentence, party) and plain_noun(party):
            if crosses_verb(sentence, use.slot + 1, max(use.slot + 1, party.first - 3)):
                break
            owner = owner or party
            continue
        if trigger.subject == "initiator" and trigger.voice != "passive" and belongs(use, sentence, party):
            out.append(("initiator", party))
            continue
        if crosses_verb(sentence, use.slot + 1, party.first):
            if trigger.effect and party.prep == "g" and not any(t in "vSCrL" for t in tags[use.slot + 1 : party.first]):
                out.append(("initiator", party))  # «استشهد متأثرا بإصابته برصاص القوات»
            break
        if trigger.type == "strategic.foiled_attack" and party.prep == "l" and tags[party.first - 2] in "n.":
            out.append(("target", party))  # «أحبط الجيش هجوما للمتمردين على …»: whose attack it was
            break
        if (
            use.form.cls == "idiom"
            and party.first == use.slot + 1
            and not _AGENT.isdisjoint(slots.words.forms[slots.first[use.slot] : slots.last[use.slot]])
        ):
            out.append(("initiator", party))  # «قتل برصاص مسلحين» as one phrase
        elif plain_noun(party):
            if tags[party.first - 1] == "n" and party.first - 1 > use.slot and slots.form(party.first - 2) == "ل":
                continue  # «يقاتل لطرد المتمردين»: those of the noun
            plain.append(party)
        elif party.prep == "l" and party.armed and slots.form(party.first - 2) in _OPERATIONS:
            out.append(("initiator", party))  # «قتل … في عملية للقوات الأمريكية»
        elif party.prep == "l" and owns(sentence, use, party):
            owner = owner or party
        elif party.prep == "i" and trigger.object == "target" and _member_of(party, use, sentence):
            owner = owner or party  # «استهدفت طائرة مدربا في التنظيم»
        elif party.prep == "g" or (party.prep == "m" and party.armed and tags[party.first - 2] == "W"):
            out.append(("initiator", party))  # «برصاص قناص من القوات»
        elif (
            party.prep == "a"
            or (party.prep == "m" and trigger.type == "battle.territory_gain" and loses(sentence, party))
            or slots.form(party.first - 1) in trigger.target_prep
            or party.prep == "y"
            or party.prep == "w"
            or (party.prep == "i" and party.armed and trigger.type in _SET_ON and slots.form(party.first - 1) == "ب")
        ):
            out.append(("target", party))
    if trigger.effect and trigger.subject == "initiator" and _by_an_event(use, sentence):
        return [*out, *(("target", p) for p in plain if p is plain[0] or p.joined)]  # «قتلت غارة قائد الحركة»
    ours = use.form.agreement == "1p"
    before = (None if ours else subject_before(use, sentence, left)) or said_of_himself(use, sentence)
    if owner is not None and all(role != "target" for role, _ in out):
        thing = slots.form(owner.first - 2) in _STRUCK
        if (trigger.type and trigger.object in ("target", "place")) or (trigger.object == "target" and thing):
            out.append(("target", owner))
    subject = trigger.subject
    if (use.form.tails and befalls(use, sentence)) or (use.form.cls == "idiom" and _done_to_it(use, sentence)):
        subject = _SUFFERS
    if (
        subject == "initiator"
        and not ours
        and trigger.voice != "passive"
        and (before is None or not adjacent(sentence, before, use))
    ):
        shared = _shared_subject(use, sentence, plain)
        if shared is not None:
            out.append(("initiator", shared))
            if trigger.object == "target":
                out.extend(("target", p) for i, p in enumerate(plain[:3]) if i == 0 or p.joined)
            return out
    if use.form.suffix and plain and subject == "initiator" and not plain[0].counted:
        out.append(("initiator", plain[0]))  # «صاروخ أطلقه الحوثيون», «قتله مسلحون»
        out.extend(("initiator", p) for p in plain[1:2] if p.joined and p.armed)
        return out
    if all_objects(use, sentence, plain):  # «وقتلت 12 مواطنا», «فجرح أربعة»: the subject is named before, or nowhere
        if before is not None and not before.counted and ((before.armed and before.definite) or attacks(before)):
            out.append(("initiator", before))
        elif all(role != "initiator" for role, _ in out):
            out.extend(("initiator", p) for p in carried_out(use, sentence, right))
        return [*out, *(("target", p) for p in plain if p is plain[0] or p.joined)]
    passive = False
    if ours:
        pass
    elif trigger.voice == "passive":
        passive = True
    elif trigger.voice == "both":
        if any(role == "initiator" for role, _ in out):
            passive = True
        elif before is not None and not plain:
            passive = before.counted or not before.armed or not before.definite
            if passive and not trigger.effect and not before.counted:
                passive = not attacks(before)  # «أن مسلحين اقتحموا»
        elif before is not None and plain:
            passive = before.counted and plain[0].first - use.slot > 2
        elif len(plain) == 1:
            only = plain[0]
            passive = only.counted or not (only.armed and only.definite) or only.number == "s"
            if passive and not trigger.effect and not only.counted:
                passive = not (attacks(only) or (trigger.group == "civilians" and only.armed and only.number == "p"))
        elif len(plain) >= 2:
            people = plain[0].counted or (plain[0].person is not None and not plain[0].definite)
            gap = tags[plain[0].last : plain[1].first]
            apart = len(gap) > 3 or any(t not in 'iW.J"' for t in gap)
            passive = people and (apart or plain[1].joined)
    if passive:
        leads = before is not None and before.counted and adjacent(sentence, before, use)
        victim = before if leads or not plain else plain[0]
        if victim is not None:
            out.append(("target", victim))
            if victim is not before:
                out.extend(("target", p) for p in plain[1:] if p.joined)
        if all(role != "initiator" for role, _ in out):
            out.extend(("initiator", p) for p in carried_out(use, sentence, right))
        return out
    if subject in ("initiator", "target"):
        if before is not None and (not plain or adjacent(sentence, before, use) or not agrees_vso(use)):
            out.append((subject, before))  # type: ignore[arg-type]
            rest = plain
        else:
            both = trigger.object == "none" and trigger.type == "battle.armed_clash"
            acting = allies(plain, plain[0]) if plain and not both else plain[:1]
            out.extend((subject, p) for p in acting)  # type: ignore[misc]
            rest = plain[len(acting) :]
            if rest and both and rest[0].joined:
                out.append(("target", rest[0]))  # «اتفق الجيش والفصائل»
        if rest and trigger.object in ("target", "initiator"):
            out.append((trigger.object, rest[0]))  # type: ignore[arg-type]
            out.extend((trigger.object, p) for p in rest[1:3] if p.joined)  # type: ignore[misc]
    elif subject in ("event", "device", "none") and plain and trigger.object == "target":
        out.append(("target", plain[0]))
        out.extend(("target", p) for p in plain[1:3] if p.joined)
    return out


def _by_an_event(use: Use, sentence: Sentence) -> bool:
    """Whether an attack is the subject of a verb of loss, right behind it («قتل هجوم …», «أصابت غارة …»)."""
    slots, at = sentence.slots, use.slot + 1
    if at >= use.right or slots.tags[at] != "n" or use.form.agreement not in ("ms", "fs"):
        return False
    form = slots.get(at, TriggerForm)
    return form is not None and form.trigger.group in ("battle", "remote") and not form.trigger.effect


def _member_of(party: Party, use: Use, sentence: Sentence) -> bool:
    """Whether a noun in the accusative that the lexicon does not know stands before «في» and an armed body."""
    slots = sentence.slots
    if not party.armed or (party.actor is not None and party.actor.described):
        return False
    at = party.first - 1
    while at > use.slot and slots.tags[at] == '"':
        at -= 1
    noun = slots.form(at - 1)
    return (
        slots.form(at) == "في"
        and use.slot < at - 1 <= use.slot + 4
        and slots.tags[at - 1] == "."
        and noun.endswith("ا")
        and noun not in _STRUCK
    )


def _done_to_it(use: Use, sentence: Sentence) -> bool:
    """Whether a phrase ends in a pronoun of what stands before it («الذين تم القبض عليهم»)."""
    return sentence.slots.words.forms[sentence.slots.last[use.slot] - 1] in _ON_THEM


def _shared_subject(use: Use, sentence: Sentence, plain: list[Party]) -> Party | None:
    """The doer of the verb before, where «و» joins a verb that names only its object («… واعتقلت ثلاثة»)."""
    slots, tags = sentence.slots, sentence.slots.tags
    if use.slot == sentence.first or tags[use.slot - 1] != "&" or not plain:
        return None
    if plain[0].armed and plain[0].definite and not plain[0].counted:
        return None
    feminine = use.form.agreement == "fs"
    for other in reversed(sentence.uses):
        if other.slot >= use.slot or "!" in tags[other.slot : use.slot]:
            continue
        doer = next((p for role, p in roles(other, sentence) if role == "initiator"), None)
        if doer is None:
            continue
        if use.form.agreement in ("mp", "fp"):
            return doer
        verb = next((i for i in range(other.slot, use.left - 1, -1) if tags[i] in "vL"), other.slot)
        word = slots.form(verb)
        return doer if feminine == (word.endswith("ت") or word.startswith("ت")) else None
    left, _ = beside(use, sentence)
    if use.form.agreement == "fs" and plain[0].counted and left and left[0].first == sentence.first + 1:
        acted = slots.form(sentence.first).endswith("ت") and tags[sentence.first] == "."
        return left[0] if acted and left[0].armed and not left[0].counted and left[0].prep == "" else None
    if use.form.agreement != "mp":
        return None  # «دخل مسلحون القرية وخطفوا عشرة»
    return next((p for p in reversed(left) if p.prep == "" and attacks(p) and not speaks(sentence, p)), None)
