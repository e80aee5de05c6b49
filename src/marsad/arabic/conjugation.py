"""Third-person verb forms and noun variants, unvocalised, as news text writes them.

Forms are made from normal spelling (hamza, ة, ى) and may be folded afterwards. Only what the written language
distinguishes is made: the passive of قتل is written as the active, so it needs no form of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

OBJECT_SUFFIXES = ("ه", "ها", "هم", "هما", "هن")


def _perfect(perfect: str) -> Iterator[tuple[str, str]]:
    weak = perfect.endswith(("ى", "ا")) and len(perfect) > 2
    stem = perfect[:-1] if weak else perfect
    yield perfect, "ms"
    yield stem + "ت", "fs"
    yield stem + "تا", "fd"
    yield stem + "وا", "mp"
    yield (stem + "ين" if weak else stem + "ن"), "fp"
    if weak:
        yield stem + "يا", "md"
    else:
        yield stem + ("آ" if stem.endswith("أ") else "ا"), "md"
    if stem.endswith("أ"):
        yield stem[:-1] + "ؤوا", "mp"


def _imperfect(imperfect: str) -> Iterator[tuple[str, str]]:
    rest = imperfect[1:]
    weak = rest.endswith(("ى", "ي", "و")) and len(rest) > 2
    stem = rest[:-1] if weak else rest
    yield "ي" + rest, "ms"
    yield "ت" + rest, "fs"
    yield "ي" + stem + "ون", "mp"
    yield "ي" + stem + "وا", "mp"
    dual = stem + ("ي" if rest.endswith(("ى", "ي")) else "و") if weak else stem
    yield "ي" + dual + "ان", "md"
    yield "ت" + dual + "ان", "fd"
    yield "ي" + stem + ("ين" if weak else "ن"), "fp"


def conjugate(pair: str, *, ours: bool = False) -> Iterator[tuple[str, str, str, bool]]:
    """All third-person forms of ``"perfect/imperfect"``.

    Yields (form, tense, agreement, has object suffix); tense is ``perf`` or ``impf``, agreement one of ms, fs, md,
    fd, mp, fp; with ``ours`` also 1p, what those say who did it («قصفنا»). Words after the verb
    («لقي مصرعه/يلقى مصرعه») are kept behind every form. A pair without a slash is a perfect only.
    """
    perfect, _, imperfect = pair.partition("/")
    if ours and (we := _first_plural(perfect.strip())):
        yield we, "perf", "1p", False
    for base, tense, make in ((perfect, "perf", _perfect), (imperfect, "impf", _imperfect)):
        base = base.strip()
        if not base:
            continue
        head, space, tail = base.partition(" ")
        seen = set()
        for form, agreement in make(head):
            if form in seen:
                continue
            seen.add(form)
            yield form + space + tail, tense, agreement, False
            if space or agreement in ("md", "fd", "fp"):
                continue
            joined = form
            if form.endswith("وا"):
                joined = form[:-1]
            elif form.endswith("ى"):
                joined = form[:-1] + "ا"
            for suffix in OBJECT_SUFFIXES:
                yield joined + suffix, tense, agreement, True


def _first_plural(perfect: str) -> str:
    """«قصفنا», «دمرنا», «أردينا»; "" for verbs of more words and those that drop a letter."""
    if " " in perfect or perfect.endswith("ا") or perfect[1:2] == "ا" or perfect[-2:-1] == "ا":
        return ""
    return (perfect[:-1] + "ي" if perfect.endswith("ى") else perfect) + "نا"


def with_suffixes(noun: str) -> Iterator[str]:
    """A single noun with possessive pronouns (مقتل → مقتله، غارة → غارته)."""
    stem = noun[:-1] + "ت" if noun.endswith("ة") else noun[:-1] + "ا" if noun.endswith("ى") else noun
    for suffix in OBJECT_SUFFIXES:
        if noun.endswith("اء"):
            yield noun[:-1] + "ؤ" + suffix
            yield noun[:-1] + "ئ" + suffix
        yield stem + suffix


def dual(noun: str) -> tuple[str, ...]:
    """The dual of a singular noun or adjective: nominative and oblique; empty for words that take none."""
    if noun.startswith("ال") or noun.endswith(("ات", "ين", "ون", "اء", "ى", "ي ")) or len(noun) < 3:
        return ()
    stem = noun[:-1] + "ت" if noun.endswith("ة") else noun
    return stem + "ان", stem + "ين"


def construct(noun: str) -> str:
    """A sound plural or dual as first part of an idafa (مقاتلين → مقاتلي، مسلحون → مسلحو); other nouns as they are."""
    if noun.endswith(("ين", "ون", "ان")) and len(noun) > 4:
        return noun[:-1]
    return noun
