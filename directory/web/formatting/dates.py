"""Days and hours: fi ``ti 24.11. klo 10–13``, sv ``ti 24.11. kl. 10–13``, en ``Tue 24 Nov, 10:00–13:00``."""

from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

NBSP: Final = "\u00a0"
HELSINKI: Final = ZoneInfo("Europe/Helsinki")
WEEKDAYS_SHORT: Final = {
    "fi": ("ma", "ti", "ke", "to", "pe", "la", "su"),
    "sv": ("må", "ti", "on", "to", "fr", "lö", "sö"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
WEEKDAYS_LONG: Final = {
    "fi": ("maanantai", "tiistai", "keskiviikko", "torstai", "perjantai", "lauantai", "sunnuntai"),
    "sv": ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
# "maanantaisin", "på måndagar", "on Mondays"
WEEKDAYS_REGULAR: Final = {
    "fi": tuple(f"{day}sin" for day in WEEKDAYS_LONG["fi"]),
    "sv": tuple(f"på {day}ar" for day in WEEKDAYS_LONG["sv"]),
    "en": tuple(f"on {day}s" for day in WEEKDAYS_LONG["en"]),
}
MONTHS_EN: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MONTHS_LONG: Final = {
    "fi": tuple(
        f"{month}kuuta"
        for month in (
            ["tammi", "helmi", "maalis", "huhti", "touko", "kesä", "heinä", "elo", "syys", "loka", "marras", "joulu"]
        )
    ),
    "sv": (
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
        "december",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}
RELATIVE: Final = {
    "fi": {-1: "eilen", 0: "tänään", 1: "huomenna"},
    "sv": {-1: "i går", 0: "i dag", 1: "i morgon"},
    "en": {-1: "yesterday", 0: "today", 1: "tomorrow"},
}
FAR: Final = timedelta(days=300)  # from here on a day without its year could be taken for one that has been
CLOCK_WORD: Final = {"fi": "klo", "sv": "kl.", "en": ""}


def weekday_short(day: date, language: str) -> str:
    """``ti``, ``ti``, ``Tue``."""
    return WEEKDAYS_SHORT[language][day.weekday()]


def weekday_dated(day: date, today: date, language: str) -> str:
    """``ti``; with the year (``ti 2027``) when the day is so far ahead that it could be taken for one of this year."""
    weekday = weekday_short(day, language)
    return f"{weekday} {day.year}" if day - today > FAR else weekday


def day_short(day: date, language: str, today: date | None = None) -> str:
    """``24.11.`` or ``24 Nov``; with the year when ``today`` is given and the day is far ahead of it."""
    year = str(day.year) if today is not None and day - today > FAR else ""
    if language == "en":
        return f"{day.day}{NBSP}{MONTHS_EN[day.month - 1]}{NBSP}{year}".rstrip(NBSP)
    return f"{day.day}.{day.month}.{year}"


def day_long(day: date, language: str) -> str:
    """``24.11.2026`` or ``24 November 2026``."""
    if language == "en":
        return f"{day.day} {MONTHS_LONG['en'][day.month - 1]} {day.year}"
    return f"{day.day}.{day.month}.{day.year}"


def day_heading(day: date, language: str, today: date | None = None) -> str:
    """``ti 24.11.`` or ``Tue 24 Nov``; the year as in ``day_short``."""
    return f"{weekday_short(day, language)}{NBSP}{day_short(day, language, today)}"


def day_range(first: date, last: date, language: str) -> str:
    """``23.–29.11.``, ``30.11.–6.12.`` or ``23–29 November``; a single day stands alone."""
    if first == last:
        return f"{first.day} {MONTHS_LONG['en'][first.month - 1]}" if language == "en" else day_short(first, language)
    same_month = (first.year, first.month) == (last.year, last.month)
    if language == "en":
        month = MONTHS_LONG["en"]
        if same_month:
            return f"{first.day}–{last.day} {month[last.month - 1]}"
        return f"{first.day} {month[first.month - 1]} – {last.day} {month[last.month - 1]}"
    if language == "sv" and same_month:
        return f"{first.day}–{last.day}.{last.month}."
    return (
        f"{first.day}.–{last.day}.{last.month}."
        if same_month
        else f"{day_short(first, language)}–{day_short(last, language)}"
    )


def month_year(month: date, language: str) -> str:
    """``lokakuu 2026``, ``oktober 2026``, ``October 2026``."""
    return f"{_month(month, language)} {month.year}"


def month_range(first: date, last: date, language: str) -> str:
    """Months of one year: ``heinä–syyskuu 2026``, ``juli–september 2026``, ``July–September 2026``."""
    start = _month(first, language)
    if language == "fi":
        start = start.removesuffix("kuu")
    return f"{start}–{_month(last, language)} {last.year}"


def _month(month: date, language: str) -> str:
    name = MONTHS_LONG[language][month.month - 1]
    return name.removesuffix("ta") if language == "fi" else name


def relative_day(day: date, today: date, language: str) -> str:
    """``tänään``, ``huomenna``, ``i går`` …; empty for other days."""
    return RELATIVE[language].get((day - today).days, "")


def clock(moment: time | datetime, language: str) -> str:
    """``10``, ``10.30`` or ``10:00``."""
    if language == "en":
        return f"{moment.hour:02}:{moment.minute:02}"
    return f"{moment.hour}.{moment.minute:02}" if moment.minute else str(moment.hour)


def clock_range(start: time | datetime, end: time | datetime, language: str, *, word: bool = True) -> str:
    """``klo 10–13``, ``kl. 10–13`` or ``10:00–13:00``."""
    hours = f"{clock(start, language)}–{clock(end, language)}"
    prefix = CLOCK_WORD[language]
    return f"{prefix}{NBSP}{hours}" if word and prefix else hours


def session_line(start: datetime, end: datetime, language: str, today: date | None = None) -> str:
    """A whole session: ``ti 24.11. klo 10–13``; the year as in ``day_short``."""
    joint = ", " if language == "en" else " "
    return f"{day_heading(start.date(), language, today)}{joint}{clock_range(start, end, language)}"


def ago(day: date, today: date, language: str) -> str:
    """``3 viikkoa sitten``, ``för 7 veckor sedan``, ``3 weeks ago``; days, weeks up to two months, then months."""
    days = max(0, (today - day).days)
    if days < 2:
        return RELATIVE[language][-days]
    unit, count = ("day", days) if days < 14 else ("week", days // 7) if days < 61 else ("month", round(days / 30.44))
    if unit == "month" and count >= 24:
        unit, count = "year", count // 12
    return _AGO[language][unit][count != 1].format(n=count)


_AGO: Final = {
    "fi": {
        "day": ("{n} päivä sitten", "{n} päivää sitten"),
        "week": ("viikko sitten", "{n} viikkoa sitten"),
        "month": ("kuukausi sitten", "{n} kuukautta sitten"),
        "year": ("vuosi sitten", "{n} vuotta sitten"),
    },
    "sv": {
        "day": ("för {n} dag sedan", "för {n} dagar sedan"),
        "week": ("för en vecka sedan", "för {n} veckor sedan"),
        "month": ("för en månad sedan", "för {n} månader sedan"),
        "year": ("för ett år sedan", "för {n} år sedan"),
    },
    "en": {
        "day": ("{n} day ago", "{n} days ago"),
        "week": ("a week ago", "{n} weeks ago"),
        "month": ("a month ago", "{n} months ago"),
        "year": ("a year ago", "{n} years ago"),
    },
}


def week_of(day: date) -> tuple[date, date]:
    """Monday and Sunday of the day's week."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def moment(at: datetime, language: str) -> str:
    """A day and an hour in Finland: ``ti 24.11. klo 10.15``, ``ti 24.11. kl. 10.15``, ``Tue 24 Nov, 10:15``."""
    local = at.astimezone(HELSINKI)
    word = CLOCK_WORD[language]
    joint = f" {word}{NBSP}" if word else ", "
    return f"{day_heading(local.date(), language)}{joint}{clock(local, language)}"


def day_of(at: datetime, language: str) -> str:
    """The day in Finland of a moment: ``24.11.2026`` or ``24 November 2026``."""
    return day_long(at.astimezone(HELSINKI).date(), language)
