"""What an organisation sees of its own: every number, by month and activity, and why it did not fit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from directory.models import Activity, ReferralOutcome
from directory.services.access import Actor
from directory.services.outcomes.periods import month_of, months_later
from directory.vocabulary import Lifecycle, OutcomeKind, Role

MONTHS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class OwnActivity:
    """An activity of one's own organisation that numbers can be given for."""

    public_id: str
    titles: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class MonthLine:
    """What one activity had in one month, codes and counts together."""

    month: date
    titles: Mapping[str, str]
    came: int
    came_again: int
    not_fit: int


def own_activities(session: Session, actor: Actor) -> list[OwnActivity]:
    """The actor's organisations' activities that are or were public; empty for whoever edits for none."""
    rows = session.scalars(
        select(Activity)
        .where(
            Activity.organisation_id.in_(_own_organisations(actor)),
            Activity.lifecycle.in_((Lifecycle.PUBLISHED, Lifecycle.PAUSED, Lifecycle.ENDED)),
        )
        .options(selectinload(Activity.texts))
    )
    return [OwnActivity(row.public_id, _titles(row)) for row in rows]


def month_lines(session: Session, actor: Actor, *, today: date) -> list[MonthLine]:
    """The last twelve months' numbers of the actor's organisations, newest first."""
    rows = session.execute(
        select(
            ReferralOutcome.month, ReferralOutcome.activity_id, ReferralOutcome.kind, func.sum(ReferralOutcome.count)
        )
        .join(Activity, Activity.id == ReferralOutcome.activity_id)
        .where(Activity.organisation_id.in_(_own_organisations(actor)), ReferralOutcome.month > _since(today))
        .group_by(ReferralOutcome.month, ReferralOutcome.activity_id, ReferralOutcome.kind)
    )
    numbers: dict[tuple[date, int], dict[str, int]] = {}
    for month, activity_id, kind, count in rows:
        numbers.setdefault((month, activity_id), {})[kind] = int(count)
    wanted = {activity_id for _month, activity_id in numbers}
    found = session.scalars(select(Activity).where(Activity.id.in_(wanted)).options(selectinload(Activity.texts)))
    titles = {row.id: _titles(row) for row in found}
    return [
        MonthLine(month, titles[activity_id], *(by_kind.get(kind, 0) for kind in OutcomeKind))
        for (month, activity_id), by_kind in sorted(
            numbers.items(), key=lambda one: (-one[0][0].toordinal(), one[0][1])
        )
        if any(by_kind.values())
    ]


def reasons_given(session: Session, actor: Actor, *, today: date) -> list[tuple[str, int]]:
    """Why it did not fit in the last twelve months: reason and how often, most first."""
    rows = session.execute(
        select(ReferralOutcome.reason, func.sum(ReferralOutcome.count))
        .join(Activity, Activity.id == ReferralOutcome.activity_id)
        .where(
            Activity.organisation_id.in_(_own_organisations(actor)),
            ReferralOutcome.month > _since(today),
            ReferralOutcome.reason != "",
        )
        .group_by(ReferralOutcome.reason)
    )
    return sorted(((reason, int(count)) for reason, count in rows), key=lambda one: (-one[1], one[0]))


def _own_organisations(actor: Actor) -> set[int]:
    return {g.organisation_id for g in actor.grants if g.role == Role.EDITOR and g.organisation_id is not None}


def _since(today: date) -> date:
    return months_later(month_of(today), -MONTHS_SHOWN)


def _titles(activity: Activity) -> dict[str, str]:
    return {text.language: text.title for text in activity.texts}
