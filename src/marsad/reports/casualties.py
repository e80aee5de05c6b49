"""How many were killed, hurt, taken or driven out: one claim for each figure, with whose loss it is and its scope."""

from __future__ import annotations

from marsad.lexicon.schema import Particle, TriggerForm, Weapon
from marsad.lexicon.word_lists import word_list
from marsad.mentions.party import Party
from marsad.model import CasualtyKind, Scope
from marsad.reports.apart import apart_from, as_many, led_by, right_before, struck_down, suffers
from marsad.reports.draft import Draft, DraftClaim
from marsad.reports.sentence import Sentence, Use
from marsad.reports.sides import roles
from marsad.reports.tolls import IN_IT, bare_after, counts_toll, is_measure, one_named, passed_by, toll

_YEARS = range(1950, 2041)
_COUNT_LIMIT = 5_000_000
_TWO_DEAD = word_list("says_two")
_OF_ONE = frozenset({"civilians.assassination"})
_ONE_DEAD = word_list("says_its_number")
EXCHANGE = "strategic.prisoner_exchange"
_AFTER = word_list("done_after")
_TAKEN = ("abducted", "arrested", "captured", "released", "displaced")
_ONLY_ONE = word_list("only_one")
_ONE_OF_THEM = word_list("one_of_them")
_HIM = word_list("killed_him")
_GROUPS = word_list("groups")
_OF_THEM = word_list("of_them")
_AGAINST = word_list("set_against")


def claims_of(use: Use, sentence: Sentence) -> list[DraftClaim]:
    """The claims that one word of death, injury or taking makes in its sentence."""
    effect = use.form.trigger.effect
    if not effect and use.live and use.form.trigger.type == EXCHANGE:
        return _exchanged(use, sentence)
    if not effect or not use.live:
        return []
    kind: CasualtyKind = effect  # type: ignore[assignment]
    if _negated(use, sentence):
        return []
    kind = "killed" if _died_of_it(use, sentence) else _combined(use, sentence, kind)
    if (again := as_many(use, sentence, kind)) is not None:
        return [again]
    victims = _victims(use, sentence, kind)
    out: list[DraftClaim] = []
    for party in victims:
        claim = _claim(kind, party, sentence, "part" if party.part else "event")
        if claim is not None:
            out.append(claim)
    if out and counts_toll(use, sentence) and passed_by(use, sentence):
        out[0].high = None  # «تجاوز عدد المصابين 106»
    if not out and (not use.verb or use.form.trigger.type in _OF_ONE):
        bare = toll(use, sentence, kind)
        if bare is not None:
            out.append(bare)
            if bare.party is not None:
                out.extend(_parts(kind, bare.party, sentence))
    if not out and (one := apart_from(use, sentence, kind)) is not None:
        return [one]
    if victims:
        out.extend(_parts(kind, victims[-1], sentence, use))
        out.extend(_besides(kind, victims[-1], sentence))
        out.extend(_captives(kind, victims[-1], sentence))
    elif not out and use.verb and (one_named(use, sentence) or _him(use, sentence)):
        out.append(DraftClaim(kind, 1, 1, sentence.slots.span(use.slot)))
    return out


def _exchanged(use: Use, sentence: Sentence) -> list[DraftClaim]:
    """«تبادل الطرفان 70 أسيرا»: those who are exchanged are freed."""
    out: list[DraftClaim] = []
    for party in sentence.parties:
        if not use.slot < party.first < use.right or party.person is None or party.person.victim != "prisoner":
            continue
        if party.counted and not party.part:
            claim = _claim("released", party, sentence, "event")
            if claim is not None:
                out.append(claim)
    return out


def _captives(kind: CasualtyKind, last: Party, sentence: Sentence) -> list[DraftClaim]:
    """«12 قتيلا و30 جريحا وأربعة أسرى»: prisoners counted beside the dead and wounded are captured."""
    if kind not in ("killed", "injured", "killed_or_injured"):
        return []
    for party in sentence.parties:
        if party.first >= last.last:
            gap = sentence.slots.tags[last.last : party.first]
            prisoners = party.person is not None and party.person.victim == "prisoner"
            if not (prisoners and party.joined and party.counted and len(gap) <= 3) or any(t in "nvSC!" for t in gap):
                return []
            claim = _claim("captured", party, sentence, "event")
            return [claim] if claim is not None else []
    return []


def _him(use: Use, sentence: Sentence) -> bool:
    """Whether the victim is a pronoun of one man («أردوه قتيلا», «خطفوه ثم قتلوه»)."""
    return sentence.slots.form(use.slot).partition(" ")[0] in _HIM


def _negated(use: Use, sentence: Sentence) -> bool:
    tags = sentence.slots.tags
    for i in range(max(use.left, use.slot - 4), use.slot):
        if tags[i] == "x":
            particle = sentence.slots.get(i, Particle)
            if (
                particle is not None
                and particle.not_with
                and i + 1 < use.slot
                and sentence.slots.form(i + 1) in particle.not_with
            ):
                continue
            return True
    return False


def _died_of_it(use: Use, sentence: Sentence) -> bool:
    """«توفي جريحان», «وفاة خمسة جرحى»: the wounded are dead."""
    if use.form.trigger.effect != "injured" or use.form.trigger.genitive != "none" or use.verb:
        return False
    slots, tags = sentence.slots, sentence.slots.tags
    i = use.slot - 1
    while i > sentence.first and tags[i] in 'Nm"Q':
        i -= 1
    form = slots.get(i, TriggerForm) if i >= sentence.first and tags[i] in "nv" else None
    return form is not None and form.trigger.effect == "killed" and form.trigger.genitive != "none"


def _combined(use: Use, sentence: Sentence, kind: CasualtyKind) -> CasualtyKind:
    """«مقتل وإصابة 20», «بين قتيل وجريح»: dead and wounded in one figure."""
    slots, tags = sentence.slots, sentence.slots.tags
    other = {"killed": "injured", "injured": "killed"}.get(kind)
    if other is None:
        return kind
    for at in (use.slot - 2, use.slot + 2):
        if not sentence.first <= at < sentence.end or tags[at] not in "nv" or tags[(at + use.slot) // 2] != "&":
            continue
        form = slots.get(at, TriggerForm)
        if form is None or form.trigger.effect != other:
            continue
        begin = min(at, use.slot)
        if use.verb and any(begin - 4 <= p.last <= begin and p.prep not in ("i", "o", "l") for p in sentence.parties):
            continue  # «عشرة قتلوا وأصيب 37»: the first verb has its own subject
        if use.verb and form.cls != "noun" and form.many != use.form.many:
            continue  # «قتلا وأصيب ثالث»
        if use.verb and at < use.slot and begin > sentence.first and tags[begin - 1] in "VAFN":
            continue  # «المزارع قتل وأصيب الآخر»
        alike = (form.trigger.genitive == "none") == (use.form.trigger.genitive == "none")
        if not use.verb and not alike and not form.trigger.id.endswith("toll"):  # «عدد القتلى والجرحى»
            continue  # «سقوط قتيل وإصابة خمسة»
        one = "d" in (use.form.number, form.number) or (
            slots.form(begin) in _ONE_DEAD and not _of_a_count(begin, sentence)
        )
        if not use.verb and use.form.trigger.genitive == "none" and one:
            continue
        return "killed_or_injured"
    return kind


def _of_a_count(at: int, sentence: Sentence) -> bool:
    """Whether a count noun in the singular stands behind a number above ten («أكثر من 100 قتيل وجريح»)."""
    tags = sentence.slots.tags
    return at > sentence.first and tags[at - 1] in "NQ" and (tags[at - 1] == "Q" or sentence.slots.number(at - 1) > 10)


def _countable(party: Party) -> bool:
    return (
        party.counted
        or party.low is not None
        or party.person is not None
        or party.effect is not None
        or (party.country is not None and party.actor is None and party.force is None)
        or (party.actor is not None and party.actor.described)
    )


def _same_loss(party: Party, kind: CasualtyKind) -> bool:
    """Whether a count noun says the loss that is told («راح ضحيتها 16 قتيلا و30 جريحا»: the wounded are no dead)."""
    return party.effect is None or party.effect.trigger.effect in (kind, "killed_or_injured")


def _counts_itself(use: Use, sentence: Sentence) -> bool:
    """Whether a count noun says its own number («قتيل», «شهيدان»)."""
    word = sentence.slots.words.forms[sentence.slots.last[use.slot] - 1]
    return word in _TWO_DEAD or word in _ONE_DEAD


def _victims(use: Use, sentence: Sentence, kind: CasualtyKind) -> list[Party]:
    for party in sentence.parties:
        if party.effect is not None and party.first <= use.slot < party.last:
            suffers(party, sentence)
            others = [p for p in sentence.parties if p.first >= party.last and (p.armed or p.joined)]
            beside = _joined_after(party, others, sentence) if others and others[0].armed else []
            return [party, *(p for p in beside if p.armed and p.effect is None)]  # «23 قتيلا من … و6 من المقاومة»
    counted = right_before(use, sentence)
    if counted is not None:
        return [counted]
    right = [p for p in sentence.parties if p.first > use.slot and p.last <= use.right]
    if (
        not use.verb
        and use.form.trigger.genitive == "none"
        and kind != "killed_or_injured"
        and _counts_itself(use, sentence)
    ):
        return []
    if use.form.trigger.id == "wounded_killed.between":
        before = [p for p in sentence.parties if use.left <= p.first and p.last <= use.slot and p.counted]
        gap = sentence.slots.tags[before[-1].last : use.slot] if before else ""
        gap = gap.removesuffix("v")  # «52 شخصا سقطوا بين قتيل وجريح»
        return before[-1:] if len(gap) <= 6 and not any(t in "nvSC!" for t in gap) else []
    if not use.verb:
        return _after_noun(use, sentence, right, kind) or _driven(use, sentence, kind) or _referred(use, sentence)
    behind = _right_behind(use, sentence, right, kind)
    if behind or (kind == "missing" and use.form.tails):
        return behind  # «فقد جنديان», not «فقد الجيش جنديين»
    if led := led_by(use, sentence, kind):
        return [*_mates(led[0], sentence), *led]
    out = [p for role, p in roles(use, sentence) if role == "target" and _countable(p) and _same_loss(p, kind)]
    if use.form.trigger.voice == "active" and use.form.trigger.subject == "initiator":
        out = [p for p in out if p.first > use.slot or use.form.suffix]
    out = [p for p in out if not _of_another_verb(p, use, sentence)]
    if out and all(p.low is None and not p.vague for p in out) and (crew := _grouped(right, sentence)) is not None:
        return [crew]  # «احتجز القراصنة السفينة وطاقمها المؤلف من 12 بحارا»
    if out:
        out.sort(key=lambda p: p.first)
        if use.form.many and out[0].last <= use.slot and out[0].high == 1:
            mates = _mates(out[0], sentence)
            return [*mates, out[0]] if mates else []  # «قال العميد إن … أصيبوا»
        if use.form.many and out[0].last <= use.slot:
            out = [*_mates(out[0], sentence), *out]
        parts = [p.first for p in sentence.parties if p.part and p.first > out[0].first]
        return [p for p in out if not parts or p.first < parts[0]]  # «38 شخصا، 30 منهم من الشرطة وسبعة مدنيين»
    bare = bare_after(use, sentence) or _grouped(right, sentence) or struck_down(use, sentence)
    if bare is not None:
        return [bare]
    if referred := _referred(use, sentence):
        return referred
    left = [p for p in sentence.parties if p.last <= use.slot and p.first >= use.left]
    inner = [p for p in left if p.part and use.slot - p.last <= 2]
    whole = [p for p in left if inner and p.last <= inner[0].first and p.counted and not p.part and p.prep in ("", "t")]
    whole = [p for p in whole if not any(t in "vS!C" for t in sentence.slots.tags[p.last : inner[0].first])]
    return [*whole[-1:], *inner]  # «35 مقاتلا بينهم تسعة أجانب لقوا حتفهم»


def _of_another_verb(party: Party, use: Use, sentence: Sentence) -> bool:
    """Whether a party before the verb belongs to a verb of its own («فجر انتحاري نفسه … فقتل …»)."""
    gap = sentence.slots.tags[party.last : use.slot]
    before = party.first > sentence.first and sentence.slots.tags[party.first - 1] == "v"
    return before and party.last <= use.slot and gap[-1:] == "&" and sentence.slots.form(use.slot - 1) == "ف"


def _right_behind(use: Use, sentence: Sentence, right: list[Party], kind: CasualtyKind) -> list[Party]:
    """«قتل شرطيان والانتحاري», «لقي طبيب وسائقه حتفهما»: a figure right behind a verb that may be passive is its
    victims, unless those whom it kills follow without a word between («قتل مسلحان ثلاثة جنود»).
    """
    trigger = use.form.trigger
    if trigger.voice == "active" or use.form.suffix or not right or use.form.many:
        return []
    first, tags = right[0], sentence.slots.tags
    gap = tags[use.slot + 1 : first.first]
    between = [i for i in range(use.slot + 1, first.first) if sentence.slots.form(i) not in IN_IT]
    if any(tags[i] not in '"D' for i in between) or len(gap) > 2 or first.low is None or not _same_loss(first, kind):
        return []
    named = first.definite or (first.actor is not None and not first.actor.described)
    if (named and not first.counted) or not _countable(first):
        return []
    if any(_its_object(party, tags[first.last : party.first], sentence) for party in right[1:]):
        return []
    return [first, *_joined_after(first, right[1:], sentence)]


def _its_object(party: Party, between: str, sentence: Sentence) -> bool:
    """Whether a figure behind a verb and its subject is those whom the subject killed."""
    if party.joined or party.part or party.prep not in ("", "t") or not (party.counted or party.low):
        return False
    return not any(t in "nvSC!tr,q" for t in between) and sentence.slots.form(party.first - 1) not in _ONE_OF_THEM


def _mates(party: Party, sentence: Sentence) -> list[Party]:
    """Those joined to a subject before its verb: «ثلاثة ضباط وسبعة مجندين قتلوا»."""
    out: list[Party] = []
    while party.joined:
        mate = next((p for p in sentence.parties if p.last == party.first - 1 and p.low and p.prep in ("", "t")), None)
        if mate is None:
            break
        out.insert(0, mate)
        party = mate
    return out


def _referred(use: Use, sentence: Sentence) -> list[Party]:
    """«أربعة صحافيين أطلق سراحهم بعد اعتقالهم»: «them» are the people counted last."""
    slots, tags = sentence.slots, sentence.slots.tags
    word = slots.words.forms[slots.last[use.slot] - 1]
    if not word.endswith(("هم", "هن")) or use.form.trigger.effect not in _TAKEN:
        return []
    for party in reversed(sentence.parties):
        if party.last > use.slot or party.first < use.left or not party.counted:
            continue
        gap = tags[party.last : use.slot]
        beside = not gap or (use.verb and "r" in gap and len(gap) <= 3)
        after = (
            not use.verb and slots.form(use.slot - 1) in _AFTER and len(gap) <= 12 and not any(t in "S!A" for t in gap)
        )
        return [party] if beside or after else []
    return []


def of_crowd(use: Use, sentence: Sentence, drafts: list[Draft]) -> Draft | None:
    """«فرقت الشرطة محتجين وأوقفت ثمانية منهم»: arrests out of the crowd told of belong to its protest."""
    if use.form.trigger.effect != "arrested" or not use.verb:
        return None
    some = any(p.part and p.bare and use.slot < p.first <= use.slot + 3 for p in sentence.parties)
    some = some or any(sentence.slots.form(i) in _OF_THEM for i in range(use.slot + 1, min(use.right, use.slot + 5)))
    crowds = [d for d in drafts if d.group == "unrest" and d.slot < use.slot]
    return crowds[-1] if some and crowds else None


def _driven(use: Use, sentence: Sentence, kind: CasualtyKind) -> list[Party]:
    """«اضطر 100 ألف شخص إلى النزوح»: those who are driven out stand before the noun."""
    if kind != "displaced":
        return []
    for party in reversed(sentence.parties):
        if party.last <= use.slot and party.first >= use.left:
            gap = sentence.slots.tags[party.last : use.slot]
            return [party] if party.counted and "l" in gap and len(gap) <= 3 else []
    return []


def _grouped(right: list[Party], sentence: Sentence) -> Party | None:
    """«أوقف الأمن خلية من تسعة عناصر»: the number of a group that is taken or lost as one."""
    slots = sentence.slots
    for party in right:
        if slots.tags[party.first - 1] == "m" and party.counted and slots.form(party.first - 2) in _GROUPS:
            return party
        if party.counted:
            return None
    return None


def _besides(kind: CasualtyKind, last: Party, sentence: Sentence) -> list[DraftClaim]:
    """«إضافة إلى منفذ الهجوم», «فضلا عن الانتحاري»: who is counted beside the figure."""
    for party in sentence.parties:
        if party.first < last.last:
            continue
        gap = sentence.slots.tags[last.last : party.first]
        if party.prep != "q" or party.part or party.effect is not None:
            return []
        if len(gap) > 9 or any(t in "nvSC!" for t in gap):
            return []
        claim = _claim(kind, party, sentence, "event")
        return [claim] if claim is not None else []
    return []


def _joined_after(first: Party, rest: list[Party], sentence: Sentence) -> list[Party]:
    """Coordinated victims: «ثلاثة جنود وأربعة مدنيين»."""
    tags = sentence.slots.tags
    out: list[Party] = []
    last = first
    for party in rest:
        between = tags[last.last : party.first]
        if party.effect is not None and (
            first.effect is None or party.effect.trigger.effect != first.effect.trigger.effect
        ):
            break
        if (
            (party.joined or sentence.slots.form(party.first - 1) in _AGAINST)
            and not (party.last < len(tags) and tags[party.last] == "v")
            and not any(t in "nvSCr!" for t in between)
            and len(between) <= 7
            and (party.counted or party.person or party.low)
        ):
            out.append(party)
            last = party
        else:
            break
    return out


def _after_noun(use: Use, sentence: Sentence, right: list[Party], kind: CasualtyKind) -> list[Party]:
    tags = sentence.slots.tags
    candidates: list[Party] = []
    for party in right:
        between = tags[use.slot + 1 : party.first]
        if party.part and between == "Nq&":
            break  # «مقتل 18 منهم وجنديين»
        if any(t in "vSCn!" for t in between) and not (kind == "killed_or_injured" and _same_effect_pair(between)):
            break
        if (len(between) > 6 and not candidates) or (party.prep == "l" and "," in between):
            break
        if party.part or party.prep in ("i", "c", "g", "o", "a", "w") or not _countable(party):
            if party.part or party.prep in ("c", "g"):
                break
            continue
        candidates.append(party)
    if not candidates:
        bare = bare_after(use, sentence)
        if bare is None:
            return []
        others = [p for p in right if p.first >= bare.last]
        if tags[bare.last : bare.last + 2] == "q&" and others and others[0].first == bare.last + 2:
            others[0].part = False
            others[0].joined = True
        return [bare, *_joined_after(bare, others, sentence)]
    return [candidates[0], *_joined_after(candidates[0], candidates[1:], sentence)]


def _same_effect_pair(between: str) -> bool:
    return between[:2] == "&n" and "v" not in between and "S" not in between and between.count("n") == 1


def _claim(kind: CasualtyKind, party: Party, sentence: Sentence, scope: Scope) -> DraftClaim | None:
    slots = sentence.slots
    low, high = party.low, party.high
    if low is not None and low > (_COUNT_LIMIT * 10 if kind == "displaced" else _COUNT_LIMIT):
        return None
    if party.force is not None and any(slots.get(i, Weapon) for i in range(party.first, party.last)):
        return None  # «20 جريحا وثلاث دبابات»
    behind = slots.tags[party.last : party.last + 3]
    if high == 1 and behind.replace(",", "")[:2] == "Vz" and slots.form(party.last) in _ONLY_ONE:
        high = None  # «جنديا واحدا على الأقل»
    vague = party.vague
    if low is None and high is None and (not vague or party.several):
        return None  # «قتلى», «عدد من الجرحى»: no figure
    if low == high and low in _YEARS and _year_beside(party, slots.tags):
        return None  # «احتجاجات 2009 المعارضة»
    if party.bare and is_measure(slots, party.last, sentence.end):
        return None
    if party.bare and party.first and slots.tags[party.first - 1] == "D":
        return None
    span = slots.span(party.first, party.last)
    group = party.person.victim if party.person is not None else ""
    return DraftClaim(kind, low, high, span, party, group=group, scope=scope, vague=vague)


def _year_beside(party: Party, tags: str) -> bool:
    """Whether the figure before a name may be a year, not a count of its people."""
    if party.person is not None or party.effect is not None or party.bare:
        return False
    return tags[party.first] == "N" and tags[party.first + 1 : party.first + 2] != "m"


def _parts(kind: CasualtyKind, whole: Party, sentence: Sentence, use: Use | None = None) -> list[DraftClaim]:
    """«بينهم سبعة أطفال وامرأتان»: parts of the figure before them; the verb itself may stand between («22 شخصا
    قتلوا بينهم مهاجمان»).
    """
    out: list[DraftClaim] = []
    tags = sentence.slots.tags
    going = False
    last = whole.last
    if use is not None and use.verb and use.slot == last:
        last += 1
    elif whole.effect is not None and whole.effect.trigger.id.endswith("toll") and tags[last : last + 1] == "n":
        last += 1  # «ارتفع إلى 33 عدد قتلى القصف على البلدة بينهم …»
    for party in sentence.parties:
        if party.first < whole.last:
            continue
        between = tags[last : party.first]
        one_of_them = sentence.slots.form(party.first - 1) in _ONE_OF_THEM
        if (party.part or one_of_them) and not going:
            told = between[-2:-1] == "t" or between[-3:-2] == "t"  # «…، مشيرا إلى أن بينهم …»
            if len(between) > 14 or any(t in ("nvC!" if told else "nvSC!") for t in between):
                break
            going = True
        elif going:
            if party.prep in ("m", "i", "l") and not party.counted and len(between) <= 3:
                last = party.last  # «30 منهم من الشرطة»
                continue
            if not (party.joined and len(between) <= 6 and not any(t in "nvSC!" for t in between)):
                break
        else:
            continue
        following = tags[party.last : party.last + 2]
        claim = _claim(kind, party, sentence, "part")
        if claim is not None and following[:1] != "v":
            if claim.low is None and not party.counted:
                last = party.last
                continue
            out.append(claim)
        last = party.last
    return out
