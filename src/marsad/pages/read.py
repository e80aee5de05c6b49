"""Paths in, Articles out: files, folders, JSON Lines, standard input, a web address given by hand.

Nothing stops a batch: what cannot be read is a ``PageError`` that names the file and says what to do.
"""

from __future__ import annotations

import gzip
import ipaddress
import json
import socket
import sys
import urllib.error
import urllib.request
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

from marsad.model import Article
from marsad.pages.clean import article_from_html, article_from_text
from marsad.pages.encoding import Decoded, decode, is_binary
from marsad.pages.html import TooComplexError
from marsad.pages.published import parse_stamp

MAX_BYTES = 50_000_000
"""Bytes of a single text or page."""
MAX_LINE = 50_000_000
"""Bytes of one line of JSON Lines."""
MAX_URL_BYTES = 20_000_000
"""Bytes fetched from an address."""
URL_SECONDS = 20.0
"""Seconds an address has to answer."""

_TEXT = {".txt", ".text"}
_HTML = {".html", ".htm", ".xhtml", ".shtml", ".mhtml"}
_LINES = {".jsonl", ".ndjson"}
_LATER = {".warc", ".wet", ".wat"}


@dataclass(frozen=True, slots=True)
class PageError:
    """A page that could not be read: where it stands, why, and what to do about it."""

    source: str
    reason: str
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}" + (f" {self.hint}" if self.hint else "")


def read_paths(
    paths: Iterable[str | Path], *, published: date | None = None, stdin: IO[Any] | None = None
) -> Iterator[Article | PageError]:
    """Read every path in turn; folders recursively and sorted by name, ``-`` is standard input.

    ``published`` is the day of publication of all of them, where it is known. ``stdin`` replaces
    ``sys.stdin`` (a binary or a text stream).
    """
    for given in paths:
        name = str(given)
        if name == "-":
            yield from _from_stdin(stdin, published)
        elif name.startswith(("http://", "https://")):
            yield from _from_url(name, published)
        else:
            yield from _from_path(Path(given), published)


def _from_path(path: Path, published: date | None) -> Iterator[Article | PageError]:
    try:
        if path.is_dir():
            files = sorted(file for file in path.rglob("*") if file.is_file() and _kind(file.name))
            if not files:
                yield PageError(str(path), "The folder holds no .txt, .html or .jsonl file.", "Name another folder.")
            for file in files:
                yield from _from_file(file, file.relative_to(path).as_posix(), published)
        elif path.exists():
            yield from _from_file(path, str(path), published)
        else:
            yield PageError(str(path), "There is no such file or folder.", "Check the spelling of the path.")
    except OSError as error:
        yield PageError(str(path), f"It could not be opened: {error.strerror or error}.", "Check its permissions.")


def _kind(name: str) -> str:
    suffixes = [suffix.lower() for suffix in Path(name).suffixes]
    if suffixes and suffixes[-1] == ".gz":
        suffixes.pop()
    last = suffixes[-1] if suffixes else ""
    if last in _LATER:
        return "warc"
    return "text" if last in _TEXT else "html" if last in _HTML else "jsonl" if last in _LINES else ""


def _from_file(path: Path, source: str, published: date | None) -> Iterator[Article | PageError]:
    kind = _kind(path.name)
    if kind == "warc":
        yield PageError(source, "WARC is not supported yet.", "Turn it into .jsonl with the fields source and html.")
        return
    packed = path.name.lower().endswith(".gz")
    try:
        if kind == "jsonl":
            with gzip.open(path, "rb") if packed else path.open("rb") as stream:
                yield from _lines(stream, source, published)  # type: ignore[arg-type]
            return
        with gzip.open(path, "rb") if packed else path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        yield PageError(source, f"It could not be read: {error.strerror or error}.", "Check the file.")
        return
    except (EOFError, zlib.error) as error:
        yield PageError(source, f"The compressed file is damaged: {error}.", "Fetch it again.")
        return
    yield _from_bytes(data, source, kind, published)


def _from_bytes(
    data: bytes, source: str, kind: str, published: date | None, *, url: str = "", charset: str = ""
) -> Article | PageError:
    if not data.strip():
        return PageError(source, "The file is empty.", "Leave it out or fetch the page again.")
    if len(data) > MAX_BYTES:
        limit = MAX_BYTES // 1_000_000
        return PageError(source, f"It is larger than {limit} MB.", "Split it into one file an article, or use .jsonl.")
    if is_binary(data):
        return PageError(source, "It is no text (an image, PDF, archive or program).", "Give its text or HTML instead.")
    decoded = decode(data, charset)
    kind = kind or ("html" if looks_like_html(decoded.text) else "text")
    return _guarded(decoded, source, kind, published, {"url": url})


def looks_like_html(text: str) -> bool:
    """Whether a text is a page of HTML rather than plain text."""
    head = text[:4000].lower()
    return "<html" in head or "<!doctype html" in head or "<body" in head or head.count("</") >= 5


def _guarded(
    decoded: Decoded, source: str, kind: str, published: date | None, fields: dict[str, str]
) -> Article | PageError:
    """One article, or the reason why there is none."""
    try:
        if kind == "html":
            article = article_from_html(decoded.text, source=source, published=published, **fields)
        else:
            article = article_from_text(decoded.text, source=source, published=published, **fields)
    except TooComplexError as error:
        return PageError(source, f"The page cannot be read: {error}.", "Save its text as .txt and give that.")
    notes = list(article.notes)
    if decoded.note:
        notes.append(decoded.note)
    if decoded.replaced:
        notes.append(f"{decoded.replaced} characters could not be read as {decoded.encoding}.")
    if notes != list(article.notes):
        article = replace(article, notes=tuple(notes))
    return article


def _lines(stream: IO[bytes], source: str, published: date | None) -> Iterator[Article | PageError]:
    number = 0
    while True:
        try:
            line = stream.readline(MAX_LINE + 1)
        except (OSError, EOFError, zlib.error) as error:
            yield PageError(f"{source}:{number + 1}", f"The compressed file is damaged: {error}.", "Fetch it again.")
            return
        if not line:
            break
        number += 1
        where = f"{source}:{number}"
        if len(line) > MAX_LINE:
            yield PageError(where, f"The line is longer than {MAX_LINE // 1_000_000} MB.", "Split the article.")
            while line and not line.endswith(b"\n"):
                line = stream.readline(MAX_LINE)
            continue
        if line.strip():
            yield _from_record(line, where, published)
    if number == 0:
        yield PageError(source, "The file is empty.", "Leave it out or fetch it again.")


def _from_record(line: bytes, where: str, published: date | None) -> Article | PageError:
    shape = 'A line is an object with "source" and "text" or "html".'
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return PageError(where, "The line is not UTF-8.", "Write the file as UTF-8.")
    except (ValueError, RecursionError) as error:
        return PageError(where, f"The line is no JSON: {error}.", shape)
    if not isinstance(record, dict):
        return PageError(where, "The line is no JSON object.", shape)
    source = str(record.get("source") or record.get("url") or where)
    text, html = record.get("text"), record.get("html")
    content = text if isinstance(text, str) and text.strip() else html
    if not isinstance(content, str) or not content.strip():
        return PageError(where, f"{source} has neither text nor html.", shape)
    day, notes = published, ""
    stamp = record.get("published")
    if day is None and stamp:
        day = parse_stamp(str(stamp))
        if day is None:
            notes = f"The date of publication «{str(stamp)[:40]}» could not be read; write it as 2022-01-28."
    fields = {name: str(record[name]) for name in ("url", "title", "outlet") if isinstance(record.get(name), str)}
    decoded = Decoded(content, "utf-8", note=notes)
    return _guarded(decoded, source, "text" if content is text else "html", day, fields)


def _from_stdin(stdin: IO[Any] | None, published: date | None) -> Iterator[Article | PageError]:
    stream: Any = stdin if stdin is not None else sys.stdin
    stream = getattr(stream, "buffer", stream)
    first = stream.readline(MAX_BYTES + 1)
    if isinstance(first, str):
        first = first.encode("utf-8", "surrogateescape")
        rest: Iterable[bytes] = (line.encode("utf-8", "surrogateescape") for line in stream)
    else:
        rest = iter(lambda: stream.readline(MAX_LINE + 1), b"")
    if first.lstrip(b"\xef\xbb\xbf \t").startswith(b"{"):
        number = 1
        yield _from_record(first, "-:1", published)
        for number, line in enumerate(rest, start=2):
            if line.strip():
                yield _from_record(line, f"-:{number}", published)
        return
    data = bytearray(first)
    for line in rest:
        data += line
        if len(data) > MAX_BYTES:
            break
    yield _from_bytes(bytes(data), "-", "", published)


def _public(url: str) -> str:
    """Why an address must not be fetched; empty when it may."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return "Only http and https addresses are read."
    try:
        found = socket.getaddrinfo(parts.hostname, parts.port or 0, type=socket.SOCK_STREAM)
    except (OSError, ValueError, UnicodeError):
        return "The host is not known."
    for *_, address in found:
        if not ipaddress.ip_address(str(address[0]).partition("%")[0]).is_global:
            return "The address leads into a private network."
    return ""


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follow redirects only to public addresses."""

    max_redirections = 5

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        problem = _public(newurl)
        if problem:
            raise urllib.error.URLError(problem)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _from_url(url: str, published: date | None) -> Iterator[Article | PageError]:
    problem = _public(url)
    if problem:
        yield PageError(url, problem, "Give a public http or https address, or save the page as a file.")
        return
    opener = urllib.request.build_opener(_Redirects)
    headers = {"User-Agent": "marsad", "Accept": "text/html,text/plain"}
    request = urllib.request.Request(url, headers=headers)  # noqa: S310 (_public lets http and https pass)
    try:
        with opener.open(request, timeout=URL_SECONDS) as answer:
            data = answer.read(MAX_URL_BYTES + 1)
            charset = answer.headers.get_content_charset() or ""
            kind = "html" if "html" in answer.headers.get_content_type() else ""
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        yield PageError(url, f"The page could not be fetched: {reason}.", "Try again, or save the page as a file.")
        return
    if len(data) > MAX_URL_BYTES:
        yield PageError(url, f"The page is larger than {MAX_URL_BYTES // 1_000_000} MB.", "Save its text as a file.")
        return
    yield _from_bytes(data, url, kind, published, url=url, charset=charset)
