"""What is multiplied upon the fit: place, person, language, room and freshness. Each factor is at most about 1."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from search.filtering import dates_of
from search.index import DAYS, NARROW_GROUPS, VOLUNTEERING, recruits, time_of_day
from search.ranking.asked import LIFE_STAGES, Asked
from search.records import SCALE, Record
from search.scoping import Standing
from search.zone import local

_PLACE: Final[Mapping[Standing, float]] = {
    Standing.HELD: 1.0,
    Standing.SERVED: 0.9,
    Standing.NEAR: 0.7,
    Standing.NATIONAL: 0.62,
    Standing.COUNTY: 0.3,
    Standing.ELSEWHERE: 0.12,
}
PLACE: Final = tuple(_PLACE[standing] for standing in Standing)  # by standing; asked of every candidate
WRONG_GENDER: Final = 0.12
WRONG_AGE: Final = 0.3
WRONG_STAGE: Final = 0.4
WRONG_GROUP: Final = 0.75
LANGUAGE_MISSING: Final = 0.35
OWN_LANGUAGE: Final = 1.12  # a Swedish or English question, and one can take part in that language
OWN_TEXT: Final = 1.06  # its text can be read in that language
ROOM: Final = {"full": 0.8, "waiting_list": 0.95}
OTHER_TIME: Final = 0.6
RECRUITING: Final = 0.6
NOT_RECRUITING: Final = 0.75  # helped by volunteers, to whoever wants to be one
UNKNOWN_TIME: Final = 0.85  # no timetable is told: unknown is not no
OTHER_KIND: Final = 0.6  # for another kind of the same need: widows and bereaved parents
OF_ITS_KIND: Final = 0.6 * SCALE  # the strength of a concept in what is for just that
TOUCHES: Final = 0.2 * SCALE
REFUSED: Final = 0.4
WITH_NARROW: Final = frozenset({"men", "women", "families", "children", "older"})  # hardly make it wider
PARTLY_NARROW: Final = 0.88
# Groups for those beside somebody, and needs that are one's own.
BESIDE: Final = frozenset({"close_ones", "families", "children"})
BESIDE_ONLY: Final = 0.6
STALE_AFTER: Final = ((730, 0.88), (365, 0.94))  # days
NEVER_CONFIRMED: Final = 0.92


def person(asked: Asked, record: Record) -> float:
    """Sex, age and group of whom the question is about."""
    factor = 1.0
    if asked.gender and record.gender not in {"all", asked.gender}:
        factor *= WRONG_GENDER
    if asked.age is not None and not _age_fits(asked.age, record):
        factor *= WRONG_AGE
    return factor * _group(asked, record)


def _age_fits(age: float, record: Record) -> bool:
    # Upper limits are said in whole years: "up to 12" holds until the thirteenth birthday.
    low = record.age_min is None or age >= record.age_min
    return low and (record.age_max is None or age < record.age_max + 1)


def _group(asked: Asked, record: Record) -> float:
    stated = record.codes.get("target_groups")
    if not stated or "everyone" in stated:
        return 1.0
    factor = 1.0
    if asked.stages and asked.stages.isdisjoint(stated) and not LIFE_STAGES.isdisjoint(stated):
        factor *= WRONG_STAGE
    if asked.target_groups.isdisjoint(NARROW_GROUPS.intersection(stated)):
        factor *= _narrow(asked, frozenset(stated))
    if asked.for_oneself and "close_ones" in stated and BESIDE.issuperset(stated):
        factor *= BESIDE_ONLY
    return factor


def _narrow(asked: Asked, stated: frozenset[str]) -> float:
    if stated <= NARROW_GROUPS:
        return WRONG_GROUP
    if not stated <= NARROW_GROUPS | WITH_NARROW:
        return 1.0
    of_immigrants = "immigrants" in stated and not asked.foreign and asked.language != "en"
    return PARTLY_NARROW if of_immigrants or "veterans" in stated else 1.0


def kind(asked: Asked, record: Record) -> float:
    """What is for another kind of the same need, and what was said not to be wanted, falls back."""
    factor, concepts = 1.0, record.concepts
    if asked.unlike and any(concepts.get(code, 0) >= OF_ITS_KIND for code in asked.unlike):
        named = [code for group in asked.groups for code, _ in group.finer]
        if not any(concepts.get(code, 0) >= TOUCHES for code in named):
            factor *= OTHER_KIND
    if any(_is_refused(code, record) for code in asked.refused):
        factor *= REFUSED
    return factor


def _is_refused(code: str, record: Record) -> bool:
    facet, _, name = code.partition(":")
    if facet == "c":
        return record.concepts.get(code, 0) >= OF_ITS_KIND
    codes = record.codes_of(facet)
    return codes == [name] if facet == "modes" else name in codes  # of several ways another is left


def language(asked: Asked, record: Record) -> float:
    """The language asked for, else the language the question was asked in."""
    spoken = record.codes.get("languages", ())
    if asked.languages:
        return 1.0 if any(code in spoken for code in asked.languages) else LANGUAGE_MISSING
    if asked.language in {"sv", "en"}:
        factor = OWN_LANGUAGE if asked.language in spoken else 1.0
        return factor * (OWN_TEXT if asked.language in record.text_languages else 1.0)
    return 1.0


def room(asked: Asked, record: Record) -> float:
    """Whether a newcomer fits in; recruiting helpers is not help unless it was asked for."""
    factor = 1.0
    for code in record.codes.get("capacity", ()):
        factor *= ROOM.get(code, 1.0)
    if recruits(record.codes.get("kinds", ())):
        return factor if VOLUNTEERING in asked.kinds else factor * RECRUITING
    return factor * NOT_RECRUITING if VOLUNTEERING in asked.kinds else factor


def time(asked: Asked, record: Record, today: date) -> float:
    """Days, times of day and a period in the question: a session must meet them all."""
    if not asked.about_time:
        return 1.0
    if not record.sessions:
        return UNKNOWN_TIME
    dates = frozenset(dates_of(asked.period, today)) if asked.period else None
    for start in record.sessions[::2]:
        moment = local(start)
        fits = not asked.days or DAYS[moment.weekday()] in asked.days
        fits = fits and (not asked.times or time_of_day(moment) in asked.times)
        if fits and (dates is None or moment.date() in dates):
            return 1.0
    return OTHER_TIME


def freshness(record: Record, today: int) -> float:
    """When somebody last said that it is so: older is less certain, never confirmed as uncertain. ``today`` is a day
    number."""
    if not record.verified:
        return NEVER_CONFIRMED
    age = today - record.verified
    return next((factor for days, factor in STALE_AFTER if age > days), 1.0)
