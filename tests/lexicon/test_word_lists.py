"""Every closed word list has an example with one of its words, and asking for an unknown list is an error."""

from __future__ import annotations

import pytest

from marsad.arabic.words import split_words
from marsad.lexicon.datafiles import read_yaml
from marsad.lexicon.schema import LexiconError
from marsad.lexicon.word_lists import word_list


@pytest.mark.parametrize("name", sorted(read_yaml("word_lists.yaml")))
def test_example_holds_a_word_of_the_list(name: str) -> None:
    entry = read_yaml("word_lists.yaml")[name]
    assert entry["about"]
    assert word_list(name) & set(split_words(entry["example"]).forms), f"{name}: the example has none of its words"


def test_unknown_list_is_an_error() -> None:
    with pytest.raises(LexiconError, match="no such list"):
        word_list("nothing")
