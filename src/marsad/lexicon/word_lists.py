"""Short closed lists of words that rules ask for by name (``data/word_lists.yaml``)."""

from __future__ import annotations

from collections import Counter

from marsad.arabic.normalise import fold
from marsad.lexicon.datafiles import mistake, read_yaml


def word_list(name: str) -> frozenset[str]:
    """The folded words of a list; ``LexiconError`` where there is no such list, or it
    is empty, holds a phrase or holds a word twice.
    """
    entry = read_yaml("word_lists.yaml").get(name)
    if not isinstance(entry, dict) or not entry.get("words"):
        raise mistake("word_lists.yaml", name, "no such list, or it has no words")
    if twice := sorted(word for word, times in Counter(map(str, entry["words"])).items() if times > 1):
        raise mistake("word_lists.yaml", name, f"{twice[0]!r} stands twice")
    words = frozenset(fold(str(word)) for word in entry["words"])
    if phrases := sorted(word for word in words if " " in word):
        raise mistake("word_lists.yaml", name, f"rules ask for single words, {phrases[0]!r} would never be found")
    return words
