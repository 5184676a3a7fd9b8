"""Unused accounts through the nightly command: told once, closed a month later, erased a year after that."""

from datetime import datetime, timedelta

import pytest
import time_machine

from directory.services import accounts
from tests.directory.services.cast import NOW
from tests.directory.services.people import CHIEF, NURSE, PROFESSIONAL, person
from tests.directory.web.auth.conftest import Letter, Office, mute, office

__all__ = ["mute", "office"]
DAY = timedelta(days=1)
SUBJECT = {"fi": "Tilisi suljetaan pian", "sv": "Ditt konto stängs snart", "en": "Your account closes soon"}


def employ(office: Office, email: str, seen: datetime | None, language: str = "fi") -> None:
    """An account of a professional who last signed in then, or never since it was made 3 years ago."""
    with office.app.extensions["database"].write_quietly() as session:
        account = person(session, email, PROFESSIONAL)
        account.ui_language, account.last_seen_at, account.created_at = language, seen, NOW - 1100 * DAY


def night(office: Office, days: int = 0) -> list[Letter]:
    """What the command of a night sends."""
    with time_machine.travel(NOW + days * DAY):
        result = office.app.test_cli_runner().invoke(args=["erase-expired"])
        assert result.exit_code == 0, result.output
        return office.mail()


def state(office: Office, email: str = NURSE) -> str:
    with office.app.extensions["database"].read() as session:
        found = accounts.by_email(session, email)
        return "gone" if found is None else "open" if found.active else "closed"


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_who_stays_away_is_told_once_a_month_before(office: Office, language: str) -> None:
    employ(office, NURSE, NOW - 334 * DAY, language)
    assert night(office) == []
    [letter] = night(office, 2)  # 336 days: the account closes in 30
    assert letter.to == NURSE
    assert letter.subject.startswith(SUBJECT[language])
    assert letter.link == {"fi": "/fi/kirjaudu", "sv": "/sv/logga-in", "en": "/en/sign-in"}[language]
    assert NURSE not in letter.body
    for later in (2, 3, 20, 31):
        assert night(office, later) == []
        assert state(office) == "open"
    assert night(office, 33) == []
    assert state(office) == "closed"
    night(office, 366)
    assert state(office) == "closed"
    night(office, 398)
    assert state(office) == "gone"


def test_the_letter_says_which_days(office: Office) -> None:
    employ(office, NURSE, datetime(2025, 12, 20, 12, tzinfo=NOW.tzinfo))
    [letter] = [found for days in range(-10, 60) for found in night(office, days)]
    assert "viimeksi palveluun Toimintahaku 20.12.2025" in letter.body
    assert "21.12.2026, jos et kirjaudu" in letter.body  # a month from the night of the letter
    assert "poistetaan 21.12.2027" in letter.body


def test_whoever_signs_in_stays_and_is_told_again_the_next_time(office: Office) -> None:
    employ(office, NURSE, NOW - 340 * DAY)
    assert len(night(office)) == 1
    with time_machine.travel(NOW + 10 * DAY):
        assert office.visitor().sign_in(NURSE).status_code == 302
    assert night(office, 60) == []
    assert state(office) == "open"
    assert len(night(office, 10 + 340)) == 1


def test_who_was_away_for_years_is_told_before_anything_happens(office: Office) -> None:
    employ(office, NURSE, None)
    [letter] = night(office)
    assert "Et ole vielä kirjautunut" in letter.body
    assert state(office) == "open"
    night(office, 29)
    assert state(office) == "open"
    night(office, 31)
    assert state(office) == "closed"
    night(office, 394)
    assert state(office) == "closed"
    night(office, 396)
    assert state(office) == "gone"


def test_closed_and_demo_accounts_are_not_written_to(office: Office) -> None:
    employ(office, NURSE, NOW - 340 * DAY)
    employ(office, CHIEF, NOW - 340 * DAY)
    with office.app.extensions["database"].write_quietly() as session:
        nurse, chief = accounts.by_email(session, NURSE), accounts.by_email(session, CHIEF)
        assert nurse is not None
        assert chief is not None
        nurse.active, chief.demo = False, True
    assert night(office) == []


def test_where_no_mail_can_be_sent_the_days_count_alone(mute: Office) -> None:
    employ(mute, NURSE, NOW - 364 * DAY)
    night(mute)
    assert state(mute) == "open"
    night(mute, 2)
    assert state(mute) == "closed"
    night(mute, 367)
    assert state(mute) == "gone"
