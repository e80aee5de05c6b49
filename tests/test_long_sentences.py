"""A sentence without a stop is read in shares: nothing is lost, and reading does not grow faster than the text."""

from __future__ import annotations

from marsad.arabic.words import split_words
from marsad.model import Article, Part
from marsad.reports import extract

CLAUSE = "قتل خمسة جنود في هجوم شنه مسلحون على حاجز في حلب، و"
LONGEST = 400


def test_shares_cover_all_tokens_in_order() -> None:
    words = split_words(CLAUSE * 200)
    assert [first for first, _ in words.sentences] == [0, *(last for _, last in words.sentences[:-1])]
    assert words.sentences[-1][1] == len(words)
    assert all(0 < last - first <= LONGEST for first, last in words.sentences)
    assert all(words.forms[last - 1] in ("،", "و") for _, last in words.sentences)


def test_a_sentence_of_news_stays_whole() -> None:
    assert len(split_words(CLAUSE * 20).sentences) == 1


def test_an_endless_sentence_is_read() -> None:
    text = CLAUSE * 400
    reports = extract(Article("endless", text, parts=(Part(0, len(text)),)))
    assert reports
    assert all(text[e.start : e.end] == e.quote for r in reports for e in r.evidence)
