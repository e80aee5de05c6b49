"""Arabic, or another language in Arabic letters: Persian, Urdu, Kurdish, Pashto, Uyghur; or no Arabic
letters at all.
"""

from __future__ import annotations

import re

SAMPLE = 1_500
"""Characters looked at."""
HEAD, FIRST = 800, 60
"""Characters and words that settle it for most Arabic texts."""

_LATIN_LETTER = re.compile("[A-Za-z\u00c0-\u024f]")
_OTHER_LETTER = re.compile("[\u0370-\u052f\u0590-\u05ff\u0900-\u0dff\u3040-\u9fff\uac00-\ud7af]")
_WORD = re.compile("[\u0620-\u064a\u066e-\u06d3\u06d5\u06fa-\u06ff]+")

_STOP_WORDS = {
    "ar": "في من على إلى الى عن أن ان التي الذي الذين هذا هذه كان كانت قد بعد قبل بين قال وقال كما لم لن ذلك "
    "خلال مع منذ حيث حتى أو ولا وفي ومن وقد عند غير يوم أكثر تم ما لا",
    "fa": "از که را این است برای می شد شده بود کرد کرده خود آن یک اند باید وی های شود نیز تا اما ها هم دارد "
    "کند گفت بر در با دیگر پس ديگر كه اين براي شده است مي نيز هاي",
    "ur": "کے کی کا میں ہے سے اور نے کو پر ہیں کہ یہ تھا ہو گیا بھی لیے کر دیا تھے ایک گئی جس نہیں ہوئے اس وہ",
    "ckb": "لە بە و کە بۆ ئەو ئەم لەگەڵ دەکات بوو کرد هەر پێش دوای یەک نێوان هێزەکانی لەسەر بووە دەڵێت ئەوەی",
    "ps": "د په او چې کې ته له دی ده يې سره کړي شوي دي کړ وو نه هم دا خپل ترڅو یې پر هغه",
    "ug": "ۋە بىلەن ئۈچۈن بۇ بىر دەپ قىلغان بولغان شۇ ئۇ",
}
_STOPS = {code: frozenset(words.split()) for code, words in _STOP_WORDS.items()}
_LETTERS = {
    # Letters no Arabic word has; ک ی are Persian shapes that keyboards slip into Arabic too, so they count
    # little.
    "fa": re.compile("[پچژگ]"),
    "ur": re.compile("[ٹڈڑےںہھ]"),
    "ckb": re.compile("[ێۆڵڕەڤ]"),
    "ps": re.compile("[ټډړښځڅېۍګڼ]"),
    "ug": re.compile("[ۇۆۈۋېىەڭ]"),
}
_LATIN_STOPS = {
    "en": frozenset(
        [
            "the",
            "of",
            "and",
            "in",
            "to",
            "was",
            "were",
            "for",
            "that",
            "with",
            "on",
            "by",
            "said",
            "from",
            "has",
        ]
    ),
    "fr": frozenset(
        ["le", "la", "les", "des", "et", "en", "du", "une", "dans", "pour", "que", "par", "sur", "est", "au"]
    ),
    "tr": frozenset(["ve", "bir", "bu", "için", "ile", "olarak", "da", "de", "olan", "sonra"]),
    "es": frozenset(["el", "los", "las", "del", "y", "en", "que", "por", "una", "con", "para", "se"]),
    "de": frozenset(["der", "die", "das", "und", "in", "den", "von", "mit", "ist", "nicht", "auf"]),
}
NAMES = {
    "ar": "Arabic",
    "fa": "Persian",
    "ur": "Urdu",
    "ckb": "Kurdish",
    "ps": "Pashto",
    "ug": "Uyghur",
    "en": "English",
    "fr": "French",
    "tr": "Turkish",
    "es": "Spanish",
    "de": "German",
    "und": "an unknown language",
}


def detect(text: str) -> str:
    """The language of ``text`` as an ISO 639 code: ar, fa, ur, ckb, ps, ug, a Latin one, or ``und``.

    An Arabic text with English names or a Persian quotation stays ``ar``; empty text is ``und``.
    """
    sample = text[:SAMPLE]
    head = _WORD.findall(sample[:HEAD])
    if len(head) > FIRST and sum(map(len, head)) > 0.35 * len(sample) and _sounds_arabic(head[:FIRST]):
        return "ar"
    words = _WORD.findall(sample)
    arabic = sum(map(len, words))
    if arabic < 0.35 * len(sample) or arabic == 0:  # else letters of others cannot outweigh it
        latin = len(_LATIN_LETTER.findall(sample))
        other = len(_OTHER_LETTER.findall(sample))
        if arabic == 0 or arabic < 0.35 * (arabic + latin + other):
            return _latin(sample) if latin >= other and latin else "und"
    total = len(words)
    if _sounds_arabic(words[:FIRST]):
        return "ar"
    # Articles make Arabic sure even in headlines that have no stop word.
    articled = sum(word.startswith(("ال", "وال", "بال", "لل")) for word in words) / total
    arabic_score = sum(word in _STOPS["ar"] for word in words) / total + 0.5 * articled
    if arabic_score > 0.25:
        return "ar"
    best, best_score = "ar", arabic_score + 0.01
    for code, letters in _LETTERS.items():
        score = sum(word in _STOPS[code] for word in words) / total
        score += 2.0 * max(0.0, len(letters.findall(sample)) / arabic - 0.015)
        if score > best_score:
            best, best_score = code, score
    return best


def _sounds_arabic(words: list[str]) -> bool:
    """Whether stop words and articles of Arabic are frequent among ``words``."""
    stops = _STOPS["ar"]
    return sum([word in stops or word.startswith("ال") for word in words]) > 0.27 * max(20, len(words))


def _latin(sample: str) -> str:
    words = re.findall("[a-z\u00e0-\u024f]+", sample.lower())
    if not words:
        return "und"
    scores = {code: sum(word in stops for word in words) / len(words) for code, stops in _LATIN_STOPS.items()}
    best = max(scores, key=lambda code: scores[code])
    return best if scores[best] > 0.05 else "und"
