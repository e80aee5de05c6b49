"""Data files of the lexicon, parsed. YAML is slow to parse, so the result is kept as JSON under the user's cache
folder, named by the hash of the file's bytes: a changed file is a new name, so nothing can be stale.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from marsad.lexicon.schema import LexiconError

DATA = Path(str(files("marsad.lexicon") / "data"))
_Safe: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Safe):  # type: ignore[misc]
    """A safe loader that takes no key twice: YAML would silently keep the second."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        seen: set[Any] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                line = key_node.start_mark.line + 1
                raise yaml.constructor.ConstructorError(None, None, f"line {line}: the key {key!r} stands twice")
            seen.add(key)
        found: dict[Any, Any] = super().construct_mapping(node, deep)
        return found


def cache_folder() -> Path:
    """Where parsed files are kept: ``$XDG_CACHE_HOME/marsad``, else ``~/.cache/marsad``."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "marsad"


def read_yaml(name: str) -> Any:
    """One data file by its path below ``lexicon/data``; ``LexiconError`` names the file, line and reason."""
    raw = (DATA / name).read_bytes()
    kept = cache_folder() / f"{hashlib.sha256(raw).hexdigest()}.json"
    try:
        return json.loads(kept.read_bytes())
    except (OSError, ValueError):
        pass
    try:
        parsed = yaml.load(raw, Loader=_Loader)  # noqa: S506 (a safe loader, in C where there is one)
    except yaml.constructor.ConstructorError as error:
        raise LexiconError(f"{name}: {error.problem}") from error
    except yaml.YAMLError as error:
        raise LexiconError(f"{name}: not valid YAML: {error}") from error
    _keep(kept, parsed)
    return parsed


def mistake(name: str, ident: str, reason: str, *, word: str = "", nth: int = 1) -> LexiconError:
    """The error to raise for an entry: «file:line: ident: reason».

    The line is that of ``word`` from the ``nth`` entry called ``ident`` on, where one is given, else the entry's own.
    """
    return LexiconError(f"{name}:{line_of(name, ident, word=word, nth=nth)}: {ident}: {reason}")


def line_of(name: str, ident: str, *, word: str = "", nth: int = 1) -> int:
    """The line on which an entry (or a word of it) stands; 1 where it cannot be found."""
    text = (DATA / name).read_text(encoding="utf-8")
    said = re.escape(ident)
    key = re.compile(rf"""(?:id|name|title|en):\s*["']?{said}["']?\s*(?:[,}}#]|$)|^{said}:""", re.MULTILINE)
    starts = [match.start() for match in key.finditer(text)]
    if not starts:
        return 1
    at = starts[min(nth, len(starts)) - 1]
    return text.count("\n", 0, max(at, text.find(word, at)) if word else at) + 1


def _keep(path: Path, parsed: Any) -> None:
    """Write the parsed file in one step; a cache that cannot be written is no error."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False, suffix=".part") as out:
            json.dump(parsed, out, ensure_ascii=False)
        Path(out.name).replace(path)
    except (OSError, TypeError):
        pass


def data_files(folder: str, suffix: str) -> list[str]:
    """The data files of one kind, in order of name."""
    return sorted(f"{folder}/{p.name}" for p in (DATA / folder).glob(f"*{suffix}"))
