"""The named cast and the listings of service tests."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.models import Activity, IndexChange, Organisation, Revision
from directory.services import activities, organisations
from directory.services.access import Actor, Grant
from directory.services.activities import ActivityChange, ContactChange, LocationChange, RowChange, TextChange
from directory.services.organisations import OrganisationChange

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)  # ten o'clock in Finland
TODAY = date(2026, 11, 24)
ADMIN = Actor.system()
LIEKSA, JOENSUU, HELSINKI = "422", "167", "091"

FINNISH = TextChange(
    title="Miesten puupaja",
    summary="Tehdään puusta ja juodaan kahvit.",
    description="Paja on auki kaikille.",
    how_to_join="Tule vain.",
    who_meets="Pentti ottaa vastaan ovella.",
    search_words=("verstas",),
)
SWEDISH = TextChange(
    title="Träverkstad för män",
    summary="Vi snickrar och dricker kaffe.",
    origin="translated",
    source_language="fi",
)
CHANGE = ActivityChange(
    texts={"fi": FINNISH, "sv": SWEDISH},
    area_level="municipal",
    area_municipalities=(LIEKSA,),
    kinds=("guided_group",),
    needs=("loneliness",),
    target_groups=("men",),
    modes=("on_site",),
    threshold=("no_signup",),
    languages=("fi",),
    tier="volunteer",
    age_min=63,
    gender="men",
    cost="fee",
    cost_amount=2.5,
    meets_name="Pentti",
    meets_at="door",
    do_before={"fi": "Soita Pentille ensin."},
    locations=(
        LocationChange(
            municipality=LIEKSA,
            name="Vanha sepän paja",
            street="Sepänkatu 1",
            postal_code="81700",
            lat=63.3212,
            lon=30.0234,
        ),
    ),
    schedules=(RowChange("we", time(10), time(13), date(2026, 9, 2)),),
    contacts=(
        ContactChange("Pentti", {"fi": "vetäjä"}, "+358 50 00 136", "pentti@paja.example"),
        ContactChange("Raija", {}, "+358 50 00 137", "", "professional"),
        ContactChange("Hallitus", {}, "", "hallitus@paja.example", "internal"),
    ),
)


def editor(organisation: Organisation) -> Actor:
    """A volunteer who edits this organisation's listings."""
    return Actor(grants=(Grant("editor", organisation_id=organisation.id),))


def coordinator(municipality: str) -> Actor:
    """The coordinator of a municipality."""
    return Actor(grants=(Grant("coordinator", municipality=municipality),))


def association(session: Session, name: str = "Pielisen puupaja ry") -> Organisation:
    """An organisation with a phone number of its own."""
    change = OrganisationChange(
        names={"fi": name}, type="association", home_municipality=LIEKSA, phone="+358 50 00 100"
    )
    return organisations.create(session, ADMIN, change, now=NOW)


def draft(session: Session, change: ActivityChange = CHANGE, organisation: Organisation | None = None) -> Activity:
    """An activity nobody has published."""
    return activities.create(session, ADMIN, organisation or association(session), change, now=NOW)


def published(session: Session, change: ActivityChange = CHANGE, organisation: Organisation | None = None) -> Activity:
    """An activity the public finds."""
    activity = draft(session, change, organisation)
    activities.publish(session, ADMIN, activity, version=activity.version, now=NOW)
    return activity


def revisions_of(session: Session, subject_id: int, subject_type: str = "activity") -> list[Revision]:
    """Revisions, the oldest first."""
    rows = select(Revision).where(Revision.subject_type == subject_type, Revision.subject_id == subject_id)
    return list(session.scalars(rows.order_by(Revision.id)))


def noted(session: Session, activity: Activity) -> int:
    """How many changes of the activity wait for the embedded engine."""
    rows = select(IndexChange).where(IndexChange.activity_id == activity.id, IndexChange.engine == "embedded")
    return len(session.scalars(rows).all())


def with_text(change: ActivityChange, language: str, **values: Any) -> ActivityChange:
    """The change with some texts of one language replaced."""
    return replace(change, texts={**change.texts, language: replace(change.texts[language], **values)})
