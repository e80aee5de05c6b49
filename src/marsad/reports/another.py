"""Whether a sentence or a clause tells another event than those told before it."""

from __future__ import annotations

import re

from marsad.lexicon.word_lists import word_list
from marsad.reports.draft import Draft
from marsad.reports.sentence import NEW_CLAUSE, Sentence, Use, opens_elsewhere

_OTHER, _OTHERS = word_list("another"), word_list("others")
_MOVES_ON = word_list("moves_on")
_OPENS_WITH = re.compile(r'&?[ik]+[e"]*P')
_RIGHT_BEHIND = 4
"""In slots: how far behind «الغارة» the place may stand that makes it another strike («في الغارة على الميناء»)."""


def is_another(use: Use, sentence: Sentence) -> bool:
    """Whether the event noun, or who acts, is called another one («هجوم آخر», «محتجون آخرون»)."""
    slots = sentence.slots
    behind = range(use.slot + 1, min(use.right, use.slot + 3))
    if not use.verb and not use.definite and any(slots.form(i) in _OTHER for i in behind):
        return True
    beside = behind if use.verb else range(max(use.left + 1, use.slot - 4), use.slot)
    return any(slots.form(i) in _OTHERS and slots.tags[i - 1] in "AV" for i in beside)


def moves_on(sentence: Sentence) -> bool:
    """Whether a sentence opens as another piece of news: with a place, or with a word for that."""
    slots, first, end = sentence.slots, sentence.first, sentence.end
    opener = _OPENS_WITH.match(slots.tags, first, end)
    return opener is not None or any(slots.forms[i] in _MOVES_ON for i in range(first, min(end, first + 3)))


def turns_away(sentence: Sentence) -> bool:
    """Whether a sentence opens with another matter («في تطور آخر», «من ناحية أخرى», «وفي حادث منفصل»)."""
    slots, first = sentence.slots, sentence.first
    at = first + 1 if slots.tags[first] == "&" else first
    if at >= sentence.end or slots.tags[at] not in "imok":
        return False
    return any(slots.forms[i] in _OTHER for i in range(at + 2, min(sentence.end, at + 4)))


def elsewhere(sentence: Sentence, a: int, b: int) -> bool:
    """Whether a clause between two slots opens with a place of its own («…، وفي بعقوبة فتح مسلحون النار»)."""
    tags = sentence.slots.tags
    return any(tags[k] == "," and opens_elsewhere(tags, k + 1, b) for k in range(a + 1, b - 2))


def own_clause(use: Use, draft: Draft, sentence: Sentence) -> int:
    """The slot of «فيما», «بينما» or «و» that opens a clause with a place of its own for a trigger («…، فيما طالت غارات
    بلدة باجل»); -1 where none does.
    """
    forms = sentence.slots.forms
    opener = next((i for i in range(use.slot - 1, draft.slot, -1) if forms[i] in NEW_CLAUSE), None)
    listed = not use.verb and not use.definite and sentence.slots.tags[use.slot - 1] == "&"
    if opener is None and listed and any(draft.slot < m.first < use.slot for m in sentence.places):
        opener = use.slot - 1  # «تفجير في حمص وانفجار لغم بريف دير الزور»
    if opener is None:
        return -1
    before = _places_before(opener, sentence)
    placed = any(
        m.found is not None
        and (0 < m.first - use.slot <= _RIGHT_BEHIND if use.definite else opener < m.first < use.right)
        and m.found.id not in before
        for m in sentence.places
    )
    return opener if placed else -1


def own_subject(slot: int, verb: bool, sentence: Sentence) -> int:
    """The slot of «و» that opens a clause with the subject of a verb at a slot right behind it; -1 where none does."""
    if not verb:
        return -1
    tags = sentence.slots.tags
    subject = next((p for p in sentence.parties if p.last == slot and not p.counted), None)
    if subject is None or not subject.armed or subject.first - 1 <= sentence.first or tags[subject.first - 1] != "&":
        return -1
    return subject.first - 1 if tags[subject.first - 2] not in "AFRJV" else -1


def _places_before(slot: int, sentence: Sentence) -> set[str]:
    return {m.found.id for m in sentence.places if m.found is not None and m.first < slot}
