"""What the template of the results page is given."""

from dataclasses import dataclass

from markupsafe import Markup

from directory.web.listing import ListedCard
from directory.web.pages import Chip, FacetView, FieldError, Link, Option, Person


@dataclass(frozen=True, slots=True)
class MapView:
    """The small map beside the list. ``drawing`` holds names and pins as SVG.

    ``unmapped`` counts results that are not held in one place.
    """

    width: int
    height: int
    drawing: Markup
    unmapped: int
    tiles_url: str
    attribution: str


@dataclass(frozen=True, slots=True)
class Way:
    """A way out of an empty result: what to do, and how many it would give."""

    url: str
    text: str


@dataclass(frozen=True, slots=True)
class Paging:
    """Page numbers, with None for a gap; ``more`` leads to the next page and says how many are on it."""

    numbers: tuple[Link | None, ...]
    more: Link | None


@dataclass(frozen=True, slots=True)
class ResultsPage:
    """Everything of one results page.

    ``near`` and ``beyond`` are the two lists; ``hidden`` the form's unseen fields.
    """

    text: str
    heading: str
    errors: tuple[FieldError, ...]
    hidden: tuple[tuple[str, str], ...]
    chips: tuple[Chip, ...]
    clear_url: str
    chosen_count: int
    facets: tuple[FacetView, ...]
    more_facets: tuple[FacetView, ...]
    more_open: bool
    places: tuple[Option, ...]
    room: Option
    age: str
    age_fault: str
    age_offer: Link | None
    ages: tuple[Option, ...]
    gender: tuple[Option, ...]
    sorts: tuple[Link, ...]
    sort_now: str
    near: tuple[ListedCard, ...]
    beyond: tuple[ListedCard, ...]
    beyond_heading: str
    paging: Paging
    map: MapView | None
    person: Person | None
    degraded: bool
    other_language: str
    other_language_link: Link | None
    did_you_mean: Link | None
    left_out: bool
    empty_heading: str
    ways: tuple[Way, ...]
