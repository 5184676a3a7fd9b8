"""Dates, numbers, phones and order in the form of each language."""

from datetime import date, datetime

import pytest

from directory.web.formatting import (
    age_range,
    age_range_in_brief,
    collation_key,
    day_range,
    distance,
    euros,
    list_of,
    month_range,
    month_year,
    phone_shown,
    phone_uri,
    relative_day,
    session_line,
    trust,
    weekday_dated,
)
from directory.web.formatting.dates import ago, clock_range, day_long

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("language", "line"),
    [("fi", "ti 24.11. klo 10–13.30"), ("sv", "ti 24.11. kl. 10–13.30"), ("en", "Tue 24 Nov, 10:00–13:30")],
)
def test_a_session(language: str, line: str) -> None:
    start, end = datetime(2026, 11, 24, 10), datetime(2026, 11, 24, 13, 30)
    assert session_line(start, end, language).replace("\u00a0", " ") == line
    # Hours are never torn from their word at the end of a line.
    assert " " not in clock_range(start, end, language)


def test_days() -> None:
    assert [day_long(TODAY, language) for language in ("fi", "sv", "en")] == [
        "24.11.2026",
        "24.11.2026",
        "24 November 2026",
    ]
    assert day_range(date(2026, 11, 23), date(2026, 11, 29), "fi") == "23.–29.11."
    assert day_range(date(2026, 11, 30), date(2026, 12, 6), "fi") == "30.11.–6.12."
    assert day_range(date(2026, 11, 23), date(2026, 11, 29), "sv") == "23–29.11."
    assert day_range(date(2026, 11, 23), date(2026, 11, 29), "en") == "23–29 November"
    assert day_range(date(2026, 11, 30), date(2026, 12, 6), "en") == "30 November – 6 December"
    assert [day_range(TODAY, TODAY, language) for language in ("fi", "sv", "en")] == ["24.11.", "24.11.", "24 November"]
    assert relative_day(date(2026, 11, 25), TODAY, "sv") == "i morgon"
    assert relative_day(date(2026, 11, 26), TODAY, "sv") == ""


@pytest.mark.parametrize(
    ("day", "fi", "en"),
    [
        (TODAY, "tänään", "today"),
        (date(2026, 11, 23), "eilen", "yesterday"),
        (date(2026, 11, 20), "4 päivää sitten", "4 days ago"),
        (date(2026, 11, 3), "3 viikkoa sitten", "3 weeks ago"),
        (date(2026, 10, 6), "7 viikkoa sitten", "7 weeks ago"),
        (date(2026, 5, 20), "6 kuukautta sitten", "6 months ago"),
        (date(2024, 5, 20), "2 vuotta sitten", "2 years ago"),
    ],
)
def test_how_long_ago(day: date, fi: str, en: str) -> None:
    assert (ago(day, TODAY, "fi"), ago(day, TODAY, "en")) == (fi, en)


@pytest.mark.parametrize(
    ("km", "shown"),
    [(0.04, "100 m"), (0.31, "300 m"), (0.94, "900 m"), (1.24, "1,2 km"), (9.96, "10 km"), (55.6, "56 km")],
)
def test_distance(km: float, shown: str) -> None:
    assert distance(km, "fi").replace("\u00a0", " ") == shown


def test_money_and_ages() -> None:
    assert [euros(6.5, language).replace("\u00a0", " ") for language in ("fi", "sv", "en")] == [
        "6,50 €",
        "6,50 €",
        "€6.50",
    ]
    assert euros(6, "en") == "€6"
    assert [euros(1200, language).replace("\u00a0", " ") for language in ("fi", "en")] == ["1 200 €", "€1,200"]
    assert euros(1999.5, "sv").replace("\u00a0", " ") == "1 999,50 €"
    assert [age_range(5, 5, language) for language in ("fi", "sv", "en")] == ["5-vuotiaat", "5 år", "5 years"]
    assert age_range(63, None, "sv") == "63 år och äldre"
    assert age_range(13, 20, "en") == "13 to 20 years"
    assert age_range(0.5, 3, "fi") == "0,5–3-vuotiaat"
    assert age_range(None, None, "fi") == ""
    assert [age_range_in_brief(63, None, language) for language in ("fi", "sv", "en")] == [
        "63+\u00a0v",
        "63+\u00a0år",
        "ages 63+",
    ]
    assert age_range_in_brief(None, 25, "fi") == "enintään 25\u00a0v"
    assert age_range_in_brief(None, None, "sv") == ""


def test_lists() -> None:
    assert list_of(["suomi"], "fi") == "suomi"
    assert list_of(["suomi", "ruotsi", "arabia"], "fi") == "suomi, ruotsi ja arabia"
    assert list_of(["finska", "svenska"], "sv") == "finska och svenska"


@pytest.mark.parametrize(
    ("number", "shown", "uri"),
    [
        ("+358 50 00 136", "050 00 136", "tel:+3585000136"),
        ("+358501234567", "050 1234567", "tel:+358501234567"),
        ("+358 501234567", "050 1234567", "tel:+358501234567"),
        ("+358 40 123 4567", "040 123 4567", "tel:+358401234567"),
        ("+358 (0)40 123 4567", "040 1234567", "tel:+358401234567"),
        ("00358401234567", "040 1234567", "tel:+358401234567"),
        ("040 123 4567", "040 123 4567", "tel:+358401234567"),
        ("010 123 4567", "010 123 4567", "tel:+358101234567"),
        ("0800 123 456", "0800 123 456", "tel:+358800123456"),
        ("+46 8 123 456", "+46 8 123 456", "tel:+468123456"),
        ("+46812345678", "+46 8 123 456 78", "tel:+46812345678"),
        # A short code is dialled as it stands; with a country code it would reach nobody.
        ("116 117", "116 117", "tel:116117"),
        ("112", "112", "tel:112"),
        ("kysy toimistosta", "kysy toimistosta", "tel:"),
    ],
)
def test_phones(number: str, shown: str, uri: str) -> None:
    assert (phone_shown(number), phone_uri(number)) == (shown, uri)


def test_finnish_and_swedish_letters_come_after_z() -> None:
    names = ["Öja", "Zeta", "Åbo", "Äänekoski", "Akaa", "Vöyri", "Ähtäri"]
    assert sorted(names, key=lambda name: collation_key(name, "fi")) == [
        "Akaa",
        "Vöyri",
        "Zeta",
        "Åbo",
        "Ähtäri",
        "Äänekoski",
        "Öja",
    ]
    assert sorted(["Yli-Ii", "Zeta", "Über", "Ystad"], key=lambda name: collation_key(name, "sv")) == [
        "Über",
        "Yli-Ii",
        "Ystad",
        "Zeta",
    ]
    assert sorted(["Öja", "Oulu", "Zeta"], key=lambda name: collation_key(name, "en")) == ["Öja", "Oulu", "Zeta"]


@pytest.mark.parametrize(
    ("verified", "level"),
    [
        (date(2026, 11, 1), "fresh"),
        (date(2026, 5, 26), "fresh"),
        (date(2026, 5, 20), "ageing"),
        (date(2025, 11, 1), "stale"),
        (None, "never"),
    ],
)
def test_trust_fades(verified: date | None, level: str) -> None:
    assert trust(verified, "organisation", TODAY, "fi").level == level


def test_trust_says_who_confirmed() -> None:
    assert trust(date(2026, 10, 6), "organisation", TODAY, "sv").text == "Gruppen bekräftade för 7 veckor sedan"
    assert trust(date(2026, 10, 6), "coordinator", TODAY, "en").text == "Confirmed 7 weeks ago"
    assert trust(None, "", TODAY, "fi").text == "Ei vielä vahvistettu"


@pytest.mark.parametrize(
    ("language", "month", "quarter"),
    [
        ("fi", "lokakuu 2026", "heinä–syyskuu 2026"),
        ("sv", "oktober 2026", "juli–september 2026"),
        ("en", "October 2026", "July–September 2026"),
    ],
)
def test_months(language: str, month: str, quarter: str) -> None:
    assert month_year(date(2026, 10, 1), language) == month
    assert month_range(date(2026, 7, 1), date(2026, 9, 1), language) == quarter


def test_a_day_far_ahead_tells_its_year() -> None:
    start, end = datetime(2027, 11, 23, 17), datetime(2027, 11, 23, 20)
    lines = [session_line(start, end, language, date(2026, 11, 27)) for language in ("fi", "sv", "en")]
    assert [line.replace("\u00a0", " ") for line in lines] == [
        "ti 23.11.2027 klo 17–20",
        "ti 23.11.2027 kl. 17–20",
        "Tue 23 Nov 2027, 17:00–20:00",
    ]
    assert weekday_dated(start.date(), date(2026, 11, 27), "fi") == "ti 2027"
    assert weekday_dated(start.date(), date(2027, 10, 1), "fi") == "ti"
    near = session_line(start, end, "fi", date(2027, 10, 1)).replace("\u00a0", " ")
    assert near == "ti 23.11. klo 17–20"
