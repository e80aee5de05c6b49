"""Take off a news page what is no news: captions, share lines, teasers of other stories, comment forms,
shortcodes.

Every line of the raw text is kept whole, cut at marked places or dropped with a named reason; what stays
keeps its raw offsets. The rule in doubt is to keep: a sentence lost is an event lost, a teaser kept is only
noise. The phrases are data (``furniture.yaml``); this module is what they mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from marsad.pages import teasers
from marsad.pages.lines import WORD, Line, Phrases, key_of, opening, phrases

_ARABIC = re.compile("[\u0621-\u064a]")
_PHONE = re.compile("\\d[\\d\\s().-]{6,18}\\d")
_REACH = re.compile("واتس|وتساب|whats|هاتف|موبايل|جوال|تلفون|فاكس|اتصل|للتواصل|البريد الالكتروني|ايميل|بريد")
_CREDIT_TAIL = re.compile(
    r"(?:\w+\s+\w+\s+\w+\s*/\s*(?:وكاله|رويترز|ا ف ب|فرانس برس|الاناضول|غيتي)[^/.]{0,40}"
    r"|getty ?images\W*|\(\s*(?:getty|afp|reuters|ap|epa)[^)]{0,20}\)\W*)$"
)
_CRUMB = re.compile("\\s*[>»›/|←]\\s*")
_HASHTAG = re.compile("[#＃][^\\s#]+")
_MARK = re.compile("\\s*[:：/|–—-]|\\s*\\.{2,}|\\s*…|\\s*[،,]")


def mark(
    lines: list[Line],
    *,
    title: str = "",
    names: frozenset[str] = frozenset(),
    embeds: bool = False,
    carousel: bool = False,
) -> None:
    """Set ``drop`` and ``cuts`` of every line.

    ``names`` are folded keys of outlets' names (lines that are nothing else go); ``embeds``: the outlet
    sets headlines of other stories between paragraphs; ``carousel``: it ends its pages with first sentences
    of other stories.
    """
    known = phrases()
    for index, line in enumerate(lines):
        line.drop = _by_itself(line, index, len(lines), known, names)
    _cuts(lines, known)
    _repeats(lines, key_of(title))
    teasers.blocks(lines, known)
    teasers.bullets(lines)
    if embeds:
        teasers.embedded_headlines(lines)
    if carousel:
        teasers.carousel(lines, known, key_of(title))
    for line in lines:
        if line.cuts and not line.drop and not _ARABIC.search(_uncut(line)):
            line.drop = "shortcode or link"


def _cuts(lines: list[Line], known: Phrases) -> None:
    page = "\n".join(line.text for line in lines)
    hints = [hint for hint in known.inline_hints if hint in page]
    for line in lines if hints else ():
        if not line.drop and any(hint in line.text for hint in hints):
            for match in known.inline.finditer(line.text):
                line.cuts.append((line.start + match.start(), line.start + match.end()))


def _uncut(line: Line) -> str:
    text, at = [], line.start
    for start, end in line.cuts:
        text.append(line.text[at - line.start : start - line.start])
        at = end
    text.append(line.text[at - line.start :])
    return "".join(text)


def _by_itself(line: Line, index: int, count: int, known: Phrases, names: frozenset[str]) -> str:
    """The reason why a line is furniture whatever stands around it."""
    key, words = line.key, line.words
    if words > 60:
        return ""
    if not _ARABIC.search(line.folded):
        if re.fullmatch(r"(?:19|20)\d\d", key):
            return ""
        return "no Arabic" if words <= 12 else ""
    if words <= 8:
        bare = key.strip("0123456789 ")
        if bare in known.line or key in known.line:
            return "label"
        if key in names or bare in names:
            return "outlet name"
    phrase = opening(key, known.prefix)
    if phrase and words <= (60 if phrase.count(" ") >= 2 else 30):
        return "invitation"
    if words <= 7 and not line.stops and opening(key, known.credit):
        return "credit"
    if _caption(line, known):
        return "caption"
    if words <= 40 and _PHONE.search(line.folded) and _REACH.search(line.folded) and not _said(line):
        return "contact"
    if index and _other_headline(line, known):
        return "headline of another story"
    if words <= 6 and not line.stops and (index <= 3 or index >= count - 3):
        first, _, rest = key.partition(" ")
        if rest and (first in known.byline or (first in known.byline_with_mark and _mark_after_first(line))):
            return "byline"
    if line.text.count("#") + line.text.count("＃") >= 3:
        left, tags = _HASHTAG.subn("", line.text)
        if tags >= 3 and len(left.split()) <= 2:
            return "tags"
    if index < 4 and words <= 10 and not line.stops and key.startswith("الرييسيه") and len(_CRUMB.split(line.text)) > 2:
        return "breadcrumb"
    return ""


def _said(line: Line) -> bool:
    """A sentence that tells of a telephone call rather than gives a number to call."""
    return line.words > 14 and line.stops and not re.search(r"\d{7}", line.folded)


def _mark_after_first(line: Line) -> bool:
    first = WORD.search(line.text)
    return bool(first and _MARK.match(line.text, first.end()))


def _caption(line: Line, known: Phrases) -> bool:
    if line.words > 40:
        return False
    if line.words <= 30:
        ending = line.folded[-45:]
        for word in known.archive_words:
            if word in ending:
                if known.archive.search(line.folded, max(0, len(line.folded) - 45)):
                    return True
                break
    phrase = opening(line.key, known.caption)
    if phrase:
        tail = re.search("\\W+".join(phrase.split()), line.folded)
        marked = bool(tail and re.match(r"\s*[:：|/-]", line.folded[tail.end() :]))
        if marked or (" " in phrase and not line.stops and line.words <= 25):
            return True
    # «قوات في سرت/وكالة الصحافة الفرنسية», «... (رويترز)», «Getty Images» at the end of a line that is no
    # sentence
    if line.stops or line.words > 25 or line.text.endswith(("»", "”", '"')):
        return False
    if "/" in line.folded or "(" in line.folded or "getty" in line.folded:
        return bool(_CREDIT_TAIL.search(line.folded, max(0, len(line.folded) - 90)))
    return False


def _other_headline(line: Line, known: Phrases) -> bool:
    """«اقرأ أيضا: …», «للمزيد: …», «قد يهمك| …»: a label and the headline behind it."""
    if line.words > 32:
        return False
    bare = line.folded.lstrip("-–—•*●▪■◾►▶· \t«([")
    phrase = opening(line.key, known.headline_after)
    label = re.match("\\W{0,3}".join(phrase.split()), bare) if phrase and line.key != phrase else None
    if not label:
        return False
    rest = bare[label.end() :]
    # words of one stem need a mark: «شاهد: …» is a label, «شاهد عيان …» a witness
    if not re.match(r"\s*\S" if " " in phrase else r"\s*(?:[:：|،,/]|\.{2,}|…)", rest):
        return False
    return not re.search(r"[.؟!]\s+\S", rest.strip(" .…:|")[3:])


def _repeats(lines: list[Line], title: str) -> None:
    """Titles and leads printed twice keep their first printing; captions and teasers printed twice go
    altogether.
    """
    seen: dict[str, int] = {}
    for position, line in enumerate(lines[:12] if title else ()):
        if line.key == title and any(not earlier.drop and earlier.is_paragraph for earlier in lines[:position]):
            line.drop = line.drop or "title again"
    for index, line in enumerate(lines):
        if line.drop:
            continue
        if line.words < 2:
            continue
        first = seen.get(line.key)
        if first is None and line.words >= 12:
            head, colon, rest = line.text.partition(":")
            if colon and len(head.split()) <= 4 and (first := seen.get(key_of(rest))) is not None:
                line.drop = "paragraph again"
                continue
        if first is None:
            seen[line.key] = index
            continue
        if line.words >= 9 and line.stops:
            line.drop = "paragraph again"
        elif first == 0 or line.key == title:
            line.drop = "title again"
        elif line.words <= 14 and not line.stops and all(lines[k].drop for k in range(first + 1, index)):
            line.drop = "printed twice"
            if line.words <= 6 or not any(later.is_paragraph for later in lines[index + 1 :]):
                lines[first].drop = "printed twice"


def removed(lines: list[Line]) -> Iterator[tuple[str, str]]:
    """(reason, text) of everything taken out, for reading samples."""
    for line in lines:
        if line.drop:
            yield line.drop, line.text
        else:
            for start, end in line.cuts:
                yield "cut", line.text[start - line.start : end - line.start]
