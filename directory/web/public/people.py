"""The named person to ask: of the municipality, else of its county; when somebody has been named."""

from sqlalchemy.orm import Session

from directory.models import CooperationContact
from directory.services import reading
from directory.vocabulary import codes, municipalities
from directory.web.formatting import list_of, phone_shown, phone_uri
from directory.web.listing.languages import pick_text
from directory.web.pages import Person
from directory.web.place_names import in_county, in_municipality
from directory.web.translating import gettext as _


def person_to_ask(session: Session, municipality: str, language: str) -> Person | None:
    """The contact person for a municipality's residents and staff."""
    if municipality not in municipalities():
        return None
    own, county = reading.contact_persons(session, municipality)
    found = own or county
    if found is None:
        return None
    county_code = municipalities()[municipality].county
    place = in_municipality(municipality, language) if own else in_county(county_code, language)
    return Person(
        name=found.name,
        text=_sentences(found, place, language),
        phone=phone_shown(found.phone) if found.phone else "",
        phone_url=phone_uri(found.phone) if found.phone else "",
        email=found.email,
        hours=pick_text(found.hours, language)[1],
    )


def _sentences(person: CooperationContact, place: str, language: str) -> str:
    text = _("%(name)s helps you find the right association %(in_place)s.", name=person.name, in_place=place)
    known = codes("languages")
    spoken = [known[code][language] for code in person.languages if code in known]
    if not spoken:
        return text
    return f"{text} " + _("Languages: %(languages)s.", languages=list_of(spoken, language))
