"""Other stories on a page: lists under «شاهد أيضا», bulleted headlines, bare headlines, first sentences at
its end.
"""

from __future__ import annotations

import re

from marsad.pages.lines import CUT_SHORT, Line, Phrases, goes_on, opening, phrases

_BULLET = re.compile("[-–—•*●▪■◾◼►▶«»>·♦◆✓]+\\s+|[-–—•●▪■◾◼►▶·♦◆✓](?=[^\\s\\d-])")
_NUMBERED = re.compile("\\W{0,2}(?:\\d{1,2}|[أ-ي])\\s*[-–.)/]")
_ENDS_OPEN = re.compile("[:：،؛,]\\s*$|(?:التالي|التاليه|الاتي|الاتيه|يلي)\\W*$")
_AGE = re.compile("(?:عاما|سنه|عام|اعوام|سنوات)$")


def blocks(lines: list[Line], known: Phrases) -> None:
    """Headings of lists of other stories take the teasers behind them along; comment forms take all that
    follows.
    """
    index = 0
    while index < len(lines):
        line = lines[index]
        words = line.words
        if words <= 24 and opening(line.key, known.end):
            _to_the_end(lines, index)
        elif line.key.strip("0123456789 ") in known.block or (
            words <= 6 and not line.stops and opening(line.key, known.block_prefix)
        ):
            line.drop = "heading of other stories"
            index = _teasers(lines, index + 1)
            continue
        index += 1


def _to_the_end(lines: list[Line], index: int) -> None:
    before = sum(line.words for line in lines[:index] if not line.drop and line.is_paragraph)
    after = sum(line.words for line in lines[index + 1 :] if line.is_paragraph and line.stops)
    lines[index].drop = "comment form"
    if before and after < before / 2:
        for line in lines[index + 1 :]:
            line.drop = line.drop or "after the comment form"


def _teasers(lines: list[Line], index: int) -> int:
    """Drop the short or cut lines from ``index`` on; where running text begins again, the page goes on."""
    started = index
    while index < len(lines):
        line = lines[index]
        if line.is_paragraph and not CUT_SHORT.search(line.text) and (line.stops or line.words >= 45):
            break
        if line.stops and line.words >= 4 and goes_on(line, phrases()):
            break
        if line.text.endswith((":", "：")) and index > started and line.words > 6:
            break
        if index - started > 60:
            break
        line.drop = line.drop or "teaser"
        index += 1
    return index


def bullets(lines: list[Line]) -> None:
    """Bulleted headlines of other stories between two paragraphs; a list announced by a colon is the
    article's own.
    """
    index = 0
    while index < len(lines):
        run = index
        while run < len(lines) and _is_bullet(lines[run]):
            run += 1
        if run > index:
            before = next((line for line in reversed(lines[:index]) if not line.drop), None)
            after = next((line for line in lines[run:] if not line.drop), None)
            items = lines[index:run]
            if (
                before is not None
                and before.is_paragraph
                and not _ENDS_OPEN.search(before.folded)
                and (after.is_paragraph if after is not None else len(items) >= 2)
                and all(6 <= item.words <= 30 and not item.stops for item in items)
                and not any(_ENDS_OPEN.search(item.folded) or _AGE.search(item.key) for item in items)
            ):
                for item in items:
                    item.drop = item.drop or "headline of another story"
        index = max(run, index + 1)


def _is_bullet(line: Line) -> bool:
    return bool(_BULLET.match(line.text)) and not _NUMBERED.match(line.text)


def _content(key: str) -> set[str]:
    """The content words of a line: four letters and more, without proclitics."""
    out = set()
    for word in key.split():
        for clitic in ("وال", "بال", "لل", "ال", "و", "ب", "ل", "ف"):
            if word.startswith(clitic) and len(word) - len(clitic) >= 3:
                word = word[len(clitic) :]
                break
        if len(word) >= 3:
            out.add(word)
    return out


def embedded_headlines(lines: list[Line]) -> None:
    """Lines without a full stop between paragraphs that share nothing with what follows: other stories."""
    kept = [line for line in lines if not line.drop]
    found = []
    for place, line in enumerate(kept):
        if place < 2 or place + 1 >= len(kept) or line.stops or not 6 <= line.words <= 17:
            continue
        if _ENDS_OPEN.search(line.folded) or _AGE.search(line.key) or _NUMBERED.match(line.text):
            continue
        if goes_on(line, phrases()) or (line.text.endswith(("»", "”", '"', ")", "؟")) and line.text[:1] in '«“"('):
            continue
        if not any(earlier.is_paragraph for earlier in kept[:place]) or not any(
            later.is_paragraph for later in kept[place + 1 :]
        ):
            continue
        before, after = kept[place - 1], kept[place + 1 : place + 3]
        if _ENDS_OPEN.search(before.folded) or not (before.stops or before in found):
            continue
        own = _content(line.key)
        shared = own & set().union(*(_content(item.key) for item in after if item.is_paragraph))
        if len(shared) < 0.5 * len(own):
            found.append(line)
    if len(found) * 4 <= len(kept):
        for line in found:
            line.drop = "headline of another story"


def carousel(lines: list[Line], known: Phrases, title: str) -> None:
    """First sentences of other stories at the very end: none goes on with the story, some are cut short."""
    kept = [line for line in lines if not line.drop]
    start = len(kept)
    while start > 2 and _fresh_lead(kept[start - 1], known):
        start -= 1
    about = _content(title or (kept[0].key if kept else ""))
    while start < len(kept) and len(_content(kept[start].key) & about) >= 2:
        start += 1
    run = kept[start:]
    if len(run) >= 2 and any(not line.stops for line in run):
        for line in run:
            line.drop = "lead of another story"


def _fresh_lead(line: Line, known: Phrases) -> bool:
    """A paragraph that opens a story: its first word does not tie it to what stands before."""
    if goes_on(line, known):
        return False
    return 15 <= line.words <= 50 and len(line.text) <= 300
