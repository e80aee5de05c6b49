"""Where an event of a sentence happened: which of the places named there, or told before, is meant."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from marsad.lexicon.word_lists import word_list
from marsad.mentions.place_names import find_places
from marsad.mentions.places import RANK, Geography, PlaceMention, to_place
from marsad.reports.draft import Draft
from marsad.reports.sentence import Sentence, Use

_PREP_COST = {
    "i": 0.0,
    "": 1.5,
    "e": 1.5,
    "o": 1.0,
    "k": 0.5,
    "y": 2.0,
    "&": 2.0,
    ",": 2.0,
    "m": 4.0,
    "l": 4.0,
    "w": 3.0,
}
_PLACE_COST = 19.0
_TOWNS = frozenset({"city", "town", "village", "quarter", "camp"})
_DASHES = frozenset({"-", "--", "–", "—"})
_INVOLVED = word_list("involved")
_CARRIED = word_list("carried_to")
_GATHERINGS, _AFTER = word_list("gatherings"), word_list("after")
_SAME, _PLACE_NOUNS, _PROVINCES = word_list("the_same"), word_list("place_nouns"), word_list("province_nouns")
_WIDE = frozenset({"admin1", "region"})
_ANYWHERE = word_list("anywhere")
_NARROW = frozenset(RANK) - _WIDE - {"country", "sea"}
_STATES = _WIDE | {"country"}
_SIDES = re.compile(r"ny(?:.&)?\Z")
_STOPS = "!,&imodct"
_FLIGHT = "strategic.displacement"
_ASIDE, _CLAUSE = 7.0, 2.5
_PLACE_AND_DAY = re.compile(r"P(?:[,/&]?P)*,?D*")
_DATELINE_SLOTS, _GATHERING_SLOTS, _SAME_REACH, _HEADING_SLOTS = 14, 6, 18, 3


def _dateline(sentence: Sentence) -> int:
    """The slot behind a dateline at the head of a sentence, or its first slot: «دبي، الإمارات (CNN) -- », «صنعاء 25
    أغسطس (شينخوا) », «الرباط - القدس العربي: », «بور- ».
    """
    slots, first, tags = sentence.slots, sentence.first, sentence.slots.tags
    if tags[first] not in "Pe":
        return first
    stop = min(sentence.end, first + _DATELINE_SLOTS)
    for i in range(first + 1, stop):
        if slots.form(i) in _DASHES and tags[i - 1] == "(":
            return i
    opens = _PLACE_AND_DAY.match(tags, first, stop)
    if opens is None or opens.end() >= stop:
        return first
    behind = opens.end()
    if tags[behind] == "(" and "D" in opens.group():
        return behind
    if slots.form(behind) not in _DASHES or sentence.title:
        return first
    named = next((i for i in range(behind + 1, min(stop, behind + 6)) if slots.form(i) == ":"), behind)
    return named + 1


def _where(mention: PlaceMention, use: Use) -> bool:
    """Whether the name of a state says where («في إسرائيل»; fire «على إسرائيل»)."""
    return mention.prep in ("i", "k") or (mention.prep == "o" and use.form.trigger.group == "remote")


def _place_cost(mention: PlaceMention, use: Use, sentence: Sentence, dateline: int, geo: Geography) -> float:
    distance = mention.first - use.slot if mention.first > use.slot else use.slot - mention.last + 3
    cost = 0.6 * distance + _PREP_COST.get(mention.prep, 1.5) - 0.8 * mention.rank
    if not use.left <= mention.first < use.right:
        cost += 8
    if mention.actor and not _where(mention, use):
        cost += 9
    if mention.found is None:
        cost += 4
    elif mention.prep == "l" and mention.found.cls == "country" and use.form.trigger.type != _FLIGHT:
        cost += _ASIDE  # «يفرون إلى تشاد»: where they were going
    near = sentence.slots.forms[max(use.slot, mention.first - 10) : mention.first]
    if use.slot < mention.first and not _INVOLVED.isdisjoint(near):
        cost += 12  # «القضاء على خلية ضالعة في هجوم في …»: where the other deed was done
    if not _CARRIED.isdisjoint(sentence.slots.forms[max(sentence.first, mention.first - 8) : mention.first]):
        cost += _ASIDE  # «نقل الجرحى إلى مستشفى في …»
    if mention.last <= dateline:
        cost += _PLACE_COST
    elif use.form.trigger.group != "strategic" and _gathering(mention, sentence, geo):
        return math.inf
    if use.slot < sentence.older_from <= mention.first:
        if use.definite:
            return math.inf
        cost += 12  # «جاء الهجوم بعد شهر من تفجير في …»: where the older event was
    if _a_side(mention, sentence):
        return math.inf
    for attribution in sentence.attributions:
        if attribution.first <= mention.first < attribution.last:
            cost += 8
    return cost


def _a_side(mention: PlaceMention, sentence: Sentence) -> bool:
    """Whether a state or a region is a side of what is fought «بين» it and another («اشتباكات بين س وص»)."""
    if mention.found is None or mention.found.cls not in _STATES:
        return False
    return _SIDES.search(sentence.slots.tags, max(sentence.first, mention.first - 4), mention.first) is not None


def _crossed(mention: PlaceMention, use: Use, sentence: Sentence) -> float:
    """What further verbs between an event and a name add: «خطف طبيبا في طرابلس واغتال آخرون ناشطا في بنغازي»."""
    a, b = (use.slot + 1, mention.first) if mention.first > use.slot else (mention.last, use.slot + 1)
    return _CLAUSE * min(sentence.slots.tags.count("&v", a, b), 2)


def _gathering(mention: PlaceMention, sentence: Sentence, geo: Geography) -> bool:
    """Whether a name says where people met, not where it happened («بعد مراسم التنصيب في واشنطن»)."""
    slots = sentence.slots
    start = max(sentence.first, mention.first - _GATHERING_SLOTS)
    forms = slots.forms[start : mention.first]
    if mention.found is None or _GATHERINGS.isdisjoint(forms) or "v" in slots.tags[start : mention.first]:
        return False
    if mention.found.country != geo.country:
        return True
    at = next(i for i, form in enumerate(forms) if form in _GATHERINGS)
    return not _AFTER.isdisjoint(slots.forms[max(sentence.first, start + at - 2) : start + at])


def _same(use: Use, sentence: Sentence) -> tuple[int, frozenset[str]] | None:
    """Where «في المديرية نفسها», or «البلدة» as what is struck, behind an event points back to a place told before, and
    which classes of place that may be; None where a nearer name says more.
    """
    slots = sentence.slots
    for i in range(use.slot + 1, min(sentence.end, use.slot + _SAME_REACH)):
        noun = slots.form(i)
        if noun not in _PLACE_NOUNS:
            continue
        stops = i + 1 == sentence.end or slots.tags[i + 1] in _STOPS
        if not (slots.forms[i + 1 : i + 2] and slots.form(i + 1) in _SAME) and not (i <= use.slot + 2 and stops):
            continue
        if any(use.slot < m.first < i and m.rank > RANK["admin1"] for m in sentence.places):
            return None
        if noun in _PROVINCES:
            return i, _WIDE
        return i, (_NARROW if noun in _ANYWHERE else _TOWNS if i <= use.slot + 2 else _NARROW)
    return None


def set_place(draft: Draft, use: Use, sentence: Sentence, geo: Geography, told: Sequence[Draft]) -> None:
    """Give an event of a sentence its place: the best of those named there, else the town told of last.

    ``told`` are the events told before, in their order.
    """
    slots = sentence.slots
    same = _same(use, sentence)
    if same is not None:
        at, fits = same
        here = [m for m in sentence.places if m.last <= at and m.found is not None and m.found.cls in fits]
        earlier = _told_in(told, fits)
        if here:
            _take(draft, here[-1], sentence, geo)
            return
        if earlier is not None:
            draft.place, draft.place_rank, draft.place_span = earlier.place, earlier.place_rank, earlier.place_span
            return
    dateline = _dateline(sentence)
    ranked: list[tuple[float, int, PlaceMention]] = []
    for named in sentence.places:
        mention = named
        cost = _place_cost(mention, use, sentence, dateline, geo)
        if cost > _PLACE_COST or (mention.actor and not _where(mention, use)):
            continue
        cost += _crossed(mention, use, sentence)
        if mention.last <= draft.opens:
            cost += _ASIDE  # «تفجير في حمص وانفجار لغم بريف دير الزور»: the first one's
        if mention.locates is not None:  # «الدجيل شمال بغداد»: both mean the first
            if ranked and ranked[-1][2] is mention.locates:
                cost = min(cost, ranked.pop()[0])
            mention = mention.locates
        ranked.append((cost, mention.first, mention))
    ranked.sort(key=lambda x: (x[0], x[1]))
    if ranked:
        meant = ranked[0][2]
        if meant.found is None and meant.within is not None:
            meant = meant.within  # «قرية س شرق ص»: where the village no table knows is said to lie
        _take(draft, meant, sentence, geo)
        return
    # «المدينة», «البلدة»: the town told of last; «المنطقة»: any place
    nouns = {slots.form(i) for i in range(use.left, use.right) if slots.tags[i] == "e" and slots.form(i)[:2] == "ال"}
    if nouns:
        earlier = _told_in(told, _TOWNS if _ANYWHERE.isdisjoint(nouns) else _NARROW)
        if earlier is not None:
            draft.place, draft.place_rank, draft.place_span = earlier.place, earlier.place_rank, earlier.place_span
            return
    if sentence.title or sentence.index == 1:
        _headed(draft, sentence, geo)


def _take(draft: Draft, mention: PlaceMention, sentence: Sentence, geo: Geography) -> None:
    draft.place, draft.place_rank = to_place(mention, geo), mention.rank
    draft.place_span, draft.placed = sentence.slots.span(mention.first, mention.last), sentence.index


def _told_in(told: Sequence[Draft], classes: frozenset[str]) -> Draft | None:
    """The last event told in a place of some classes."""
    return next((d for d in reversed(told) if d.place is not None and d.place.feature in classes), None)


def _headed(draft: Draft, sentence: Sentence, geo: Geography) -> None:
    """The place that alone makes up the sentence before («درنة.. اغتيال ناشط»)."""
    slots = sentence.slots
    if not sentence.index:
        return
    first, end = slots.sentences[sentence.index - 1]
    if end - first > _HEADING_SLOTS or slots.tags[first] != "P":
        return
    for mention in find_places(slots, first, end, geo):
        if mention.found is not None:
            _take(draft, mention, sentence, geo)
            return
