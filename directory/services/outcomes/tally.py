"""How many slips of a workplace had an activity on them, also once the slips are gone."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.models import ReferralItem, ReferralSlip, SlipTally
from directory.services.outcomes.periods import Quarter, month_of


def roll_up(session: Session, *, before: date) -> None:
    """Add slips that end before a day to the tally. To be called right before they are deleted."""
    rows = session.execute(
        select(ReferralSlip.workplace_id, ReferralItem.activity_id, ReferralSlip.made_on)
        .join(ReferralItem, ReferralItem.slip_id == ReferralSlip.id)
        .where(ReferralSlip.expires_on < before, ReferralSlip.workplace_id.is_not(None))
    )
    given = Counter((workplace, activity, month_of(made_on)) for workplace, activity, made_on in rows)
    for (workplace, activity, month), count in given.items():
        found = session.scalar(
            select(SlipTally).where(
                SlipTally.workplace_id == workplace, SlipTally.activity_id == activity, SlipTally.month == month
            )
        )
        if found is None:
            session.add(SlipTally(workplace_id=workplace, activity_id=activity, month=month, count=count))
        else:
            found.count += count
    session.flush()


def given_in(session: Session, workplace_id: int, quarter: Quarter) -> dict[int, int]:
    """Slips of the workplace made in the quarter, by activity on them: those that are there and those in the tally."""
    given: Counter[int] = Counter()
    kept = session.execute(
        select(SlipTally.activity_id, SlipTally.count).where(
            SlipTally.workplace_id == workplace_id, SlipTally.month.in_(quarter.months)
        )
    )
    for activity_id, count in kept:
        given[activity_id] += count
    given.update(_live(session, workplace_id, quarter))
    return dict(given)


def _live(session: Session, workplace_id: int, quarter: Quarter) -> Sequence[int]:
    return session.scalars(
        select(ReferralItem.activity_id)
        .join(ReferralSlip, ReferralSlip.id == ReferralItem.slip_id)
        .where(
            ReferralSlip.workplace_id == workplace_id,
            ReferralSlip.made_on >= quarter.months[0],
            ReferralSlip.made_on < quarter.end,
        )
    ).all()
