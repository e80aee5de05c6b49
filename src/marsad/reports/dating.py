"""Which time dates an event, and what a sentence tells as older than the news."""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date, timedelta

from marsad.lexicon.word_lists import word_list
from marsad.mentions.time_periods import duration
from marsad.mentions.time_points import bare
from marsad.mentions.time_spans import back
from marsad.mentions.time_words import AFTER, BEFORE, Unit
from marsad.mentions.times import TimeMention
from marsad.model import DateSpan
from marsad.reports.draft import Draft
from marsad.reports.sentence import Sentence, Use, bare_word
from marsad.reports.tolls import counts_toll

_DATED = 14
"""In slots: how far a year may stand from its event."""
_EVE = word_list("eve")
_DECADES = word_list("decades")
_YEAR_DIGITS = 4
_GOES_ON = word_list("goes_on")
_FUNERAL = word_list("funeral")
_BEFORE_NOW = word_list("before_now")
_LASTING = frozenset({"remote.shelling", "strategic.siege", "strategic.displacement"})
"""Types of what goes on for days: behind «بعد أسبوع من» they say how long."""
_SLACK: dict[Unit, int] = {"day": 0, "week": 1, "month": 15}
"""In days: how exact «بعد أسبوع من» is, which counts from one event to another."""
_FEW_DAYS = 4
_HAD_SLOTS = 8
_STATED = 30.0
"""What the day of a statement costs: any other day named dates the event."""
_OPENING = 3
_CAMPAIGN_REACH = 6
_CAMPAIGNS, _BEGAN = word_list("campaigns"), word_list("began")
_ON_THE_HEELS = word_list("on_the_heels")
_COUNTED_FROM = word_list("counted_from")
_PUBLISHED, _SCHEDULED = word_list("published"), word_list("scheduled")
_FROM = re.compile("[mo]")
_WHERE_THEN = re.compile("P,?r")
_WHO_HAD = re.compile('[PAVH]"?,?ru')


def token_slot(sentence: Sentence, token: int) -> int:
    """The slot of a token."""
    return bisect_right(sentence.slots.last, token, sentence.first, sentence.end)


def time_of(use: Use, sentence: Sentence) -> TimeMention | None:
    """The time expression nearest to a trigger, its own clause first."""
    best: tuple[float, TimeMention] | None = None
    for mention in sentence.times:
        if mention.kind in ("age", "vague", "anniversary", "until") or (
            mention.span is None and mention.kind != "since"
        ):
            continue
        at = token_slot(sentence, mention.first)
        if at < use.slot and not _FUNERAL.isdisjoint(sentence.slots.forms[max(at - 3, sentence.first) : use.slot]):
            continue  # «شيع المئات الاثنين ضحايا غارة»: the day of the funeral
        if _of_another(mention, at, use, sentence):
            continue
        cost = float(abs(at - use.slot)) + (_STATED if _published(mention, use, sentence) else 0)
        if mention.kind == "since" and at - use.slot > 8 and sentence.slots.form(at - 1) in _GOES_ON:
            continue  # «قتلوا … في إطار المسيرات المستمرة منذ …»: not the dead, the marches
        if not use.left <= at < use.right:
            cost += 12 if at < use.slot else 20
        if mention.kind == "since":
            cost += 4
        if best is None or cost < best[0]:
            best = (cost, mention)
    return best[1] if best is not None else None


def _published(mention: TimeMention, use: Use, sentence: Sentence) -> bool:
    """Whether a day says when a text came out («في بيان صدر الأربعاء», «حصيلة نشرتها، الثلاثاء، الوزارة»)."""
    slots = sentence.slots
    word = mention.first - 1
    if word > 0 and not slots.words.forms[word].isalpha():
        word -= 1  # «نشرتها، الثلاثاء، …»
    return slots.words.forms[word] in _PUBLISHED and token_slot(sentence, word) not in (use.slot, sentence.first - 1)


def _of_another(mention: TimeMention, at: int, use: Use, sentence: Sentence) -> bool:
    """Whether a time behind an event dates something else: what «بعد يومين من» counts from («بعد أيام من القصف الذي
    بدأ الثلاثاء»), what is only to come («قبل الانتخابات المقررة الأحد»), what once befell the place («غارات على غريان،
    التي سيطرت عليها القوات في حزيران»).
    """
    slots, tags = sentence.slots, sentence.slots.tags
    had = _WHO_HAD.search(tags, max(sentence.first, at - _HAD_SLOTS), at)
    if had is not None and (use.slot < had.start() or (at < use.slot and "," in tags[at : use.slot])):
        return True  # «هجوم لمسلحي الفصيل، الذي كان قد بايع التنظيم قبل عام»
    if at < use.slot:
        return False
    if at - 2 > use.slot and slots.form(at - 1) in _SCHEDULED:
        return True
    for other in sentence.times:
        if not mention.first > other.first or bare(slots.words.forms, other.first) not in AFTER | BEFORE:
            continue
        behind = token_slot(sentence, other.last)
        if use.slot < behind < at and _FROM.match(tags, behind) and "," not in tags[behind:at]:
            return slots.form(behind) in _COUNTED_FROM
    then = _WHERE_THEN.search(tags, use.slot + 1, at)
    return then is not None and any(
        then.end() == o.slot and o.verb and o.form.trigger.type and not o.form.trigger.effect for o in sentence.uses
    )


def other_day(use: Use, draft: Draft, sentence: Sentence) -> bool:
    """Whether another day stands right beside the trigger («غارات الثلاثاء بعد ضربات مماثلة الاثنين»)."""
    mention = time_of(use, sentence)
    if mention is None or mention.span is None or draft.date is None or not draft.date_explicit:
        return False
    apart = mention.span.end < draft.date.start or mention.span.start > draft.date.end
    return apart and 0 < token_slot(sentence, mention.first) - use.slot <= 4


def find_older(sentence: Sentence) -> None:
    """Note in the sentence that «بعد أسبوع من هجوم مماثل» tells an older event behind «من», and how much older."""
    tags = sentence.slots.tags
    for mention in sentence.times:
        length = _after(mention, sentence)
        if length is not None:
            at = token_slot(sentence, mention.last)
            if (
                at < sentence.end - 1
                and (tags[at] == "m" or sentence.slots.form(at) in _COUNTED_FROM)
                and any(u.slot == at + 1 and (tags[at] == "o" or _single(u)) for u in sentence.uses)
            ):
                sentence.older_from, sentence.older_by = at, length
                return
    first = next((u for u in sentence.uses if u.form.trigger.type), None)
    if first is None or not (first.definite and first.slot <= sentence.first + _OPENING):
        return
    for use in sentence.uses:  # «وجاء الهجوم بعد ضربات نفذتها …», «وقع التفجير إثر غارة على …»
        at = use.slot - 1
        if first.slot < at and not use.verb and not use.definite and sentence.slots.form(at) in _ON_THE_HEELS:
            sentence.older_from, sentence.older_by = at, ("day", 0)
            return


def _after(mention: TimeMention, sentence: Sentence) -> tuple[Unit, int | None] | None:
    """How long «بعد ثلاثة أيام», «عقب أسبوع» is, in days, weeks or months; None for another kind of time."""
    forms = sentence.slots.words.forms
    if mention.kind != "vague" or bare(forms, mention.first) not in AFTER:
        return None
    found = duration(forms, mention.first + 1, mention.last)
    return found[:2] if found is not None and found[0] in _SLACK else None


def _single(use: Use) -> bool:
    """Whether a noun names one event, not fighting that lasts («بعد أسبوع من قصف القرى»)."""
    return not use.verb and not use.definite and use.form.number == "s" and use.form.trigger.type not in _LASTING


def _set_recalled(draft: Draft, use: Use, sentence: Sentence, published: date | None) -> None:
    """An event without a day that is told as older: «بعد أسبوع من هجوم مماثل», «سبق أن تعرضت لهجوم»."""
    at = sentence.older_from
    if at and use.slot > at:
        draft.recalled, draft.just_before = True, sentence.older_by[1] == 0
        slots = sentence.slots
        unit, amount = sentence.older_by
        newer = any(u.slot < at for u in sentence.uses) or "L" in slots.tags[sentence.first : at]
        if published is not None and amount and newer:  # «ويأتي ذلك بعد أسبوع من …»: counted from the news
            day, slack = back(unit, amount, published), timedelta(days=_SLACK[unit])
            draft.date, draft.date_explicit = DateSpan(day - slack, day + slack, "days" if slack else "day"), True
            draft.date_span = slots.span(at - 1)
        return
    before = range(max(sentence.first, use.left - 5), use.slot)
    draft.recalled = any(sentence.slots.form(i) in _BEFORE_NOW for i in before)


def set_date(draft: Draft, use: Use, sentence: Sentence, published: date | None) -> None:
    """Date a draft by the time nearest to its trigger; mark running totals and what is told as older."""
    mention = time_of(use, sentence)
    if mention is None:
        _set_recalled(draft, use, sentence, published)
        return
    at = token_slot(sentence, mention.first)
    draft.cumulative = mention.kind == "since" and draft.slot == use.slot and not _between(use, at, sentence)
    if mention.span is None:
        return
    slots, words = sentence.slots, sentence.slots.words
    span = mention.span
    if mention.kind == "point" and any(slots.form(i) in _EVE for i in range(max(use.left, use.slot - 2), use.slot)):
        day = span.start - timedelta(days=1)  # «غداة ضربات»: the strikes were the day before
        span = DateSpan(day, day)
    if (
        mention.kind == "point"
        and span.precision == "day"
        and (_published(mention, use, sentence) or _of_statement(at, use, sentence))
    ):
        span = DateSpan(span.start - timedelta(days=1), span.end, "days")
    draft.date, draft.date_explicit = span, True
    draft.date_span = (words.starts[mention.first], words.ends[mention.last - 1])
    draft.year_said = (
        span.precision not in ("day", "month")
        and abs(at - use.slot) <= _DATED
        and any(
            word in _DECADES or (word.isdigit() and word[:2] in ("18", "19", "20") and len(word) == _YEAR_DIGITS)
            for word in words.forms[mention.first : mention.last]
        )
    )


def _of_statement(at: int, use: Use, sentence: Sentence) -> bool:
    """Whether a day stands between who speaks and what is said («أعلن الجيش الثلاثاء مقتل …»): the event was that day
    or the day before.
    """
    return any(
        a.first < at <= a.last + 1 and at < use.slot and a.governs[0] <= use.slot < a.governs[1]
        for a in sentence.attributions
        if a.strength in ("asserted", "alleged")
    )


def _running(mention: TimeMention) -> bool:
    """Whether a time is so long a stretch that figures within it are a running total («منذ الأحد» is not)."""
    if mention.kind != "since":
        return False
    return mention.span is None or (mention.span.end - mention.span.start).days > _FEW_DAYS


def since(use: Use, sentence: Sentence) -> bool:
    """Whether a running total is told: «منذ …» is the time said nearest to the figure, or it is of all since a campaign
    began.
    """
    if _begun(use, sentence):
        return True
    mention = time_of(use, sentence)
    if mention is None or not _running(mention):
        return False
    at = token_slot(sentence, mention.first)
    return (use.left <= at < use.right or abs(at - use.slot) <= 12) and not _between(use, at, sentence)


def _begun(use: Use, sentence: Sentence) -> bool:
    """Whether the figure is of a campaign that began on a day («التصعيد بدأ الجمعة … حتى تسبب بمقتل 160»)."""
    slots = sentence.slots
    for i in range(sentence.first, use.slot - 1):
        if bare_word(slots.forms[i]) in _CAMPAIGNS and slots.forms[i + 1] in _BEGAN:
            dated = (token_slot(sentence, m.first) for m in sentence.times if m.span is not None and m.kind == "point")
            return any(i < at <= i + _CAMPAIGN_REACH for at in dated)
    return False


def _between(use: Use, at: int, sentence: Sentence) -> bool:
    """Whether another verb stands between a trigger and a time behind it, which is then that verb's time."""
    return any(
        use.slot < o.slot < at
        and ((o.verb and not o.form.trigger.causative) or (bool(o.form.trigger.effect) and counts_toll(o, sentence)))
        for o in sentence.uses
    )
