"""Bytes to text: marks, wrong declarations, no declarations, mended double encoding."""

from __future__ import annotations

import codecs

import pytest

from marsad.pages.encoding import arabic_score, decode, is_binary

TEXT = (
    "قالت الشرطة إن ثلاثة من عناصرها قتلوا في هجوم على نقطة تفتيش قرب الجسر، وإن المهاجمين فروا إلى الجبل بعد "
    "تبادل لإطلاق النار. وأضافت أن قوة أخرى تلاحق من تبقى منهم في الوادي، وأن الطريق إلى البلدة مغلق حتى المساء."
)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "windows-1256", "iso-8859-6", "utf-16-le", "utf-16-be", "utf-8-sig", "utf-16"]
)
def test_each_encoding(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)).text == TEXT


@pytest.mark.parametrize("encoding", ["windows-1256", "iso-8859-6", "utf-8"])
@pytest.mark.parametrize("declared", ["windows-1252", "iso-8859-1", "utf-8", "windows-1256", "iso-8859-6", "nonsense"])
def test_wrong_meta_tag(encoding: str, declared: str) -> None:
    page = f'<html><head><meta charset="{declared}"></head><body><p>{TEXT}</p></body></html>'
    assert TEXT in decode(page.encode(encoding)).text


@pytest.mark.parametrize("header", ["windows-1252", "utf-8", "iso-8859-1", ""])
def test_wrong_header(header: str) -> None:
    assert decode(TEXT.encode("windows-1256"), header).text == TEXT


@pytest.mark.parametrize("wrong", ["latin-1", "windows-1256"])
def test_text_encoded_twice_is_mended(wrong: str) -> None:
    spoilt = TEXT.replace("،", ",").encode("utf-8").decode(wrong, "ignore")
    if spoilt.encode(wrong) != TEXT.replace("،", ",").encode("utf-8"):
        pytest.skip("not every byte has a character in that encoding")
    assert decode(spoilt.encode("utf-8")).text == TEXT.replace("،", ",")


def test_cut_and_spoilt_bytes_are_counted() -> None:
    data = TEXT.encode("utf-8")
    cut = decode(data[:-1] if data[-1] > 127 else data[:-2])
    assert cut.encoding == "utf-8"
    assert cut.text[:80] == TEXT[:80]
    spoilt = decode((TEXT * 5).encode("utf-8").replace("المساء".encode(), b"\xff", 1))
    assert spoilt.encoding == "utf-8"
    assert spoilt.replaced == 1


def test_mostly_ascii_page_before_the_text() -> None:
    data = b"<script>" + b"x" * 200_000 + b"</script>" + TEXT.encode("windows-1256")
    assert TEXT in decode(data).text


def test_score_and_binary() -> None:
    assert arabic_score(TEXT) > 0.15 > arabic_score(TEXT.encode("windows-1256").decode("iso-8859-6", "replace"))
    assert is_binary(b"\x89PNG\r\n\x1a\n" + bytes(50))
    assert is_binary(bytes(range(32)) * 40)
    assert not is_binary(TEXT.encode("utf-16-le"))
    assert not is_binary(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"))
    assert not is_binary(TEXT.encode("windows-1256"))


def test_nothing_raises() -> None:
    for data in (b"", b"\xff", b"\xfe\xff", bytes(range(256)), b"\x06" * 9):
        decode(data)
