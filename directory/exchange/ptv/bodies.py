"""Bodies of the register as organisations of the own format."""

from typing import Any, Final

from directory.exchange.ptv.neutral import RegisterOrganisation
from directory.services.validation import is_business_id, is_email, is_phone, is_web_address
from directory.vocabulary import municipalities

TYPES: Final = {
    "Municipality": "municipality",
    "State": "state",
    "Organization": "association",
    "Company": "company",
    "SotePublic": "county",
    "SotePrivate": "company",
}
GENERAL_ID: Final = "ptv-descriptions"
# The national descriptions belong to no body of their own; whoever shows them must say where they come from.
GENERAL: Final[dict[str, Any]] = {
    "id": GENERAL_ID,
    "name": {
        "fi": "Valtakunnalliset palvelukuvaukset",
        "sv": "Nationella servicebeskrivningar",
        "en": "National service descriptions",
    },
    "description": {
        "fi": "Yleisiä kuvauksia kuntien ja hyvinvointialueiden palveluista. Ne ovat Suomi.fi-palvelutietovarannosta,"
        " ja osa on useita vuosia vanhoja. Tarkista asia omasta kunnastasi tai hyvinvointialueeltasi.",
        "sv": "Allmänna beskrivningar av kommunernas och välfärdsområdenas tjänster. De kommer från"
        " Suomi.fi-servicedatalagret, och en del av dem är flera år gamla. Kontrollera saken med din kommun eller ditt"
        " välfärdsområde.",
        "en": "General descriptions of services of municipalities and wellbeing services counties. They come from the"
        " Suomi.fi Finnish Service Catalogue, and some are several years old. Check with your municipality or"
        " county.",
    },
    "sectors": [],
    "type": "state",
    "home_municipality": None,
    "business_id": None,
    "stea_funded": False,
    "website": "https://www.suomi.fi/",
}


def organisation_id(register_id: str) -> str:
    """Our import id for a body of the register; "" for none."""
    return f"ptv-{register_id.lower()}" if register_id else ""


def organisation_record(organisation: RegisterOrganisation) -> dict[str, Any]:
    """The record of a body; what does not hold at the source is left empty and told by ``faulty``."""
    home = municipalities().get(organisation.municipality)
    return {
        "id": organisation_id(organisation.id),
        "name": organisation.names,
        **({"description": organisation.descriptions} if organisation.descriptions else {}),
        "sectors": [],
        "type": TYPES.get(organisation.kind, "other"),
        "home_municipality": home.names["fi"] if home else None,
        "business_id": organisation.business_id if is_business_id(organisation.business_id) else None,
        "stea_funded": False,
        "website": organisation.website if is_web_address(organisation.website) else "",
        "email": organisation.email if is_email(organisation.email) else "",
        "phone": organisation.phone if is_phone(organisation.phone) else "",
        **({"parent": organisation_id(organisation.parent)} if organisation.parent else {}),
    }


def faulty(organisation: RegisterOrganisation) -> dict[str, str]:
    """What the register says of a body that cannot be true in its form."""
    found = {
        "business id": (organisation.business_id, is_business_id),
        "website": (organisation.website, is_web_address),
        "email": (organisation.email, is_email),
        "phone": (organisation.phone, is_phone),
    }
    return {name: value for name, (value, holds) in found.items() if value and not holds(value)}
