"""Checking a file: every fault is found and told with its path, value and what is allowed."""

from pathlib import Path
from typing import Any

import pytest

from directory.exchange.own.importing import check
from directory.exchange.own.reading import entries_in, entries_of
from tests.directory.exchange.own.samples import activity, checked, location, organisation, row


def faults(*activities: Any, organisations: list[Any] | None = None) -> list[str]:
    return [str(fault) for fault in checked(*activities, organisations=organisations).every_fault()]


def with_text(**changes: Any) -> dict[str, Any]:
    record = activity()
    record["texts"]["fi"] |= changes
    return record


def test_a_file_that_holds_has_no_fault() -> None:
    file = checked(activity())
    assert list(file.every_fault()) == []
    assert [record["id"] for record in file.activities()] == ["kahviporukka"]
    assert file.activity_count == 1


@pytest.mark.parametrize(
    ("changes", "path", "allowed"),
    [
        ({"id": "Kahvi Porukka"}, ".id", "small letters"),
        ({"organisation": "tuntematon"}, ".organisation", "the id of an organisation"),
        ({"kinds": ["meeting_place", "disco"]}, ".kinds[1]", "one of advice, "),
        ({"kinds": ["meeting_place", "meeting_place"]}, ".kinds[1]", "each code once"),
        ({"needs": "loneliness"}, ".needs", "a list of codes"),
        ({"languages": ["klingon"]}, ".languages[0]", "one of ar, "),
        ({"gender": "none"}, ".gender", "one of all, men, women"),
        ({"tier": "gold"}, ".tier", "one of market, "),
        ({"capacity": 3}, ".capacity", "one of full, "),
        ({"status": "live"}, ".status", "one of archived, "),
        ({"review_rhythm": "daily"}, ".review_rhythm", "one of m12, "),
        ({"age_min": -1}, ".age_min", "a number from 0 to 130"),
        ({"age_min": True}, ".age_min", "a number from 0 to 130"),
        ({"age_min": 70, "age_max": 60}, ".age_min", "at most age_max, 60"),
        ({"substance_free": "yes"}, ".substance_free", "true or false"),
        ({"verified_on": "1.10.2026"}, ".verified_on", "a date YYYY-MM-DD"),
        ({"verified_on": "2026-02-30"}, ".verified_on", "a date YYYY-MM-DD"),
        ({"paused_until": 5}, ".paused_until", "a date YYYY-MM-DD"),
        ({"area": "Lieksa"}, ".area", "an object with level"),
        ({"area": {"level": "municipal", "municipalities": ["Lieksala"]}}, ".area.municipalities[0]", "Finnish name"),
        ({"area": {"level": "national", "municipalities": ["Lieksa"]}}, ".area.municipalities", "empty exactly when"),
        ({"area": {"level": "municipal", "municipalities": []}}, ".area.municipalities", "empty exactly when"),
        ({"area": {"level": "municipal", "municipalities": "Lieksa"}}, ".area.municipalities", "a list of Finnish"),
        ({"area": {"level": "galactic", "municipalities": ["Lieksa"]}}, ".area.level", "one of county"),
        ({"cost": 5}, ".cost", "an object with code"),
        ({"cost": {"code": "fee", "amount_eur": -2}}, ".cost.amount_eur", "a number from 0"),
        ({"cost": {"code": "fee", "price": 2}}, ".cost.price", "no such field"),
        ({"locations": "here"}, ".locations", "a list"),
        ({"locations": ["here"]}, ".locations[0]", "an object"),
        ({"locations": [location(postal_code="8170")]}, ".locations[0].postal_code", "five digits"),
        ({"locations": [location(lat=52.5)]}, ".locations[0].lat", "a number from 59"),
        ({"locations": [location(municipality="Berlin")]}, ".locations[0].municipality", "Finnish name"),
        ({"locations": [location(precision="near")]}, ".locations[0].precision", "one of approximate"),
        (
            {"locations": [location(precision="hidden", entrance_note={"fi": "Soita."})]},
            ".locations[0].entrance_note",
            "left out when the address is secret",
        ),
        (
            {"locations": [location(precision="hidden", stop={"fi": "Torin pysäkki."})]},
            ".locations[0].stop",
            "left out when the address is secret",
        ),
        ({"locations": [location(stop={"de": "Markt"})]}, ".locations[0].stop.de", "a language of"),
        ({"bring": {"fi": ""}}, ".bring.fi", "text of 1"),
        ({"bring": {"sv": "Inneskor"}}, ".bring.sv", "a language of fi"),
        (
            {"locations": [location(accessibility={"lift": {"value": "yes"}})]},
            ".locations[0].accessibility.lift",
            "no such",
        ),
        ({"locations": [location(accessibility=[])]}, ".locations[0].accessibility", "values by feature"),
        ({"accessibility_details": {"toilet": {"value": "maybe"}}}, ".accessibility_details.toilet.value", "one of no"),
        ({"accessibility_details": {"toilet": "yes"}}, ".accessibility_details.toilet", "an object with value"),
        ({"contacts": [{"audience": "all"}]}, ".contacts[0].audience", "one of internal"),
        ({"contacts": [{"audience": "public", "phone": "ring"}]}, ".contacts[0].phone", "a phone number"),
        ({"contacts": [{"audience": "public", "email": "a@b"}]}, ".contacts[0].email", "an e-mail address"),
        ({"contacts": [{"audience": "public", "fax": "1"}]}, ".contacts[0].fax", "no such field"),
        ({"who_meets_you": "Aino"}, ".who_meets_you", "an object with name"),
        ({"who_meets_you": {"name": "", "meets_at": "door", "texts": {"fi": "A"}}}, ".who_meets_you.name", "text of 1"),
        (
            {"who_meets_you": {"name": "A", "meets_at": "sea", "texts": {"fi": "A"}}},
            ".who_meets_you.meets_at",
            "one of",
        ),
        (
            {"who_meets_you": {"name": "A", "meets_at": "door", "texts": {"sv": "A"}}},
            ".who_meets_you.texts.sv",
            "a language of fi",
        ),
        ({"do_before": {"fi": "Soita ensin."}}, ".do_before", "only where a professional"),
        ({"search_words": ["kaveri"]}, ".search_words", "lists of words"),
        ({"search_words": {"sv": ["vän"]}}, ".search_words.sv", "in a language of the texts"),
        ({"texts": {}}, ".texts", "texts in at least one"),
        ({"texts": {"de": {}}}, ".texts.de", "in fi, sv or en"),
        ({"schedule_note": {"fi": ""}}, ".schedule_note.fi", "text of 1"),
        ({"schedule_note": {}}, ".schedule_note", "texts by language"),
        ({"verifications": [{"on": "2026-10-01", "by": "me"}]}, ".verifications[0].by", "one of admin"),
        ({"verifications": [{"on": "x", "by": "admin", "confirmed": []}]}, ".verifications[0].on", "a date"),
        (
            {"verifications": [{"on": "2026-10-01", "by": "admin", "method": "dream", "confirmed": []}]},
            ".verifications[0].method",
            "one of link",
        ),
        ({"mood": "good"}, ".mood", "no such field"),
    ],
)
def test_each_fault_of_an_activity(changes: dict[str, Any], path: str, allowed: str) -> None:
    found = faults(activity(**changes))
    assert len([f for f in found if f.startswith(f"activities[0]{path}: ") and allowed in f]) == 1, found


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"title": "x" * 101}, ".texts.fi.title"),
        ({"title": " "}, ".texts.fi.title"),
        ({"summary": "x" * 161}, ".texts.fi.summary"),
        ({"summary": "with a \x00 in it"}, ".texts.fi.summary"),
        ({"description": 5}, ".texts.fi.description"),
        ({"colour": "red"}, ".texts.fi.colour"),
    ],
)
def test_each_fault_of_a_text(changes: dict[str, Any], path: str) -> None:
    assert [f.split(": ")[0] for f in faults(with_text(**changes))] == [f"activities[0]{path}"]


@pytest.mark.parametrize(
    ("changes", "path", "allowed"),
    [
        ({"id": 7}, ".id", "small letters"),
        ({"name": {}}, ".name", "texts by language"),
        ({"name": {"fi": "x" * 201}}, ".name.fi", "text of 1 to 200"),
        ({"name": {"no": "Huset"}}, ".name.no", "a language of en, fi, sv"),
        ({"sectors": ["space"]}, ".sectors[0]", "one of advocacy"),
        ({"type": "club"}, ".type", "one of association"),
        ({"stea_funded": None}, ".stea_funded", "true or false"),
        ({"home_municipality": "Lieksala"}, ".home_municipality", "Finnish name"),
        ({"business_id": "0209602-7"}, ".business_id", "check digit"),
        ({"website": "javascript:alert(1)"}, ".website", "https://"),
        ({"phone": "+358"}, ".phone", "a phone number"),
        ({"email": "posti"}, ".email", "an e-mail address"),
        ({"parent": "Big Mother"}, ".parent", "small letters"),
        ({"colour": "red"}, ".colour", "no such field"),
    ],
)
def test_each_fault_of_an_organisation(changes: dict[str, Any], path: str, allowed: str) -> None:
    found = faults(organisations=[organisation(**changes)])
    assert len([f for f in found if f.startswith(f"organisations[0]{path}: ") and allowed in f]) == 1, found


@pytest.mark.parametrize(
    ("changes", "path", "allowed"),
    [
        ({"weekday": "monday"}, ".weekday", "one of fr"),
        ({"start": "25:00"}, ".start", "a time HH:MM"),
        ({"start": "13"}, ".start", "a time HH:MM"),
        ({"end": "12:00"}, ".ends_next_day", "exactly when end is before start"),
        ({"ends_next_day": True}, ".ends_next_day", "exactly when end is before start"),
        ({"from": "2026-09-02"}, ".from", "on the row's weekday, tu"),
        ({"until": "2026-08-01"}, ".until", "not before from"),
        ({"every_weeks": 0}, ".every_weeks", "from 1 to 26"),
        ({"every_weeks": True}, ".every_weeks", "from 1 to 26"),
        ({"nth": 1}, ".every_weeks", "either every_weeks or nth"),
        ({"not_on_public_holidays": "no"}, ".not_on_public_holidays", "true or false"),
        ({"note": {"fi": ""}}, ".note.fi", "text of 1"),
        ({"breaks": [{"from": "2026-12-24", "until": "2026-12-01"}]}, ".breaks[0].until", "not before from"),
        ({"breaks": [{"from": "2026-12-24", "until": "2026-12-25", "why": 1}]}, ".breaks[0].why", "no such field"),
        ({"exceptions": [{"date": "2026-12-01", "kind": "gone"}]}, ".exceptions[0].kind", "one of cancelled"),
        ({"exceptions": [{"date": "2026-12-01", "kind": "moved"}]}, ".exceptions[0].start", "a time HH:MM"),
        ({"until_when": None}, ".until_when", "no such field"),
    ],
)
def test_each_fault_of_a_timetable_row(changes: dict[str, Any], path: str, allowed: str) -> None:
    found = faults(activity(schedule=[row(**changes)]))
    assert any(f.startswith(f"activities[0].schedule[0]{path}: ") and allowed in f for f in found), found


@pytest.mark.parametrize(
    ("nth", "first", "holds"),
    [(1, "2026-09-01", True), (1, "2026-09-08", False), (-1, "2026-09-29", True), (5, "2026-09-29", False)],
)
def test_an_nth_weekday_begins_on_such_a_day(nth: int, first: str, *, holds: bool) -> None:
    record = row(nth=nth, **{"from": first})
    del record["every_weeks"]
    assert (faults(activity(schedule=[record])) == []) is holds


def test_every_fault_of_every_record_is_found() -> None:
    found = faults(activity(gender="x", tier="x"), "no record", activity(id="toinen", needs=["x", "y"]))
    assert [fault.split(": ")[0] for fault in found] == [
        "activities[0].gender",
        "activities[0].tier",
        "activities[1]",
        "activities[2].needs[0]",
        "activities[2].needs[1]",
    ]


def test_an_id_stands_once_in_a_file() -> None:
    file = checked(activity(), activity(), activity(id="kotikulma"))
    assert [(r.kind, r.index) for r in file.rejected] == [("activities", 1), ("activities", 2)]
    assert "no other record of the file" in str(file.rejected[0].faults[0])


def test_an_activity_of_a_rejected_organisation_is_rejected() -> None:
    file = checked(activity(), organisations=[organisation(type="club")])
    assert [(r.kind, r.index) for r in file.rejected] == [("organisations", 0), ("activities", 0)]


def test_an_organisation_of_the_directory_will_do() -> None:
    assert not list(checked(activity(), organisations=[], known=("kotikulma",)).every_fault())


def test_organisations_may_come_after_activities() -> None:
    raw = {"activities": [activity()], "organisations": [organisation()]}
    file = check(entries_of(raw), ())
    assert not list(file.every_fault())
    assert file.activity_count == 1


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ({}, ["$.organisations: missing - a list", "$.activities: missing - a list"]),
        ({"organisations": [], "activities": {}}, ["$.activities: {} - a list"]),
        ({"organisations": [], "activities": [], "notes": 1}, ["$.notes: 1 - no such list"]),
    ],
)
def test_a_file_has_its_two_lists_and_no_more(raw: dict[str, Any], found: list[str]) -> None:
    assert [str(fault) for fault in check(entries_of(raw), ()).every_fault()] == found


def test_a_file_that_is_not_json_is_one_fault(tmp_path: Path) -> None:
    path = tmp_path / "file.json"
    path.write_text('{"organisations": [')
    (fault,) = check(entries_in(path), ()).every_fault()
    assert fault.path == "$"
    assert fault.value == "character 19: Expecting value"


def test_progress_counts_activities() -> None:
    told: list[int] = []
    check(entries_of({"organisations": [organisation()], "activities": [activity(), 5]}), (), told.append)
    assert told == [1, 1]
