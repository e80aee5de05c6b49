"""Figures that stand without people: tolls («عدد القتلى إلى 23»), bare numbers, and words that say one or two."""

from __future__ import annotations

from marsad.arabic.numerals import HUNDREDS, MILLIONS, THOUSANDS
from marsad.lexicon.schema import TriggerForm
from marsad.lexicon.word_lists import word_list
from marsad.mentions.parties import parse_party, shot_by
from marsad.mentions.party import Party
from marsad.mentions.slots import Slots
from marsad.model import CasualtyKind
from marsad.reports.draft import DraftClaim
from marsad.reports.sentence import Sentence, Use

_REACHES = word_list("reaches")
_TWO_DEAD = word_list("says_two")
_ONE_DEAD = word_list("says_its_number")
_OF_ONE = frozenset({"civilians.assassination"})
_UNIT_WORDS = word_list("units")
_PASSES = word_list("passes")
_HIS_DEATH = word_list("his_death")
_WHO_ONE = word_list("who_one")
_FIRST_NAMES = word_list("first_names")
_COUNT_OF = word_list("count_of")
_THE_OTHER = word_list("the_other")
IN_IT = word_list("in_it")
"""Words that may stand between a verb of loss and its figure."""
_ENDS = "&,!"
_ARE = word_list("they_are")
_LIST_NEAR = 12
_NAME = (2, 5)
"""How far behind the dead their list may begin; how many words a name has."""
_THE_HUNDRED = {"ال" + word: value for word, value in {**HUNDREDS, **THOUSANDS, **MILLIONS}.items()}


def counts_toll(use: Use, sentence: Sentence) -> bool:
    """Whether a word of loss is a toll («حصيلة», «عدد المعتقلين»)."""
    return use.form.trigger.id.endswith("toll") or (
        not use.verb and use.slot > sentence.first and sentence.slots.form(use.slot - 1) in _COUNT_OF
    )


def is_measure(slots: Slots, i: int, end: int) -> bool:
    """Whether the word at slot ``i`` makes the figure before it a measure, a share or a count of things."""
    if i >= end:
        return False
    share = slots.tags[i] == "i" and i + 1 < end and slots.form(i + 1) in _THE_HUNDRED
    if slots.tags[i] == "W" and not shot_by(slots, i):
        return True  # «20 جريحا وثلاث دبابات», not «ثلاثة برصاص قناص»
    return slots.tags[i] == "%" or slots.form(i) in _UNIT_WORDS or share


def passed_by(use: Use, sentence: Sentence) -> bool:
    """Whether a toll is said to be more than its figure («تجاوز عدد القتلى …»)."""
    return any(sentence.slots.form(i) in _PASSES for i in range(max(use.left, use.slot - 3), use.slot))


def bare_after(use: Use, sentence: Sentence) -> Party | None:
    """A number without a noun right behind the word («قتل 5 في …», «إصابة 13»)."""
    slots, tags = sentence.slots, sentence.slots.tags
    i = use.slot + 1
    while i < use.right and i < use.slot + 3 and (tags[i] in '"D' or slots.form(i) in IN_IT):
        i += 1
    if use.verb and tags[i : i + 3] == "inN" and i + 3 < use.right and tags[i + 3] in _ENDS:
        i += 2  # «قتل في الهجوم 25 وأصيب 30»
    if i < use.right and (tags[i] in "Nz" or (tags[i] == "Q" and slots.form(i).startswith("ال"))):
        party = parse_party(slots, i, sentence.end, after_effect=True)
        if party is not None and party.bare and not is_measure(slots, party.last, sentence.end):
            return party if (party.low or 0) < 5000 else None
    return None


def one_named(use: Use, sentence: Sentence) -> bool:
    """Whether a verb tells of one person without a number: «القائد الذي قتل في غارة», «قتل محمد …», «لقي … مصرعه»."""
    slots, tags = sentence.slots, sentence.slots.tags
    trigger = use.form.trigger
    if trigger.effect not in ("killed", "injured") or use.form.many:
        return False
    if any(slots.form(i) in _HIS_DEATH for i in range(use.slot, min(use.right, use.slot + 8))):
        others = [u for u in sentence.uses if u is not use and u.live and u.form.trigger.id != trigger.id]
        of_him = tags[use.slot - 1] == "r" and slots.form(use.slot - 1) in _WHO_ONE
        return not of_him or any(not u.form.trigger.causative for u in others)
    passive = trigger.voice in ("both", "passive") and use.form.tense != "impf" and not use.form.suffix
    if use.slot + 1 >= use.right:
        return False
    if trigger.subject == "initiator" and use.form.tense == "impf" and not use.form.suffix:  # «قوة خاصة تقتل أسامة …»
        acts = any(p.last == use.slot and p.armed for p in sentence.parties)
        return acts and slots.form(use.slot + 1) in _FIRST_NAMES
    if not passive:
        return False
    if tags[use.slot - 1] == "r" and slots.form(use.slot - 1) in _WHO_ONE:
        return tags[use.slot + 1] in "icgdD"
    return slots.form(use.slot + 1) in _FIRST_NAMES or slots.form(use.slot + 1) in _THE_OTHER


def reached(kind: CasualtyKind, party: Party, slots: Slots, start: int, lead: int, *, passed: bool) -> DraftClaim:
    """The figure that a toll reaches or passes, quoted from an offset on; ``lead`` is the slot of the word that leads
    to it («إلى», «تجاوز»).
    """
    high = None if passed or slots.form(lead) in _PASSES else party.high
    group = party.person.victim if party.person is not None else ""
    return DraftClaim(kind, party.low, high, (start, slots.end[party.last - 1]), party, group=group)


def toll(use: Use, sentence: Sentence, kind: CasualtyKind) -> DraftClaim | None:
    """A casualty noun that counts by itself: «قتيلان», «قتلى», «عدد القتلى إلى 23»."""
    slots, tags = sentence.slots, sentence.slots.tags
    trigger = use.form.trigger
    word = slots.words.forms[slots.last[use.slot] - 1]
    span = slots.span(use.slot)
    reach = 24 if trigger.id.endswith("toll") or word.startswith("ال") else 9
    passed = passed_by(use, sentence)
    told = passed or any(slots.form(i) in _REACHES for i in range(max(use.left, use.slot - 2), use.slot))
    if trigger.id.endswith("toll") and tags[use.slot - 1] == "N" and tags[use.slot - 2] == "l":
        value = slots.number(use.slot - 1)  # «ليرتفع إلى ستة عدد القتلى»
        return DraftClaim(kind, value, value, (slots.start[use.slot - 1], span[1]))
    counted = word in _ONE_DEAD or word in _TWO_DEAD or use.form.suffix
    for i in range(use.slot + 1, use.slot + 1 if counted else min(use.right, use.slot + reach)):
        if tags[i] in "nv" and slots.get(i, TriggerForm) is not None and slots.get(i, TriggerForm).trigger.effect:
            break
        if slots.form(i) in _REACHES and i + 1 < use.right and slots.form(i + 1) in _THE_HUNDRED:
            high = None if slots.form(i) in _PASSES else _THE_HUNDRED[slots.form(i + 1)]
            return DraftClaim(kind, _THE_HUNDRED[slots.form(i + 1)], high, (span[0], slots.end[i + 1]))
        if (slots.form(i) in _REACHES and i + 1 < use.right) or (
            told and trigger.id.endswith("toll") and tags[i] in "Nz" and slots.form(i) not in _REACHES
        ):
            at = i if tags[i] in "Nz" and slots.form(i) not in _PASSES else i + 1
            while at < use.right and tags[at] in 'lm"' and at < i + 3:
                at += 1
            party = parse_party(slots, at, sentence.end, after_effect=True) if at < sentence.end else None
            if party is not None and party.counted and party.low is not None:
                if is_measure(slots, party.last, sentence.end):
                    break
                return reached(kind, party, slots, span[0], i, passed=passed)
        if passed and slots.form(i) in _THE_HUNDRED and tags[i - 1] not in "Ni":
            return DraftClaim(kind, _THE_HUNDRED[slots.form(i)], None, (span[0], slots.end[i]))
        if tags[i] == "N" and i == use.slot + 1 and word.startswith("ال"):
            value = slots.number(i)
            return DraftClaim(kind, value, value, (span[0], slots.end[i]))
    if named := _names(use, sentence):
        whose = [p for p in sentence.parties if use.slot < p.first <= use.slot + _LIST_NEAR and p.prep == "m"]
        return DraftClaim(kind, named, named, span, whose[0] if whose else None)
    if word in _TWO_DEAD:
        return DraftClaim(kind, 2, 2, span)
    if word in _ONE_DEAD and tags[use.slot - 1] != "N":
        return DraftClaim(kind, 1, 1, span)
    failed = any(use.slot - 4 <= i < use.slot for i in sentence.contexts.get("attempt_failed", ()))
    several = use.form.suffix and word.endswith(("هم", "هن", "هما"))
    behind = use.slot + 1 if use.verb else min(use.right, use.slot + 2)
    several = several or any(slots.form(i).endswith("ات") for i in range(use.slot, behind))  # not «اغتيال شخصيات»
    single = use.form.number == "s" and tags[use.slot - 1] != "l"
    if trigger.type in _OF_ONE and single and not several and not failed:
        return DraftClaim(kind, 1, 1, span)
    if trigger.genitive == "target" and use.slot + 1 < use.right and slots.form(use.slot + 1) in _THE_OTHER:
        return DraftClaim(kind, 1, 1, (span[0], slots.end[use.slot + 1]))
    if trigger.genitive == "target" and _named(use, sentence):
        return DraftClaim(kind, 1, 1, (span[0], slots.end[use.slot + 2]))
    return None


def _names(use: Use, sentence: Sentence) -> int:
    """How many names are listed behind «القتلى هم: …»; 0 where none are."""
    slots, tags = sentence.slots, sentence.slots.tags
    reach = min(sentence.end, use.slot + _LIST_NEAR)
    colon = next((i for i in range(use.slot + 2, reach) if slots.form(i) == ":" and slots.form(i - 1) in _ARE), None)
    if colon is None:
        return 0
    count, length = 0, 0
    for i in range(colon + 1, sentence.end + 1):
        if i >= sentence.end or tags[i] in ",!":
            if not _NAME[0] <= length <= _NAME[1]:
                return 0
            count, length = count + 1, 0
            if i >= sentence.end or tags[i] == "!":
                break
        elif tags[i] in "nvSCNQzt":
            return 0
        elif tags[i] not in '&"(':
            length += 1
    return count if count > 1 else 0


def _named(use: Use, sentence: Sentence) -> bool:
    """Whether a person's name follows («مقتل فلان الفلاني»): two words that are nothing else and no plural."""
    slots, tags = sentence.slots, sentence.slots.tags
    i = use.slot + 1
    if use.form.definite:
        return False
    if i + 1 >= use.right or tags[i] != "." or tags[i + 1] not in ".P":
        return False
    words = slots.form(i), slots.form(i + 1)
    return not any(
        w.endswith(("ين", "ون", "ات", "ه")) or len(w) < 3 or not "\u0621" <= w[0] <= "\u064a" for w in words[:1]
    ) and not words[0].startswith("ال")
