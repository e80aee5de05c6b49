"""Month and weekday names are folded and complete."""

from marsad.arabic.calendar import HIJRI_MONTHS, MONTHS, WEEKDAYS
from marsad.arabic.normalise import fold


def test_tables_are_folded_and_complete() -> None:
    for table, numbers in ((MONTHS, range(1, 13)), (HIJRI_MONTHS, range(1, 13)), (WEEKDAYS, range(7))):
        assert set(table.values()) == set(numbers)
        assert all(fold(name) == name for name in table)


def test_names_of_every_system() -> None:
    for names in (
        ("يناير", "كانون الثاني", "جانفي"),
        ("أغسطس", "آب", "أوت", "غشت"),
        ("ديسمبر", "كانون الأول", "دجنبر"),
    ):
        assert len({MONTHS[fold(name)] for name in names}) == 1
    assert WEEKDAYS[fold("الإثنين")] == 0 == WEEKDAYS[fold("الاثنين")]
    assert WEEKDAYS[fold("الأربعاء")] == 2
