"""Files, folders, JSON Lines, standard input and addresses; nothing stops a batch."""

from __future__ import annotations

import gzip
import io
import json
from datetime import date
from pathlib import Path

import pytest

from marsad.model import Article
from marsad.pages import PageError, read, read_paths

TEXT = "قال متحدث باسم الشرطة إن أربعة مسلحين قتلوا في اشتباك قرب الجسر الشمالي، وإن شرطيا أصيب بجروح."


def line(**fields: object) -> bytes:
    """A line of JSON Lines."""
    return json.dumps(fields, ensure_ascii=False).encode() + b"\n"


def test_folder_is_read_in_order_with_relative_names(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "2.txt").write_bytes(TEXT.encode("windows-1256"))
    (tmp_path / "a.html").write_text(f"<html><body><p>{TEXT}</p></body></html>", encoding="utf-8")
    (tmp_path / "c.jsonl").write_bytes(line(source="x-1", text=TEXT, published="2020-05-06", outlet="شبكة"))
    (tmp_path / "d.jsonl.gz").write_bytes(gzip.compress(line(source="x-2", html=f"<p>{TEXT}</p>")))
    (tmp_path / "notes.md").write_text("x")
    found = list(read_paths([tmp_path]))
    assert [item.source for item in found] == ["a.html", "b/2.txt", "x-1", "x-2"]
    assert all(isinstance(item, Article) and item.text == TEXT for item in found)
    assert isinstance(found[2], Article)
    assert found[2].published == date(2020, 5, 6)
    assert found[2].outlet == "شبكة"


def test_bad_lines_are_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    file = tmp_path / "x.jsonl"
    file.write_bytes(
        line(source="1", text=TEXT) + b"{broken\n" + b"[1]\n" + line(source="4") + b"\n" + b'{"text": "\xff"}\n'
        + line(source="7", text=TEXT, published="ذات يوم")
    )  # fmt: skip
    found = list(read_paths([file]))
    assert [item.source.removeprefix(str(file)) for item in found] == ["1", ":2", ":3", ":4", ":6", "7"]
    assert [isinstance(item, PageError) for item in found] == [False, True, True, True, True, False]
    assert isinstance(found[-1], Article)
    assert "2022-01-28" in found[-1].notes[0]


def test_bad_files_give_reasons(tmp_path: Path) -> None:
    names = {"empty.txt": b"", "blank.txt": b" \n", "image.txt": b"\x89PNG\r\n\x1a\n" + bytes(99), "a.warc.gz": b"x",
             "bad.jsonl.gz": b"\x1f\x8b\x08garbage", "empty.jsonl": b"", "bomb.html": b"<div>" * 50_000}  # fmt: skip
    for name, data in names.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf-8")
    found = list(read_paths([*(tmp_path / name for name in names), tmp_path / "missing.txt", tmp_path / "good.txt"]))
    assert all(isinstance(item, PageError) and item.reason and item.hint for item in found[:-1])
    assert len(found) == len(names) + 2
    assert isinstance(found[-1], Article)
    assert "missing.txt" in str(found[-2])
    (tmp_path / "none").mkdir()
    assert isinstance(next(read_paths([tmp_path / "none"])), PageError)


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "MAX_BYTES", 1000)
    monkeypatch.setattr(read, "MAX_LINE", 1000)
    (tmp_path / "a.txt").write_text(TEXT * 20, encoding="utf-8")
    (tmp_path / "b.jsonl").write_bytes(line(source="1", text=TEXT * 20) + line(source="2", text=TEXT))
    found = list(read_paths([tmp_path]))
    assert [isinstance(item, PageError) for item in found] == [True, True, False]


def test_other_language_and_no_arabic(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Three soldiers were killed, police said on Monday.")
    article = next(read_paths([tmp_path / "a.txt"]))
    assert isinstance(article, Article)
    assert article.language == "en"
    assert article.notes
    assert not article.parts


@pytest.mark.parametrize(
    "data",
    [
        line(source="1", text=TEXT),
        TEXT.encode(),
        TEXT.encode("windows-1256"),
        f"<html><p>{TEXT}</p></html>".encode(),
    ],
)
def test_standard_input_is_sniffed(data: bytes) -> None:
    (article,) = read_paths(["-"], stdin=io.BytesIO(data), published=date(2020, 1, 2))
    assert isinstance(article, Article)
    assert article.text == TEXT
    assert article.published == date(2020, 1, 2)


def test_standard_input_as_text() -> None:
    (article,) = read_paths(["-"], stdin=io.StringIO(f"{TEXT}\n{TEXT[:-1]} كذلك.\n"))
    assert isinstance(article, Article)
    assert article.text.startswith(TEXT)
    assert isinstance(next(read_paths(["-"], stdin=io.BytesIO(b""))), PageError)


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/x", "http://localhost:1/x", "http://[::1]/", "http://10.1.2.3/", "http://169.254.1.1/",
     "http://192.168.0.1/", "http://0.0.0.0/", "http://", "http://user@127.0.0.1:80/"],
)  # fmt: skip
def test_private_addresses_are_refused(url: str) -> None:
    (error,) = read_paths([url])
    assert isinstance(error, PageError)
    assert error.source == url


def test_redirect_into_a_private_network_is_refused() -> None:
    import urllib.error
    import urllib.request

    handler = read._Redirects()
    with pytest.raises(urllib.error.URLError):
        handler.redirect_request(
            urllib.request.Request("http://example.org"), io.BytesIO(), 302, "", {}, "http://127.0.0.1/secret"
        )
