"""What goes into search and what comes out. Plain frozen dataclasses; no engine, web or database in sight.

Languages of texts and questions are ``fi``, ``sv`` or ``en``. Codes are those of the code lists of whoever uses
this package: search does not know what they mean, only that documents and filters share them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Point:
    """A place on earth, WGS 84 degrees."""

    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where an activity is held: its point and the municipality and county codes it lies in."""

    point: Point | None
    municipality: str
    county: str


@dataclass(frozen=True, slots=True)
class DocumentTexts:
    """The texts of a document in one language."""

    title: str
    summary: str
    description: str = ""
    how_to_join: str = ""
    who_meets: str = ""
    organisation: str = ""
    search_words: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()  # labels of the document's codes in this language


@dataclass(frozen=True, slots=True)
class Session:
    """One real session: local start and end in Europe/Helsinki, both aware."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Document:
    """An activity as search sees it; holds public information only.

    ``codes`` maps the name of a facet (``FACETS`` in search.index) to the activity's codes in order of importance.
    ``age_min``/``age_max`` in years, None = not stated. ``area_municipalities``/``area_counties`` are the codes
    served, empty when ``area_level`` is national. ``sessions`` are the coming ones, soonest first.
    ``revision`` grows with every change. ``labels`` are those of needs, kinds and target groups in all three
    languages, also where the activity has no text: they carry a question over to another language.
    """

    id: str
    revision: int
    texts: Mapping[str, DocumentTexts]
    codes: Mapping[str, tuple[str, ...]]
    gender: str = "all"
    age_min: float | None = None
    age_max: float | None = None
    area_level: str = "municipal"
    area_municipalities: tuple[str, ...] = ()
    area_counties: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    sessions: tuple[Session, ...] = ()
    verified_on: date | None = None
    import_id: str = ""
    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DocumentFeatures:
    """What matching and ranking read of a document, worked out once when it is indexed.

    ``words`` maps analysed forms (the same strings that ``Term.forms`` hold) to a weight 0-1: near 1 for a word of
    the title, least for one mention in the prose. ``concepts`` maps concept codes (as ``Wanted.code``:
    ``needs:grief``, ``kinds:peer_group``, ``c:widow``) to a strength 0-1. ``title`` are the forms in the titles.
    """

    words: Mapping[str, float]
    concepts: Mapping[str, float]
    title: frozenset[str] = frozenset()


class Sort(StrEnum):
    """Orders a reader can choose."""

    BEST = "best"
    NEAREST = "nearest"
    NEXT = "next"
    CONFIRMED = "confirmed"


class Scope(StrEnum):
    """How far from the understood or chosen place results may lie. ``AUTO`` = near, widened when nothing fits."""

    AUTO = "auto"
    MUNICIPALITY = "municipality"
    NEAR = "near"
    COUNTY = "county"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Filters:
    """What the reader chose outright. Within one facet any code will do, between facets all must hold.

    ``codes`` maps facet names to chosen codes (any of them). ``municipalities`` are codes; ``near`` and
    ``radius_km`` go together. ``age`` in years, ``ages`` codes of age groups (``AGES`` in search.index). ``days`` are
    mo…su, ``times`` morning/afternoon/evening, ``period`` one of today, tomorrow, this_week, next_week.
    ``open_places`` leaves out full ones.
    """

    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    municipalities: tuple[str, ...] = ()
    counties: tuple[str, ...] = ()
    near: Point | None = None
    radius_km: float | None = None
    scope: Scope = Scope.AUTO
    age: float | None = None
    ages: tuple[str, ...] = ()
    gender: str | None = None
    days: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    period: str | None = None
    open_places: bool = False

    def is_empty(self) -> bool:
        """Whether nothing was chosen."""
        return self == Filters()


@dataclass(frozen=True, slots=True)
class Question:
    """What the reader asked.

    ``ui_language`` is the page's language. ``without`` holds keys of understood parts (``Part.key``) the reader
    removed: they are then searched as plain words. ``home`` are the municipalities of the reader (own choice or
    workplace), a preference only. ``now`` is the reader's moment, aware; ``page`` counts from 1.
    """

    text: str
    ui_language: str
    now: datetime
    filters: Filters = field(default_factory=Filters)
    without: frozenset[str] = frozenset()
    home: tuple[str, ...] = ()
    sort: Sort = Sort.BEST
    page: int = 1
    per_page: int = 20


class PartKind(StrEnum):
    """What a piece of the question was understood as."""

    PLACE = "place"
    AGE = "age"
    GENDER = "gender"
    LANGUAGE = "language"
    DAY = "day"
    TIME = "time"
    PERIOD = "period"
    MODE = "mode"
    CONCEPT = "concept"


@dataclass(frozen=True, slots=True)
class Part:
    """One understood piece, shown as a removable chip.

    ``key`` is stable for the same meaning (``place:422``, ``age:75``, ``need:loneliness``); ``code`` the code within
    its kind (a municipality, ``needs:loneliness`` for concepts …); ``value`` a number where there is one (age);
    ``text`` the reader's own words.
    """

    kind: PartKind
    key: str
    code: str
    text: str
    value: float | None = None


@dataclass(frozen=True, slots=True)
class UnderstoodPlace:
    """A place in the question: what kind (municipality, county, region, district), its codes and centre."""

    key: str
    kind: str
    municipalities: tuple[str, ...]
    counties: tuple[str, ...]
    point: Point | None


@dataclass(frozen=True, slots=True)
class Term:
    """One remaining word with every form it should be looked up in, strongest first.

    ``forms`` are (analysed form, weight 0-1): lemma, compound parts, derivation bases, corrections, translations.
    ``prefix`` marks a word still being typed. ``corrected`` holds the spelling that was assumed, or "".
    """

    text: str
    forms: tuple[tuple[str, float], ...]
    prefix: bool = False
    corrected: str = ""
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Wanted:
    """A concept the question asks for: ``code`` as in the lexicon (``needs:grief``, ``kinds:peer_group``,
    ``c:widow``), how strongly 0-1, and which question words it covers (indexes).

    ``weight`` is the lexicon's, for finer concepts (``c:…``); ``adds`` says that its broader concept was met in the
    same words, so that it tells more of the same need and is no alternative to it.
    """

    code: str
    strength: float
    words: tuple[int, ...] = ()
    main: bool = False
    weight: float = 1.0
    adds: bool = False


@dataclass(frozen=True, slots=True)
class Understood:
    """A question taken apart; the same for every engine.

    ``language`` is the question's guessed language. ``parts`` are the chips. ``did_you_mean`` is a whole corrected
    question, offered when nothing certain was found. ``left_out`` counts identity codes, phone numbers and e-mail
    addresses that were removed before anything else happened. ``unlike`` are concepts of another kind of the same
    need: what is for widows is not for parents who lost a child. ``refused`` are concepts said not to be wanted.
    """

    text: str
    language: str
    parts: tuple[Part, ...] = ()
    places: tuple[UnderstoodPlace, ...] = ()
    age: float | None = None
    gender: str | None = None
    languages: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    period: str | None = None
    concepts: tuple[Wanted, ...] = ()
    terms: tuple[Term, ...] = ()
    did_you_mean: str = ""
    left_out: int = 0
    unlike: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()

    def is_empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not (self.concepts or self.terms or self.parts)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a hit came up: ``kind`` (concept, title, place, outreach, language, word …) and the code or words."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Hit:
    """One result in rank order. ``distance_km`` from the place in question or the reader's own, straight line.

    ``nearby`` is False for results outside the scope, listed after those inside it.
    """

    id: str
    score: float
    reasons: tuple[Reason, ...] = ()
    distance_km: float | None = None
    nearby: bool = True


class FacetCount(NamedTuple):
    """How many results a choice would give."""

    code: str
    count: int  # type: ignore[assignment]  # not the method of tuples
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Loosening:
    """A way out of an empty result: drop ``what`` (a part key or ``filter:<name>``) and get ``count`` results."""

    what: str
    count: int


@dataclass(frozen=True, slots=True)
class Results:
    """One page of results.

    ``total`` counts results in scope, ``beyond`` those further away listed after them; ``exact`` is False when the
    engine stopped counting. ``nearest`` is the first fitting hit outside an empty scope. ``engine`` names who
    answered, ``degraded`` whether it stood in for another; times in milliseconds. ``listed`` is how many can be
    paged through: only the best few hundred are ranked.
    """

    hits: tuple[Hit, ...]
    total: int
    understood: Understood
    beyond: int = 0
    exact: bool = True
    listed: int = 0
    facets: Mapping[str, tuple[FacetCount, ...]] = field(default_factory=dict)
    loosenings: tuple[Loosening, ...] = ()
    engine: str = ""
    degraded: bool = False
    took_ms: float = 0.0
    engine_ms: float = 0.0


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One line while typing: ``kind`` is activity, need, kind, place or organisation; ``id`` its id or code."""

    kind: str
    id: str
    text: str
    language: str
    detail: str = ""
