"""Find every lexicon phrase in a text once, and lay the text out as slots with one-character tags.

A slot is a phrase, a number, a proclitic (و، ب، ل …) taken off the word behind it, a punctuation mark or a plain
word. ``Slots.tags`` has one character a slot, so that rules are ordinary ``re`` patterns over a short string.

Tags: n trigger noun · v trigger verb or idiom · C causative · A actor · F force noun · V people-noun · P place ·
J nationality · L light verb · N number · Q vague quantity · z bound · W weapon · S speech verb · K source noun ·
B body · G agency or outlet · H office · D date · u context word · e place noun · k compass · function words as in
function_words.yaml · , comma · " quote · ( bracket · ! stop · . anything else
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from marsad.arabic.numerals import NUMBER_WORDS, parse_number
from marsad.arabic.words import WordMemo, Words
from marsad.lexicon.gazetteer import Country, GazetteerPlace
from marsad.lexicon.schema import (
    Actor,
    ActorForm,
    Body,
    Force,
    Lexicon,
    Light,
    Particle,
    PersonForm,
    Speech,
    TriggerForm,
    Unit,
    Weapon,
)
from marsad.lexicon.word_lists import word_list
from marsad.mentions.units import unit_actor, unit_name

_QUOTES: Final = frozenset("\"«»“”'‘’")
_PUNCTUATION: Final = {
    **dict.fromkeys(_QUOTES, '"'),
    **dict.fromkeys("،,؛;:", ","),
    **dict.fromkeys("()[]{}", "("),
    **dict.fromkeys(".!؟?\n…", "!"),
    "-": ",", "–": ",", "—": ",", "--": ",", "/": "/", "..": ",", "...": ",", "%": "%", "و": "&", "ب": "i", "ل": "l",
}  # fmt: skip
_CLITICS: Final = {
    "و": Particle("&", "و"),
    "ف": Particle("&", "ف"),
    "ب": Particle("i", "ب"),
    "ل": Particle("l", "ل"),
    "ك": Particle(".", "ك"),
    "س": Particle("u", "future", True),
}
_OWN_LAM: Final = word_list("own_lam")
_SHORT_OK: Final = (Particle, Light, TriggerForm)
_NUMBER: Final = "number"
_MOST_BODIES: Final = 10_000
_PARTICLE_RANK: Final = {"u": 9, ".": 9, "e": 2, "k": 2, "z": -1}
_BODY_TAG: Final = {"source": "K", "office": "H", "body": "B"}


class Payloads:
    """What one written form may be, and what the rules ask of that again and again.

    ``items`` are the lexicon's entries, ``first`` the first of each class, ``tag`` the strongest reading; ``places``
    are the gazetteer's bearers of the name; ``heads`` begin the tails of its triggers; ``noted`` says that a weapon or
    a context word is among the items; ``ballot`` how it speaks for a country, once that was asked (see places.py).
    """

    __slots__ = ("_actors", "_as", "ballot", "first", "heads", "items", "noted", "places", "tag", "triggers", "unit")

    def __init__(self, items: list[Any], tag: str = "") -> None:
        self.items = items
        self.first: dict[type, Any] = {}
        for payload in items:
            self.first.setdefault(payload.__class__, payload)
        self.tag = tag or _tag_of(items)
        self.places: tuple[GazetteerPlace, ...] = self.first.get(tuple, ())
        self.triggers: list[TriggerForm] = [p for p in items if p.__class__ is TriggerForm]
        self.heads: frozenset[str] = frozenset().union(*(form.heads for form in self.triggers))
        self.noted = any(p.__class__ is Weapon or (p.__class__ is Particle and p.tag == "u") for p in items)
        self.unit: Unit | None = self.first.get(Unit)
        self._actors: tuple[Actor | None, tuple[Actor, ...]] | None = None
        self.ballot: tuple[bool, int] | None = None
        self._as: dict[tuple[TriggerForm, ...], Payloads] = {}

    def read_as(self, chosen: TriggerForm | None, forms: list[TriggerForm]) -> Payloads:
        """The same where, of the triggers, only ``forms`` are possible and ``chosen`` is meant (None: no trigger)."""
        key = (chosen, *forms) if chosen is not None else ()
        if key not in self._as:
            others = [p for p in self.items if p.__class__ is not TriggerForm or (p in forms and p is not chosen)]
            self._as[key] = Payloads([chosen, *others], _tag_of([chosen])) if chosen is not None else Payloads(others)
        return self._as[key]

    @property
    def actors(self) -> tuple[Actor | None, tuple[Actor, ...]]:
        """The actor named (a name before a description), and those for whom it is a generic name."""
        if self._actors is None:
            forms = [p for p in self.items if p.__class__ is ActorForm]
            sure = [form.actor for form in forms if not form.generic]
            named = next((actor for actor in sure if not actor.described), sure[0] if sure else None)
            self._actors = named, tuple(form.actor for form in forms if form.generic)
        return self._actors


def _tag_of(items: list[Any]) -> str:
    """The tag of a phrase with these payloads: the strongest reading."""
    best, rank = ".", 99
    for payload in items:
        cls = payload.__class__
        if cls is Particle:
            tag, r = payload.tag, _PARTICLE_RANK.get(payload.tag, 0)
        elif cls is TriggerForm:
            tag, r = ("C" if payload.trigger.causative else "n" if payload.cls == "noun" else "v"), 1
        elif cls is tuple:
            tag, r = "P", (3 if payload[0].cls == "country" else 8)
        elif cls is ActorForm:
            tag, r = "A", 4
        elif cls is Force:
            tag, r = "F", 5
        elif cls is PersonForm:
            tag, r = "V", 5
        elif cls is Body and payload.kind != "bare":
            tag, r = _BODY_TAG.get(payload.kind, "G"), 6
        elif cls is Weapon:
            tag, r = "W", 6
        elif cls is Speech:
            tag, r = "S", 7
        elif cls is Country:
            tag, r = "J", 7
        elif cls is Light:
            tag, r = "L", 6
        else:
            continue
        if r < rank:
            best, rank = tag, r
    return best


@lru_cache(maxsize=10_000)
def _of_number(value: int) -> Payloads:
    return Payloads([value], "N")


_PROCLITICS: Final = {letter: Payloads([particle], particle.tag) for letter, particle in _CLITICS.items()}
_NOTHING: Final = {tag: Payloads([], tag) for tag in {".", *_PUNCTUATION.values()}}


@dataclass(slots=True)
class Slots:
    """The slots of one text: parallel sequences.

    ``tags`` has one character a slot and is changed by ``mark`` alone; ``first``/``last`` are token indices,
    ``start``/``end`` offsets; ``forms`` the folded first tokens (a proclitic alone, or the word without the proclitics
    before it); ``noted`` the slots that hold a weapon or a context word, ascending.
    """

    words: Words
    tags: str = ""
    first: list[int] = field(default_factory=list)
    last: list[int] = field(default_factory=list)
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    load: list[Payloads] = field(default_factory=list)
    noted: list[int] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)

    def where(self, wanted: re.Pattern[str], first: int, end: int) -> list[int]:
        """The slots in ``[first, end)`` from which a pattern matches the tags."""
        return [match.start() for match in wanted.finditer(self.tags, first, end)]

    def mark(self, marked: list[int], tag: str) -> None:
        """Give slots, ascending, another tag."""
        if marked:
            a, b = marked[0], marked[-1] + 1
            piece = list(self.tags[a:b])
            for i in marked:
                piece[i - a] = tag
            self.tags = self.tags[:a] + "".join(piece) + self.tags[b:]

    def text(self, i: int, j: int | None = None) -> str:
        """The original words of slots ``i`` up to and without ``j`` (one slot by default)."""
        return self.words.text[self.start[i] : self.end[(j or i + 1) - 1]]

    def span(self, i: int, j: int | None = None) -> tuple[int, int]:
        """The offsets of slots ``i`` up to and without ``j`` (one slot by default)."""
        return self.start[i], self.end[(j or i + 1) - 1]

    def form(self, i: int) -> str:
        """The folded first token of a slot: a proclitic alone, or the word without the proclitics before it."""
        return self.forms[i]

    def number(self, i: int) -> int:
        """The value of the number at a slot with tag N."""
        value: int = self.load[i].items[0]
        return value

    def particle(self, i: int, tag: str) -> str:
        """The value of the particle with a tag at a slot, or ""."""
        for payload in self.load[i].items:
            if payload.__class__ is Particle and payload.tag == tag:
                value: str = payload.value
                return value
        return ""

    def get(self, i: int, cls: type) -> Any:
        """The first payload of a class at a slot, or None."""
        return self.load[i].first.get(cls)


Entry = tuple[str, Any, bool, Payloads | None]
"""A reading of a word type: proclitics, trie node or number mark, whether phrases begin so, its own payloads."""


class Reading:
    """What a word type is.

    ``prefix`` and ``payloads``: its proclitics and what it is by itself; ``entries`` all its readings, where it may
    begin a phrase or a number (else None); ``follow`` the words that may go on a phrase with it (empty: any);
    ``doubtful`` where it has another reading when «ا» is written with its hamza; ``plain`` where it is always one slot,
    ``cut`` where it is never one slot as it stands; ``heads_unit`` where it may begin the name of an armed body.
    """

    __slots__ = ("cut", "doubtful", "entries", "follow", "heads_unit", "payloads", "plain", "prefix")

    def __init__(self, word: str, entries: tuple[Entry, ...]) -> None:
        self.doubtful = len(entries) > 1 and word[0] in "وف" and word[1:2] == "ا"
        self.prefix = ""
        self.payloads = _NOTHING[_PUNCTUATION.get(word, ".")]
        for prefix, _, _, payloads in entries:
            if payloads is not None:
                self.prefix, self.payloads = prefix, payloads
                break
        self.follow: frozenset[str] = frozenset()
        self.entries: tuple[Entry, ...] | None = entries
        if all(entry[1] is not _NUMBER for entry in entries):
            longer = [entry[1] for entry in entries if entry[2]]
            if longer:
                self.follow = _QUOTES.union(*longer) - {""}
            else:
                self.entries = None
        self.cut = bool(self.prefix) or self.doubtful
        self.heads_unit = self.payloads.unit is not None
        self.plain = self.entries is None and not self.cut and not self.heads_unit


def _candidates(word: str, trie: dict[str, Any]) -> tuple[tuple[str, Any], ...]:
    """The readings of a word type: (proclitics, trie node or number mark), fewest proclitics first."""
    out: list[tuple[str, Any]] = []
    node = trie.get(word)
    if node is not None:
        out.append(("", node))
    if word in NUMBER_WORDS or word[0].isdigit():
        out.append(("", _NUMBER))
    prefixes: list[tuple[str, str]] = []
    if len(word) > 2:
        if word[0] in "وف":
            rest = word[1:]
            prefixes.append((word[0], rest))
            if len(rest) > 3 and rest[0] in "بلكس" and rest not in _OWN_LAM:
                prefixes.append((word[:2], rest[1:]))
                if rest.startswith("لل"):
                    prefixes.append((word[:2], "ا" + rest[1:]))
        if word[0] in "بلكس" and word not in _OWN_LAM:
            prefixes.append((word[0], word[1:]))
            if word.startswith("لل") and len(word) > 3:
                prefixes.append(("ل", "ال" + word[2:]))
    for prefix, rest in prefixes:
        if rest in NUMBER_WORDS:
            out.append((prefix, _NUMBER))
        node = trie.get(rest)
        if node is None or len(rest) < 2:
            continue
        if len(rest) == 2 and not any(isinstance(p, _SHORT_OK) for p in node.get("", ())):
            continue
        if "ك" in prefix and not rest.startswith("ال"):
            continue
        if "س" in prefix and not any(isinstance(p, TriggerForm | Speech | Light) for p in node.get("", ())):
            continue
        out.append((prefix, node))
    return tuple(out)


_PLAIN: Final = {_PUNCTUATION.get(mark, "."): Reading(mark, ()) for mark in (*_PUNCTUATION, "#")}
"""Words and marks of which the lexicon knows nothing."""


def _usable(prefix: str, items: list[Any]) -> list[Any]:
    """The payloads that may stand behind these proclitics."""
    if not prefix or prefix in ("و", "ف"):
        return items
    out = []
    for p in items:
        if isinstance(p, TriggerForm) and p.cls == "verb":
            if prefix[-1] in ("ل", "س") and p.tense == "impf":
                out.append(p)
        elif prefix[-1] != "س":
            out.append(p)
    return out


class Scanner:
    """Finds lexicon phrases; keeps a bounded memo of word types."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.memo = WordMemo(self._read)
        self.hamza = WordMemo(self._read_with_hamza)
        self._known: dict[tuple[str, int], Payloads | None] = {}
        self._bodies: dict[tuple[str, str], Payloads] = {}

    def _payloads(self, prefix: str, node: dict[str, Any]) -> Payloads | None:
        """What ends at a node of the trie and may stand behind these proclitics."""
        items = node.get("")
        if items is None:
            return None
        key = prefix, id(items)  # the lexicon's lists outlive the scanner
        if key not in self._known:
            usable = _usable(prefix, items)
            self._known[key] = Payloads(usable) if usable else None
        return self._known[key]

    def _entries(self, word: str) -> tuple[Entry, ...]:
        return tuple(
            (prefix, node, False, None)
            if node is _NUMBER
            else (prefix, node, len(node) > ("" in node), self._payloads(prefix, node))
            for prefix, node in _candidates(word, self.lexicon.trie)
        )

    def _read(self, word: str) -> Reading:
        entries = self._entries(word)
        return Reading(word, entries) if entries else _PLAIN[_PUNCTUATION.get(word, ".")]

    def _read_with_hamza(self, word: str) -> Reading:
        """«وأدى» is «و» and «أدى», never «وادي»; «فإن» no town."""
        return Reading(word, tuple(e for e in self._entries(word) if e[0]))

    def scan(self, words: Words) -> Slots:
        """Lay out all of ``words`` as slots."""
        slots = Slots(words)
        forms, starts, text = words.forms, words.starts, words.text
        readings = list(map(self.memo.__getitem__, forms))
        plain = [reading.payloads for reading in readings]
        first, load = slots.first, slots.load
        cut: list[tuple[int, int]] = []  # slots behind proclitics, and how many
        done, sentence, s_last = 0, -1, 0
        ahead = [*forms[1:], ""]
        apart = [
            i
            for i, r in enumerate(readings)
            if not r.plain and (not r.follow or r.cut or r.heads_unit or ahead[i] in r.follow)
        ]
        for i in apart:
            if i < done:
                continue
            reading = readings[i]
            if reading.doubtful and text[starts[i] + 1] in "أإ":
                reading = self.hamza[forms[i]]
            prefix, payloads, length = reading.prefix, reading.payloads, 1
            if reading.entries is not None and (not reading.follow or ahead[i] in reading.follow):
                while i >= s_last:
                    sentence += 1
                    s_last = words.sentences[sentence][1]
                length, prefix, payloads = self._phrase(reading, forms, i, s_last)
            if payloads.unit is not None and length == 1:
                while i >= s_last:
                    sentence += 1
                    s_last = words.sentences[sentence][1]
                length, payloads = self._unit(payloads, prefix, words, i, s_last)
            if done < i:
                first.extend(range(done, i))
                load.extend(plain[done:i])
            if prefix:
                for letter in prefix:
                    first.append(i)
                    load.append(_PROCLITICS[letter])
                cut.append((len(first), len(prefix)))
            first.append(i)
            load.append(payloads)
            done = i + length
        first.extend(range(done, len(forms)))
        load.extend(plain[done:])
        slots.tags = "".join([payloads.tag for payloads in load])
        slots.noted = [i for i, payloads in enumerate(load) if payloads.noted]
        edges = [bisect_left(first, begin) for begin, _ in words.sentences]
        slots.sentences = list(zip(edges, [*edges[1:], len(first)], strict=True))
        _measure(slots, cut)
        return slots

    def _unit(self, head: Payloads, prefix: str, words: Words, i: int, end: int) -> tuple[int, Payloads]:
        """An armed body by its name from token ``i`` on, where one follows its head: how many tokens, what it is."""
        unit = head.unit
        length = unit_name(unit, words.forms, i, end, self._unknown) if unit is not None else 0
        if unit is None or not length or self._is_known(words.forms[i + 2 : i + length - 1]):
            return 1, head
        tokens = (words.text[words.starts[k] : words.ends[k]] for k in range(i, i + length))
        name = [token for token in tokens if token not in _QUOTES]
        name[0] = name[0][len(prefix) :]
        key = unit.id, " ".join(name)
        if key not in self._bodies:
            if len(self._bodies) >= _MOST_BODIES:
                self._bodies.clear()
            self._bodies[key] = Payloads([unit_actor(unit, name)])
        return length, self._bodies[key]

    def _is_known(self, phrase: list[str]) -> bool:
        """Whether words are an actor («قوات «فيلق القدس»») or begin with an event («تنظيم «مسيرات العودة»»)."""
        node: dict[str, Any] = self.lexicon.trie
        for word in phrase:
            node = node.get(word) or {}
        named = any(isinstance(payload, ActorForm) for payload in node.get("", ()))
        return named or (bool(phrase) and bool(self.memo[phrase[0]].payloads.triggers))

    def _unknown(self, word: str) -> bool:
        reading = self.memo[word]
        return reading.plain and not reading.payloads.items

    def _phrase(self, reading: Reading, forms: list[str], i: int, end: int) -> tuple[int, str, Payloads]:
        """The longest phrase or number at token ``i``: how many tokens, its proclitics, what it is."""
        best_len, best_prefix, best = 0, "", reading.payloads
        for prefix, node, more, payloads in reading.entries or ():
            if node is _NUMBER:
                number = _number(forms, i, end, prefix)
                if number is not None and number[1] > best_len:
                    best_len, best_prefix, best = number[1], prefix, _of_number(number[0])
                continue
            if payloads is not None and best_len == 0:
                best_len, best_prefix, best = 1, prefix, payloads
            if more:
                length, last = _longest(node, forms, i + 1, end)
                if last is not None and length > best_len - 1:
                    longer = self._payloads(prefix, last)
                    if longer is not None:
                        best_len, best_prefix, best = length + 1, prefix, longer
        return max(best_len, 1), best_prefix, best


def _measure(slots: Slots, cut: list[tuple[int, int]]) -> None:
    """Fill in where slots end and their offsets; the proclitics of a word have a letter each, the slot the rest."""
    words, first = slots.words, slots.first
    last = [*first[1:], len(words.forms)]
    start = [words.starts[i] for i in first]
    end = [words.ends[i - 1] for i in last]
    forms = [words.forms[i] for i in first]
    for slot, count in cut:
        offset = start[slot]
        for k in range(slot - count, slot):
            last[k] = first[k] + 1
            start[k] = offset
            forms[k] = words.text[offset]
            offset += 1
            end[k] = offset
        start[slot] = offset
        word = forms[slot]
        rest = word[count:]
        forms[slot] = "ا" + rest if word[count - 1] == "ل" and rest.startswith("ل") else rest
    slots.last, slots.start, slots.end, slots.forms = last, start, end, forms


def _number(forms: list[str], i: int, end: int, prefix: str) -> tuple[int, int] | None:
    """The number at token ``i`` behind its proclitics: (value, tokens)."""
    if prefix:
        seq = [forms[i][len(prefix) :], *forms[i + 1 : min(end, i + 8)]]
        return parse_number(seq, 0, len(seq))
    number = parse_number(forms, i, end)
    return (number[0], number[1] - i) if number is not None else None


def _longest(node: dict[str, Any], forms: list[str], j: int, end: int) -> tuple[int, dict[str, Any] | None]:
    """The longest phrase that goes on from ``node`` at token ``j``, past quotation marks: (tokens, its last node)."""
    begin = j
    length = 0
    found: dict[str, Any] | None = None
    while j < end:
        nxt = node.get(forms[j])
        if nxt is None:
            if forms[j] in _QUOTES and j + 1 < end:
                nxt = node.get(forms[j + 1])
                j += 1
            if nxt is None:
                break
        node = nxt
        j += 1
        if "" in node:
            length, found = j - begin, node
    return length, found
