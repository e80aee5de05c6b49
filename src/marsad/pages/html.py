"""The main text of a news page, and what its metadata say.

The text is found by density, blind to class names and ids: the page becomes a row of blocks, each with a weight
(running text counts for, links and labels count against), and the heaviest run of neighbours is the article, cut to
the deepest element that holds four fifths of it. Measured against trafilatura in ``docs/methodology``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

MAX_HTML = 20_000_000
"""Characters of HTML a page may have."""
MAX_DEPTH = 4_000
"""Elements within elements; parsing time grows with the square of it."""
MAX_LD = 300_000
"""Characters of a JSON-LD block that are read."""

_SKIP = frozenset(
    "script style noscript template svg iframe object embed video audio canvas map nav footer aside button select "
    "input textarea label option figure figcaption head title math dialog".split()
)
_BLOCK = frozenset(
    "p div section article main h1 h2 h3 h4 h5 h6 li ul ol dl dt dd td th tr table tbody thead tfoot blockquote pre "
    "header address center details summary hr body html form fieldset hgroup caption".split()
)
_NO_END = frozenset(
    "br img hr input meta link area base col embed source track wbr param p li td th tr dt dd option tbody thead".split()
)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_SPACE = re.compile(r"\s+")
_STOPS = re.compile("[.؟!؛۔]")
_ARTICLE_TYPES = re.compile("Article|Posting|Report|NewsStory", re.IGNORECASE)
_DATE_METAS = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date.published",
    "publishdate", "publish-date", "publish_date", "published_date", "pubdate", "publication_date", "published",
    "published_at", "sailthru.date", "parsely-pub-date", "dc.date.issued", "dcterms.issued", "dcterms.created",
    "dc.date.created", "dc.date", "dcterms.date", "datecreated", "article_date_original", "article.created",
    "originalpublicationdate", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "news_date", "date",
    "displaydate", "timestamp", "time", "bt:pubdate", "og:pubdate", "article:created_time", "creation_date",
)  # fmt: skip
_UPDATED_METAS = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "last-modified",
    "dcterms.modified",
)
_TITLE_TAIL = re.compile(r"\s+[|»–—\-:]+\s+[^|»–—]{2,45}$")


class TooComplex(ValueError):
    """The page is built so that reading it would take too long: too large, or nested too deeply."""


@dataclass(slots=True)
class Page:
    """What a page says: ``text`` has one paragraph a line; ``stamps`` are its metadata dates, best first;
    ``context`` are the short lines before and behind the text, where datelines stand."""

    text: str = ""
    title: str = ""
    site: str = ""
    url: str = ""
    language: str = ""
    stamps: list[str] = field(default_factory=list)
    context: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Block:
    text: str
    links: int
    element: int
    heading: bool

    @property
    def weight(self) -> float:
        length = len(self.text)
        if self.links * 2 > length:
            return -25.0 - min(60, self.links)
        plain = length - self.links
        if plain >= 60 and (_STOPS.search(self.text) or plain >= 140):
            return float(plain)
        if plain >= 110:
            return plain * 0.5
        return -12.0


def read_page(html: str) -> Page:
    """The main text and metadata of ``html``.

    Raises ``TooComplex`` for pages over ``MAX_HTML`` or ``MAX_DEPTH``.
    """
    guard(html)
    tree = LexborHTMLParser(html)
    page = Page()
    body = _metadata(tree, page)
    blocks, parents = _blocks(tree)
    first, last = _heaviest_run(blocks)
    chosen = _within_element(blocks[first:last], parents)
    text = [block.text for block in chosen if block.links * 2 <= len(block.text) or len(block.text) > 200]
    page.text = "\n".join(text)
    around = blocks[max(0, first - 25) : first] + blocks[last : last + 12]
    page.context = [block.text for block in around if len(block.text) <= 160]
    page.context += [
        block.text for block in blocks[first:last] if block not in chosen and len(block.text) <= 160
    ]
    if len(page.text) < 200 and len(body) > 2 * len(page.text):
        page.text = body
    return page


def guard(html: str) -> None:
    """Raise ``TooComplex`` where parsing would not end in reasonable time."""
    if len(html) > MAX_HTML:
        raise TooComplex(f"the page has {len(html):,} characters, more than {MAX_HTML:,}")
    if html.count("<") < MAX_DEPTH:
        return
    depth = deepest = 0
    for match in _TAG.finditer(html):
        if match.group(2).lower() in _NO_END:
            continue
        depth = max(0, depth - 1) if match.group(1) else depth + 1
        if depth > deepest:
            deepest = depth
            if deepest > MAX_DEPTH:
                raise TooComplex(f"elements are nested more than {MAX_DEPTH:,} deep")


def _blocks(tree: LexborHTMLParser) -> tuple[list[_Block], list[int]]:
    """The text blocks of the page in order, and for every element number that of its parent (-1: none)."""
    root = tree.body or tree.root
    blocks: list[_Block] = []
    parents: list[int] = [-1]
    if root is None:
        return blocks, parents
    pieces: list[str] = []
    links = element = link_depth = heading = 0
    # (node, what to restore on leaving): a negative tuple entry marks the way out, so that no recursion is needed
    stack: list[tuple[LexborNode | None, int, str]] = [(root.first_child, 0, "")]

    def flush() -> None:
        nonlocal links
        if pieces:
            text = _SPACE.sub(" ", "".join(pieces)).strip()
            if text:
                blocks.append(_Block(text, min(links, len(text)), element, heading > 0))
            pieces.clear()
        links = 0

    while stack:
        node, number, tag = stack.pop()
        if tag:  # on the way out of an element
            if tag in _BLOCK:
                flush()
                heading -= tag[0] == "h" and tag[1:].isdigit()
                element = parents[number] if parents[number] >= 0 else 0
            elif tag == "a":
                link_depth -= 1
            continue
        if node is None:
            continue
        stack.append((node.next, number, ""))
        name = node.tag or ""
        if name == "-text":
            text = node.text_content or ""
            if text:
                pieces.append(text)
                if link_depth:
                    links += len(text.strip())
            continue
        if name == "br":
            flush()
            continue
        if name in _SKIP or name[:1] in "-!_":
            if name in ("nav", "footer", "aside", "iframe"):
                flush()
            continue
        if name in _BLOCK:
            flush()
            parents.append(element)
            element = len(parents) - 1
            heading += name[0] == "h" and name[1:].isdigit()
            stack.append((None, element, name))
        elif name == "a":
            link_depth += 1
            stack.append((None, element, name))
        stack.append((node.first_child, element, ""))
    flush()
    return blocks, parents


def _heaviest_run(blocks: list[_Block]) -> tuple[int, int]:
    """First and last+1 of the run of blocks with the greatest sum of weights."""
    best, best_run = 0.0, (0, 0)
    total, start = 0.0, 0
    for index, block in enumerate(blocks):
        if total <= 0:
            total, start = 0.0, index
        total += block.weight
        if total > best:
            best, best_run = total, (start, index + 1)
    return best_run


def _within_element(run: list[_Block], parents: list[int]) -> list[_Block]:
    """The blocks inside the deepest element that holds four fifths of the running text, and a lead before it."""
    if not run:
        return run
    inside: dict[int, float] = {}
    whole = 0.0
    for block in run:
        weight = block.weight
        if weight <= 0:
            continue
        whole += weight
        element = block.element
        while element >= 0:
            inside[element] = inside.get(element, 0.0) + weight
            element = parents[element]
    # numbers grow with depth along every path, so the greatest number that holds enough is the deepest element
    chosen = max((element for element, weight in inside.items() if weight >= 0.8 * whole), default=0)
    members = [_holds(chosen, block.element, parents) for block in run]
    if not any(members):
        return run
    begin = members.index(True)
    lead = [block for block in run[max(0, begin - 6) : begin] if block.weight > 0]
    return lead + [block for block, member in zip(run, members, strict=True) if member]


def _holds(container: int, element: int, parents: list[int]) -> bool:
    while element > container:
        element = parents[element]
    return element == container


def _metadata(tree: LexborHTMLParser, page: Page) -> str:
    """Fill title, site, address and dates from the head; the article body of JSON-LD, where there is one."""
    metas: dict[str, str] = {}
    for node in tree.css("meta[content]"):
        attributes = node.attributes
        content = (attributes.get("content") or "").strip()[:1000]
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            key = (attributes.get(attribute) or "").strip().lower()
            if key and content:
                metas.setdefault(key, content)
    stamps: list[str] = []
    updated: list[str] = []
    body = ""
    for thing in _linked_data(tree):
        if isinstance(thing.get("datePublished"), str):
            stamps.append(thing["datePublished"])
        if isinstance(thing.get("dateModified"), str):
            updated.append(thing["dateModified"])
        page.title = page.title or _text(thing.get("headline"))
        publisher = thing.get("publisher")
        if isinstance(publisher, dict):
            page.site = page.site or _text(publisher.get("name"))
        if isinstance(thing.get("articleBody"), str) and len(thing["articleBody"]) > len(body):
            body = thing["articleBody"]
    stamps += [metas[name] for name in _DATE_METAS if name in metas]
    stamps += _times(tree)
    page.stamps = [*stamps, *updated, *[metas[name] for name in _UPDATED_METAS if name in metas]]
    page.site = metas.get("og:site_name") or page.site or metas.get("application-name", "")
    canonical = tree.css_first("link[rel=canonical]")
    page.url = metas.get("og:url") or (canonical.attributes.get("href") or "" if canonical else "")
    html = tree.css_first("html")
    page.language = (html.attributes.get("lang") or "" if html else "")[:10]
    page.title = _title(tree, metas, page)
    return re.sub(r"<[^>]{0,500}>", "", body)


def _times(tree: LexborHTMLParser) -> list[str]:
    marked: list[str] = []
    plain: list[str] = []
    for node in tree.css("time, [itemprop=datePublished]")[:20]:
        attributes = node.attributes
        value = (
            attributes.get("datetime")
            or attributes.get("content")
            or _SPACE.sub(" ", node.text(deep=True))[:100]
        )
        if value:
            sure = "pubdate" in attributes or attributes.get("itemprop") == "datePublished"
            (marked if sure else plain).append(value.strip())
    return marked + plain[:1]


def _linked_data(tree: LexborHTMLParser) -> Iterator[dict[str, Any]]:
    """The article-like things in the JSON-LD of the page; broken blocks are passed over."""
    for node in tree.css('script[type="application/ld+json"]')[:12]:
        source = node.text(deep=True) or ""
        if len(source) > MAX_LD:
            continue
        try:
            queue: list[Any] = [json.loads(source.strip().rstrip(";"), strict=False)]
        except (ValueError, RecursionError):
            found = re.search(r'"datePublished"\s*:\s*"([^"]{8,40})"', source)
            if found:
                yield {"datePublished": found.group(1)}
            continue
        for _ in range(500):
            if not queue:
                break
            thing = queue.pop(0)
            if isinstance(thing, list):
                queue.extend(thing)
            elif isinstance(thing, dict):
                if _ARTICLE_TYPES.search(str(thing.get("@type", ""))):
                    yield thing
                queue.extend(thing[key] for key in ("@graph", "mainEntity", "hasPart") if key in thing)


def _text(value: object) -> str:
    return _SPACE.sub(" ", value).strip()[:500] if isinstance(value, str) else ""


def _title(tree: LexborHTMLParser, metas: dict[str, str], page: Page) -> str:
    declared = metas.get("og:title") or page.title or metas.get("twitter:title", "")
    node = tree.css_first("title")
    element = _SPACE.sub(" ", node.text(deep=True)).strip()[:500] if node else ""
    for heading in tree.css("h1")[:3]:
        text = _SPACE.sub(" ", heading.text(deep=True)).strip()
        if 12 <= len(text) <= 300 and (text in declared or text in element or not (declared or element)):
            return text
    title = _SPACE.sub(" ", declared).strip() or element
    if page.site and title.endswith(page.site):
        return title[: -len(page.site)].rstrip(" |-–—:»")
    shorter = _TITLE_TAIL.sub("", title)
    return shorter if len(shorter) >= 20 and not declared else title
