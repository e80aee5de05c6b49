"""Who says so: reporting verbs with their subjects, «بحسب …», «نقلت … عن …», agencies."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.arabic.normalise import fold
from marsad.lexicon.schema import ActorForm, Body, Speech
from marsad.lexicon.word_lists import word_list
from marsad.mentions.slots import Slots

_MAX_TOKENS = 18
_CUT_WORDS = word_list("statement_words")
_ACCUSED = word_list("accused")
_DOCUMENTS = word_list("documents")
_PRONOUNS = word_list("pronouns")
_OWN_LAM = word_list("own_lam")
_TITLES = word_list("person_titles")
_TRAILING = word_list("no_name")
_HEARERS = word_list("hearers")
_NO_SUBJECT = frozenset({"عن", "الي", "علي", "ل"})
_NOBODY = word_list("nobody")
_BY_MEANS = word_list("by_means")
_ATTRIBUTED = word_list("attributed")
_OWNED = ("ها", "هم")
_ALONE = word_list("alone_no_speaker")
_GAVE_OUT = word_list("gave_out")
_OF_A_TOLL = word_list("of_a_toll")
_GIVEN_REACH = 5
_LONG = 4
_NAMED_TWICE = 12
"""How far before its verb a subject with an apposition may begin."""
_BESIDES = word_list("and_it_is")
_WHAT = word_list("what_was_said")
_SAID_BEHIND = 10
_NAMED_BEFORE_COLON = 9
_STOP_AT = "tvnC"


@dataclass(slots=True)
class Attribution:
    """One act of saying over slots ``[first, last)``; ``governs`` are the slots whose content is said.

    ``speakers`` are (text, start offset, end offset), the first the original speaker, then who relays it.
    """

    first: int
    last: int
    governs: tuple[int, int]
    strength: str
    speakers: list[tuple[str, int, int]]


def _phrase(slots: Slots, i: int, end: int) -> tuple[int, int]:
    """The subject noun phrase from slot ``i``: up to «أن», a colon, a quote's content or a cut word."""
    tags = slots.tags
    j = i
    start_token = slots.first[i] if i < end else 0
    commas = 0
    relative = False
    while i < end and tags[i] in ".imolu" and slots.form(i) in _PRONOUNS:
        i += 1
    if i < end and tags[i] in "mol" and slots.last[i] - slots.first[i] == 1 and slots.form(i) in _NO_SUBJECT:
        return i, i  # «كشف عن …», «أشارت إلى …»: the speaker is not named again
    j = i
    while j < end:
        tag = tags[j]
        relative = (relative or tag == "r") and tag != ","
        if tag in "tS!D" or (tag in _STOP_AT and j > i and not relative):
            break
        if j > i and (slots.form(j) in _BESIDES or (tag == "&" and j + 1 < end and slots.form(j + 1) in _BESIDES)):
            break  # «الكتيبة وهي جماعة …»
        if slots.last[j] - start_token > _MAX_TOKENS:
            break
        if j > i:
            if tag in "l." and _hearer(slots, j, end):
                break  # «قال فلان لفرانس برس»
            if tag == '"' and (
                (j + 1 < end and tags[j + 1] in "xSvt")  # what is said follows without «أن»
                or (slots.form(j) in ('"', "“", "«") and tags[j - 1] in "t,:")
            ):
                break
        elif slots.form(j) in _CUT_WORDS:
            i += 1
        if tag == "i" and j + 1 < end and slots.form(j + 1) in _CUT_WORDS:
            break
        if j > i and slots.form(j) == "الي" and tags[j + 1 : j + 2] != "P":
            break  # «دعا الرئيس إلى …», not «المبعوث إلى ليبيا»
        if tag == ",":
            if slots.form(j) == ":":
                break
            commas += 1
            if commas > 1:
                break  # behind an apposition nothing of the name follows
        if tag == "r" and j > i + 1 and commas == 0 and not _comma_ahead(slots, j, end):
            break
        j += 1
    while j > i and _trails(slots, j - 1):
        j -= 1
    return i, j


def _trails(slots: Slots, i: int) -> bool:
    """Whether a slot at the end of a phrase is no part of a name; «علي» is one."""
    if slots.tags[i] == "o" and slots.text(i).endswith("ي"):
        return False
    if slots.tags[i] == "u" and slots.words.forms[slots.first[i]] == "في":
        return True  # «الشرطة في وقت سابق»
    return slots.tags[i] in ',&ilom("edxr' or slots.form(i) in _TRAILING


def _hearer(slots: Slots, j: int, end: int) -> bool:
    """Whether «ل» and those who are told stand at slot ``j``."""
    if slots.form(j) in _HEARERS:
        return True
    return (
        slots.tags[j] == "l" and j + 1 < end and (slots.tags[j + 1] == "G" or "ل" + slots.form(j + 1)[1:] in _HEARERS)
    )


def _accused(slots: Slots, a: int, b: int, end: int) -> int:
    """Where the accused begins in «اتهم الجيش الحوثيين بقصف …»: the last actor before «ب», behind the accuser; an
    actor alone is the accused («اتهم الجيش بقصف …», passive).
    """
    if slots.tags[a : a + 2] == "PP":
        return a + 1  # «اتهمت دمشق أنقرة بقصف …»
    stop = next((k for k in range(a + 1, min(end, a + 14)) if _with(slots, k) or slots.tags[k] in "!t,v"), end)
    if stop >= end or not _with(slots, stop):
        return b
    for i in range(stop - 1, a, -1):
        if slots.tags[i] in "AF" or (slots.tags[i] == "P" and slots.get(i, ActorForm) is not None):
            return i
    return a if slots.tags[a] in "AF" and slots.form(a - 1) in _ACCUSED else b


def _with(slots: Slots, i: int) -> bool:
    """Whether «ب» stands at slot ``i``, by itself or on a word («بمواصلة»)."""
    word = slots.form(i)
    return word == "ب" or (slots.tags[i] == "." and word[:1] == "ب" and len(word) > _LONG)


def _entity_end(slots: Slots, a: int, b: int, end: int) -> int:
    """Where the speaker ends when no «أن» follows him: behind the last name of a body, person or office."""
    tags = slots.tags
    if a + 1 < b and tags[a] == "P" and tags[a + 1] in "AF" and slots.get(a, ActorForm) is not None:
        return a + 1  # «اتهمت إسرائيل الحركة …»
    if a < b and tags[a] in "AGBK":
        body = a + 1
        while body < b and tags[body] in 'J"':
            body += 1
        country = body < b and tags[body] == "P" and slots.get(body, ActorForm) is not None and body > a + 1
        if body < b and (country or (tags[body] in "VNQzmno" and tags[a] != "K") or slots.form(body) in _DOCUMENTS):
            return body  # «دعا الجيش السكان إلى …», «نشر المرصد حصيلة»
    if (
        b >= end
        or tags[b] in "t,D!"
        or slots.form(b) == ":"
        or b - a <= 3
        or (tags[b] in "l." and _hearer(slots, b, end))
    ):
        return b
    known = a
    while known < min(b, a + 4) and tags[known] == ".":
        known += 1
    if known >= b or tags[known] not in ",KH":  # no name in apposition
        known = a
    while known < b:
        if tags[known] in "KBGHAFPJV":
            known += 1
            named = slots.form(known - 1) in _TITLES
            while named and known < min(b, a + 8) and tags[known] == ".":  # «الدكتور فلان الفلاني»
                known += 1
        elif tags[known] in "li" and known + 1 < b and tags[known + 1] in "ABFGKP" and slots.form(known) != "ب":
            known += 2
        elif (
            tags[known] == "," and known + 1 < b and (tags[known + 1] in "HFK" or slots.forms[known + 1] in _TITLES)
        ):  # «المدير العام، اللواء فلان، …»
            behind = next((k for k in range(known + 1, min(b, known + 9)) if tags[k] == ","), None)
            if behind is not None:
                return behind
            known += 2
        else:
            break
    return max(known, a + 1)


def _comma_ahead(slots: Slots, j: int, end: int) -> bool:
    return any(slots.tags[k] == "," for k in range(j, min(end, j + 8)))


def _add(slots: Slots, i: int, j: int, out: list[tuple[str, int, int]]) -> None:
    if j <= i:
        return
    for k in range(i + 1, j - 1):
        if slots.tags[k] == "&" and slots.tags[k + 1] in "KG" and slots.tags[i] in "KG":  # «شهود ومصدر أمني»
            _add(slots, i, k, out)
            _add(slots, k + 1, j, out)
            return
    if slots.form(i) in _DOCUMENTS and j - i > 1:  # «حصيلة للمرصد»: the body speaks
        if j - i > 2 and slots.tags[i + 1] == "l" and slots.tags[i + 2] in "ABFGKH":
            i += 2
        elif slots.form(i + 1).startswith("لل"):
            i += 1
    if slots.form(i) in _PRONOUNS or slots.form(i) in _NOBODY or slots.tags[i] in "ilwoyc":
        return
    if j == i + 1 and slots.form(i) in _ALONE and slots.last[i] - slots.first[i] == 1:
        return
    if slots.tags[i] == "." and len(slots.form(i)) > _LONG and _owned(slots, i):
        return  # «أكد استعداده للرد», «اتخاذها»: what he has, not who
    if slots.tags[i] in "xznvCrN" or (slots.tags[i] in ".u" and slots.form(i) in _TRAILING):
        return
    for k in range(i + 1, j):  # «اتهمت أنقرة بمهاجمتها», «نقل عن الوزارة نفيها»
        word, before = slots.form(k), slots.tags[k - 1]
        body = slots.tags[k] == "." and before in "AFPJBG" and len(word) > _LONG
        if body and (_owned(slots, k) or (before in "AFP" and word[0] == "ب")):
            j = k
            break
    while j > i + 1 and slots.form(j - 1) in _TRAILING:
        j -= 1
    start, end = slots.start[i], slots.end[j - 1]
    text = slots.words.text[start:end].strip(' "«»“”،,:')
    offset = slots.words.text.find(text, start, end)
    if len(text) > 2 and "\n" not in text:
        taken = text[0] == "ل" and offset > 0 and slots.words.text[offset - 1] == "ل" and slots.tags[i] != "P"
        name = text
        if taken or text.startswith("لل"):  # «وفقا للجيش», «للجنة»
            rest = text if taken else text[1:]
            words = rest.split(maxsplit=2)
            definite = len(words) > 1 and words[1].startswith("ال") and words[1].endswith("ية")  # «للجنة الدولية»
            name = rest if fold(words[0]) in _OWN_LAM and not definite else "ا" + rest
        out.append((name, offset, offset + len(text)))


def _owned(slots: Slots, i: int) -> bool:
    """Whether a word ends in a pronoun («تأكيدهم», «نفيها»): a name does not."""
    return slots.text(i)[-1] == "ه" or slots.form(i).endswith(_OWNED)


def _credited(slots: Slots, i: int) -> bool:
    """Whether an agency stands behind an opening bracket: «(رويترز)», «(بترا)»."""
    body = slots.get(i, Body)
    return body is not None and (body.kind == "agency" or (body.kind == "bare" and slots.form(i + 1) == ")"))


def attributions(slots: Slots, first: int, end: int) -> list[Attribution]:
    """All acts of saying in slots ``[first, end)``, left to right."""
    out: list[Attribution] = []
    tags = slots.tags
    titled = _before_colon(slots, first, end)
    if titled is not None:
        out.append(titled)
    elif tags.find("S", first, end) < 0 and tags.find("G", first, end) < 0:
        return out
    done = first if titled is None else titled.last
    for i in range(first, end):
        if i < done:
            continue
        if tags[i] != "S":
            if i > first and tags[i - 1] == "(" and _credited(slots, i):
                one: list[tuple[str, int, int]] = []
                _add(slots, i, i + 1, one)
                out.append(Attribution(i, i + 1, (first, end), "relay", one))
            continue
        speech = slots.get(i, Speech)
        relayed = i > first and tags[i - 1] == "S" and slots.get(i - 1, Speech).strength == "according"
        if (
            speech.only_with_opening
            and not relayed
            and not _opened(slots, i, end, speech.opens)
            and not (speech.strength == "relay" and _says_itself(slots, i, end))
        ):
            continue
        speakers: list[tuple[str, int, int]] = []
        if slots.form(i) in _ATTRIBUTED and i + 1 < end and tags[i + 1] == "l":
            out.append(Attribution(i, i + 1, (i + 1, end), speech.strength, []))
            continue
        if speech.strength == "according" and i + 1 < end and tags[i + 1] == "S":
            continue
        plainly = speech.only_with_opening and not relayed and _says_itself(slots, i, end)
        if (speech.strength in ("relay", "according") or relayed) and not plainly:
            a, b = _relay_phrase(slots, i + 1, end)
            _add(slots, a, b, speakers)
            if (b < end and slots.form(b) == "عن") or (b < end and tags[b] == "m"):
                c, d = _relay_phrase(slots, b + 1, end)
                original: list[tuple[str, int, int]] = []
                _add(slots, c, d, original)
                speakers = original + speakers
                b = d
            if speakers:
                out.append(Attribution(i, max(b, i + 1), (first, end), "relay", speakers))
            done = max(b, i + 1)
            continue
        nxt = i + 1
        if nxt < end and (tags[nxt] == "t" or slots.form(nxt) == ":" or (tags[nxt] == "n" and i > first)):
            before = _subject_before(slots, first, i)
            if before is not None:
                _add(slots, *before, speakers)
            stop = nxt
        elif nxt < end and tags[nxt] in ",D" and (named := _subject_before(slots, first, i)) is not None:
            _add(slots, *named, speakers)  # «وكانت الوزارة أعلنت، السبت، مقتل …»
            stop = nxt
        else:
            a, b = _phrase(slots, nxt, end)
            accused = _accused(slots, a, b, end) if speech.strength == "alleged" and "ب" in speech.opens else b
            if "ب" not in speech.opens or tags[a : a + 1] != "." or not slots.form(a).startswith("ب"):
                named_to = _entity_end(slots, a, min(b, accused), end)
                if speech.only_with_opening and "علي" not in speech.opens:
                    named_to = _whole_name(slots, named_to, b)
                _add(slots, a, named_to, speakers)
            stop = max(accused, nxt)
        out.append(Attribution(i, stop, (stop, end), speech.strength, speakers))
        done = max(stop, i + 1)
    return out


def _whole_name(slots: Slots, i: int, end: int) -> int:
    """Where a name ends that goes on at slot ``i`` up to a preposition («كتب الناطق فلان على صفحته»)."""
    k = i
    while k < min(end, i + 3) and slots.tags[k] == "." and slots.form(k) not in _CUT_WORDS:
        k += 1
    return k if k < end and slots.tags[k] in "oil," else i


def _says_itself(slots: Slots, i: int, end: int) -> bool:
    """Whether «نقل» has a speaker and «أن» behind it and no «عن»: those named say it («نقل شهود أن …»)."""
    return slots.tags[i + 1 : i + 2] in ("K", "B", "H", "G") and any(
        slots.tags[k] == "t" and "m" not in slots.tags[i:k] for k in range(i + 2, min(end, i + _SAID_BEHIND))
    )


def _before_colon(slots: Slots, first: int, end: int) -> Attribution | None:
    """A source or a body that opens a sentence before a colon speaks («اللجنة المركزية للأطباء: مقتل …»)."""
    tags = slots.tags
    at = first
    while at < end and tags[at] in '".' and at < first + 2:
        at += 1
    if at >= end or tags[at] not in "KBGAFH":
        return None
    for i in range(at + 1, min(end - 1, first + _NAMED_BEFORE_COLON)):
        if slots.form(i) == ":":
            speakers: list[tuple[str, int, int]] = []
            _add(slots, at, i, speakers)
            return Attribution(at, i + 1, (i + 1, end), "asserted", speakers) if speakers else None
        if tags[i] in "!SvnNt,":
            return None
    return None


def _opened(slots: Slots, i: int, end: int, opens: frozenset[str]) -> bool:
    """Whether one of the words that open what is said follows before another verb."""
    for j in range(i + 1, min(end, i + 16)):
        if slots.form(j) in opens or (slots.last[j] > slots.first[j] and slots.words.forms[slots.last[j] - 1] in opens):
            return True
        if slots.tags[j] in "Sv!":
            return False
    return False


def _relay_phrase(slots: Slots, i: int, end: int) -> tuple[int, int]:
    tags = slots.tags
    j = i
    if i > 0 and j + 1 < end and tags[j] in ".vL" and slots.words.forms[slots.last[i - 1] - 1] in _WHAT:
        i = j = j + 1  # «وفق ما كشفته مصادر»
    given = _given_out(slots, i, end)
    if given > i:
        i = j = given
    if j < end and slots.form(j) in ("ما", "لما", "مانقلت"):
        j += 1
        if j < end and (tags[j] in "Sv" or tags[j] == "."):
            j += 1
        i = j
    if j < end and slots.form(j) in _PRONOUNS:  # «ما أفاد به مصدر»
        i = j = j + 1
    if j < end and slots.form(j) in _BY_MEANS:
        return i, i  # «بيان نشره عبر موقعه»
    if j < end and tags[j] in "lmi" and slots.last[j] - slots.first[j] == 1 and len(slots.form(j)) < 4:
        j += 1
        i = j
    while j < end and slots.last[j] - slots.first[i] <= _MAX_TOKENS:
        tag = tags[j]
        if j > i and tag in "l." and _hearer(slots, j, end):
            break
        if tag in "!,tSDr" or (tag == "&" and j > i and tags[j + 1 : j + 2] not in (".", "G", "B")):
            break
        if tag in "vn" and j > i:
            break
        if tag == "m" and j > i and slots.form(j) == "عن":
            break
        if tag == "i" and j + 1 < end and slots.form(j + 1) in _CUT_WORDS and j > i:
            break
        j += 1
    while j > i and _trails(slots, j - 1):
        if tags[j - 1] == "e" and j - 1 > i and tags[j - 2] in "BK" and slots.form(j - 1).startswith("ال"):
            break  # «غرفة طوارئ المخيم»
        j -= 1
    while i < j and slots.form(i) in _TRAILING:
        i += 1
    return i, j


def _given_out(slots: Slots, i: int, end: int) -> int:
    """Where who gave out a toll or a statement is named: behind a verb («حصيلة محدثة نشرتها، الثلاثاء، الوزارة»), or
    behind adjectives of it («سابقة للمرصد»); ``i`` where neither follows.
    """
    k = i + 1 if i < end and (slots.form(i) in _DOCUMENTS or slots.form(i) in _OF_A_TOLL) else i
    if k == i:
        return i
    while k < min(end, i + _GIVEN_REACH) and slots.tags[k] in ".JuK" and slots.form(k) in _OF_A_TOLL:
        k += 1
    if k < end and slots.form(k) in _GAVE_OUT:
        k += 1
        while k < end and (slots.form(k) in _PRONOUNS or slots.tags[k] in ",D"):
            k += 1
        return k if k < end and slots.form(k) not in _BY_MEANS else i
    return k if k < end and slots.tags[k] == "l" else i


def _subject_before(slots: Slots, first: int, verb: int) -> tuple[int, int] | None:
    """A subject that stands before its verb («مصدر أمني قال إن»)."""
    tags = slots.tags
    j = verb - 1 if verb > first and tags[verb - 1] == "," else verb
    i = j - 1
    inserted = j < verb
    while i >= first and verb - i < (_NAMED_TWICE if j < verb else 8):
        if tags[i] == "," and inserted:
            inserted = False  # «رئيس البلدية، فلان، قال إن»
        elif tags[i] in "!,tSv":
            break
        i -= 1
    if inserted:
        return None
    i += 1
    if j == verb and j - 1 > i and tags[j - 1] == "&":  # «زار الوزير المخيم وقال إن …»
        who = next((k for k in range(i, j) if tags[k] in "KBGHAF"), None)
        return None if who is None else (who, who + 2 if tags[who + 1] == "J" else who + 1)
    while i < j and (tags[i] in '&"' or slots.form(i) in _TRAILING or slots.form(i) in _PRONOUNS):
        i += 1
    return (i, j) if j > i and any(tags[k] in "KBGHAPFV" for k in range(i, j)) else None
