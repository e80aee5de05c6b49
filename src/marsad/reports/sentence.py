"""One sentence laid out for reading: its slots, parties, places, times, attributions and live triggers."""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date
from functools import lru_cache

from marsad.lexicon.schema import Particle, Trigger, TriggerForm, Weapon
from marsad.lexicon.word_lists import word_list
from marsad.mentions.parties import parties
from marsad.mentions.party import Party
from marsad.mentions.place_names import find_places
from marsad.mentions.places import Geography, PlaceMention
from marsad.mentions.slots import Slots
from marsad.mentions.speakers import Attribution, attributions
from marsad.mentions.time_words import Unit
from marsad.mentions.times import TimeMention, find_times
from marsad.model import Modality, Role

NEW_CLAUSE = word_list("new_clause")
QUALITIES = word_list("qualities")
_AFTER = word_list("after")
_CONCERNING = word_list("concerning")
_DAWN = word_list("dawn")
_DEEDS = word_list("deeds_of")
_BEFORE_NOUN = 'QNz".Dm'
_PROCLITICS = "وفبلك"
_ELSEWHERE = re.compile(r'&[ik]+[e"]*P')
_EXODUS = 1000
_TAIL_REACH = 11
"""Slots: no tail of a gapped form is looked for farther."""
_BLOCKING = frozenset({"sport", "arts", "metaphor", "natural_disaster", "disease", "exercise", "economy"})
_BESIDE = frozenset({"sport", "economy", "disease", "natural_disaster"})
"""What may be spoken of beside a blow of somebody armed («قصف الجيش ملعبا»)."""
CROWDS = frozenset({"protesters", "desc.protesters", "desc.rioters"})
"""The ids of people who protest."""
MOB = frozenset({"battle.armed_clash", "civilians.attack", "strategic.property_destruction", "strategic.siege"})
"""What is a riot when protesters do it."""
_FOILED = frozenset({"battle", "remote", "civilians"})
_OF_THE_WAR = frozenset(
    {"strategic.arrest", "strategic.security_operation", "strategic.property_destruction", "strategic.weapons_seizure"}
)
_FOILED_REACH = 11
_PRETEXT_REACH = 8


class Use:
    """A trigger at slot ``slot`` in one of its forms; ``verb`` whether it is used as a verb here."""

    live: bool = True
    left: int = 0
    right: int = 0
    relative: bool = False
    subordinate: bool = False
    """Named as the time of something else («بعد مقتل», «عندما اغتيل»): spoken of, not told."""
    sided: tuple[tuple[Role, Party], ...] | None = None
    """The roles around it once they are read (see sides.py)."""
    mode: Modality | None = None
    """Its modality once it was asked for (see modality.py)."""

    def __init__(self, slot: int, form: TriggerForm) -> None:
        self.slot = slot
        self.form = form
        self.verb = form.cls != "noun"

    @property
    def definite(self) -> bool:
        """Whether it points back («الهجوم»)."""
        return self.form.definite and not self.verb


class Sentence:
    """A sentence over slots ``[first, end)``; ``contexts`` are the context classes named in it."""

    def __init__(self, slots: Slots, index: int, uses: list[Use], *, title: bool) -> None:
        self.slots = slots
        self.index = index
        self.first, self.end = slots.sentences[index]
        self.title = title
        self.uses = uses
        self.parties: list[Party] = []
        self.places: list[PlaceMention] = []
        self.times: list[TimeMention] = []
        self.attributions: list[Attribution] = []
        self.contexts: dict[str, list[int]] = {}
        self.strong_contexts: set[str] = set()
        self.weapons: list[int] = []
        self.older_from = 0
        """The slot from which an older event is told («بعد أسبوع من هجوم مماثل»); 0 where none is."""
        self.older_by: tuple[Unit, int | None] = ("day", None)
        """How much older: a unit, and how many (None: a few; 0: it led to what is told)."""


def read_sentence(
    slots: Slots, index: int, geo: Geography, published: date | None, *, title: bool, conflict: bool = False
) -> Sentence | None:
    """Find everything named in sentence ``index``; None where no word of it tells of an event or of losses.

    Dates become D slots, so that their numbers count nobody. ``conflict``: violence was told in the sentences before.
    """
    first, end = slots.sentences[index]
    tags = slots.tags
    named, triggers = [], []
    for i in range(first, end):
        tag = tags[i]
        if tag not in "LvSnCVW":
            continue
        if (
            tag in "LvSVW"  # «قرب تدمر»: behind «في» and the like a verb's letters are a place's name
            and i > first
            and slots.load[i].places
            and _names_place(slots, i)
        ):
            named.append(i)
        elif tag in "nvC":
            triggers.append(i)
    slots.mark(named, "P")
    times: list[TimeMention] | None = None
    dawn = [i for i in triggers if slots.tags[i] == "v" and slots.forms[i] in _DAWN]
    if dawn:  # «فجر أمس» is a time and blows up nothing
        times = find_times(slots.words, *slots.words.sentences[index], published)
        begins = {mention.first for mention in times if mention.kind == "point"}
        slots.mark([i for i in dawn if slots.first[i] in begins], "D")
    uses = []
    for i in triggers:
        if slots.tags[i] == "D":
            continue
        use = _use(slots, i, first, end)
        if use is not None:
            uses.append(use)
    if all(u.form.trigger.causative for u in uses):
        return None
    sentence = Sentence(slots, index, uses, title=title)
    sentence.times = times if times is not None else find_times(slots.words, *slots.words.sentences[index], published)
    _mark_dates(slots, first, end, sentence.times)
    for i in slots.noted[bisect_left(slots.noted, first) : bisect_left(slots.noted, end)]:
        for payload in slots.load[i].items:
            cls = payload.__class__
            if cls is Weapon:
                if not payload.not_with or not _near(slots, i, first, end, payload.not_with):
                    sentence.weapons.append(i)
            elif cls is Particle and payload.tag == "u":
                if payload.not_with and _near(slots, i, first, end, payload.not_with):
                    continue
                sentence.contexts.setdefault(payload.value, []).append(i)
                if payload.strong:
                    sentence.strong_contexts.add(payload.value)
    sentence.parties = parties(slots, first, end)
    sentence.places = find_places(slots, first, end, geo)
    sentence.attributions = attributions(slots, first, end)
    sentence.uses = [u for u in uses if u.form.agreement != "1p" or fighters_speak(sentence, u.slot) is not None]
    for use in sentence.uses:
        use.left, use.right = clause(slots, use.slot, first, end)
        use.relative = _relative(slots, use.slot, use.left)
        use.subordinate = _subordinate(slots, use, first)
    _gate(sentence, conflict=conflict)
    return sentence


def fighters_speak(sentence: Sentence, slot: int) -> Party | None:
    """The armed body whose words hold a slot («قالت الكتائب في بيان: قصفنا ثكنة»): what it did is told as «we»."""
    said = [a for a in sentence.attributions if a.last <= slot < a.governs[1]]
    if not said:
        return None
    return next((p for p in sentence.parties if said[-1].first <= p.first < said[-1].last and p.armed), None)


def _names_place(slots: Slots, i: int) -> bool:
    """Whether what stands before slot ``i`` makes its letters the name of a place («على صعدة», «استعادة تدمر»)."""
    before = slots.tags[i - 1]
    if slots.tags[i] in "VW":
        return before == "e"  # «ميناء زوارة»
    if before in "nv":
        return any(f.trigger.type == "battle.territory_gain" and not f.definite for f in slots.load[i - 1].triggers)
    return before == "i" or (before in "ekomw" and slots.last[i - 1] <= slots.first[i])


def _mark_dates(slots: Slots, first: int, end: int, times: list[TimeMention]) -> None:
    if not times:
        return
    marked: list[int] = []
    for mention in times:
        kept = "il&nvP" if mention.kind == "since" else "il&nv"
        a, b = (bisect_left(slots.first, token, first, end) for token in (mention.first, mention.last))
        marked.extend(i for i in range(a, b) if slots.tags[i] not in kept and slots.last[i] <= mention.last)
    slots.mark(marked, "D")


@lru_cache(maxsize=10_000)
def _written(words: frozenset[str]) -> frozenset[str]:
    """Words of a list as they may stand in a text: with a proclitic or two, with the article."""
    before = ["", *_PROCLITICS, *(f"{letter}ل" for letter in _PROCLITICS), "ال", *(f"{x}ال" for x in _PROCLITICS)]
    return frozenset(prefix + word for word in words for prefix in before)


def _near(slots: Slots, i: int, first: int, end: int, words: frozenset[str], last: int = 0) -> bool:
    """Whether one of ``words`` stands within four slots of slot ``i``, or of a phrase from there to slot ``last``."""
    a, b = max(first, i - 4), min(end, max(i, last) + 5)
    forms = slots.words.forms
    around = forms[slots.first[a] : slots.first[i]] + forms[slots.last[i] : slots.last[b - 1]]
    return not _written(words).isdisjoint(around)


def _use(slots: Slots, i: int, first: int, end: int) -> Use | None:
    """The reading of a trigger that its company allows; what it is not is taken off the slot."""
    loaded = slots.load[i]
    forms = loaded.triggers
    if not forms:
        return None
    tails: dict[TriggerForm, tuple[int, int]] = {}
    if loaded.heads:
        near = slots.words.forms[slots.last[i] : slots.last[min(end, i + _TAIL_REACH) - 1]]
        if loaded.heads.isdisjoint(near):
            forms = [f for f in forms if not f.tails]
        else:
            tails = {f: _tail(slots, i, end, f) for f in forms if f.tails}
            forms = [f for f in forms if not f.tails or tails[f][0]]
        if not forms:
            slots.load[i] = loaded.read_as(None, [])
            slots.mark([i], slots.load[i].tag)
            return None
    if forms[0].trigger.group == "unrest":  # «تجمعهم» is their gathering: who gathers gathers nobody
        forms = [f for f in forms if not (f.suffix and f.cls == "verb" and f.trigger.object == "none" and not f.tails)]
    for form in forms if len(forms) <= 1 else _ordered(forms, tails, nominal=_nominal(slots, i, first, end)):
        if _allowed(form.trigger, slots, (i, tails[form][1] if form.tails else i), first, end):
            if len(forms) != len(loaded.triggers) or form is not loaded.items[0]:
                slots.load[i] = loaded.read_as(form, forms)
                slots.mark([i], slots.load[i].tag)
            return Use(i, form)
    return None


def _nominal(slots: Slots, i: int, first: int, end: int) -> bool:
    """Whether a preposition, a count or a quality makes the word at slot ``i`` a noun."""
    before = i - 1
    while before >= first and slots.tags[before] == '"':
        before -= 1
    if before > first and slots.tags[before] == "&" and slots.tags[before - 1] == "n":
        listed = before - 2 >= first and slots.tags[before - 2] == "&"  # «والاغتيالات وقصف المنازل»
        return listed or slots.form(before - 1) in _DEEDS or slots.words.forms[slots.first[before - 1]] in _DEEDS
    return (before >= first and slots.tags[before] in "imlocdagewyNQe") or (
        i + 1 < end and slots.form(i + 1) in QUALITIES
    )


def _ordered(
    forms: list[TriggerForm], tails: dict[TriggerForm, tuple[int, int]], *, nominal: bool
) -> list[TriggerForm]:
    """The readings of a word, likeliest first: noun or verb by what stands before it, the longest phrase before a word
    alone, what is sure before what needs support.
    """
    nouns = [f for f in forms if f.cls == "noun"]
    verbs = [f for f in forms if f.cls != "noun"]
    if nouns and verbs:
        # «إصابة» is no «أصابه», «تقدما» rather an advance than two who advanced
        forms = (
            nouns
            if nominal or all(v.suffix or (v.agreement == "md" and not v.trigger.effect) for v in verbs)
            else verbs
        )
    if len(forms) == 1:
        return forms
    phrases = sorted((f for f in forms if f.tails), key=lambda f: (-tails[f][0], not f.trigger.strong))
    forms = [f for f in forms if not f.tails]
    if forms and (not forms[0].trigger.effect or forms[0].trigger.type):
        forms.sort(key=lambda f: 0 if f.trigger.type and f.trigger.strong else 1 if f.trigger.type else 2)
    return phrases + forms


def _allowed(trigger: Trigger, slots: Slots, at: tuple[int, int], first: int, end: int) -> bool:
    """Whether no word near a phrase from slot to slot cancels the trigger, and one that it needs stands in the
    sentence.
    """
    if trigger.not_with and _near(slots, at[0], first, end, trigger.not_with, at[1]):
        return False
    return not trigger.needs or not _written(trigger.needs).isdisjoint(
        slots.words.forms[slots.first[first] : slots.last[end - 1]]
    )


def _tail(slots: Slots, i: int, end: int, form: TriggerForm) -> tuple[int, int]:
    """How many words long the tail of a gapped form is that follows slot ``i`` before another verb, and its slot;
    0 where there is none.
    """
    words, tags, heads = slots.words.forms, slots.tags, form.heads
    start, stop = form.reach
    for k in range(i + start, min(end, i + stop)):
        if tags[k] == "z" and slots.particle(k, "z") == "at_least":
            continue  # «على الأقل» is no «على»
        for token in range(slots.first[k], slots.last[k]):
            if words[token] in heads:
                found = [n for t in form.tails if tuple(words[token : token + (n := len(t))]) == t]
                if found:
                    return max(found), k
        if tags[k] in "!vSCtr":
            break
    return 0, i


def opens_elsewhere(tags: str, k: int, end: int) -> bool:
    """Whether slot ``k`` opens a clause with a place of its own («، وفي بعقوبة …», «وفي ريف حلب …»)."""
    return k < end and _ELSEWHERE.match(tags, k, end) is not None


def clause(slots: Slots, i: int, first: int, end: int) -> tuple[int, int]:
    """The clause around slot ``i``: between «أن», relative pronouns' commas, and «، و» + verb."""
    tags, forms = slots.tags, slots.forms
    left, right = first, end
    for k in range(i - 1, first - 1, -1):
        tag = tags[k]
        if (
            tag == "!"
            or tag == "t"
            or (
                tag == ","
                and (
                    forms[k] in ("؛", ";", ":")
                    or (k + 1 < i and (forms[k + 1] in NEW_CLAUSE or (tags[k + 1] == "&" and tags[k + 2] in "vSL.")))
                    or opens_elsewhere(tags, k + 1, i)
                )
            )
        ):
            left = k + 1
            break
    for k in range(i + 1, end):
        tag = tags[k]
        if tag not in "!t,S":
            continue
        if tag == ",":
            found = (
                forms[k] in ("؛", ";")
                or (k + 1 < end and forms[k + 1] in NEW_CLAUSE)
                or (k + 2 < end and tags[k + 1] == "&" and tags[k + 2] in "SL")
                or opens_elsewhere(tags, k + 1, end)
            )
        elif tag == "t":
            found = k > i + 1 and tags[k - 1] != "&"
        else:
            found = tag == "!" or (k > i + 2 and tags[k - 1] in "&,")
        if found:
            right = k
            break
    return left, right


def _relative(slots: Slots, i: int, left: int) -> bool:
    """Whether slot ``i`` stands in a relative clause («الهجوم الذي استهدف»)."""
    for k in range(i - 1, max(left, i - 14) - 1, -1):
        tag = slots.tags[k]
        if tag == "r":
            return True
        if tag in ",!tS" or (tag == "&" and k + 1 < i and slots.tags[k + 1] in "vSL"):
            return False
    return False


def bare_word(word: str) -> str:
    """A word without «و» or «ف» before it."""
    return word[1:] if word[:1] in ("و", "ف") else word


def _subordinate(slots: Slots, use: Use, first: int) -> bool:
    """Whether a use is only the time of something else («بعد أيام من مقتل», «عندما اغتيل»)."""
    tags = slots.tags
    for i in range(max(first, use.slot - 3), use.slot):
        word = slots.form(i)
        if word in _CONCERNING or bare_word(word) in _CONCERNING:  # «وراء» is one word, «وقضية» two
            return True
    if not use.verb:
        for i in range(use.slot - 1, max(first, use.slot - 9) - 1, -1):
            if slots.form(i) in _AFTER or slots.words.forms[slots.last[i] - 1] in _AFTER:
                return True
            if tags[i] not in _BEFORE_NOUN:
                break
    for i in range(use.slot - 1, max(first, use.slot - 9) - 1, -1):
        tag = tags[i]
        if tag == "r":
            return slots.particle(i, "r") == "when"
        if tag in ",!SvLCnt":
            return False
    return False


def armed_in(sentence: Sentence, left: int, right: int) -> bool:
    """Whether an armed actor, a weapon or a force stands in slots ``[left, right)``."""
    if any(left <= i < right for i in sentence.weapons):
        return True
    return any(p.first >= left and p.last <= right and p.armed for p in sentence.parties)


def crowd(party: Party) -> bool:
    """Whether this is protesters, who riot without arms."""
    if party.actor is not None:
        return party.actor.id in CROWDS
    return party.person is not None and party.person.group == "protester"


def _gate(sentence: Sentence, *, conflict: bool) -> None:
    """Silence weak triggers without conflict around them, and all triggers in sport, fiction and the like."""
    strong = [u for u in sentence.uses if u.form.trigger.strong and u.form.trigger.type]
    blocked = sentence.strong_contexts & _BLOCKING
    losses = any(o.form.trigger.effect in ("killed", "injured", "killed_or_injured") for o in sentence.uses)
    foiled = [u.slot for u in sentence.uses if u.form.trigger.type == "strategic.foiled_attack"]
    charged = sentence.end
    for use in sentence.uses:
        trigger = use.form.trigger
        if trigger.causative:
            continue
        if trigger.effect and charged < use.slot and "C" in sentence.slots.tags[charged : use.slot]:
            use.live = False  # «بتهمة تفجير … أسفر عن مقتل»: spoken of, not told
            continue
        if any(use.left <= at < use.slot <= at + _PRETEXT_REACH for at in sentence.contexts.get("pretext", ())):
            use.live = False  # «اعتقل بتهمة تفجير …»: what he is charged with
            charged = min(charged, use.slot)
            continue
        fought = armed_in(sentence, use.left, use.right)
        if blocked and not (losses and (strong or fought)) and not (blocked <= _BESIDE and trigger.strong and fought):
            use.live = False
            continue
        if "accident" in sentence.strong_contexts and not strong:
            use.live = False
            continue
        if trigger.group in _FOILED and any(f <= use.slot < f + _FOILED_REACH and use.left <= f for f in foiled):
            use.live = False  # «أحبط الجيش هجوما»: it did not come to it
            continue
        if not trigger.strong and trigger.type:
            supported = armed_in(sentence, sentence.first, sentence.end) or any(s is not use for s in strong)
            effects = any(
                o.form.trigger.effect in ("killed", "injured", "killed_or_injured") and o is not use
                for o in sentence.uses
            )
            if trigger.type in MOB and not supported:
                supported = any(crowd(p) for p in sentence.parties)
            if conflict and not sentence.strong_contexts:
                supported = supported or trigger.group in _FOILED or trigger.type in _OF_THE_WAR
            if not supported and not effects and not _driven_out(use, sentence) and not _suspected(use, sentence):
                use.live = False


def _suspected(use: Use, sentence: Sentence) -> bool:
    """Whether those arrested are counted as suspects."""
    return use.form.trigger.effect == "arrested" and any(
        p.person is not None and p.person.id == "suspect" and p.counted and 0 < p.first - use.slot <= 6
        for p in sentence.parties
    )


def _driven_out(use: Use, sentence: Sentence) -> bool:
    """Whether a word of flight is said of a thousand people and more: no crime and no journey."""
    return use.form.trigger.effect == "displaced" and any(
        (p.low or 0) >= _EXODUS and -8 <= p.first - use.slot <= 6 for p in sentence.parties
    )
