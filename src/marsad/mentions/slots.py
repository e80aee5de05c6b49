"""Find every lexicon phrase in a text once, and lay the text out as slots with one-character tags.

A slot is a phrase, a number, a proclitic (و، ب، ل …) taken off the word behind it, a punctuation mark or a plain
word. ``Slots.tags`` has one character a slot, so that rules are ordinary ``re`` patterns over a short string.

Tags: n trigger noun · v trigger verb or idiom · C causative · A actor · F force noun · V people-noun · P place ·
J nationality · L light verb · N number · Q vague quantity · z bound · W weapon · S speech verb · K source noun ·
B body · G agency or outlet · H office · D date · u context word · e place noun · k compass · function words as in
function_words.yaml · , comma · " quote · ( bracket · ! stop · . anything else
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from marsad.arabic.numerals import NUMBER_WORDS, parse_number
from marsad.arabic.words import Words
from marsad.lexicon.gazetteer import Country, GazetteerPlace
from marsad.lexicon.schema import (
    ActorForm,
    Body,
    Force,
    Lexicon,
    Light,
    Particle,
    PersonForm,
    Speech,
    TriggerForm,
    Weapon,
)

_QUOTES: Final = frozenset("\"«»“”'‘’")
_PUNCTUATION: Final = {
    **dict.fromkeys(_QUOTES, '"'),
    **dict.fromkeys("،,؛;:", ","),
    **dict.fromkeys("()[]{}", "("),
    **dict.fromkeys(".!؟?\n…", "!"),
    "-": ",", "–": ",", "—": ",", "--": ",", "/": "/", "..": ",", "...": ",", "%": "%", "و": "&", "ب": "i", "ل": "l",
}  # fmt: skip
_CLITIC_PAYLOAD: Final = {
    "و": [Particle("&", "و")],
    "ف": [Particle("&", "ف")],
    "ب": [Particle("i", "ب")],
    "ل": [Particle("l", "ل")],
    "ك": [Particle(".", "ك")],
    "س": [Particle("u", "future", True)],
}
_TAG: Final = {"و": "&", "ف": "&", "ب": "i", "ل": "l", "ك": ".", "س": "u"}
_SHORT_OK: Final = (Particle, Light, TriggerForm)
_NUMBER: Final = "number"
_MEMO_LIMIT: Final = 400_000

Entry = tuple[str, Any, bool, list[Any] | None, str]
Memo = dict[str, tuple[Entry, ...]]


@dataclass(slots=True)
class Slots:
    """The slots of one text: parallel lists; ``first``/``last`` are token indices, ``start``/``end`` offsets."""

    words: Words
    tags: list[str] = field(default_factory=list)
    first: Sequence[int] = ()
    last: Sequence[int] = ()
    start: Sequence[int] = ()
    end: Sequence[int] = ()
    load: list[list[Any]] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)

    def text(self, i: int, j: int | None = None) -> str:
        """The original words of slots ``i`` up to and without ``j`` (one slot by default)."""
        return self.words.text[self.start[i] : self.end[(j or i + 1) - 1]]

    def form(self, i: int) -> str:
        """The folded first token of a slot: a proclitic alone, or the word without the proclitics before it."""
        first = self.first
        token = first[i]
        if i + 1 < len(first) and first[i + 1] == token:
            return self.words.text[self.start[i]]  # a proclitic shares its token with the word behind it
        word = self.words.forms[token]
        if i and first[i - 1] == token:
            taken = self.start[i] - self.words.starts[token]
            rest = word[taken:]
            return "ا" + rest if word[taken - 1] == "ل" and rest.startswith("ل") else rest
        return word

    def particle(self, i: int, tag: str) -> str:
        """The value of the particle with a tag at a slot, or ""."""
        for payload in self.load[i]:
            if payload.__class__ is Particle and payload.tag == tag:
                return payload.value
        return ""

    def get(self, i: int, cls: type) -> Any:
        """The first payload of a class at a slot, or None."""
        for payload in self.load[i]:
            if isinstance(payload, cls):
                return payload
        return None


_PARTICLE_RANK: Final = {"u": 9, ".": 9, "e": 2, "k": 2, "z": -1}


def tag_of(payloads: list[Any]) -> str:
    """The tag of a phrase with these payloads: the strongest reading."""
    best, rank = ".", 99
    for payload in payloads:
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
            tag, r = {"source": "K", "office": "H", "body": "B"}.get(payload.kind, "G"), 6
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
            if len(rest) > 3 and rest[0] in "بلكس":
                prefixes.append((word[:2], rest[1:]))
                if rest.startswith("لل"):
                    prefixes.append((word[:2], "ا" + rest[1:]))
        if word[0] in "بلكس":
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


def _usable(prefix: str, payloads: list[Any]) -> list[Any]:
    """The payloads that may stand behind these proclitics."""
    if not prefix or prefix in ("و", "ف"):
        return payloads
    out = []
    for p in payloads:
        if isinstance(p, TriggerForm) and p.cls == "verb":
            if prefix[-1] in ("ل", "س") and p.tense == "impf":
                out.append(p)
        elif prefix[-1] != "س":
            out.append(p)
    return out


def _entry(prefix: str, node: Any) -> Entry:
    if node is _NUMBER:
        return prefix, node, False, None, "N"
    usable = _usable(prefix, node[""]) if "" in node else []
    return prefix, node, len(node) > ("" in node), usable or None, tag_of(usable)


class Scanner:
    """Finds lexicon phrases; keeps a bounded memo of word types."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.memo: Memo = {}

    def _look_up(self, word: str) -> tuple[Entry, ...]:
        if len(self.memo) > _MEMO_LIMIT:
            self.memo.clear()
        found = tuple(_entry(prefix, node) for prefix, node in _candidates(word, self.lexicon.trie))
        self.memo[word] = found
        return found

    def scan(self, words: Words) -> Slots:
        """Lay out all of ``words`` as slots."""
        slots = Slots(words)
        forms, starts, ends = words.forms, words.starts, words.ends
        memo = self.memo
        items: list[tuple[str, int, int, int, int, list[Any]]] = []
        add = items.append
        empty: list[Any] = []
        for s_first, s_last in words.sentences:
            begin = len(items)
            i = s_first
            while i < s_last:
                word = forms[i]
                entries = memo.get(word)
                if entries is None:
                    entries = self._look_up(word)
                if len(entries) > 1 and word[0] in "وف" and words.text[starts[i] + 1] in "أإ":
                    entries = tuple(e for e in entries if e[0])  # «وأدى» is «و» and «أدى», never «وادي»; «فإن» no town
                best_len = 0
                for prefix, node, more, payloads, tag in entries:
                    if node is _NUMBER:
                        number = _number(forms, i, s_last, prefix)
                        if number is not None and number[1] > best_len:
                            best_len, best_prefix, best, best_tag = number[1], prefix, [number[0]], "N"
                        continue
                    if payloads is not None and best_len == 0:
                        best_len, best_prefix, best, best_tag = 1, prefix, payloads, tag
                    if more:
                        length, found = _longest(node, forms, i + 1, s_last)
                        if length > best_len - 1 and found is not None:
                            usable = _usable(prefix, found)
                            if usable:
                                best_len, best_prefix, best, best_tag = length + 1, prefix, usable, tag_of(usable)
                if best_len == 0:
                    add((_PUNCTUATION.get(word, "."), i, i + 1, starts[i], ends[i], empty))
                    i += 1
                    continue
                offset = starts[i]
                for letter in best_prefix:
                    add((_TAG[letter], i, i + 1, offset, offset + 1, _CLITIC_PAYLOAD[letter]))
                    offset += 1
                add((best_tag, i, i + best_len, offset, ends[i + best_len - 1], best))
                i += best_len
            slots.sentences.append((begin, len(items)))
        if items:
            tags, slots.first, slots.last, slots.start, slots.end, load = zip(*items, strict=True)
            slots.tags, slots.load = list(tags), list(load)
        return slots


def _number(forms: list[str], i: int, end: int, prefix: str) -> tuple[int, int] | None:
    """The number at token ``i`` behind its proclitics: (value, tokens)."""
    if prefix:
        seq = [forms[i][len(prefix) :], *forms[i + 1 : min(end, i + 8)]]
        return parse_number(seq, 0, len(seq))
    number = parse_number(forms, i, end)
    return (number[0], number[1] - i) if number is not None else None


def _longest(node: dict[str, Any], forms: list[str], j: int, end: int) -> tuple[int, list[Any] | None]:
    """The longest phrase that goes on from ``node`` at token ``j``, past quotation marks: (tokens, payloads)."""
    begin = j
    length, found = 0, None
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
        payloads = node.get("")
        if payloads is not None:
            length, found = j - begin, payloads
    return length, found


def payload_places(payloads: list[Any]) -> tuple[GazetteerPlace, ...]:
    """The gazetteer places among payloads."""
    for payload in payloads:
        if payload.__class__ is tuple:
            return payload
    return ()
