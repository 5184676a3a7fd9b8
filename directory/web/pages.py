"""What templates are given: small typed pieces, worked out in Python so that templates only place them.

Those that a page has a hundred of are named tuples, which are made in a third of the time.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple


class Text(NamedTuple):
    """A text and the language it is in; ``lang`` is empty when it is the page's own, else it goes to ``lang=""``."""

    text: str
    lang: str = ""

    def __bool__(self) -> bool:
        return bool(self.text)


class Link(NamedTuple):
    """A link; ``current`` marks the page the reader is on, ``lang`` the language it leads to.

    ``within`` marks the part of the service that the page the reader is on belongs to.
    """

    url: str
    text: str
    current: bool = False
    lang: str = ""
    within: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """Something said once at the top of the next page; ``kind`` is "" (quiet), warn or lang; ``icon`` a symbol.

    ``undo_url`` is where a form that undoes it is sent; ``back`` the page it then leads to.
    """

    text: str
    kind: str = ""
    icon: str = "check"
    undo_url: str = ""
    back: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything around a page: see ``directory.web.layout.frame``. Addresses in ``alternates`` are absolute.

    ``who`` leads a signed-in person to the own account and says who that is, or where.
    """

    language: str
    service_name: str
    demo: bool
    front_url: str
    navigation: tuple[Link, ...]
    languages: tuple[Link, ...]
    alternates: tuple[Link, ...]
    canonical: str
    footer: tuple[Link, ...]
    messages: tuple[Message, ...]
    who: Link | None = None


class Leaf(NamedTuple):
    """The calendar leaf: the next real session. ``kind``: "" (a day), today, agree (by agreement) or note.

    ``weekday``, ``day`` and ``hours`` are its three lines; ``then`` tells the sessions after it, ``reason`` that one
    before it is off. ``note`` stands in place of a date when the times are told in words only. ``said`` is what a
    screen reader hears first.
    """

    kind: str
    weekday: str
    day: str
    hours: str
    then: str = ""
    reason: Text = Text("")
    note: Text = Text("")
    said: str = ""


class Fact(NamedTuple):
    """A line with a symbol: ``strong`` comes first and in bold (the name of who meets you)."""

    icon: str
    text: str
    strong: str = ""
    lang: str = ""


class Badge(NamedTuple):
    """A fact that decides. ``kind`` is "" (plain), fetch, wait or text; ``icon`` a symbol or ""."""

    text: str
    kind: str = ""
    icon: str = ""


class TrustLabel(NamedTuple):
    """Confirmed when, by whom. ``kind`` is "" (fresh), ageing or stale."""

    text: str
    icon: str
    kind: str = ""


class CardView(NamedTuple):
    """One activity in a list, ready to place. ``number`` is its place in the list and on the map, 0 for none.

    ``language_label`` is said when the text is not in the page's language. ``reason`` answers "why this".
    """

    id: str
    url: str
    title: Text
    organisation: Text
    tier: str
    leaf: Leaf | None
    summary: Text
    facts: tuple[Fact, ...]
    badges: tuple[Badge, ...]
    trust: TrustLabel
    phone: str = ""
    phone_url: str = ""
    language_label: str = ""
    reason: str = ""
    number: int = 0


class Chip(NamedTuple):
    """Something understood or chosen; ``url`` is the same search without it."""

    label: str
    value: str
    url: str


class Option(NamedTuple):
    """One choice of a facet with the number of results it would give; None when it is not counted."""

    name: str
    value: str
    text: str
    count: int | None = None  # type: ignore[assignment]  # not the method of tuples
    chosen: bool = False
    disabled: bool = False


@dataclass(frozen=True, slots=True)
class FacetView:
    """A group of choices; ``single`` means one choice only. ``more`` are folded away under ``more_text``."""

    legend: str
    options: tuple[Option, ...]
    single: bool = False
    more: tuple[Option, ...] = ()
    more_text: str = ""
    more_open: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """A named person to call: the contact for cooperation with organisations in a municipality or a county."""

    name: str
    text: str
    phone: str
    phone_url: str
    email: str = ""
    hours: str = ""


@dataclass(frozen=True, slots=True)
class FieldError:
    """A fault of a form: ``field`` is the id of the field it is about."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Field:
    """A form field with what was typed. ``kind`` is an input type or textarea; ``error`` is empty when all is well.

    ``inputmode`` chooses a phone's keyboard.
    """

    name: str
    label: str
    value: str = ""
    kind: str = "text"
    hint: str = ""
    error: str = ""
    required: bool = False
    autocomplete: str = ""
    maxlength: int = 0
    options: Mapping[str, str] | None = None
    inputmode: str = ""
