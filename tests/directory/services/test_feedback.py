"""Taking in what readers tell."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from directory.db import Database
from directory.errors import InvalidChange
from directory.models import Feedback
from directory.services import feedback
from directory.services.feedback import LISTING_FIELDS, SERVICE_FIELDS, NewFeedback
from tests.directory.services.cast import NOW, published


@pytest.mark.parametrize("field", LISTING_FIELDS)
def test_every_field_of_a_listing(database: Database, field: str) -> None:
    with database.write() as session:
        given = feedback.give(session, NewFeedback(field, "", "", "fi"), published(session), now=NOW)
    assert (given.field, given.state, given.at) == (field, "new", NOW)


@pytest.mark.parametrize("field", SERVICE_FIELDS)
def test_every_field_of_the_service(database: Database, field: str) -> None:
    with database.write() as session:
        given = feedback.give(session, NewFeedback(field, "Kartta on pieni", "", "fi"))
    assert given.activity_id is None


def test_every_fault_is_told_and_nothing_is_stored(database: Database) -> None:
    new = NewFeedback("password", "131052-308T", "131052-308T@a.fi", "fi")
    with pytest.raises(InvalidChange) as caught, database.write() as session:
        feedback.give(session, new)
    assert caught.value.faults == {"field": "unknown", "message": "identity_code", "email": "identity_code"}
    with database.read() as session:
        assert session.scalars(select(Feedback)).all() == []


TOLD = {"identity_code": "131052-308T", "phone": "soita 050 123 4567", "email": "pekka@posti.example"}


@pytest.mark.parametrize("fault", list(TOLD))
def test_what_points_at_a_person_is_refused(database: Database, fault: str) -> None:
    with pytest.raises(InvalidChange) as caught, database.write() as session:
        feedback.give(session, NewFeedback("other", f"Hei, {TOLD[fault]} kertoo lisää", "", "fi"))
    assert caught.value.faults == {"message": fault}
    with database.read() as session:
        assert session.scalars(select(Feedback)).all() == []


@pytest.mark.parametrize(("kind", "taken"), [("phone", True), ("email", True), ("identity_code", False)])
def test_the_right_contact_of_a_listing_may_be_told(database: Database, kind: str, taken: bool) -> None:
    faults = {}
    try:
        with database.write() as session:
            feedback.give(session, NewFeedback("contact", TOLD[kind], "", "fi"), published(session), now=NOW)
    except InvalidChange as error:
        faults = dict(error.faults)
    assert faults == ({} if taken else {"message": kind})


@pytest.mark.parametrize(("message", "fault"), [("x" * 1001, "too_long"), (" \n ", "empty")])
def test_too_much_and_nothing(database: Database, message: str, fault: str) -> None:
    with pytest.raises(InvalidChange) as caught, database.write() as session:
        feedback.give(session, NewFeedback("other", message, "", "fi"))
    assert caught.value.faults == {"message": fault}


def test_addresses_are_erased_three_months_after_the_answer(database: Database) -> None:
    ages = {"old": timedelta(days=93), "new": timedelta(days=91), "unanswered": None}
    with database.write() as session:
        for name, age in ages.items():
            given = feedback.give(session, NewFeedback("other", name, f"{name}@a.fi", "fi"), now=NOW)
            given.answered_at = NOW - age if age else None
    with database.write() as session:
        assert feedback.erase_old_addresses(session, now=NOW) == 1
        assert feedback.erase_old_addresses(session, now=NOW) == 0
    with database.read() as session:
        assert {f.message: f.email for f in session.scalars(select(Feedback))} == {
            "old": "",
            "new": "new@a.fi",
            "unanswered": "unanswered@a.fi",
        }
