"""Organisations: made and changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from directory.errors import Conflict, InvalidChange
from directory.models import Activity, Organisation
from directory.models.base import utc_now
from directory.services import indexing, revisions
from directory.services.access import Actor, Subject, require
from directory.services.validation import is_business_id, is_email, is_phone, is_web_address
from directory.vocabulary import UI_LANGUAGES, codes, municipalities

NAME_MAX: Final = 200
DESCRIPTION_MAX: Final = 5000
ON_CARDS: Final = ("names", "phone")  # what cards and search read of an organisation


@dataclass(frozen=True, slots=True)
class OrganisationChange:
    """Everything an editor may say of an organisation; the fields are those of ``directory.models.Organisation``."""

    names: Mapping[str, str]
    type: str
    descriptions: Mapping[str, str] = field(default_factory=dict)
    sectors: tuple[str, ...] = ()
    stea_funded: bool = False
    business_id: str | None = None
    home_municipality: str | None = None
    website: str = ""
    email: str = ""
    phone: str = ""


def change_of(organisation: Organisation) -> OrganisationChange:
    """What the organisation says now, as a change that would change nothing."""
    values = {one.name: getattr(organisation, one.name) for one in fields(OrganisationChange)}
    return OrganisationChange(**(values | {"sectors": tuple(organisation.sectors)}))


def subject_of(organisation: Organisation) -> Subject:
    """The organisation as the permission table sees it: in its home municipality."""
    home = organisation.home_municipality
    return Subject(organisation.id, (home,) if home else ())


def create(session: Session, actor: Actor, change: OrganisationChange, *, now: datetime | None = None) -> Organisation:
    """A new organisation. Raises ``Forbidden`` and ``InvalidChange``; an organisation does not make itself."""
    require(actor, "organisation.edit", Subject(None, (change.home_municipality,) if change.home_municipality else ()))
    _require_faultless(change)
    now = now or utc_now()
    organisation = Organisation(created_at=now, updated_at=now)
    _apply(organisation, change)
    session.add(organisation)
    session.flush()
    told = revisions.differences({}, _told(change))
    revisions.record(session, actor, (revisions.ORGANISATION, organisation.id), "create", told)
    return organisation


def update(
    session: Session,
    actor: Actor,
    organisation: Organisation,
    change: OrganisationChange,
    *,
    version: int,
    now: datetime | None = None,
) -> bool:
    """Make the organisation say what the change says; returns whether anything differed.

    ``version`` is the one that was read. A new name or phone number goes to the cards of all its activities. Raises
    ``Forbidden``, ``Conflict`` and ``InvalidChange`` with every fault.
    """
    require(actor, "organisation.edit", subject_of(organisation))
    session.refresh(organisation, ["version"])
    if organisation.version != version:
        raise Conflict(f"version {version} was read, {organisation.version} is stored")
    _require_faultless(change)
    changes = revisions.differences(_told(change_of(organisation)), _told(change))
    if not changes:
        return False
    now = now or utc_now()
    _apply(organisation, change)
    organisation.updated_at = now
    try:
        session.flush()
    except StaleDataError as error:
        raise Conflict(f"version {version} was read, another is stored") from error
    revisions.record(session, actor, (revisions.ORGANISATION, organisation.id), "update", changes)
    if any(path.split(".")[0] in ON_CARDS for path in changes):
        ids = session.scalars(select(Activity.id).where(Activity.organisation_id == organisation.id)).all()
        indexing.changed(session, ids, now=now)
    return True


def _told(change: OrganisationChange) -> dict[str, Any]:
    return {one.name: getattr(change, one.name) for one in fields(change)}


def _apply(organisation: Organisation, change: OrganisationChange) -> None:
    for name, value in _told(change).items():
        stored = dict(value) if isinstance(value, Mapping) else list(value) if isinstance(value, tuple) else value
        if getattr(organisation, name) != stored:
            setattr(organisation, name, stored)


def _require_faultless(change: OrganisationChange) -> None:
    faults = dict(_faults(change))
    if faults:
        raise InvalidChange(faults)


def _faults(change: OrganisationChange) -> Iterator[tuple[str, str]]:
    if not change.names:
        yield "names", "empty"
    for name, longest in (("names", NAME_MAX), ("descriptions", DESCRIPTION_MAX)):
        for language, text in getattr(change, name).items():
            fault = _text_fault(language, text, longest)
            if fault:
                yield f"{name}.{language}", fault
    if change.type not in codes("organisation_types"):
        yield "type", "unknown"
    if any(sector not in codes("sectors") for sector in change.sectors):
        yield "sectors", "unknown"
    if change.business_id is not None and not is_business_id(change.business_id):
        yield "business_id", "business_id"
    home = change.home_municipality
    if home is not None and (home not in municipalities() or not municipalities()[home].active):
        yield "home_municipality", "unknown"
    if change.website and not is_web_address(change.website):
        yield "website", "web_address"
    if change.email and (len(change.email) > 254 or not is_email(change.email)):
        yield "email", "email"
    if change.phone and (len(change.phone) > 40 or not is_phone(change.phone)):
        yield "phone", "phone"


def _text_fault(language: str, text: str, longest: int) -> str:
    if language not in UI_LANGUAGES:
        return "unknown"
    if not text.strip():
        return "empty"
    return "too_long" if len(text) > longest else ""
