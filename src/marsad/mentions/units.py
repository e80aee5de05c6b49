"""Armed bodies that are taken by the name the text gives them: «ميليشيا «السهم»», «كتيبة صقور الوادي», «اللواء 93»."""

from __future__ import annotations

from collections.abc import Callable

from marsad.lexicon.schema import Actor, ActorForm, Unit
from marsad.lexicon.word_lists import word_list

_OPENING = frozenset('«"“')
_CLOSING = frozenset('»"”')
_LEADS = word_list("unit_names")
_ORDINALS = word_list("unit_ordinals")
_ARMS = word_list("unit_arms")
_NAMELESS = word_list("no_unit_names")
_MOST = 4
"""Words of a name at most."""
_SHORTEST = 3


def unit_name(unit: Unit, forms: list[str], i: int, end: int, unknown: Callable[[str], bool]) -> int:
    """How many tokens the body with its head at token ``i`` has with its name; 0 where no name follows.

    ``unknown`` says of a word whether the lexicon has nothing for it.
    """
    if i + 1 >= end:
        return 0
    following = forms[i + 1]
    if following in _OPENING:
        return _quoted(forms, i, end)
    if unit.numbered and (following.isdigit() or following in _ORDINALS):
        last = i + 2
        while last < end and last < i + _MOST and forms[last] in _ARMS:
            last += 1
        return last - i
    if unit.named == "open" and not forms[i].startswith("ال"):
        return _open(forms, i, end, unknown)
    if unit.named == "clan":
        clan = following.startswith("ال") or following in _LEADS
        joined = forms[i].endswith("تي") and i + 2 < end and forms[i + 2].startswith("و")  # «عشيرتي سعد وسليمان»
        longer = following in _LEADS and i + 2 < end and not joined
        return (3 if longer else 2) if clan and following not in _NAMELESS else 0
    return 0


def _quoted(forms: list[str], i: int, end: int) -> int:
    for k in range(i + 3, min(end, i + 3 + _MOST)):
        if forms[k] in _CLOSING:
            return k + 1 - i
    return 0


def _open(forms: list[str], i: int, end: int, unknown: Callable[[str], bool]) -> int:
    """A name without quotation marks: words of which names are made («شهداء», «أبو»), and one that is unknown behind
    them or with «ال».
    """
    k = i + 1
    while k < end and k <= i + _MOST and forms[k] in _LEADS:
        k += 1
    if k < end and len(forms[k]) >= _SHORTEST and forms[k] not in _NAMELESS:
        named = forms[k].startswith("ال") or k > i + 1
        if named and (unknown(forms[k]) or k > i + 1):
            return k + 1 - i
    return 0


def unit_actor(unit: Unit, words: list[str]) -> ActorForm:
    """The body as an actor: ``words`` are its tokens as written, the head first."""
    name = " ".join(words)
    ident = "unit." + "_".join(words)
    return ActorForm(Actor(ident, f"{unit.en} {' '.join(words[1:])}", name, unit.kind))
