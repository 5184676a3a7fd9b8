"""Faults of organisations and of the named contact persons."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.models import CooperationContact, Organisation
from directory.services.faults.fault import StoredFault
from directory.services.validation import is_business_id, is_email, is_phone, is_web_address
from directory.vocabulary import codes, counties, municipalities


def faults(session: Session) -> Iterator[StoredFault]:
    """Every fault of every organisation, then of every contact person."""
    for organisation in session.scalars(select(Organisation).order_by(Organisation.id)).yield_per(500):
        for field, problem in _of_organisation(organisation):
            yield StoredFault(organisation.public_id, field, problem)
    for person in session.scalars(select(CooperationContact).order_by(CooperationContact.id)):
        for field, problem in _of_person(person):
            yield StoredFault(f"contact {person.id}", field, problem)


def _of_organisation(organisation: Organisation) -> Iterator[tuple[str, str]]:
    if not any(name.strip() for name in organisation.names.values()):
        yield "names", "no name in any language"
    if organisation.type not in codes("organisation_types"):
        yield "type", f"unknown code {organisation.type}"
    for sector in organisation.sectors:
        if sector not in codes("sectors"):
            yield "sectors", f"unknown code {sector}"
    yield from _municipality("home_municipality", organisation.home_municipality)
    if organisation.business_id is not None and not is_business_id(organisation.business_id):
        yield "business_id", f"{organisation.business_id} is not a Y-tunnus whose check digit holds"
    if organisation.website and not is_web_address(organisation.website):
        yield "website", f"{organisation.website} is not a web address"
    yield from _reach(organisation.phone, organisation.email)


def _of_person(person: CooperationContact) -> Iterator[tuple[str, str]]:
    yield from _municipality("municipality", person.municipality)
    if person.county is not None and person.county not in counties():
        yield "county", f"{person.county} is not a county"
    yield from _reach(person.phone, person.email)


def _municipality(field: str, code: str | None) -> Iterator[tuple[str, str]]:
    known = municipalities().get(code) if code else None
    if code and known is None:
        yield field, f"{code} is not a municipality"
    elif known and not known.active:
        yield field, f"{known.names['fi']} merged into {municipalities()[known.merged_into].names['fi']}"


def _reach(phone: str, email: str) -> Iterator[tuple[str, str]]:
    if phone and not is_phone(phone):
        yield "phone", f"{phone} is not a phone number"
    if email and not is_email(email):
        yield "email", f"{email} is not an e-mail address"
