"""Loading activities with all their parts in a few selects."""

from typing import Final

from sqlalchemy.orm import selectinload

from directory.models import Activity, Schedule

WITH_PARTS: Final = (
    selectinload(Activity.texts),
    selectinload(Activity.locations),
    selectinload(Activity.contacts),
    selectinload(Activity.verifications),
    selectinload(Activity.provenance),
    selectinload(Activity.organisation),
    selectinload(Activity.schedules).options(selectinload(Schedule.breaks), selectinload(Schedule.exceptions)),
)
