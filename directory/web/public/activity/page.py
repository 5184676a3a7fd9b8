"""What the template of an activity page is given. Texts are ready; the template decides nothing."""

from dataclasses import dataclass, field

from markupsafe import Markup

from directory.web.formatting import Trust
from directory.web.words import Words


@dataclass(frozen=True, slots=True)
class Leaf:
    """One session as a calendar leaf. ``style``: "", ``today`` (today or tomorrow) or ``off``; ``at`` is ISO 8601."""

    at: str
    weekday: str
    day: str
    hours: str
    style: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something differs: which days, and the group's or the calendar's words."""

    days: str
    words: Words | None


@dataclass(frozen=True, slots=True)
class Times:
    """When: the rhythm in words, coming sessions, why some are not held. ``by_agreement`` when there are no rows."""

    rhythm: tuple[str, ...]
    leaves: tuple[Leaf, ...]
    reasons: tuple[Reason, ...]
    note: Words | None
    by_agreement: bool
    calendar_url: str
    next_leaf: Leaf | None
    then: str


@dataclass(frozen=True, slots=True)
class Meets:
    """Who meets you: our sentence about ``name`` (empty when the group has not told) and the group's own words."""

    name: str
    sentence: Markup
    icon: str
    own_words: Words | None
    own_label: str


@dataclass(frozen=True, slots=True)
class Joining:
    """How to join: our sentences and the group's own words."""

    sentences: tuple[str, ...]
    own_words: Words | None
    own_label: str


@dataclass(frozen=True, slots=True)
class Access:
    """One accessibility feature: ``value`` is yes, partly, no or unknown; ``text`` says it whole."""

    name: str
    value: str
    icon: str
    text: str
    note: Words | None


@dataclass(frozen=True, slots=True)
class Accessibility:
    """What has been told, feature by feature; ``untold`` says in one sentence what nobody has told.

    ``nothing`` is true when nothing at all has been told of a place one comes to.
    """

    told: tuple[Access, ...]
    untold: str
    nothing: bool


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as the public may see it. ``lat``/``lon`` only when a point may be shown on a map."""

    name: str
    address: str
    lang: str
    entrance: Words | None
    stop: Words | None
    note: str
    lat: float | None
    lon: float | None
    wide: bool
    access: Accessibility | None

    @property
    def geo_uri(self) -> str:
        """RFC 5870: opens the phone's own map program. Empty when there is no point."""
        return "" if self.lat is None or self.lon is None else f"geo:{self.lat},{self.lon}"


@dataclass(frozen=True, slots=True)
class Person:
    """A public contact."""

    name: str
    role: Words | None
    phone: str
    phone_uri: str
    email: str


@dataclass(frozen=True, slots=True)
class Link:
    """A label and where it leads; ``lang`` when the label is in another language than the page.

    ``key`` is the public id of what it leads to, where that is needed.
    """

    text: str
    url: str
    lang: str = ""
    detail: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A row of the fact list."""

    term: str
    text: str
    links: tuple[Link, ...] = ()
    note: Words | None = None


@dataclass(frozen=True, slots=True)
class ActivityPage:
    """The whole page."""

    public_id: str
    title: Words
    organisation: Link
    under_title: tuple[str, ...]
    summary: Words | None
    language_label: str
    language_notice: str
    language_take_part: str
    stale_notice: str
    paused_notice: str
    meets: Meets
    times: Times
    about: Words | None
    about_label: str
    easy: tuple[str, ...]
    joining: Joining
    spots: tuple[Spot, ...]
    access: Accessibility | None
    people: tuple[Person, ...]
    facts: tuple[Fact, ...]
    capacity: str
    capacity_waits: bool
    trust: Trust
    trust_detail: str
    feedback_url: str
    back: Link | None
    json_ld: Markup
    similar_title: str = ""
    similar: tuple[Link, ...] = field(default=())
