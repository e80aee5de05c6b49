"""Who acted and who suffered: the roles of the noun phrases around a trigger."""

from __future__ import annotations

from marsad.lexicon.gazetteer import Country
from marsad.lexicon.schema import Light, TriggerForm
from marsad.lexicon.word_lists import word_list
from marsad.mentions.parties import Party
from marsad.model import Role
from marsad.reports.sentence import NEW_CLAUSE, Sentence, Use, crowd

_WHO_TWO = word_list("who_two")
Sided = tuple[Role, Party]


def roles(use: Use, sentence: Sentence) -> list[Sided]:
    """The (role, noun phrase) pairs of one trigger, from its own clause."""
    return _verb_roles(use, sentence) if use.verb else _noun_roles(use, sentence)


_MUTUAL = frozenset({"battle.armed_clash", "strategic.ceasefire", "strategic.agreement", "strategic.prisoner_exchange"})
"""What two parties do to or with each other."""


def _split(use: Use, sentence: Sentence) -> tuple[list[Party], list[Party]]:
    left = [p for p in sentence.parties if p.first >= use.left and p.last <= use.slot]
    right = [p for p in sentence.parties if p.first > use.slot and p.last <= use.right]
    return left, right


def _plain(party: Party) -> bool:
    return party.prep in ("", "y") and not party.part


def _crosses_verb(sentence: Sentence, a: int, b: int) -> bool:
    slots, tags = sentence.slots, sentence.slots.tags
    for i in range(a, b):
        if tags[i] in "vSCrL":
            return True
        if tags[i] == "n":
            form = slots.get(i, TriggerForm)
            if form is not None and form.trigger.effect and form.trigger.genitive == "target":
                return True
    return False


def _noun_roles(use: Use, sentence: Sentence) -> list[Sided]:
    trigger = use.form.trigger
    slots, tags = sentence.slots, sentence.slots.tags
    left, right = _split(use, sentence)
    out: list[Sided] = []
    k = use.slot + 1
    while k < use.right and tags[k] in '".' and k < use.slot + 2:
        k += 1
    if (
        k < use.right
        and tags[k] == "J"
        and (trigger.genitive != "target" or (k == use.slot + 1 and not trigger.effect))
    ):
        country = slots.get(k, Country)
        out.append(("initiator", Party(k, k + 1, country=country, definite=True, number="g")))
    genitive: Party | None = None
    for party in right:
        if (
            party.first <= use.slot + 3
            and _plain(party)
            and not any(tags[i] in "imolw&,vS" for i in range(use.slot + 1, party.first))
        ):
            genitive = party
        break
    if genitive is not None and trigger.type:
        role = trigger.genitive
        if role == "either":
            acts = genitive.armed or (trigger.group == "battle" and crowd(genitive))
            role = "initiator" if acts and not genitive.counted else "target"
        if role == "initiator" and not genitive.armed and genitive.actor is None and not crowd(genitive):
            role = "target"
        if role in ("initiator", "target"):
            out.append((role, genitive))  # type: ignore[arg-type]
    pair = 0
    for party in right:
        if party is genitive:
            continue
        if party.first > use.slot + 1 and _crosses_verb(sentence, use.slot + 1, party.first):
            break
        prep = party.prep
        word = slots.form(party.first - 1) if party.first else ""
        if prep in ("", "l", "m", "i") and _inside_target(sentence, use, party):
            out.append(("target", party))
            continue
        if prep == "y":
            pair = 1
            out.append(("initiator", party))
        elif pair == 1 and (party.joined or prep == "w"):
            pair = 2
            out.append(("target", party))
        elif prep == "w":
            out.append(("target", party))
        elif prep == "g":
            out.append(("initiator", party))
        elif (
            prep == "l"
            and party.armed
            and party.first - use.slot <= 2
            and not {"ل", "target"} & {*trigger.target_prep, trigger.genitive}
        ):
            out.append(("initiator", party))  # «هجوم لمسلحين»
        elif prep == "a" or (prep in "oli" and prep and (word in trigger.target_prep or prep == "o")):
            out.append(("target", party))
        elif (prep == "m" and party.first - use.slot <= 4 and party.armed) or (
            prep == "l" and party.first - use.slot <= 3 and party.armed and genitive is None
        ):
            out.append(("initiator", party))
        elif party.joined and out and out[-1][1].last >= party.first - 2:
            out.append((out[-1][0], party))
    if trigger.group in ("battle", "remote", "strategic") and all(role != "initiator" for role, _ in out):
        for attribution in sentence.attributions:
            if attribution.strength == "alleged" and 0 <= use.slot - attribution.last <= 5:
                out.extend(("initiator", p) for p in left if p.first == attribution.last and p.armed)
            if attribution.strength == "asserted" and attribution.last == use.slot:
                out.extend(("initiator", p) for p in left[-1:] if p.first > attribution.first and p.armed)
    _light(use, sentence, left, right, out)
    if genitive is None and use.form.definite and slots.form(use.slot).endswith(("ه", "ها", "هم")):
        owner = next((p for p in reversed(left) if p.prep in ("", "y") and p.armed), None)
        role = "initiator" if trigger.genitive in ("initiator", "either") else trigger.genitive
        if owner is not None and role in ("initiator", "target"):
            out.append((role, owner))  # type: ignore[arg-type]
    return out


def _inside_target(sentence: Sentence, use: Use, party: Party) -> bool:
    """Whether the party stands within the phrase that «على» opens («غارات على مواقع وتجمعات للحوثيين»)."""
    slots, tags = sentence.slots, sentence.slots.tags
    for i in range(party.first - 1, max(use.slot, party.first - 8), -1):
        if tags[i] == "o" and slots.form(i) == "علي":
            return True
        if tags[i] in "vS!,tygC" or (tags[i] == "i" and i < party.first - 1):
            return False
    return False


def _light(use: Use, sentence: Sentence, left: list[Party], right: list[Party], out: list[Sided]) -> None:
    """Roles given by a light verb before the noun («شنت القوات هجوما») or by a verb of hitting behind it."""
    slots, tags = sentence.slots, sentence.slots.tags
    for i in range(use.slot - 1, use.left - 1, -1):
        if tags[i] == "!" or (tags[i] == "n" and use.slot - i > 3):
            break
        light = slots.get(i, Light)
        if light is None:
            continue
        between = [p for p in left if p.first > i and p.prep in ("", "y", "m")]
        before = [p for p in left if p.last <= i and p.prep != "b"]
        subject = between[0] if between else (before[-1] if before and i - before[-1].last <= 3 else None)
        if light.kind == "launch" and subject is not None:
            out.insert(0, ("initiator", subject))
        elif light.kind in ("undergo", "repel") and subject is not None:
            out.append(("target", subject))
        break
    for i in range(use.slot + 1, min(use.right, use.slot + 8)):
        light = slots.get(i, Light)
        if light is None:
            continue
        after = [p for p in right if p.first > i and _plain(p)]
        if light.kind == "hit" and after:
            out.append(("target", after[0]))
        elif light.kind == "launch" and after:
            out.append(("initiator", after[0]))
        break


def _verb_roles(use: Use, sentence: Sentence) -> list[Sided]:
    trigger = use.form.trigger
    slots, tags = sentence.slots, sentence.slots.tags
    left, right = _split(use, sentence)
    out: list[Sided] = []
    plain = []
    for party in right:
        if _crosses_verb(sentence, use.slot + 1, party.first):
            break
        if _plain(party):
            plain.append(party)
        elif (
            party.prep == "l" and party.armed and not plain and trigger.object == "target" and tags[use.slot + 1] == "e"
        ):
            out.append(("target", party))  # «استهدف ثكنة للدرك»
        elif party.prep == "g":
            out.append(("initiator", party))
        elif (
            party.prep == "a"
            or slots.form(party.first - 1) in trigger.target_prep
            or party.prep == "y"
            or party.prep == "w"
        ):
            out.append(("target", party))
    before = _subject_before(use, sentence, left) or _said_of_himself(use, sentence)
    subject = trigger.subject
    passive = False
    if trigger.voice == "passive":
        passive = True
    elif trigger.voice == "both":
        if any(role == "initiator" for role, _ in out):
            passive = True
        elif before is not None and not plain:
            passive = before.counted or not before.armed or not before.definite
        elif before is not None and plain:
            passive = before.counted and plain[0].first - use.slot > 2
        elif len(plain) == 1:
            only = plain[0]
            passive = only.counted or not (only.armed and only.definite) or only.number == "s"
        elif len(plain) >= 2:
            people = plain[0].counted or (plain[0].person is not None and not plain[0].definite)
            gap = tags[plain[0].last : plain[1].first]
            apart = len(gap) > 3 or any(t not in 'iW.J"' for t in gap)
            passive = people and (apart or plain[1].joined)
    if passive:
        leads = before is not None and before.counted and _adjacent(sentence, before, use)
        victim = before if leads or not plain else plain[0]
        if victim is not None:
            out.append(("target", victim))
            if victim is not before:
                out.extend(("target", p) for p in plain[1:] if p.joined)
        return out
    if subject in ("initiator", "target"):
        if before is not None and (not plain or _adjacent(sentence, before, use) or not _agrees_vso(use)):
            out.append((subject, before))  # type: ignore[arg-type]
            rest = plain
        else:
            out.extend((subject, p) for p in plain[:1])  # type: ignore[misc]
            rest = plain[1:]
            if rest and trigger.object == "none" and trigger.type in _MUTUAL and rest[0].joined:
                out.append(("target", rest[0]))  # «اتفق الجيش والفصائل»
        if rest and trigger.object in ("target", "initiator"):
            out.append((trigger.object, rest[0]))  # type: ignore[arg-type]
            out.extend((trigger.object, p) for p in rest[1:3] if p.joined)  # type: ignore[misc]
    elif subject in ("event", "device", "none") and plain and trigger.object == "target":
        out.append(("target", plain[0]))
    return out


def _said_of_himself(use: Use, sentence: Sentence) -> Party | None:
    """The speaker as subject: «زعم التنظيم أنه قتل …», «أعلن الجيش أنه دمر …»."""
    slots = sentence.slots
    at = use.slot - 1
    if at < sentence.first or slots.tags[at] != "t" or not slots.form(at).endswith(("ه", "ها", "هم")):
        return None
    said = [a for a in sentence.attributions if a.first < at]
    if not said:
        return None
    return next((p for p in sentence.parties if said[-1].first < p.first < at and p.armed), None)


def _adjacent(sentence: Sentence, before: Party, use: Use) -> bool:
    """Whether the phrase stands right before the verb and no «و» opens a clause between them."""
    gap = sentence.slots.tags[before.last : use.slot]
    if gap[-1:] == ["t"]:
        return True
    return len(gap) <= 3 and "&" not in gap


def _agrees_vso(use: Use) -> bool:
    """A plural verb cannot stand before its subject, so what follows it is the object."""
    return use.form.agreement not in ("mp", "fp", "md", "fd")


def _subject_before(use: Use, sentence: Sentence, left: list[Party]) -> Party | None:
    """The noun phrase that is the subject of a verb behind it («مسلحون هاجموا», headline order)."""
    tags = sentence.slots.tags
    if use.slot > sentence.first and sentence.slots.form(use.slot - 1) in _WHO_TWO:  # «… جنديين في …، واللذين قتلا»
        pair = [p for p in sentence.parties if p.last < use.slot and p.number == "d"]
        if pair:
            return pair[-1]
    for party in reversed(left):
        gap = tags[party.last : use.slot]
        if gap and len(gap) <= 4 and "r" in gap and all(t in '"r,&(' for t in gap):
            return party  # the antecedent of a relative clause
        if any(a.first <= party.first < a.last for a in sentence.attributions):
            return None  # the speaker
        if party.prep in ("i", "o", "l", "m", "c", "w", "g", "a"):
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
