"""Figures that stand apart from their word of loss: told by a pronoun, by «as many», before the word, or behind it."""

from __future__ import annotations

from marsad.lexicon.schema import TriggerForm
from marsad.lexicon.word_lists import word_list
from marsad.mentions.parties import parse_party
from marsad.mentions.party import Party
from marsad.model import CasualtyKind
from marsad.reports.dating import token_slot
from marsad.reports.draft import DraftClaim
from marsad.reports.sentence import Sentence, Use, bare_word
from marsad.reports.tolls import is_measure, reached

_AS_MANY = word_list("as_many")
_THE_SAME = word_list("that_number")
_COUNT_OF = word_list("count_of")
_REACHES = word_list("reaches")
_PASSES = word_list("passes")
_AT_ONCE = "ف"
_AFFLICTED = word_list("afflicted")
_FAR, _BEHIND, _DEED = 24, 6, 12
_BARE_LIMIT = 5000
_MONTHS = 27
"""Days over which a figure is no single event's."""
_COST = "causative.cost"
_LOSSES = ("killed", "injured", "missing")
_THEREBY = word_list("thereby")


def apart_from(use: Use, sentence: Sentence, kind: CasualtyKind) -> DraftClaim | None:
    """The one figure of a word of loss beside which nobody is counted, or None."""
    return _who_were(use, sentence, kind) or _before_phrase(use, sentence, kind) or _his(use, sentence, kind)


def as_many(use: Use, sentence: Sentence, kind: CasualtyKind) -> DraftClaim | None:
    """«11 قتيلا ومثلهم جرحى», «وأصيب عدد مماثل»: the figure said last, once more."""
    slots = sentence.slots
    a, b = use.slot, use.slot + 1
    if not use.verb and bare_word(slots.form(a - 1)) in _AS_MANY:
        a -= 1
    elif b < use.right and slots.form(b) in _AS_MANY:
        b += 1
    elif b + 1 < use.right and slots.form(b).removeprefix("ال") in _COUNT_OF and slots.form(b + 1) in _THE_SAME:
        b += 2
    else:
        return None
    counted = [p for p in sentence.parties if p.last <= a and p.low is not None and not p.part]
    if not counted:
        return None
    return DraftClaim(kind, counted[-1].low, counted[-1].high, (slots.start[a], slots.end[b - 1]))


def _who_were(use: Use, sentence: Sentence, kind: CasualtyKind) -> DraftClaim | None:
    """«ارتفع عدد من قضوا في التفجير إلى 24», «إلى 33 عدد الجنود الذين قتلوا في …»."""
    slots, tags = sentence.slots, sentence.slots.tags
    if not use.verb:
        return None
    at = use.slot - 1
    while at > max(sentence.first, use.slot - _BEHIND) and tags[at] in "rVAFJ.m" and slots.form(at) not in _COUNT_OF:
        at -= 1
    if at < sentence.first or slots.words.forms[slots.first[at]].removeprefix("ال") not in _COUNT_OF:
        return None
    span = slots.span(use.slot)
    if tags[at - 1] == "N" and tags[at - 2] == "l":
        value = slots.number(at - 1)
        return DraftClaim(kind, value, value, (slots.start[at - 1], span[1]))
    passed = any(slots.form(i) in _PASSES for i in range(max(sentence.first, at - 2), at))
    for i in range(use.slot + 1, min(use.right, use.slot + _FAR)):
        form = slots.get(i, TriggerForm) if tags[i] in "nv" else None
        if tags[i] in "S!" or (form is not None and form.trigger.effect):
            return None
        if slots.form(i) in _REACHES or (passed and tags[i] in "Nz"):
            party = parse_party(slots, i if tags[i] in "Nz" else i + 1, sentence.end, after_effect=True)
            if party is not None and party.counted and party.low and not is_measure(slots, party.last, sentence.end):
                return reached(kind, party, slots, span[0], i, passed=passed)
    return None


def _before_phrase(use: Use, sentence: Sentence, kind: CasualtyKind) -> DraftClaim | None:
    """«لا يزال أربعة في عداد المفقودين», «وسبعة مجهولو المصير»: a bare number right before a fixed phrase."""
    slots = sentence.slots
    at = use.slot - 1
    if use.form.cls != "idiom" or use.form.trigger.subject != "target" or at < use.left or slots.tags[at] != "N":
        return None
    value = slots.number(at)
    return DraftClaim(kind, value, value, slots.span(at, use.slot + 1)) if value < _BARE_LIMIT else None


def _his(use: Use, sentence: Sentence, kind: CasualtyKind) -> DraftClaim | None:
    """«أدى ذلك إلى مقتله», «تسبب اللغم في إصابتهما»: one or two who were told of, where a deed led to it."""
    slots, tags = sentence.slots, sentence.slots.tags
    word = slots.words.forms[slots.last[use.slot] - 1]
    noun = not use.verb and use.form.definite and use.form.trigger.genitive == "target"
    if kind not in _LOSSES or not noun or tags[use.slot - 1] not in "ilm":
        return None
    if "C" not in tags[max(use.left, use.slot - _DEED) : use.slot] or not word.endswith(("ه", "ها", "هما")):
        return None
    if word.startswith("ال"):
        return None
    count = 2 if word.endswith("هما") else 1
    return DraftClaim(kind, count, count, slots.span(use.slot))


def struck_down(use: Use, sentence: Sentence) -> Party | None:
    """«أطلق الجنود النار على مزارع فاستشهد»: the one person told of last, where the verb says no other."""
    slots, tags = sentence.slots, sentence.slots.tags
    if not use.verb or use.form.many or use.form.suffix or use.form.tense == "impf":
        return None
    if tags[use.slot - 1] != "&" or slots.form(use.slot - 1) != _AT_ONCE:
        return None
    if use.slot + 1 < use.right and tags[use.slot + 1] not in "ikgcdoD,&":
        return None
    for i in range(use.slot - 2, max(use.left, sentence.first) - 1, -1):
        if tags[i] in "VA":
            party = parse_party(slots, i, use.slot, after_effect=True)
            if party is not None and party.low == party.high == 1:
                return None if party.part else party
    return None


def right_before(use: Use, sentence: Sentence) -> Party | None:
    """«إلى عشرة مجندين قتلى», «ثلاثة جنود جرحى»: a word of loss that says of a figure what became of them."""
    slots, behind = sentence.slots, use.slot + 1
    if use.verb or use.form.definite or use.form.trigger.genitive != "none":
        return None
    ails = behind < use.right and (slots.form(behind) in _AFFLICTED or slots.tags[behind] == "u")
    if ails and not use.form.trigger.strong:
        return None  # «11 طفلا مصابين بسوء التغذية»
    for party in reversed(sentence.parties):
        if party.last == use.slot:
            people = party.person is not None or (party.actor is not None and party.actor.described)
            return party if party.counted and people and party.effect is None and not party.part else None
    return None


def led_by(use: Use, sentence: Sentence, kind: CasualtyKind) -> list[Party]:
    """«110 من عناصر ميليشيا الحوثي لقوا حتفهم», «8 أشخاص، بينهم طفلان، أصيبوا»: those counted before a verb in the
    plural, over their body's name and over parts of them, with those parts.
    """
    phrase = use.form.cls == "idiom" and kind in _LOSSES
    either = use.form.many and use.form.trigger.voice == "both" and not _has_object(use, sentence)
    if not phrase and not either and not (use.form.many and use.form.trigger.voice == "passive"):
        return []
    if (use.form.trigger.subject != "target" and not either) or use.form.suffix:
        return []
    tags, later = sentence.slots.tags, use.slot
    parts: list[Party] = []
    for party in reversed(sentence.parties):
        if party.last > use.slot:
            continue
        gap = tags[party.last : later]
        if (
            any(t not in ',"(&qr.J' for t in gap)
            or len(gap) > (0 if either else 2)
            or ("r" in gap and kind not in _LOSSES)
        ):
            return []
        if (party.counted or party.number == "d") and not party.part:
            if use.form.agreement in ("md", "fd") and party.number != "d" and party.high != 2 and not party.joined:
                return []  # «الآلاف من المدنيين هربا من …»
            if party.prep not in ("", "t") or "&" in gap or (parts and _told_of(party, use, sentence)):
                return []
            return [party, *parts]
        if party.part:
            parts.insert(0, party)
        later = party.first
    return []


def _has_object(use: Use, sentence: Sentence) -> bool:
    """Whether whom a verb in the plural kills may follow it («مسلحون قتلوا في طريقهم ثلاثة جنود»)."""
    return any(use.slot < p.first < use.right and not p.prep and not p.joined for p in sentence.parties)


def _told_of(party: Party, use: Use, sentence: Sentence) -> bool:
    """Whether a figure belongs to a word of loss before it («قتل 30 جنديا، بينهم سبعة لقوا حتفهم في تفجير»)."""
    tags = sentence.slots.tags
    return any(
        other.form.trigger.effect and other is not use and not any(t in "t!SC" for t in tags[other.slot : party.first])
        for other in sentence.uses
        if use.left <= other.slot < party.first
    )


def suffers(party: Party, sentence: Sentence) -> None:
    """«تكبدت الميليشيا أكثر من 100 قتيل»: a count noun behind a verb of costing is a loss of whom it cost."""
    if party.effect is None or party.actor is not None or party.force is not None or party.person is not None:
        return
    tags = sentence.slots.tags
    verb = next((u for u in reversed(sentence.uses) if u.form.trigger.id == _COST and u.slot < party.first), None)
    if verb is None or party.first - verb.slot > _BEHIND or any(t in "vS!t" for t in tags[verb.slot : party.first]):
        return
    near = [p for p in sentence.parties if verb.slot < p.first and p.last <= party.first and not p.prep]
    near = near or [p for p in sentence.parties if p.last == verb.slot and not p.prep]
    if near and near[-1].armed and not near[-1].counted:
        whose = near[-1]
        party.actor, party.generic, party.force = whose.actor, whose.generic, whose.force
        party.country, party.backref = whose.country, whose.backref


def counted_over(use: Use, sentence: Sentence) -> bool:
    """Whether a figure is counted over months («قتل الجيش 32 إرهابيا خلال عام 2017»), and not one deed's within them
    («قتل 20 جنديا في هجوم خلال عام 2017»).
    """
    for mention in sentence.times:
        if mention.kind != "during" or mention.span is None or (mention.span.end - mention.span.start).days < _MONTHS:
            continue
        at = token_slot(sentence, mention.first)
        if use.slot < at < use.right and not any(t in "nvC" for t in sentence.slots.tags[use.slot + 1 : at]):
            return True
    return False


def sums_up(sentence: Sentence) -> bool:
    """Whether a sentence opens as the sum of what was told («وبذلك يرتفع عدد القتلى …», «صار مجموع الضحايا …»)."""
    first = sentence.first
    return any(sentence.slots.form(i) in _THEREBY for i in range(first, min(sentence.end, first + 3)))
