"""Checks on the shape of lexicon entries, so that a slip in a file is told by file and entry."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from marsad.lexicon.datafiles import mistake
from marsad.lexicon.schema import LexiconError

STRING_LISTS = (
    "verbs", "nouns", "idioms", "gapped", "target_prep", "not_with", "needs", "examples", "counterexamples", "forms",
    "generic", "leaders", "heads", "singular", "feminine", "dual", "feminine_dual", "plural", "feminine_plural",
    "collective", "collective_dual", "bare", "short", "opens",
)  # fmt: skip
"""Keys whose value is a list of strings wherever they stand. (``en`` of actors holds numbers in places.)"""


def checked(file: str, entries: Any) -> Iterator[dict[str, Any]]:
    """The entries of a file one by one; ``LexiconError`` where one is no mapping or holds what is no string."""
    if entries is not None and not isinstance(entries, list):
        raise LexiconError(f"{file}: must be a list of entries, not {_told(entries)}")
    for number, entry in enumerate(entries or (), start=1):
        if not isinstance(entry, dict):
            raise LexiconError(f"{file}: entry {number}: must have keys such as id, not be {_told(entry)}")
        ident = entry.get("id") or entry.get("name") or entry.get("title") or f"entry {number}"
        for key in STRING_LISTS:
            value = entry.get(key)
            if value is None:
                continue
            if not isinstance(value, list):
                raise mistake(file, str(ident), f"{key}: must be a list, not {_told(value)}", word=f"{key}:")
            for item in value:
                if not isinstance(item, str) or not item.strip():
                    raise mistake(
                        file, str(ident), f"{key}: {_told(item)} is no text; quote it if it is one", word=f"{key}:"
                    )
                if value.count(item) > 1:
                    raise mistake(file, str(ident), f"{key}: {item!r} stands twice", word=item)
        yield entry


def _told(value: Any) -> str:
    names = {dict: "a mapping", list: "a list", type(None): "nothing", bool: "yes/no", str: "text"}
    return f"{value!r:.40} ({names.get(type(value), 'a number')})"
