"""Writing what holds: once, idempotently, without taking anything from people who edited or confirmed."""

from datetime import date, timedelta

from sqlalchemy import select

from directory.db import Database
from directory.models import (
    Activity,
    ActivityCard,
    IndexChange,
    Organisation,
    Provenance,
    Revision,
    Verification,
)
from directory.services.cards import cards
from tests.directory.exchange.own.samples import NOW, activity, count, location, organisation, row, write

LATER = NOW + timedelta(days=1)


def stored(database: Database) -> Activity:
    with database.read() as session:
        return session.scalars(select(Activity)).one()


def test_an_import_brings_activity_card_provenance_and_revision(database: Database) -> None:
    counts = write(database, activity())
    assert (counts.added, counts.changed, counts.unchanged, counts.kept) == (2, 0, 0, 0)
    with database.read() as session:
        one = session.scalars(select(Activity)).one()
        assert (one.import_id, one.lifecycle, one.area_municipalities) == ("kahviporukka", "published", ["422"])
        assert one.accessibility == {"step_free": {"value": "yes"}}
        assert [(t.language, t.who_meets, t.origin) for t in one.texts] == [("fi", "Aino on ovella.", "imported")]
        assert [(c.name, c.audience) for c in one.contacts] == [("Aino", "public"), ("Eero", "professional")]
        (card,) = cards(session, [one.public_id]).values()
        assert card.texts["fi"].title == "Kahviporukka"
        assert card.sessions[0].start.isoformat() == "2026-11-24T13:00:00+02:00"
        (source,) = session.scalars(select(Provenance)).all()
        assert (source.source, source.source_id, source.field_group) == ("json", "kahviporukka", "all")
        (revision,) = session.scalars(select(Revision)).all()
        assert (revision.action, revision.actor_role, revision.actor_id) == ("imported", "import", None)
        assert {change.public_id for change in session.scalars(select(IndexChange))} == {one.public_id}


def test_a_second_import_changes_nothing(database: Database) -> None:
    write(database, activity())
    before = stored(database)
    with database.write() as session:
        session.query(IndexChange).delete()
    counts = write(database, activity(), now=LATER)
    assert (counts.added, counts.changed, counts.unchanged) == (0, 0, 2)
    after = stored(database)
    assert (after.updated_at, after.version) == (before.updated_at, before.version)
    with database.read() as session:
        assert (count(session, Revision), count(session, IndexChange), count(session, Verification)) == (1, 0, 1)
        assert session.scalars(select(Organisation)).one().version == 1


def test_the_same_told_in_another_way_changes_nothing(database: Database) -> None:
    write(database, activity())
    told = activity(capacity_stated_on=None, cost={"amount_eur": None, "code": "free"}, age_min=60.0)
    told["contacts"][1]["role"] = None
    counts = write(database, told, now=LATER)
    assert (counts.changed, counts.unchanged) == (0, 2)
    assert stored(database).updated_at == NOW


def test_a_change_is_written_with_what_it_was(database: Database) -> None:
    write(database, activity())
    changed = activity(age_min=65, schedule=[row(end="16:00")])
    changed["texts"]["sv"] = {"title": "Kaffegäng", "summary": "Kaffe på tisdagar."}
    counts = write(database, changed, now=LATER)
    assert (counts.changed, counts.unchanged) == (1, 1)
    with database.read() as session:
        one = session.scalars(select(Activity)).one()
        assert (one.age_min, one.updated_at, one.created_at) == (65, LATER, NOW)
        assert [text.language for text in one.texts] == ["fi", "sv"]
        assert [row.end.hour for row in one.schedules] == [16]
        revision = session.scalars(select(Revision).where(Revision.action == "changed")).one()
        assert revision.changes["age_min"] == [60, 65]
        assert set(revision.changes) == {"age_min", "schedule", "texts"}
        assert session.scalars(select(ActivityCard)).one().revision == 2
        assert count(session, Provenance) == 1


def test_what_was_edited_here_is_kept_unless_overwritten(database: Database) -> None:
    write(database, activity())
    with database.write() as session:
        one = session.scalars(select(Activity)).one()
        one.age_min, one.updated_at = 50, NOW + timedelta(hours=1)
    assert write(database, activity(), now=LATER).unchanged == 2
    counts = write(database, activity(age_min=65), now=LATER)
    assert (counts.kept, counts.changed) == (1, 0)
    assert stored(database).age_min == 50
    assert write(database, activity(age_min=65), now=LATER, overwrite=True).changed == 1
    assert stored(database).age_min == 65


def test_a_confirmation_made_here_outlives_an_import(database: Database) -> None:
    write(database, activity())
    with database.write() as session:
        one = session.scalars(select(Activity)).one()
        one.verifications.append(Verification(verified_on=date(2026, 11, 1), by_role="coordinator", method="phone"))
    write(database, activity(age_min=65, verified_on="2026-11-20"), now=LATER)
    with database.read() as session:
        rows = session.scalars(select(Verification).order_by(Verification.verified_on)).all()
        assert [(v.verified_on.isoformat(), v.by_role, v.method) for v in rows] == [
            ("2026-10-01", "organisation", None),
            ("2026-11-01", "coordinator", "phone"),
            ("2026-11-20", "organisation", None),
        ]


def test_an_import_confirms_nothing_by_itself(database: Database) -> None:
    write(database, activity(verified_on=None))
    with database.read() as session:
        assert count(session, Verification) == 0


def test_a_municipality_that_merged_is_read_as_the_one_it_merged_into(database: Database) -> None:
    area = {"level": "subregional", "municipalities": ["Pertunmaa", "Mäntyharju", "Mikkeli"]}
    write(
        database,
        activity(area=area, locations=[location(municipality="Pertunmaa")]),
        organisations=[organisation(home_municipality="Pertunmaa")],
    )
    with database.read() as session:
        one = session.scalars(select(Activity)).one()
        assert one.area_municipalities == ["507", "491"]
        assert one.locations[0].municipality == "507"
        assert one.organisation.home_municipality == "507"


def test_a_new_name_of_the_organisation_reaches_the_cards(database: Database) -> None:
    write(database, activity())
    counts = write(database, activity(), organisations=[organisation(name={"fi": "Kotikulman väki ry"})], now=LATER)
    assert (counts.changed, counts.unchanged) == (1, 1)
    with database.read() as session:
        one = session.scalars(select(Activity)).one()
        assert cards(session, [one.public_id])[one.public_id].organisation_names == {"fi": "Kotikulman väki ry"}
        assert one.organisation.updated_at == LATER


def test_organisations_find_their_parents_in_any_order(database: Database) -> None:
    branch, head = organisation(parent="liitto"), organisation(id="liitto", name={"fi": "Liitto ry"})
    write(database, organisations=[branch, head])
    write(database, organisations=[branch, head], now=LATER)
    with database.read() as session:
        one = session.scalars(select(Organisation).where(Organisation.import_id == "kotikulma")).one()
        assert one.parent is not None
        assert one.parent.import_id == "liitto"
        assert one.version == 2  # made, then given its parent; the second import did nothing


def test_an_activity_can_move_to_another_organisation(database: Database) -> None:
    owners = [organisation(), organisation(id="toinen", name={"fi": "Toinen ry"})]
    write(database, activity(), organisations=owners)
    assert write(database, activity(organisation="toinen"), organisations=owners, now=LATER).changed == 1
    with database.read() as session:
        assert session.scalars(select(Activity)).one().organisation.import_id == "toinen"
        revision = session.scalars(select(Revision).where(Revision.action == "changed")).one()
        assert revision.changes == {"organisation": ["kotikulma", "toinen"]}


def test_many_batches(database: Database, monkeypatch: object) -> None:
    records = [activity(id=f"toiminta-{i}") for i in range(7)]
    told: list[int] = []
    from directory.exchange.own import writing

    monkeypatch.setattr(writing, "BATCH", 3)  # type: ignore[attr-defined]
    assert write(database, *records, progress=told.append).added == 8
    assert told == [3, 3, 1]
    with database.read() as session:
        assert count(session, Activity) == count(session, ActivityCard) == 7
