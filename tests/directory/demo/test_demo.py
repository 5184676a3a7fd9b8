"""The demo is fictional in every detail that could be somebody's."""

import re
from typing import Any

import orjson
from sqlalchemy import select

from directory import demo
from directory.db import Database
from directory.models import Activity, CooperationContact
from directory.services.validation import is_email, is_phone
from directory.vocabulary import municipalities
from tests.directory.exchange.own.samples import activity, write

RAW = orjson.loads(demo.DATA.read_bytes())
PEOPLE = orjson.loads((demo.FOLDER / "cooperation_contacts.json").read_bytes())


def values(raw: Any, key: str) -> list[str]:
    if isinstance(raw, dict):
        own = [raw[key]] if raw.get(key) else []
        return own + [v for k, inner in raw.items() if k != key for v in values(inner, key)]
    return [v for item in raw for v in values(item, key)] if isinstance(raw, list) else []


def test_nobody_answers_its_numbers_and_addresses() -> None:
    numbers = values([RAW, PEOPLE], "phone")
    assert numbers
    assert all(re.fullmatch(r"\+358 50 00 \d{3}", number) and is_phone(number) for number in numbers)
    assert all(email.endswith(".example") and is_email(email) for email in values([RAW, PEOPLE], "email"))
    assert all(re.fullmatch(r"https?://[^/]+\.example(/.*)?", site) for site in values(RAW, "website"))


def test_a_contact_person_shares_no_number_with_anybody() -> None:
    numbers = values(PEOPLE, "phone")
    assert len(set(numbers)) == len(PEOPLE)
    assert not set(numbers) & set(values(RAW, "phone"))


def test_contact_persons_come_once_to_their_areas(database: Database) -> None:
    with database.write() as session:
        assert demo.load_cooperation_contacts(session) == len(PEOPLE)
    with database.write() as session:
        assert demo.load_cooperation_contacts(session) == 0
    with database.read() as session:
        people = session.scalars(select(CooperationContact)).all()
        by_area = {person.municipality or person.county: person for person in people}
        assert (by_area["422"].name, by_area["422"].phone) == ("Marja Piironen", "+358 50 00 490")
        assert by_area["422"].hours["sv"] == "vardagar kl. 9–15"
        assert by_area["14"].municipality is None
        assert all(p.municipality is None or municipalities()[p.municipality].active for p in people)


def test_it_stays_out_of_real_directories(database: Database) -> None:
    with database.read() as session:
        assert demo.may_be_loaded(session)
    write(database, activity())
    with database.read() as session:
        assert not demo.may_be_loaded(session)


def test_it_stays_out_of_what_was_made_by_hand_too(database: Database) -> None:
    write(database, activity())
    with database.write() as session:
        session.scalars(select(Activity)).one().organisation.import_id = None
    with database.read() as session:
        assert not demo.may_be_loaded(session)
