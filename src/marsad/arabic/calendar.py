"""Names of months and weekdays as Arabic news writes them, folded, for every naming system in use.

Sources of the names: the Levantine (Syriac) names of Syria, Lebanon, Iraq, Jordan and Palestine; the names
of Egypt, the Gulf, Sudan, Libya and Yemen; those of Tunisia and Algeria (from French); those of Morocco;
the names Libya used from 1977 to 2011. Spelling variants are those met in print.
"""

from __future__ import annotations

from marsad.arabic.normalise import fold

_MONTH_NAMES: dict[int, tuple[str, ...]] = {
    1: ("يناير", "كانون الثاني", "كانون ثاني", "كانون ثان", "جانفي", "جانفييه", "أي النار"),
    2: ("فبراير", "شباط", "فيفري", "فيبراير", "النوار"),
    3: ("مارس", "آذار", "اذار", "أذار"),
    4: ("أبريل", "إبريل", "ابريل", "نيسان", "أفريل", "أفريل", "الطير"),
    5: ("مايو", "أيار", "ماي", "مايس", "الماء"),
    6: ("يونيو", "يونيه", "حزيران", "جوان", "يونية"),
    7: ("يوليو", "يوليه", "تموز", "جويلية", "يوليوز", "يولية", "ناصر"),
    8: ("أغسطس", "آب", "أوت", "غشت", "اغسطس", "أغسطوس", "هانيبال"),
    9: ("سبتمبر", "أيلول", "شتنبر", "سبتمبر", "الفاتح"),
    10: ("أكتوبر", "تشرين الأول", "تشرين أول", "أوكتوبر", "التمور"),
    11: ("نوفمبر", "تشرين الثاني", "تشرين ثاني", "تشرين ثان", "نونبر", "نوفنبر", "الحرث"),
    12: ("ديسمبر", "كانون الأول", "كانون أول", "دجنبر", "ديسنبر", "الكانون"),
}
_LIBYAN = frozenset(("أي النار", "النوار", "الطير", "الماء", "ناصر", "هانيبال", "الفاتح", "التمور", "الحرث", "الكانون"))
"""Libyan names of 1977–2011 that are everyday words: dates only in the pattern day + name + year."""

_HIJRI_NAMES: dict[int, tuple[str, ...]] = {
    1: ("محرم", "المحرم", "محرم الحرام"),
    2: ("صفر",),
    3: ("ربيع الأول", "ربيع أول"),
    4: ("ربيع الآخر", "ربيع الثاني", "ربيع آخر", "ربيع ثاني", "ربيع ثان"),
    5: ("جمادى الأولى", "جمادى الأول", "جماد الأول", "جماد أول", "جمادى أولى"),
    6: (
        "جمادى الآخرة",
        "جمادى الثانية",
        "جمادى الآخر",
        "جماد الآخر",
        "جماد الثاني",
        "جمادى الثاني",
        "جمادى آخرة",
    ),
    7: ("رجب",),
    8: ("شعبان",),
    9: ("رمضان",),
    10: ("شوال",),
    11: ("ذو القعدة", "ذي القعدة", "ذو قعدة", "ذي قعدة"),
    12: ("ذو الحجة", "ذي الحجة", "ذو حجة", "ذي حجة"),
}

_WEEKDAY_NAMES: dict[int, tuple[str, ...]] = {
    0: ("الإثنين", "الاثنين", "إثنين", "اثنين", "الأثنين"),
    1: ("الثلاثاء", "ثلاثاء", "الثلثاء", "ثلثاء", "الثلاثا"),
    2: ("الأربعاء", "أربعاء", "الإربعاء", "الاربعا"),
    3: ("الخميس", "خميس"),
    4: ("الجمعة", "جمعة"),
    5: ("السبت", "سبت"),
    6: ("الأحد", "أحد"),
}

MONTHS: dict[str, int] = {
    fold(name): number for number, names in _MONTH_NAMES.items() for name in names if name not in _LIBYAN
}
"""Folded name of a Gregorian month to its number (1..12); names of two words have one space between them."""

LIBYAN_MONTHS: dict[str, int] = {
    fold(name): number for number, names in _MONTH_NAMES.items() for name in names if name in _LIBYAN
}
"""Libyan names of 1977–2011, folded: everyday words too, so read them only as «3 الفاتح 2009»."""

HIJRI_MONTHS: dict[str, int] = {fold(name): number for number, names in _HIJRI_NAMES.items() for name in names}
"""Folded name of a month of the Hijri year to its number (1..12)."""

WEEKDAYS: dict[str, int] = {fold(name): number for number, names in _WEEKDAY_NAMES.items() for name in names}
"""Folded name of a weekday, with and without the article, to its number; Monday is 0 as in ``datetime``.

Forms without the article are ambiguous («أحد» is also "one of", «اثنين» also "two", «خميس» a name)."""

LATIN_MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "january jan janvier",
            "february feb fevrier février",
            "march mar mars",
            "april apr avril",
            "may mai",
            "june jun juin",
            "july jul juillet",
            "august aug aout août",
            "september sep sept septembre",
            "october oct octobre",
            "november nov novembre",
            "december dec decembre décembre",
        ),
        start=1,
    )
    for name in names.split()
}
"""English and French month names in lower case, as page metadata writes them."""
