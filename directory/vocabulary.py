"""Code lists and reference facts: what a code means, in three languages.

Closed lists, on which code branches, are enums here. Open lists, which people extend, are only CSV files
in ``reference/``. Labels of both stand in those files, one row a code: ``code, fi, sv, en``.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

UI_LANGUAGES: Final[tuple[str, ...]] = ("fi", "sv", "en")

REFERENCE = Path(__file__).parent / "reference"


class Tier(StrEnum):
    """How an activity is carried: the three steps of the regional model."""

    VOLUNTEER = "volunteer"
    PROFESSIONAL = "professional"
    MARKET = "market"


class Gender(StrEnum):
    """Whom an activity is meant for by gender; ``ALL`` is a statement, not a missing answer."""

    ALL = "all"
    MEN = "men"
    WOMEN = "women"


class AreaLevel(StrEnum):
    """How wide an activity serves, smallest true one first."""

    LOCAL = "local"
    MUNICIPAL = "municipal"
    SUBREGIONAL = "subregional"
    COUNTY = "county"
    NATIONAL = "national"


class Capacity(StrEnum):
    """Whether a newcomer fits in now."""

    OPEN = "open"
    WAITING_LIST = "waiting_list"
    FULL = "full"
    STARTING = "starting"


class Lifecycle(StrEnum):
    """Where a listing is on its way from draft to archive. Only ``PUBLISHED`` is found by the public."""

    DRAFT = "draft"
    PENDING = "pending"
    PUBLISHED = "published"
    PAUSED = "paused"
    ENDED = "ended"
    ARCHIVED = "archived"


class Audience(StrEnum):
    """Who may see a contact."""

    PUBLIC = "public"
    PROFESSIONAL = "professional"
    INTERNAL = "internal"


class Precision(StrEnum):
    """How exactly a location may be shown; ``HIDDEN`` never leaves the server unrounded."""

    EXACT = "exact"
    APPROXIMATE = "approximate"
    HIDDEN = "hidden"


class MeetsAt(StrEnum):
    """Where the named person meets a newcomer."""

    DOOR = "door"
    STOP = "stop"
    HOME = "home"
    PHONE = "phone"


class Cost(StrEnum):
    """What taking part costs."""

    FREE = "free"
    FEE = "fee"
    MEMBERSHIP = "membership"
    VOLUNTARY = "voluntary"


class VerificationMethod(StrEnum):
    """How somebody confirmed that a listing is true."""

    LINK = "link"
    LOGIN = "login"
    PHONE = "phone"
    VISIT = "visit"


class ReviewRhythm(StrEnum):
    """How often a listing is asked about."""

    SEASON = "season"
    M3 = "m3"
    M6 = "m6"
    M12 = "m12"


class Role(StrEnum):
    """What an account may do; a person may hold several, each for its organisation, municipality or county."""

    PROFESSIONAL = "professional"
    EDITOR = "editor"
    COORDINATOR = "coordinator"
    ADMIN = "admin"


class OutcomeKind(StrEnum):
    """What came of guiding somebody to an activity."""

    CAME = "came"
    CAME_AGAIN = "came_again"
    NOT_FIT = "not_fit"


class OutcomeReason(StrEnum):
    """Why it did not fit: chosen from a list, never written, so that nothing about anybody can be told."""

    FULL = "full"
    TOO_FAR = "too_far"
    OTHER_TIME = "other_time"
    OTHER_GROUP = "other_group"
    MORE_SUPPORT = "more_support"
    NO_SHARED_LANGUAGE = "no_shared_language"
    NOT_ACCESSIBLE = "not_accessible"
    COST = "cost"
    DID_NOT_WANT = "did_not_want"
    DID_NOT_SHOW = "did_not_show"


CLOSED_LISTS: Final[Mapping[str, type[StrEnum]]] = MappingProxyType(
    {
        "tiers": Tier,
        "genders": Gender,
        "area_levels": AreaLevel,
        "capacity": Capacity,
        "lifecycle": Lifecycle,
        "audiences": Audience,
        "precisions": Precision,
        "meets_at": MeetsAt,
        "costs": Cost,
        "verification_methods": VerificationMethod,
        "review_rhythms": ReviewRhythm,
        "roles": Role,
        "outcome_kinds": OutcomeKind,
        "outcome_reasons": OutcomeReason,
    }
)
OPEN_LISTS: Final = (
    "kinds",
    "needs",
    "target_groups",
    "modes",
    "outreach_help",
    "referral_routes",
    "accessibility",
    "threshold",
    "sectors",
    "organisation_types",
    "languages",
)

Labels = Mapping[str, str]  # language -> label


@cache
def codes(code_list: str) -> Mapping[str, Labels]:
    """All codes of one list with their labels by language, in the order of the list.

    Raises ``KeyError`` for a list that does not exist.
    """
    if code_list not in CLOSED_LISTS and code_list not in OPEN_LISTS:
        raise KeyError(code_list)
    with (REFERENCE / f"{code_list}.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["code"]: MappingProxyType({k: row[k] for k in UI_LANGUAGES}) for row in csv.DictReader(file)}
    return MappingProxyType(rows)


def label(code_list: str, code: str, language: str) -> str:
    """The label of a code. Raises ``KeyError`` for an unknown list, code or language."""
    return codes(code_list)[code][language]


@dataclass(frozen=True, slots=True)
class County:
    """A wellbeing services county; Helsinki (90) and Åland (91), which do their work, are listed with them."""

    code: str
    names: Labels


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality. ``lat``/``lon`` are WGS 84 degrees of its centre, ``population`` is of the end of 2020."""

    code: str
    names: Labels
    region: str
    county: str
    language_status: str
    lat: float
    lon: float
    population: int
    active: bool
    merged_into: str


def _names(row: Mapping[str, str]) -> Labels:
    return MappingProxyType({language: row[language] for language in UI_LANGUAGES})


def _table(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def counties() -> Mapping[str, County]:
    """The 21 counties, Helsinki and Åland by code."""
    return MappingProxyType({row["code"]: County(row["code"], _names(row)) for row in _table("counties.csv")})


@cache
def regions() -> Mapping[str, Labels]:
    """The 19 regions (maakunta) by code: names by language."""
    return MappingProxyType({row["code"]: _names(row) for row in _table("regions.csv")})


@cache
def municipalities() -> Mapping[str, Municipality]:
    """Every municipality by its three-digit code, the merged ones too (``active`` tells)."""
    return MappingProxyType(
        {
            row["code"]: Municipality(
                code=row["code"],
                names=_names(row),
                region=row["region"],
                county=row["county"],
                language_status=row["language_status"],
                lat=float(row["lat"]),
                lon=float(row["lon"]),
                population=int(row["population_2020"] or 0),
                active=row["active"] == "yes",
                merged_into=row["merged_into"],
            )
            for row in _table("municipalities.csv")
        }
    )


@cache
def municipality_by_name() -> Mapping[str, Municipality]:
    """Municipalities by their name in any of the three languages, lower case."""
    by_name: dict[str, Municipality] = {}
    for municipality in municipalities().values():
        for name in municipality.names.values():
            by_name.setdefault(name.casefold(), municipality)
    return MappingProxyType(by_name)
