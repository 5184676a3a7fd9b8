"""What the templates of the shelf are given. Texts are ready; the templates decide nothing."""

from dataclasses import dataclass
from typing import Any

from directory.web.pages import CardView, Link, Text
from directory.web.workplace.beside import Beside, Note


@dataclass(frozen=True, slots=True)
class EntryView:
    """A saved activity. ``state`` is said, and nothing can be ticked, when it is not on offer now.

    ``similar_url`` finds others like it; ``news`` tells what changed lately, ``added`` when it was put on the shelf.
    """

    card: CardView
    title: Text
    state: str
    ended: bool
    similar_url: str
    beside: Beside
    note: Note | None
    news: str
    added: str


@dataclass(frozen=True, slots=True)
class Group:
    """The entries of a folder; ``heading`` names it, also when they are in none."""

    heading: str
    entries: tuple[EntryView, ...]


@dataclass(frozen=True, slots=True)
class ShelfView:
    """The saved activities as asked for. ``total`` is how many are on the shelf, ``shown`` how many are listed.

    ``searchable`` is whether the shelf is long enough to look for something in it.
    """

    total: int
    shown: int
    folders: tuple[Link, ...]
    groups: tuple[Group, ...]
    sorts: tuple[Link, ...]
    sort_now: str
    find: str
    kept: tuple[tuple[str, str], ...]
    searchable: bool
    print_url: str
    screen_url: str
    here: str


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the shelf's page: its template, and what that is given under the name ``section``.

    ``alert`` leads from the top of the page to what cannot wait.
    """

    template: str
    value: Any
    alert: Link | None = None
