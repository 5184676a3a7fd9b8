"""Choosing a role and where it holds, step by step: the role, for an editor the organisation, then the rest.

Both an invitation and a new role for an account go this way. A place is written ``workplace:<public id>``,
``organisation:<public id>``, ``municipality:<code>``, ``county:<code>``, or "" for none.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import request
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.errors import InvalidChange
from directory.models import Organisation, Workplace
from directory.services import roles
from directory.services.access import Actor, Grant
from directory.vocabulary import Role, counties, label, municipalities
from directory.web.formatting import collation_key
from directory.web.language import ui_language
from directory.web.listing.languages import pick_text
from directory.web.pages import Link
from directory.web.translating import gettext as _


@dataclass(frozen=True, slots=True)
class Group:
    """Places of one kind to choose from: value and name."""

    label: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class RoleChoice:
    """How far the choice has come. ``role`` is "" at first; ``organisation`` the chosen one of an editor, "" before.

    ``roles`` are links to the next step; ``found`` links to organisations by the name in ``find``.
    """

    role: str
    role_name: str
    roles: tuple[Link, ...]
    find: str
    found: tuple[Link, ...]
    organisation: str
    place: str
    groups: tuple[Group, ...]
    without: str

    @property
    def ready(self) -> bool:
        """Whether only the last step is left."""
        return bool(self.role) and (self.role != Role.EDITOR or bool(self.organisation))


def choice(session: Session, actor: Actor, here: str) -> RoleChoice:
    """The choice by the address or form; ``here`` is the page's own path."""
    language = ui_language()
    role, find = request.values.get("role", ""), request.args.get("find", "")[:100]
    place = request.values.get("place", "")[:60]
    offered = [one for one in Role if _may_give_somewhere(actor, one)]
    role = role if role in offered else ""
    organisation = _organisation(session, place) if role == Role.EDITOR else None
    found = roles.organisations_to_give(session, actor, find) if role == Role.EDITOR and not organisation else []
    groups = tuple(group for group in _groups(session, actor, role, language) if group.options)
    return RoleChoice(
        role=role,
        role_name=label("roles", role, language) if role else "",
        roles=tuple(Link(f"{here}?role={one}", label("roles", one, language)) for one in offered),
        find=find,
        found=tuple(
            Link(f"{here}?role={role}&place=organisation:{one.public_id}", pick_text(one.names, language)[1])
            for one in found
        ),
        organisation=pick_text(organisation.names, language)[1] if organisation else "",
        place=place,
        groups=groups,
        without=_without(session, actor, role),
    )


def grant(session: Session, role: str, place: str) -> Grant:
    """The role that the form says. Raises ``InvalidChange`` (``place``) for a place that is not there."""
    kind, _colon, value = place.partition(":")
    if not place:
        return Grant(role)
    if kind == "organisation":
        return Grant(role, organisation_id=_known(session.scalar(_id_of(Organisation, value))))
    if kind == "workplace":
        return Grant(role, workplace_id=_known(session.scalar(_id_of(Workplace, value))))
    if kind == "municipality":
        return Grant(role, municipality=value)
    if kind == "county":
        return Grant(role, county=value)
    raise InvalidChange({"place": "unknown"})


def _id_of(model: type[Organisation] | type[Workplace], public_id: str):  # type: ignore[no-untyped-def]
    return select(model.id).where(model.public_id == public_id)


def _known(found: int | None) -> int:
    if found is None:
        raise InvalidChange({"place": "unknown"})
    return found


def _organisation(session: Session, place: str) -> Organisation | None:
    public_id = place.removeprefix("organisation:")
    return session.scalar(select(Organisation).where(Organisation.public_id == public_id)) if public_id else None


def _may_give_somewhere(actor: Actor, role: str) -> bool:
    return actor.has(Role.ADMIN) or (actor.has(Role.COORDINATOR) and role != Role.ADMIN)


def _without(session: Session, actor: Actor, role: str) -> str:
    """What choosing no place means; "" where a place is needed."""
    if role in {"", Role.EDITOR} or not roles.may_give(session, actor, Grant(role)):
        return ""
    if role == Role.COORDINATOR:
        return _("The whole country")
    return _("Without a workplace") if role == Role.PROFESSIONAL else ""


def _groups(session: Session, actor: Actor, role: str, language: str) -> Iterator[Group]:
    if role not in {Role.PROFESSIONAL, Role.COORDINATOR}:
        return

    def sorted_options(options: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
        return tuple(sorted(options, key=lambda option: collation_key(option[1], language)))

    if role == Role.PROFESSIONAL:
        places = roles.workplaces_to_give(session, actor)
        yield Group(_("Workplaces"), sorted_options([(f"workplace:{one.public_id}", one.name) for one in places]))
    yield Group(
        _("Wellbeing services counties"),
        sorted_options(
            [
                (f"county:{code}", county.names[language])
                for code, county in counties().items()
                if roles.may_give(session, actor, Grant(role, county=code))
            ]
        ),
    )
    yield Group(
        _("Municipalities"),
        sorted_options(
            [
                (f"municipality:{code}", town.names[language])
                for code, town in municipalities().items()
                if town.active and roles.may_give(session, actor, Grant(role, municipality=code))
            ]
        ),
    )
