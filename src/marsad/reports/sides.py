"""Who acted and who suffered: the roles of the noun phrases around a trigger."""

from __future__ import annotations

from marsad.lexicon.gazetteer import Country, nationalities
from marsad.lexicon.schema import Light, TriggerForm
from marsad.lexicon.word_lists import word_list
from marsad.mentions.party import Party, state_forces
from marsad.model import Role
from marsad.reports.around import (
    allies,
    apart,
    attacks,
    crosses_verb,
    for_what,
    held,
    inside_target,
    loses,
    of_border,
    of_forces,
    only_goes_on,
    owns,
    partners,
    plain_noun,
    speaks,
)
from marsad.reports.sentence import QUALITIES, Sentence, Use, crowd
from marsad.reports.subjects import (
    adjacent,
    agrees_vso,
    all_objects,
    befalls,
    carried_out,
    said_of_himself,
    subject_before,
)

_LAID_FOR = word_list("laid_for")
_STRUCK = word_list("struck")
_STRIKERS = word_list("strikers")
_ATTRIBUTED = word_list("attributed")
_BETWEEN_TWO = frozenset({"strategic.ceasefire", "strategic.agreement", "strategic.prisoner_exchange"})
_FAR = 14
_OPERATIONS = word_list("operations")
_THOUGHT = word_list("thought")
_BLAME = word_list("blame")
_ON_THEM = word_list("on_them")
_SET_ON = frozenset({"remote.ied", "remote.vehicle_bomb", "remote.suicide_bombing"})
"""What is set off against somebody «بـ»: «فجروا عبوة بدورية»."""
_LAUNCH = Light("launch")
_SUFFERS = "target"
_AGENT = word_list("by_the_hand")
Sided = tuple[Role, Party]


def roles(use: Use, sentence: Sentence) -> list[Sided]:
    """The (role, noun phrase) pairs of one trigger, from its own clause."""
    if use.sided is None:
        use.sided = ()  # a trigger asked for while it is read has none yet
        if use.form.trigger.type in _BETWEEN_TWO:
            use.sided = tuple(partners(use, sentence))
        else:
            out = _verb_roles(use, sentence) if use.verb else _noun_roles(use, sentence)
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
    left, right = _split(use, sentence)
    if all(role != "initiator" for role, _ in out):
        _light(use, sentence, left, [], out)
    _second(use, sentence, right, out)


def _second(use: Use, sentence: Sentence, right: list[Party], out: list[Sided]) -> None:
    """The other side where the phrase itself names the first («مواجهات بين محتجين + والشرطة»)."""
    slots = sentence.slots
    words = slots.words.forms[slots.first[use.slot] : slots.last[use.slot]]
    follows = bool(right) and right[0].first == use.slot + 2 and right[0].joined
    if follows and ("بين" in words[:-1] or "مع" in words[:-1]) and all(p is not right[0] for _, p in out):
        out.append(("target", right[0]))


def _split(use: Use, sentence: Sentence) -> tuple[list[Party], list[Party]]:
    left = [p for p in sentence.parties if p.first >= use.left and p.last <= use.slot]
    right = [p for p in sentence.parties if p.first > use.slot and p.last <= use.right and not of_border(sentence, p)]
    return left, right


def _noun_roles(use: Use, sentence: Sentence) -> list[Sided]:
    trigger = use.form.trigger
    slots, tags = sentence.slots, sentence.slots.tags
    left, right = _split(use, sentence)
    out: list[Sided] = []
    k = use.slot + 1
    while k < use.right and tags[k] in '".W' and k < use.slot + 2 and slots.form(k) not in _STRUCK:
        k += 1
    if k < use.right and tags[k] == "J" and not (trigger.effect and trigger.genitive == "target"):
        country = slots.get(k, Country)
        out.append(("initiator", state_forces(k, k + 1, country)))
        if k + 2 < use.right and tags[k + 1 : k + 3] == "&J":  # «غارات أمريكية وبريطانية»
            out.append(("initiator", state_forces(k + 2, k + 3, slots.get(k + 2, Country))))
    elif k + 1 < use.right and slots.form(k) in _THOUGHT and tags[k + 1] == "J":  # «غارات يرجح أنها روسية»
        out.append(("initiator", state_forces(k + 1, k + 2, slots.get(k + 1, Country))))
    elif slots.last[use.slot] - slots.first[use.slot] > 1:  # «قصف إسرائيلي» as one phrase
        country = nationalities().get(slots.words.forms[slots.last[use.slot] - 1])
        if country is not None:
            out.append(("initiator", state_forces(use.slot, use.slot + 1, country)))
    genitive: Party | None = None
    for party in right:
        if (
            party.first <= use.slot + 3
            and plain_noun(party)
            and party.prep != "y"
            and not any(tags[i] in "imolw&,vSLrJ" for i in range(use.slot + 1, party.first))
        ):
            genitive = party
        break
    if genitive is not None and any(for_what(sentence, i, use.right) for i in range(use.slot + 1, genitive.first)):
        out.append(("target", genitive))  # «ضربات لمقار كتائب …»
    elif genitive is not None and trigger.type:
        role = trigger.genitive
        if (
            role == "target"
            and trigger.group in ("battle", "remote")
            and genitive.armed
            and (
                slots.form(genitive.first) in _STRIKERS
                or for_what(sentence, genitive.last, use.right)
                or _object_at(sentence, genitive.last, use.right)
            )
        ):
            role = "initiator"  # «استهداف التحالف لحافلة», «استهداف الجيش مواقع …», «استهداف طائرات التحالف …»
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
        if party.first > use.slot + 1 and crosses_verb(sentence, use.slot + 1, party.first):
            if held(sentence, party) and trigger.group in ("battle", "remote") and party.first - use.slot <= _FAR:
                if all(role != "target" for role, _ in out):
                    out.append(("target", party))  # «غارة على بلدة يسيطر عليها المتمردون»
            elif trigger.type == "battle.territory_gain" and party.prep == "m" and loses(sentence, party):
                out.append(("target", party))  # «تحرير البلدة التي استعيدت من المتمردين»
            elif party.prep == "y" and only_goes_on(sentence, use.slot + 1, party.first):
                pair = 1
                out.append(("initiator", party))  # «المعارك تدور في الحي بين الجيش ومسلحين»
                continue
            break
        prep = party.prep
        word = slots.form(party.first - 1) if party.first else ""
        if prep in ("", "l", "m", "i") and inside_target(sentence, use, party):
            out.append(("target", party))
            continue
        if prep in ("", "m") and party.first - use.slot <= 5 and for_what(sentence, use.slot + 1, party.first):
            out.append(("target", party))  # «كمين لرتل من الجيش»
        elif prep == "l" and party.first >= 2 and slots.form(party.first - 2) in _ATTRIBUTED:
            out.append(("initiator", party))  # «غارة منسوبة لإسرائيل»
        elif prep == "m" and trigger.type == "battle.territory_gain" and loses(sentence, party):
            out.append(("target", party))  # «استعادة البلدة من المتمردين»
        elif (
            prep == "l"
            and slots.form(use.slot) in _LAID_FOR
            and party.armed
            and not any(r == "initiator" for r, _ in out)
        ):
            laid = any(tags[i] == "L" and slots.get(i, Light).kind == "launch" for i in range(use.left, use.slot))
            out.append(("target" if laid else "initiator", party))
        elif (
            prep == "l"
            and party.armed
            and party.first == use.slot + 3
            and slots.form(use.slot + 1) in QUALITIES
            and not use.definite
        ):
            out.append(("initiator", party))  # «قصف جديد للمتمردين»
        elif prep == "y":
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
            prep == "l"
            and apart(sentence, use.slot, party.first) <= 3
            and party.armed
            and genitive is None
            and slots.form(use.slot + 1) not in _STRUCK
        ):
            out.append(("initiator", party))
        elif party.joined and out and out[-1][1].last >= party.first - 2:
            out.append((out[-1][0], party))
    deed = trigger.group in ("battle", "remote", "strategic", "civilians")
    if (deed or trigger.effect) and all(role != "initiator" for role, _ in out):
        for attribution in sentence.attributions:
            if attribution.strength == "alleged" and 0 <= use.slot - attribution.last <= 5:
                out.extend(("initiator", p) for p in left if p.first == attribution.last and p.armed)
            if attribution.strength == "alleged" and slots.form(attribution.first) in _ATTRIBUTED:
                near = [p for p in sentence.parties if attribution.first < p.first <= attribution.first + 3]
                if attribution.first > use.slot and attribution.first - use.slot <= _FAR:
                    out.extend(("initiator", p) for p in near[:1] if p.prep == "l")  # «هجوم نسب إلى متمردين»
            comma = int(use.slot > sentence.first and tags[use.slot - 1] == ",")
            if deed and attribution.strength == "asserted" and attribution.last in (use.slot, use.slot - comma):
                out.extend(("initiator", p) for p in left[-1:] if p.first > attribution.first and p.armed)
                if attribution.first == use.slot - 1:  # «الجيش يعلن تصفية …»
                    out.extend(
                        ("initiator", p)
                        for p in sentence.parties
                        if p.last == attribution.first and p.armed and plain_noun(p)
                    )
        accused = _accused(use, sentence, left)
        if accused is not None:
            out.append(("initiator", accused))
    if (
        trigger.group == "strategic"
        and not out
        and left
        and left[-1].last == use.slot
        and tags[left[-1].first - 1] == "S"
    ):
        out.append(("initiator", left[-1]))  # «كشفت دورية مخبأ»
    _light(use, sentence, left, right, out)
    _second(use, sentence, right, out)
    if trigger.group in ("battle", "remote") and all(role != "target" for role, _ in out):
        owner = next((p for p in right if p.prep == "l" and owns(sentence, use, p)), None)
        if owner is not None and not crosses_verb(sentence, use.slot + 1, owner.first):
            craft = tags[use.slot + 1] == "l" and tags[use.slot + 2] == "F"  # «غارات لمقاتلات … للتحالف»
            out.append(("initiator" if craft else "target", owner))
    if genitive is None and use.form.definite and slots.form(use.slot).endswith(("ه", "ها", "هم")):
        owner = next(
            (p for p in reversed(sentence.parties) if p.last <= use.slot and p.prep in ("", "y") and p.armed), None
        )
        role = "initiator" if trigger.genitive in ("initiator", "either") else trigger.genitive
        if owner is not None and role in ("initiator", "target"):
            out.append((role, owner))  # type: ignore[arg-type]
    return out


def _object_at(sentence: Sentence, i: int, end: int) -> bool:
    """Whether what is struck follows at slot ``i`` with nothing before it: an object, so that the genitive acts."""
    tags = sentence.slots.tags
    return i < end and (tags[i] in "eP" or sentence.slots.form(i) in _STRUCK)


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
        before = [p for p in left if p.last <= i and p.prep in ("", "y", "m") and not p.part]
        subject = between[0] if between else (before[-1] if before and i - before[-1].last <= 3 else None)
        helps = use.slot - i <= (18 if light.kind == "manage" else 8) and (
            (light.kind == "manage" and (tags[use.slot - 1] in "imo" or i == use.slot - 1))
            or (light.kind == "do" and slots.form(use.slot - 1) in ("ب", "الي"))
        )
        if (light.kind in ("launch", "open") or helps) and subject is not None:
            out[:0] = [("initiator", p) for p in allies(left, subject)]
        elif light.kind in ("undergo", "repel"):
            post = [p for p in left if p.first > i + 1 and p.prep == "l" and slots.form(p.first - 2) in _STRUCK]
            if subject is not None or post:  # «تعرضت نقطة للجيش لهجوم»
                out.append(("target", subject if subject is not None else post[0]))
        break
    for i in range(use.slot + 1, min(use.right, use.slot + _FAR)):
        if tags[i] in "!n" or (tags[i] == "&" and i + 1 < use.right and tags[i + 1] in "vLS"):
            break  # the verb behind another noun is that noun's
        light = slots.get(i, Light)
        if tags[i] == "v" and light is None:
            form = slots.get(i, TriggerForm)
            if form is None or not form.suffix or form.trigger.subject != "initiator":
                break
            light = _LAUNCH  # «كمين نصبه مسلحون»
        if light is None or light.kind in ("happen", "begin"):
            continue
        pronoun = slots.form(i).endswith(("ه", "ها", "هم", "هما"))
        after = [p for p in right if i < p.first <= i + (5 if pronoun or light.kind == "hit" else 2) and plain_noun(p)]
        if light.kind == "hit":
            owner = next((p for p in right if p.first > i + 1 and p.prep == "l" and owns(sentence, use, p)), None)
            if after or owner is not None:
                out.append(("target", after[0] if after else owner))  # type: ignore[arg-type]
        elif light.kind in ("launch", "open") and after:
            out.append(("initiator", after[0]))
        break


def _verb_roles(use: Use, sentence: Sentence) -> list[Sided]:
    trigger = use.form.trigger
    slots, tags = sentence.slots, sentence.slots.tags
    left, right = _split(use, sentence)
    out: list[Sided] = []
    plain = []
    owner: Party | None = None
    for party in right:
        if party.first > use.slot + 1 and held(sentence, party) and plain_noun(party):
            if crosses_verb(sentence, use.slot + 1, max(use.slot + 1, party.first - 3)):
                break
            owner = owner or party
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
    before = subject_before(use, sentence, left) or said_of_himself(use, sentence)
    if owner is not None and all(role != "target" for role, _ in out):
        thing = slots.form(owner.first - 2) in _STRUCK
        if (trigger.type and trigger.object in ("target", "place")) or (trigger.object == "target" and thing):
            out.append(("target", owner))
    subject = trigger.subject
    if (use.form.tails and befalls(use, sentence)) or (use.form.cls == "idiom" and _done_to_it(use, sentence)):
        subject = _SUFFERS
    if (
        subject == "initiator"
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
    if trigger.voice == "passive":
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


def _accused(use: Use, sentence: Sentence, left: list[Party]) -> Party | None:
    """Whom a noun of accusation before «بـ» blames («واتهام المتمردين بقصف …», «اتهامات للجيش بقتل …»)."""
    slots = sentence.slots
    if not left or left[-1].last != use.slot - 1 or slots.form(use.slot - 1) != "ب":
        return None
    if left[-1].number == "c" and len(left) > 1 and left[-2].last == left[-1].first and sentence.attributions:
        return left[-1]  # «اتهمت أرمينيا أذربيجان بقصف …»
    at = left[-1].first - (2 if left[-1].prep == "l" else 1)
    return left[-1] if at >= sentence.first and slots.form(at).removeprefix("ب").removeprefix("ال") in _BLAME else None


def _by_an_event(use: Use, sentence: Sentence) -> bool:
    """Whether an attack is the subject of a verb of loss, right behind it («قتل هجوم …», «أصابت غارة …»)."""
    slots, at = sentence.slots, use.slot + 1
    if at >= use.right or slots.tags[at] != "n" or use.form.agreement not in ("ms", "fs"):
        return False
    form = slots.get(at, TriggerForm)
    return form is not None and form.trigger.group in ("battle", "remote") and not form.trigger.effect


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
    left, _ = _split(use, sentence)
    if use.form.agreement == "fs" and plain[0].counted and left and left[0].first == sentence.first + 1:
        acted = slots.form(sentence.first).endswith("ت") and tags[sentence.first] == "."
        return left[0] if acted and left[0].armed and not left[0].counted and left[0].prep == "" else None
    if use.form.agreement != "mp":
        return None  # «دخل مسلحون القرية وخطفوا عشرة»
    return next((p for p in reversed(left) if p.prep == "" and attacks(p) and not speaks(sentence, p)), None)
