"""Keeping, naming and letting go of searches; nobody sees another person's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory.errors import Forbidden, InvalidChange, NotFound
from directory.models import SavedSearch
from directory.services.access import Actor, Subject, require
from search.privacy import cleaned

NAME_MAX: Final = 100
SEARCHES_MAX: Final = 50  # a person; more are not looked through any more


@dataclass(frozen=True, slots=True)
class NewSearch:
    """A search to keep: its name, the language it was asked in, the values of its address, and what it gives now.

    ``known`` are public ids that are no news; None when no search engine answered: then the first look tells nothing.
    """

    name: str
    language: str
    arguments: Mapping[str, Sequence[str]]
    alert: bool
    known: Sequence[str] | None


def keep(session: Session, actor: Actor, new: NewSearch, *, now: datetime) -> SavedSearch:
    """Keep a search. Raises ``Forbidden`` or ``InvalidChange``.

    Faults: ``name``: ``empty``, ``too_long``, ``personal``; ``arguments``: ``empty``, ``personal`` (an identity code,
    phone number or e-mail address stands in a text) or ``too_many`` (searches). Nothing is stored then.
    """
    account_id = _keeper(actor)
    name = _tidy(new.name)
    faults = _name_fault(name)
    texts = [value for values in new.arguments.values() for value in values]
    if not texts:
        faults["arguments"] = "empty"
    elif any(cleaned(text).left_out for text in texts):
        faults["arguments"] = "personal"
    elif _count(session, account_id) >= SEARCHES_MAX:
        faults["arguments"] = "too_many"
    if faults:
        raise InvalidChange(faults)
    search = SavedSearch(
        account_id=account_id,
        name=name,
        language=new.language,
        arguments={key: list(values) for key, values in new.arguments.items()},
        alert=new.alert,
        known=list(new.known or ()),
        told_at=now if new.known is not None else None,
        created_at=now,
    )
    session.add(search)
    session.flush()
    return search


def own(session: Session, actor: Actor) -> list[SavedSearch]:
    """The actor's searches, newest first. Raises ``NotFound`` to those who cannot keep any."""
    account_id = _keeper(actor, seen=False)
    return list(
        session.scalars(
            select(SavedSearch)
            .where(SavedSearch.account_id == account_id, SavedSearch.deleted_at.is_(None))
            .order_by(SavedSearch.created_at.desc(), SavedSearch.id.desc())
        )
    )


def rename(session: Session, actor: Actor, public_id: str, name: str) -> None:
    """Give a search another name. Raises ``NotFound`` or ``InvalidChange`` (``name``)."""
    search = _own_one(session, actor, public_id)
    name = _tidy(name)
    if faults := _name_fault(name):
        raise InvalidChange(faults)
    search.name = name


def set_alert(session: Session, actor: Actor, public_id: str, *, alert: bool) -> None:
    """Ask for news by mail, or for none. What came while nobody asked is no news. Raises ``NotFound``."""
    search = _own_one(session, actor, public_id)
    if alert and not search.alert:
        search.told_at = None
    search.alert = alert


def delete(session: Session, actor: Actor, public_id: str, *, now: datetime) -> str:
    """Let a search go; it can be taken back for a day. Returns its name. Raises ``NotFound``."""
    search = _own_one(session, actor, public_id)
    search.deleted_at = now
    return search.name


def restore(session: Session, actor: Actor, public_id: str) -> None:
    """Take a deleted search back. Raises ``NotFound``."""
    search = _own_one(session, actor, public_id, deleted=True)
    search.deleted_at = None


def _keeper(actor: Actor, *, seen: bool = True) -> int:
    require(actor, "search.keep", Subject(), seen=seen)
    if actor.account_id is None:  # the service itself keeps no searches
        raise Forbidden("search.keep")
    return actor.account_id


def _own_one(session: Session, actor: Actor, public_id: str, *, deleted: bool = False) -> SavedSearch:
    account_id = _keeper(actor, seen=False)
    found = session.scalar(
        select(SavedSearch).where(SavedSearch.public_id == public_id, SavedSearch.account_id == account_id)
    )
    if found is None or (found.deleted_at is not None and not deleted):
        raise NotFound(public_id)
    return found


def _tidy(name: str) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in name).split())


def _name_fault(name: str) -> dict[str, str]:
    if not name:
        return {"name": "empty"}
    if len(name) > NAME_MAX:
        return {"name": "too_long"}
    return {"name": "personal"} if cleaned(name).left_out else {}


def _count(session: Session, account_id: int) -> int:
    rows = select(func.count()).where(SavedSearch.account_id == account_id, SavedSearch.deleted_at.is_(None))
    return session.scalar(rows) or 0
