"""Where an event of a sentence happened: which of the places named there, or told before, is meant."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.lexicon.word_lists import word_list
from marsad.mentions.places import Geography, PlaceMention, to_place
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


def _dateline(sentence: Sentence) -> int:
    """The slot behind a dateline at the head of a sentence («دبي، الإمارات (CNN) -- »), or its first slot."""
    slots, first = sentence.slots, sentence.first
    if "(" not in slots.tags[first : first + 14]:
        return first
    for i in range(first + 1, min(sentence.end, first + 14)):
        if slots.form(i) in _DASHES and slots.tags[i - 1] == "(":
            return i
    return first


def _where(mention: PlaceMention, use: Use) -> bool:
    """Whether the name of a state says where («في إسرائيل»; fire «على إسرائيل»)."""
    return mention.prep in ("i", "k") or (mention.prep == "o" and use.form.trigger.group == "remote")


def _place_cost(mention: PlaceMention, use: Use, sentence: Sentence, dateline: int) -> float:
    distance = mention.first - use.slot if mention.first > use.slot else use.slot - mention.last + 3
    cost = 0.6 * distance + _PREP_COST.get(mention.prep, 1.5) - 0.8 * mention.rank
    if not use.left <= mention.first < use.right:
        cost += 8
    if mention.actor and not _where(mention, use):
        cost += 9
    if mention.found is None:
        cost += 4
    near = sentence.slots.forms[max(use.slot, mention.first - 10) : mention.first]
    if use.slot < mention.first and not _INVOLVED.isdisjoint(near):
        cost += 12  # «القضاء على خلية ضالعة في هجوم في …»: where the other deed was done
    if mention.last <= dateline:
        cost += _PLACE_COST
    for attribution in sentence.attributions:
        if attribution.first <= mention.first < attribution.last:
            cost += 8
    return cost


def set_place(draft: Draft, use: Use, sentence: Sentence, geo: Geography, told: Sequence[Draft]) -> None:
    slots = sentence.slots
    dateline = _dateline(sentence)
    ranked = sorted(
        ((_place_cost(m, use, sentence, dateline), m.first, m) for m in sentence.places), key=lambda x: (x[0], x[1])
    )
    for cost, _, mention in ranked:
        if cost > _PLACE_COST or (mention.actor and not _where(mention, use)):
            continue
        draft.place, draft.place_rank = to_place(mention, geo), mention.rank
        draft.place_span = slots.span(mention.first, mention.last)
        return
    # «المدينة», «البلدة»: the town told of last
    if any(slots.tags[i] == "e" and slots.form(i).startswith("ال") for i in range(use.left, use.right)):
        earlier = next((d for d in reversed(told) if d.place is not None and d.place.feature in _TOWNS), None)
        if earlier is not None:
            draft.place, draft.place_rank, draft.place_span = earlier.place, earlier.place_rank, earlier.place_span
