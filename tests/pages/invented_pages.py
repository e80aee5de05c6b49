"""News pages of our own invention with random class names, for measuring main-text extraction.

``pages(count)`` yields (html, paragraphs): the layouts differ (p, br, div soup, nested wrappers), with
navigation, tickers, boxes of other stories inside the article, captions, comments, rules for comments and
long footers.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

_WHO = [
    "الجيش",
    "حرس الحدود",
    "مسلحون مجهولون",
    "قوات الأمن",
    "فصيل محلي",
    "الشرطة",
    "مقاتلون قبليون",
    "لواء المشاة",
]
_DID = [
    "هاجم نقطة تفتيش",
    "سيطر على تلة",
    "قصف مواقع",
    "داهم مزرعة",
    "أغلق الطريق الرئيسي",
    "فجر جسرا",
    "اعترض قافلة",
]
_WHERE = [
    "قرب وادي السدر",
    "شرق بلدة النخلة",
    "في حي المطاحن",
    "على أطراف مخيم السهل",
    "جنوب جبل الغراب",
    "في سوق الخميس",
]
_WHEN = ["فجر الاثنين", "مساء أمس", "صباح الثلاثاء", "ليل الأربعاء", "بعد ظهر الخميس", "خلال الساعات الماضية"]
_RESULT = [
    "ما أدى إلى مقتل ثلاثة أشخاص وإصابة سبعة بجروح",
    "من دون أن ترد أنباء عن سقوط ضحايا",
    "ونزحت عشرات العائلات إلى القرى المجاورة",
    "بينما تحدث شهود عن تحليق مروحيات في سماء المنطقة",
    "وأعلنت السلطات حظر التجول حتى إشعار آخر",
]
_SAYS = [
    "وقال مصدر محلي",
    "وأضاف البيان",
    "وذكرت منظمة إغاثة",
    "وأوضح متحدث",
    "وأكد شهود عيان",
    "وأفاد مراسلنا",
]
_OTHER = [
    "ارتفاع أسعار الوقود",
    "فوز المنتخب في مباراته الأولى",
    "افتتاح معرض الكتاب",
    "تأجيل الامتحانات",
    "موجة حر تضرب البلاد",
]
_RULE = "يحذف التعليق إذا خالف قواعد النشر أو أساء إلى الآخرين، وتحتفظ الإدارة بحق حظر المستخدم من دون إنذار سابق."


def _name(chance: random.Random) -> str:
    return "".join(chance.choice("abcdefghkmnpqrstuvwxyz0123456789_") for _ in range(chance.randint(5, 9)))


def _sentence(chance: random.Random, first: bool) -> str:
    core = f"{chance.choice(_WHO)} {chance.choice(_DID)} {chance.choice(_WHERE)} {chance.choice(_WHEN)}"
    lead = f"أفادت مصادر متطابقة بأن {core}" if first else f"{chance.choice(_SAYS)} إن {core}"
    return f"{lead}، {chance.choice(_RESULT)}."


def _box(chance: random.Random, tag: str, links: int, summary: bool = False) -> str:
    items = []
    for _ in range(links):
        teaser = f"<a href='/{_name(chance)}'>{chance.choice(_OTHER)} {chance.choice(_WHEN)}</a>"
        if summary:
            teaser += f"<div class='{_name(chance)}'>{chance.choice(_OTHER)} وسط اهتمام واسع من المتابعين…</div>"
        items.append(f"<li class='{_name(chance)}'>{teaser}</li>")
    return f"<{tag} class='{_name(chance)}'><h3>اقرأ أيضاً</h3><ul>{''.join(items)}</ul></{tag}>"


def page(seed: int) -> tuple[str, str, list[str]]:
    """One page: (html, title, paragraphs of its article)."""
    chance = random.Random(seed)  # noqa: S311 (the same pages in every run)
    title = f"{chance.choice(_WHO)} {chance.choice(_DID)} {chance.choice(_WHERE)} - رواية رقم {seed}"
    paragraphs = [
        " ".join(_sentence(chance, number == 0 and part == 0) for part in range(chance.randint(1, 3)))
        for number in range(chance.randint(4, 14))
    ]
    layout = seed % 5
    box_at = chance.randint(1, len(paragraphs) - 1)
    body = []
    for number, text in enumerate(paragraphs):
        if number == box_at and chance.random() < 0.6:
            body.append(_box(chance, "div", chance.randint(2, 4)))
        if layout == 0:
            body.append(f"<p class='{_name(chance)}'>{text}</p>")
        elif layout == 1:
            body.append(f"{text}<br><br>")
        elif layout == 2:
            body.append(f"<div class='{_name(chance)}'><div><span>{text}</span></div></div>")
        elif layout == 3:
            marked = text.replace("قال", "<b>قال</b>", 1).replace("بلدة", "<a href='/t'>بلدة</a>", 1)
            body.append(f"<div id='{_name(chance)}'><p dir='rtl'>{marked}</p></div>")
        else:
            body.append(f"<section><article class='{_name(chance)}'>{text}</article></section>")
    article = "".join(body)
    comments = "".join(
        f"<div class='{_name(chance)}'><b>قارئ {n}</b><span>منذ {n} ساعات</span></div>"
        for n in range(1, chance.randint(2, 6))
    )
    rules = "".join(f"<p>{_RULE}</p>" for _ in range(chance.choice([0, 0, 6, 25])))
    html = f"""<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{title} | شبكة مخترعة</title>
<meta property="og:title" content="{title}"><meta property="og:site_name" content="شبكة مخترعة">
<script>var x = "{"z" * 3000}";</script></head><body>
<div class="{_name(chance)}">{_box(chance, "div", 12)}{_box(chance, "div", 6, summary=True)}</div>
<div class="{_name(chance)}"><div class="{_name(chance)}"><h1 class="{_name(chance)}">{title}</h1>
<div><span>كتب: مراسل الشبكة</span> <time datetime="2021-05-{1 + seed % 28:02d}T10:00:00+02:00">قبل
يوم</time></div> <figure><img src="a.jpg"><figcaption>صورة من المكان</figcaption></figure>
<div class="{_name(chance)}">{article}</div><div>شارك</div>{_box(chance, "div", 8, summary=True)}
<div class="{_name(chance)}"><h4>التعليقات</h4>{comments}</div></div>
<div class="{_name(chance)}">{_box(chance, "div", 15)}{_box(chance, "div", 10, summary=True)}</div></div>
<div class="{_name(chance)}">{rules}</div><div class="{_name(chance)}"><p>جميع الحقوق محفوظة لشبكة
مخترعة.</p></div> </body></html>"""
    return html, title, paragraphs


def pages(count: int) -> Iterator[tuple[str, str, list[str]]]:
    """``count`` pages, always the same."""
    return (page(seed) for seed in range(count))
