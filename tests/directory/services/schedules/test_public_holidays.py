"""Public holidays and their names."""

from datetime import date

from directory.services.schedules import holiday_name, is_public_holiday
from directory.services.schedules.public_holidays import public_holidays


def test_fifteen_days_in_2026_all_named_in_three_languages() -> None:
    days = public_holidays(2026)
    assert len(days) == 15
    assert all(set(names) == {"fi", "sv", "en"} for names in days.values())


def test_movable_feasts_move() -> None:
    assert is_public_holiday(date(2026, 4, 3))
    assert is_public_holiday(date(2027, 3, 26))
    assert not is_public_holiday(date(2027, 4, 3))


def test_names_are_those_of_our_almanac() -> None:
    assert holiday_name(date(2027, 1, 6)) == {"fi": "Loppiainen", "sv": "Trettondagen", "en": "Epiphany"}
    assert holiday_name(date(2026, 12, 26)) == {"fi": "Tapaninpäivä", "sv": "Annandag jul", "en": "Boxing Day"}
    assert holiday_name(date(2026, 12, 27)) == {}
