"""Who acted and who suffered around a noun of an event («هجوم المسلحين على …», «شن الجيش هجوما»)."""

from __future__ import annotations

from marsad.lexicon.gazetteer import Country, nationalities
from marsad.lexicon.schema import Actor, Light, TriggerForm
from marsad.lexicon.word_lists import word_list
from marsad.mentions.party import Party, state_forces
from marsad.model import Role
from marsad.reports.around import (
    allies,
    apart,
    beside,
    crosses_verb,
    for_what,
    held,
    inside_target,
    loses,
    only_goes_on,
    owns,
    plain_noun,
)
from marsad.reports.sentence import QUALITIES, Sentence, Use, crowd

_LAID_FOR = word_list("laid_for")
_STRUCK = word_list("struck")
_STRIKERS = word_list("strikers")
_ATTRIBUTED = word_list("attributed")
_OF_TWO = "تي"
_FAR = 14
_THOUGHT = word_list("thought")
_BLAME = word_list("blame")
_LAUNCH = Light("launch")
Sided = tuple[Role, Party]


def noun_roles(use: Use, sentence: Sentence) -> list[Sided]:
    trigger = use.form.trigger
    slots, tags = sentence.slots, sentence.slots.tags
    left, right = beside(use, sentence)
    out: list[Sided] = []
    k = use.slot + 1
    while k < use.right and tags[k] in '".W' and k < use.slot + 2 and slots.form(k) not in _STRUCK:
        k += 1
    if k < use.right and tags[k] == "J" and not (trigger.effect and trigger.genitive == "target"):
        country = slots.get(k, Country)
        out.append(("initiator", state_forces(k, k + 1, country)))
        if k + 2 < use.right and tags[k + 1 : k + 3] == "&J":  # «غارات أمريكية وبريطانية»
            out.append(("initiator", state_forces(k + 2, k + 3, slots.get(k + 2, Country))))
        elif (inner := _in_itself(use, sentence)) is not None:  # «القصف الأمريكي» is one phrase, «البريطاني» follows
            out.insert(0, ("initiator", inner))
        elif k + 1 < use.right and tags[k + 1] == "J":  # «الغارات الأمريكية الإسرائيلية», also with a hyphen
            out.append(("initiator", state_forces(k + 1, k + 2, slots.get(k + 1, Country))))
    elif k + 1 < use.right and slots.form(k) in _THOUGHT and tags[k + 1] == "J":  # «غارات يرجح أنها روسية»
        out.append(("initiator", state_forces(k + 1, k + 2, slots.get(k + 1, Country))))
    elif (inner := _in_itself(use, sentence)) is not None:
        out.append(("initiator", inner))
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
            laid = laid or _struck_itself(use, sentence)
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
        elif (
            prep == "l"
            and trigger.genitive == "target"
            and genitive is None
            and not party.armed
            and apart(sentence, use.slot, party.first) <= 3
        ):
            out.append(("target", party))  # «عملية تصفية لعشرة جرحى»
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
    if pair == 1 and (clan := _other_clan(sentence, out[-1][1])) is not None:
        out.append(("target", clan))
    deed = trigger.group in ("battle", "remote", "strategic", "civilians")
    if (deed or trigger.effect) and all(role != "initiator" for role, _ in out):
        for attribution in sentence.attributions:
            if attribution.strength == "alleged" and 0 <= use.slot - attribution.last <= 5:
                out.extend(("initiator", p) for p in left if p.first == attribution.last and p.armed)
            if attribution.strength == "alleged" and slots.form(attribution.first) in _ATTRIBUTED:
                near = [p for p in sentence.parties if attribution.first < p.first <= attribution.first + 3]
                if attribution.first > use.slot and attribution.first - use.slot <= _FAR:
                    out.extend(("initiator", p) for p in near[:1] if p.prep == "l")  # «هجوم نسب إلى متمردين»
            at = use.slot
            while at > sentence.first and tags[at - 1] in ",D":  # «أعلن الأمن، الأربعاء، اعتقال …»
                at -= 1
            if deed and attribution.strength == "asserted" and at <= attribution.last <= use.slot:
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
    light_verbs(use, sentence, left, right, out)
    second(use, sentence, right, out)
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


def _in_itself(use: Use, sentence: Sentence) -> Party | None:
    """The state whose nationality ends the phrase of the event («قصف إسرائيلي» as one phrase)."""
    slots = sentence.slots
    if slots.last[use.slot] - slots.first[use.slot] < 2:
        return None
    country = nationalities().get(slots.words.forms[slots.last[use.slot] - 1])
    return state_forces(use.slot, use.slot + 1, country) if country is not None else None


def _other_clan(sentence: Sentence, first: Party) -> Party | None:
    """The second of two clans named with one noun («بين عشيرتي البوخضير والبومحمد»)."""
    slots, at = sentence.slots, first.last
    if first.actor is None or first.actor.kind != "communal" or at >= sentence.end:
        return None
    if not first.actor.name_ar.split()[0].endswith(_OF_TWO):
        return None
    if slots.tags[at] == "&" and at + 1 < sentence.end:
        at += 1
    name = slots.text(at)
    if slots.tags[at] not in ".P" or (at == first.last and name[0] != "و"):
        return None
    name = name[1:] if at == first.last else name
    clan = Party(at, at + 1)
    clan.actor, clan.definite, clan.joined = Actor(f"unit.{name}", f"tribe {name}", name, "communal"), True, True
    return clan


def _struck_itself(use: Use, sentence: Sentence) -> bool:
    """Whether a verb of attack has the noun as its object: in «هاجموا كمينا للجيش» it is a post of those attacked."""
    for other in sentence.uses:
        if other.verb and use.left <= other.slot < use.slot and other.form.trigger.subject == "initiator":
            gap = sentence.slots.tags[other.slot + 1 : use.slot]
            if len(gap) <= 4 and not any(tag in "vLn,io&" for tag in gap):
                return True
    return False


def _object_at(sentence: Sentence, i: int, end: int) -> bool:
    """Whether what is struck follows at slot ``i`` with nothing before it: an object, so that the genitive acts."""
    tags = sentence.slots.tags
    return i < end and (tags[i] in "eP" or sentence.slots.form(i) in _STRUCK)


def light_verbs(use: Use, sentence: Sentence, left: list[Party], right: list[Party], out: list[Sided]) -> None:
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


def second(use: Use, sentence: Sentence, right: list[Party], out: list[Sided]) -> None:
    """The other side where the phrase itself names the first («مواجهات بين محتجين + والشرطة»)."""
    slots = sentence.slots
    words = slots.words.forms[slots.first[use.slot] : slots.last[use.slot]]
    follows = bool(right) and right[0].first == use.slot + 2 and right[0].joined
    if follows and ("بين" in words[:-1] or "مع" in words[:-1]) and all(p is not right[0] for _, p in out):
        out.append(("target", right[0]))


def _accused(use: Use, sentence: Sentence, left: list[Party]) -> Party | None:
    """Whom a noun of accusation before «بـ» blames («واتهام المتمردين بقصف …», «اتهامات للجيش بقتل …»)."""
    slots = sentence.slots
    if not left or left[-1].last != use.slot - 1 or slots.form(use.slot - 1) != "ب":
        return None
    if left[-1].number == "c" and len(left) > 1 and left[-2].last == left[-1].first and sentence.attributions:
        return left[-1]  # «اتهمت أرمينيا أذربيجان بقصف …»
    at = left[-1].first - (2 if left[-1].prep == "l" else 1)
    return left[-1] if at >= sentence.first and slots.form(at).removeprefix("ب").removeprefix("ال") in _BLAME else None
