"""A listing of the tests' own: a Finnish woodworking group in Lieksa with everything a page can show."""

from datetime import UTC, date, datetime, time

from sqlalchemy.orm import Session

from directory.models import Activity
from directory.services import activities, organisations
from directory.services.access import Actor
from directory.services.activities import (
    ActivityChange,
    BreakChange,
    ContactChange,
    ExceptionChange,
    LocationChange,
    RowChange,
    TextChange,
)
from directory.services.organisations import OrganisationChange

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)  # Monday, ten o'clock in Finland
ADMIN = Actor.system()

WORKSHOP = ActivityChange(
    texts={
        "fi": TextChange(
            title="Ukkojen paja",
            summary="Miehet tekevät puusta.",
            description="Pajalla tuoksuu terva.\n\nSaa vain istua.",
            how_to_join="Soita Pentille.",
            who_meets="Pentti kaartaa pihaan.",
        )
    },
    area_level="municipal",
    area_municipalities=("422",),
    kinds=("guided_group",),
    needs=("loneliness", "participation"),
    target_groups=("older", "men"),
    modes=("on_site",),
    outreach_help=("fetched_from_home", "first_call"),
    threshold=("may_just_sit", "no_membership"),
    referral_routes=("self", "professional", "joint_call"),
    languages=("fi",),
    accessibility={
        "step_free": {"value": "yes"},
        "toilet": {"value": "partly", "note": {"fi": "Ovi on kapea."}},
        "induction_loop": {"value": "no"},
    },
    tier="volunteer",
    age_min=63,
    gender="men",
    cost="free",
    meets_name="Pentti",
    meets_at="home",
    capacity="open",
    capacity_stated_on=date(2026, 11, 1),
    substance_free=True,
    locations=(
        LocationChange(
            municipality="422", name="Sepän paja", street="Sepänkatu 1", postal_code="81700", lat=63.3212, lon=30.0234
        ),
    ),
    schedules=(
        RowChange(
            "tu",
            time(10),
            time(13),
            date(2026, 9, 1),
            breaks=(BreakChange(date(2026, 12, 21), date(2027, 1, 3), {"fi": "Paja lepää."}),),
            exceptions=(ExceptionChange(date(2026, 12, 1), "cancelled", note={"fi": "Sähkökatko."}),),
        ),
    ),
    contacts=(
        ContactChange("Pentti Puro", {"fi": "vetäjä"}, "+358 50 00 136", "pentti@paja.example"),
        ContactChange("Raija Salo", {}, "+358 50 00 137", "raija@paja.example", "professional"),
        ContactChange("Hallitus", {}, "", "hallitus@paja.example", "internal"),
    ),
)


def listed(session: Session, change: ActivityChange = WORKSHOP, names: dict[str, str] | None = None) -> Activity:
    """The listing, published by an association."""
    owner = OrganisationChange(
        names=names or {"fi": "Pielisen pajat ry"}, type="association", home_municipality="422", phone="+358 50 00 100"
    )
    organisation = organisations.create(session, ADMIN, owner, now=NOW)
    activity = activities.create(session, ADMIN, organisation, change, now=NOW)
    activities.publish(session, ADMIN, activity, version=activity.version, now=NOW)
    return activity
