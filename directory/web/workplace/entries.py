"""The saved activities: in folders, sorted, looked through."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode

from flask import request, url_for
from sqlalchemy.orm import Session

from directory.services import shelf
from directory.services.access import Actor
from directory.services.shelf import Entry, Shelf
from directory.web.addresses import activity_addresses
from directory.web.formatting import collation_key
from directory.web.language import ui_language
from directory.web.listing import Showing
from directory.web.listing.languages import pick
from directory.web.listing.leaf import coming
from directory.web.pages import Link
from directory.web.translating import gettext as _
from directory.web.workplace.entry import entry_maker
from directory.web.workplace.page import Group, ShelfView
from search.privacy import cleaned

LONG: Final = 8  # activities from which on one may want to look for one of them
FIND_MAX: Final = 60
SORTS: Final = ("next", "name", "added")


def entries_section(session: Session, actor: Actor, now: datetime) -> ShelfView:
    """The section as the address asks: ``folder``, ``sort`` (next, name, added), ``find``."""
    found, language = shelf.shelf_of(session, actor, now=now), ui_language()
    asked = _asked(found)
    listed = [entry for entry in found.entries if _fits(entry, asked)]
    listed.sort(key=_order(asked["sort"], now, language))
    here = _address(asked)
    make = entry_maker(actor, Showing(language, now, activity_addresses(here)))
    names = {
        "next": _("Next session first"),
        "name": _("By name"),
        "added": _("Newest first"),
    }
    return ShelfView(
        total=len(found.entries),
        shown=len(listed),
        folders=_folders(found, asked),
        groups=tuple(
            Group(heading, tuple(make(entry) for entry in inside)) for heading, inside in _groups(found, asked, listed)
        ),
        sorts=tuple(Link(_address(asked | {"sort": code}), names[code], code == asked["sort"]) for code in SORTS),
        sort_now=names[asked["sort"]],
        find=asked["find"],
        kept=tuple((name, asked[name]) for name in ("folder", "sort") if asked[name] and asked[name] != SORTS[0]),
        searchable=len(found.entries) > LONG or bool(asked["find"]),
        print_url=_address(asked | {"print": "1"}),
        screen_url=here,
        here=here,
    )


def _asked(found: Shelf) -> dict[str, str]:
    folder, sort = request.args.get("folder", ""), request.args.get("sort", "")
    # Words that somebody looks for may be a client's, typed by habit: numbers and addresses go no further.
    find = " ".join(cleaned(request.args.get("find", "")[:FIND_MAX]).text.split())
    return {
        "folder": folder if folder in found.folders else "",
        "sort": sort if sort in SORTS else SORTS[0],
        "find": find,
    }


def _address(asked: dict[str, str]) -> str:
    values = {name: value for name, value in asked.items() if value and (name, value) != ("sort", SORTS[0])}
    path = url_for("workplace.shelf")
    return f"{path}?{urlencode(values)}" if values else path


def _fits(entry: Entry, asked: dict[str, str]) -> bool:
    if asked["folder"] and entry.mark.folder != asked["folder"]:
        return False
    words = asked["find"].casefold().split()
    if not words:
        return True
    card = entry.card
    texts = [part for text in card.texts.values() for part in (text.title, text.summary)]
    told = " ".join((*texts, *card.organisation_names.values(), entry.mark.text, entry.mark.folder)).casefold()
    return all(word in told for word in words)


def _order(sort: str, now: datetime, language: str) -> Callable[[Entry], Any]:
    def name(entry: Entry) -> tuple[str, str]:
        found = pick(entry.card.texts, language)
        return collation_key(found[1].title if found else "", language)

    def soonest(entry: Entry) -> tuple[bool, float, tuple[str, str]]:
        held = next((s for s in coming(entry.card, now) if s.status != "cancelled"), None) if entry.is_public else None
        return not entry.is_public, held.start.timestamp() if held else float("inf"), name(entry)

    return {"next": soonest, "name": name, "added": lambda entry: -entry.added_at.timestamp()}[sort]


def _folders(found: Shelf, asked: dict[str, str]) -> tuple[Link, ...]:
    """All, then each folder, with how many are in it; nothing when there are no folders."""
    if not found.folders:
        return ()
    inside = [entry.mark.folder for entry in found.entries]
    every = _("All")
    everything = Link(_address(asked | {"folder": ""}), f"{every} ({len(inside)})", current=not asked["folder"])
    return (
        everything,
        *(
            Link(_address(asked | {"folder": name}), f"{name} ({inside.count(name)})", current=asked["folder"] == name)
            for name in found.folders
        ),
    )


def _groups(found: Shelf, asked: dict[str, str], listed: Sequence[Entry]) -> list[tuple[str, list[Entry]]]:
    """Headings with their entries: the folders in their order, then what is in none."""
    if not found.folders:
        return [(_("Saved activities"), list(listed))] if listed else []
    names = [asked["folder"]] if asked["folder"] else [*found.folders, ""]
    groups = [(name or _("In no folder"), [e for e in listed if e.mark.folder == name]) for name in names]
    return [(heading, inside) for heading, inside in groups if inside]
