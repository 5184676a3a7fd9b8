"""What a workplace and a coordinator are told: closed quarters, small numbers hidden."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from directory.errors import NotFound
from directory.models import Activity, Location, ReferralOutcome
from directory.services.access import Actor, Subject, areas_of, require
from directory.services.activities import subject_of
from directory.services.outcomes.periods import Quarter, closed_quarters
from directory.services.outcomes.suppression import LEAST, tell
from directory.services.outcomes.tally import given_in
from directory.vocabulary import Lifecycle, OutcomeKind, Role

QUARTERS_TOLD: Final = 4
MANY: Final = LEAST  # an activity in the area may have had any number


@dataclass(frozen=True, slots=True)
class ActivityTold:
    """One activity with at least one number that may be told; None stands for fewer than five."""

    public_id: str
    titles: Mapping[str, str]
    numbers: Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class QuarterTold:
    """A closed quarter: activities with a number that may be told, most first, and totals by kind (None: hidden)."""

    quarter: Quarter
    activities: tuple[ActivityTold, ...]
    totals: Mapping[str, int | None]

    @property
    def is_empty(self) -> bool:
        """Whether nothing of it may be told."""
        return not self.activities and not any(self.totals.values())


def for_workplace(session: Session, actor: Actor, workplace_id: int, *, today: date) -> tuple[QuarterTold, ...]:
    """What came of the workplace's own slips, newest quarter first. Raises ``NotFound`` to everybody else."""
    require(actor, "outcome.read", Subject(workplace_id=workplace_id), seen=False)
    told = []
    for quarter in closed_quarters(today, QUARTERS_TOLD):
        rows = session.execute(
            select(ReferralOutcome.kind, ReferralOutcome.activity_id, func.sum(ReferralOutcome.count))
            .where(ReferralOutcome.workplace_id == workplace_id, ReferralOutcome.month.in_(quarter.months))
            .group_by(ReferralOutcome.kind, ReferralOutcome.activity_id)
        )
        counts = _by_kind((kind, activity_id, int(count)) for kind, activity_id, count in rows)
        told.append(_told(session, quarter, counts, given_in(session, workplace_id, quarter)))
    return tuple(told)


def for_area(session: Session, actor: Actor, *, today: date) -> tuple[QuarterTold, ...]:
    """Sums over the coordinator's own area, newest quarter first. Raises ``NotFound`` to others than coordinators."""
    if actor.has(Role.ADMIN):
        area = None
    elif actor.has(Role.COORDINATOR):
        area = areas_of(actor, Role.COORDINATOR)
    else:
        raise NotFound("outcomes")
    known = dict.fromkeys(_located(session, area), MANY)
    told = []
    for quarter in closed_quarters(today, QUARTERS_TOLD):
        rows = session.execute(
            select(ReferralOutcome.kind, ReferralOutcome.activity_id, func.sum(ReferralOutcome.count))
            .where(ReferralOutcome.month.in_(quarter.months))
            .group_by(ReferralOutcome.kind, ReferralOutcome.activity_id)
        ).all()
        inside = _inside(session, area, {activity_id for _kind, activity_id, _count in rows})
        counts = _by_kind((kind, one, int(count)) for kind, one, count in rows if one in inside)
        told.append(_told(session, quarter, counts, known))
    return tuple(told)


def _by_kind(rows: Iterable[tuple[str, int, int]]) -> dict[str, dict[int, int]]:
    counts: dict[str, dict[int, int]] = {kind.value: {} for kind in OutcomeKind}
    for kind, activity_id, count in rows:
        counts[kind][activity_id] = count
    return counts


def _told(
    session: Session, quarter: Quarter, counts: Mapping[str, Mapping[int, int]], most: Mapping[int, int]
) -> QuarterTold:
    by_kind = {kind: tell(numbers, most) for kind, numbers in counts.items()}
    shown = {activity_id for told in by_kind.values() for activity_id in told.cells}
    rows = session.scalars(select(Activity).where(Activity.id.in_(shown)).options(selectinload(Activity.texts)))
    activities = [
        ActivityTold(
            activity.public_id,
            {text.language: text.title for text in activity.texts},
            {kind: told.cells.get(activity.id) for kind, told in by_kind.items()},
        )
        for activity in rows
    ]
    activities.sort(key=lambda one: (-(one.numbers[OutcomeKind.CAME] or 0), one.public_id))
    return QuarterTold(quarter, tuple(activities), {kind: told.total for kind, told in by_kind.items()})


def _located(session: Session, area: frozenset[str] | None) -> list[int]:
    """Activities anybody can see to be held in the area: fewer than serve it, which only makes the rule stricter."""
    rows = (
        select(Location.activity_id)
        .join(Activity, Activity.id == Location.activity_id)
        .where(Activity.lifecycle == Lifecycle.PUBLISHED)
        .distinct()
    )
    return list(session.scalars(rows if area is None else rows.where(Location.municipality.in_(area))))


def _inside(session: Session, area: frozenset[str] | None, activity_ids: set[int]) -> set[int]:
    if area is None:
        return activity_ids
    rows = session.scalars(
        select(Activity).where(Activity.id.in_(activity_ids)).options(selectinload(Activity.locations))
    )
    return {activity.id for activity in rows if area & set(subject_of(activity).municipalities)}
