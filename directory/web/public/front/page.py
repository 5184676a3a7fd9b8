"""What the template of the front page is given."""

from dataclasses import dataclass

from directory.web.pages import Badge, Link, Person, Text


@dataclass(frozen=True, slots=True)
class Tile:
    """A theme in plain words; ``count`` says how many, in words, empty while search is away."""

    title: str
    url: str
    count: str


@dataclass(frozen=True, slots=True)
class Slot:
    """One session of this week."""

    hours: str
    title: Text
    url: str
    language_label: str
    summary: Text
    place: str
    badges: tuple[Badge, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """One day of this week: ``said`` is "tomorrow" or the weekday, ``date`` its date."""

    said: str
    date: str
    today: bool
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Week:
    """This week in the reader's municipality. ``own_language`` narrows to what is held in the page's language."""

    where: str
    days: tuple[Day, ...]
    total: int
    all_url: str
    print_url: str
    own_language: Link | None


@dataclass(frozen=True, slots=True)
class CrisisLine:
    """A helpline of this directory for a hard night."""

    text: str
    name: str
    phone: str
    phone_url: str
    url: str


@dataclass(frozen=True, slots=True)
class FrontPage:
    """Everything of the front page. ``home`` is the chosen municipality's code and ``home_name`` its name, or "".

    ``searching`` is False while search is away: then nothing is known of this week, which is not the same as none.
    """

    examples: tuple[Link, ...]
    line: CrisisLine | None
    tiles: tuple[Tile, ...]
    needs_text: str
    home: str
    home_name: str
    week: Week | None
    searching: bool
    person: Person | None
