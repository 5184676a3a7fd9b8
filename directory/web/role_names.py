"""What a role is called together with where it holds: ``Koordinaattori, Pohjois-Karjalan hyvinvointialue``."""

from flask_babel import force_locale
from sqlalchemy.orm import Session

from directory.models import Organisation, Workplace
from directory.services.access import Grant
from directory.vocabulary import Role, counties, label, municipalities
from directory.web.listing.languages import pick_text
from directory.web.translating import gettext as _


def role_name(session: Session, grant: Grant, language: str) -> str:
    """The role and its place, in the language."""
    place = place_name(session, grant, language)
    role = label("roles", grant.role, language)
    return f"{role}, {place}" if place else role


def place_name(session: Session, grant: Grant, language: str) -> str:
    """Where the role holds; "" for a professional without a workplace and an administrator."""
    if grant.organisation_id is not None:
        organisation = session.get(Organisation, grant.organisation_id)
        return pick_text(organisation.names, language)[1] if organisation else ""
    if grant.workplace_id is not None:
        workplace = session.get(Workplace, grant.workplace_id)
        return workplace.name if workplace else ""
    if grant.municipality is not None and grant.municipality in municipalities():
        return municipalities()[grant.municipality].names[language]
    if grant.county is not None and grant.county in counties():
        return counties()[grant.county].names[language]
    if grant.role != Role.COORDINATOR:
        return ""
    with force_locale(language):
        return _("the whole country")
