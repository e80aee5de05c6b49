"""A decoded page to an ``Article``: furniture off; date, outlet, agency, language read; items told apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from marsad.arabic.normalise import fold
from marsad.model import Article
from marsad.pages import furniture, parts
from marsad.pages import outlet as outlets
from marsad.pages import published as dates
from marsad.pages.html import Page, read_page
from marsad.pages.language import NAMES, detect
from marsad.pages.lines import Line, key_of, split_lines

MUCH = 0.6
"""Share of the words above which taking them off is noted."""


def article_from_text(
    text: str,
    *,
    source: str = "",
    published: date | None = None,
    title: str = "",
    outlet: str = "",
    url: str = "",
) -> Article:
    """The article in a plain text, such as a crawler's flattened page.

    ``raw_map`` of the result leads to offsets in ``text``: ``article.text[i] ==
    text[article.raw_offset(i)]`` for every character that was not inserted (a given ``title`` the text does
    not hold stands before it).
    """
    return _article(text, Page(title=title, site=outlet, url=url), source, published, given_outlet=outlet)


def article_from_html(
    html: str,
    *,
    source: str = "",
    published: date | None = None,
    title: str = "",
    outlet: str = "",
    url: str = "",
) -> Article:
    """The article in a page of HTML. ``raw_map`` is empty: its text is assembled from many elements.

    Raises ``html.TooComplexError`` for pages too large or nested too deeply to be read.
    """
    page = read_page(html)
    page.title = title or page.title
    page.url = url or page.url
    return replace(_article(page.text, page, source, published, given_outlet=outlet), raw_map=())


def _article(raw: str, page: Page, source: str, published: date | None, *, given_outlet: str) -> Article:
    folded = fold(raw)
    lines = split_lines(raw, folded)
    before, after = (split_lines("\n".join(texts)) for texts in (page.before, page.after))
    language = detect(raw if lines else page.title)
    if language != "ar":
        reason = f"The text is in {NAMES.get(language, language)}, not Arabic." if lines else "The page holds no text."
        return Article(
            source,
            "",
            page.title,
            given_outlet or page.site,
            url=page.url,
            language=language,
            notes=(reason,),
        )
    paper = outlets.by_host(page.url) or outlets.by_name(given_outlet or page.site) or outlets.by_line(lines)
    furniture.mark(
        lines,
        title=page.title,
        names=outlets.outlet_keys(),
        embeds=bool(paper and paper.embeds),
        carousel=bool(paper and paper.carousel),
    )
    day, by = dates.resolve(
        given=published, stamps=page.stamps, url=page.url, lines=lines, folded=folded, before=before, after=after
    )
    _drop_datelines(lines)
    title, heading = _heading(lines, page.title)
    result = parts.assemble(raw, lines, heading)
    notes = []
    kept = sum(line.words for line in lines if not line.drop)
    whole = sum(line.words for line in lines)
    if not kept:
        notes.append("Nothing but page furniture was found.")
    elif kept < (1 - MUCH) * whole:
        notes.append(f"{round(100 * (1 - kept / whole))} % of the page was taken off as furniture.")
    return Article(
        source=source,
        text=result.text,
        title=title,
        outlet=given_outlet or (paper.name if paper else page.site),
        agency=outlets.agency(lines) or outlets.agency([*before, *after]),
        url=page.url,
        published=day,
        published_by=by,
        language="ar",
        parts=result.parts,
        raw_map=result.raw_map,
        notes=tuple(notes),
    )


def _drop_datelines(lines: list[Line]) -> None:
    """Datelines and by-lines of the outlet go once they are read; dates inside the story (timelines) stay."""
    running = False
    for place, line in enumerate(lines):
        if line.drop:
            continue
        if line.words <= 18:
            day, rank = dates.dateline(line)
            if day is not None and (rank != 1 or not running or place >= len(lines) - 2):
                line.drop = "dateline"
            elif place < 6 and not running and outlets.is_outlet_line(line):
                line.drop = "outlet name"
        running = running or (line.is_paragraph and not line.drop)


def _heading(lines: list[Line], given: str) -> tuple[str, str]:
    """The title, and what must be set before the text: the given title where no line of the page is it."""
    if given:
        key = key_of(given)
        for line in lines[:12]:
            if line.key == key or (
                len(line.key) > 25 and (line.key in key or key in line.key) and not line.is_paragraph
            ):
                if line.drop in ("title again", "printed twice", "caption"):
                    continue
                line.drop = ""
                return given, ""
        return given, given if key else ""
    kept = [line for line in lines if not line.drop]
    if len(kept) > 1 and 3 <= kept[0].words <= 30 and not kept[0].is_paragraph and not kept[0].stops:
        return kept[0].text, ""
    return "", ""
