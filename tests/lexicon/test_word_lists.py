"""Every closed word list has an example with one of its words, and asking for an unknown list is an error."""

from __future__ import annotations

from pathlib import Path

import pytest

import marsad
from marsad.arabic.words import split_words
from marsad.lexicon import word_lists
from marsad.lexicon.datafiles import read_yaml
from marsad.lexicon.schema import LexiconError
from marsad.lexicon.word_lists import word_list


@pytest.mark.parametrize("name", sorted(read_yaml("word_lists.yaml")))
def test_example_holds_a_word_of_the_list(name: str) -> None:
    entry = read_yaml("word_lists.yaml")[name]
    assert entry["about"]
    assert word_list(name) & set(split_words(entry["example"]).forms), f"{name}: the example has none of its words"


def test_every_list_is_asked_for() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in Path(marsad.__file__).parent.rglob("*.py"))
    assert [name for name in read_yaml("word_lists.yaml") if f'word_list("{name}")' not in code] == []


def test_a_phrase_in_a_list_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_lists, "read_yaml", lambda _: {"odd": {"words": ["بعد أن"]}})
    with pytest.raises(LexiconError, match="would never be found"):
        word_list("odd")


def test_a_word_that_stands_twice_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_lists, "read_yaml", lambda _: {"odd": {"words": ["صقور", "أسود", "صقور"]}})
    with pytest.raises(LexiconError, match="'صقور' stands twice"):
        word_list("odd")


def test_unknown_list_is_an_error() -> None:
    with pytest.raises(LexiconError, match="no such list"):
        word_list("nothing")
