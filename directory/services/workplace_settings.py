"""What a workplace says of itself: its name, home municipalities, county, the languages of its slips; who is in it."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory.errors import Conflict, InvalidChange, NotFound
from directory.models import Account, Membership, Workplace
from directory.models.workplace import NAME_MAX
from directory.services import revisions
from directory.services.access import Actor, Subject, require
from directory.vocabulary import UI_LANGUAGES, Role, codes, counties, municipalities
from search.privacy import cleaned

WORKPLACE: Final = "workplace"  # the type of its revisions
MUNICIPALITIES_MAX: Final = 30  # no wellbeing services county has more
LANGUAGES_MAX: Final = 3
UNWRITTEN: Final = frozenset({"easy_fi", "sign"})  # languages that no slip is written or interpreted in as such


@dataclass(frozen=True, slots=True)
class WorkplaceChange:
    """What a workplace is to say. Codes; the first language is the one a slip begins with; ``county`` may be ""."""

    name: str
    municipalities: tuple[str, ...]
    languages: tuple[str, ...]
    county: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """A professional of a workplace."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A workplace in the administrators' list."""

    public_id: str
    name: str
    municipalities: tuple[str, ...]
    county: str
    members: int


def slip_languages() -> tuple[str, ...]:
    """Codes of the languages a slip can be for: three it is written in, the others as an interpreter needs them."""
    others = (code for code in codes("languages") if code not in UI_LANGUAGES and code not in UNWRITTEN)
    return (*UI_LANGUAGES, *others)


def create(session: Session, actor: Actor, change: WorkplaceChange) -> Workplace:
    """A new workplace. Raises ``Forbidden``, ``InvalidChange`` and ``Conflict`` (there is one of that name)."""
    require(actor, "workplace.manage", Subject(), seen=False)
    _require_faultless(change)
    _require_free(session, change.name)
    place = Workplace()
    session.add(place)
    _apply(place, change)
    session.flush()
    changes = {name: [None, value] for name, value in asdict(change).items()}
    revisions.record(session, actor, (WORKPLACE, place.id), "create", changes)
    return place


def update(session: Session, actor: Actor, public_id: str, change: WorkplaceChange) -> Workplace:
    """Make the workplace say what the change says. Raises ``NotFound``, ``InvalidChange`` and ``Conflict``."""
    place = get(session, actor, public_id)
    before = change_of(place)
    _require_faultless(change)
    if change.name.casefold() != place.name.casefold():
        _require_free(session, change.name)
    changes = revisions.differences(asdict(before), asdict(change))
    if changes:
        _apply(place, change)
        revisions.record(session, actor, (WORKPLACE, place.id), "update", changes)
    return place


def get(session: Session, actor: Actor, public_id: str) -> Workplace:
    """The workplace, for whoever may change it. ``NotFound`` for everybody else: its members are not for strangers."""
    place = session.scalar(select(Workplace).where(Workplace.public_id == public_id))
    if place is None:
        raise NotFound(public_id)
    require(actor, "workplace.manage", Subject(workplace_id=place.id), seen=False)
    return place


def change_of(place: Workplace) -> WorkplaceChange:
    """What the workplace says now."""
    return WorkplaceChange(place.name, tuple(place.municipalities), tuple(place.languages), place.county or "")


def members(session: Session, place: Workplace) -> list[Member]:
    """The professionals of a workplace that ``get`` gave, by name."""
    rows = session.execute(
        select(Account.name, Account.email)
        .join(Membership, Membership.account_id == Account.id)
        .where(Membership.workplace_id == place.id, Membership.role == Role.PROFESSIONAL, Account.active.is_(True))
        .order_by(Account.name, Account.email)
    )
    return [Member(name, email) for name, email in rows]


def listed(session: Session, actor: Actor) -> list[Listed]:
    """Every workplace, by name; for administrators."""
    require(actor, "workplace.manage", Subject(), seen=False)
    counts = (
        select(Membership.workplace_id, func.count().label("members"))
        .where(Membership.role == Role.PROFESSIONAL)
        .group_by(Membership.workplace_id)
        .subquery()
    )
    rows = session.execute(
        select(Workplace, counts.c.members)
        .outerjoin(counts, counts.c.workplace_id == Workplace.id)
        .order_by(Workplace.name, Workplace.id)
    )
    return [
        Listed(place.public_id, place.name, tuple(place.municipalities), place.county or "", number or 0)
        for place, number in rows
    ]


def _apply(place: Workplace, change: WorkplaceChange) -> None:
    place.name, place.county = change.name.strip(), change.county or None
    place.municipalities, place.languages = list(change.municipalities), list(change.languages)


def _require_faultless(change: WorkplaceChange) -> None:
    faults = dict(_faults(change))
    if faults:
        raise InvalidChange(faults)


def _faults(change: WorkplaceChange) -> Iterator[tuple[str, str]]:
    name = change.name.strip()
    if not name:
        yield "name", "empty"
    elif len(name) > NAME_MAX:
        yield "name", "too_long"
    elif cleaned(name).left_out:
        yield "name", "personal"
    if change.county and change.county not in counties():
        yield "county", "unknown"
    active = {code for code, town in municipalities().items() if town.active}
    yield from _list_faults("municipalities", change.municipalities, active, MUNICIPALITIES_MAX)
    yield from _list_faults("languages", change.languages, slip_languages(), LANGUAGES_MAX)


def _list_faults(field: str, chosen: tuple[str, ...], known: Iterable[str], most: int) -> Iterator[tuple[str, str]]:
    if not chosen:
        yield field, "empty"
    elif not set(chosen) <= set(known) or len(set(chosen)) != len(chosen):
        yield field, "unknown"
    elif len(chosen) > most:
        yield field, "too_many"


def _require_free(session: Session, name: str) -> None:
    taken = session.scalars(select(Workplace.name))
    if name.strip().casefold() in {one.casefold() for one in taken}:
        raise Conflict(name)
