"""Records in the register's form: the real ones of tests/samples/ptv, and small made-up ones for what those lack."""

from pathlib import Path
from typing import Any

import orjson

SAMPLES = Path(__file__).parents[3] / "samples" / "ptv"
FILES = sorted(SAMPLES.glob("*.json"))
Raw = dict[str, Any]


def real(name: str) -> Raw:
    """One real record by a part of its file's name."""
    (path,) = [path for path in FILES if name in path.name]
    raw: Raw = orjson.loads(path.read_bytes())
    return raw if "id" in raw else next(iter(raw.values()))


def service(**changes: Any) -> Raw:
    """A made-up service of Lieksa."""
    return {
        "id": "S1",
        "type": "Service",
        "fundingType": "PubliclyFunded",
        "serviceNames": [
            {"language": "fi", "value": "Omaishoidon neuvonta", "type": "Name"},
            {"language": "fi", "value": "Omaistuki", "type": "AlternativeName"},
            {"language": "se", "value": "Rávven", "type": "Name"},
        ],
        "serviceDescriptions": [
            {"language": "fi", "value": "Neuvoja omaishoitajille.", "type": "Summary"},
            {"language": "fi", "value": "Kerromme tuesta.", "type": "Description"},
            {"language": "fi", "value": "Soita meille.", "type": "UserInstruction"},
            {"language": "fi", "value": "Kaksi viikkoa.", "type": "ProcessingTime"},
        ],
        "areaType": "LimitedType",
        "areas": [{"type": "Municipality", "municipalities": [{"code": "422"}]}],
        "languages": ["fi", "fse", "xx"],
        "serviceClasses": [{"code": "P5.14"}, {"code": "P24.1"}],
        "targetGroups": [{"code": "KR1"}],
        "lifeEvents": [],
        "serviceChannels": [{"serviceChannel": {"id": "C1"}}, {"serviceChannel": {"id": "C9"}}],
        "organizations": [{"organization": {"id": "O1", "name": "Lieksan kaupunki"}, "roleType": "Responsible"}],
        "publishingStatus": "Published",
        "modified": "2026-05-06T07:08:09",
        **changes,
    }


def channel(**changes: Any) -> Raw:
    """A made-up place in Lieksa, open on weekdays."""
    return {
        "id": "C1",
        "serviceChannelType": "ServiceLocation",
        "organizationId": "O1",
        "serviceChannelNames": [{"language": "fi", "value": "Palvelutalo", "type": "Name"}],
        "phoneNumbers": [
            {
                "type": "Phone",
                "prefixNumber": "+358",
                "number": "050123456",
                "language": "fi",
                "additionalInformation": "Neuvoja",
            },
            {
                "type": "Phone",
                "prefixNumber": "+358",
                "number": "050123456",
                "language": "sv",
                "additionalInformation": "Rådgivare",
            },
            {"type": "Fax", "prefixNumber": "+358", "number": "13555111"},
        ],
        "emails": [{"value": "neuvonta@lieksa.example"}, {"value": "not an address"}],
        "languages": ["fi"],
        "addresses": [
            {
                "type": "Location",
                "streetAddress": {
                    "street": [{"language": "fi", "value": "Pielisentie"}],
                    "streetNumber": "3",
                    "postalCode": "81700",
                    "municipality": {"code": "422"},
                    "latitude": "7024000",
                    "longitude": "652000",
                    "additionalInformation": [{"language": "fi", "value": "Sisäpihalta."}],
                },
            },
            {"type": "Postal", "postOfficeBoxAddress": {}},
        ],
        "serviceHours": [
            {
                "serviceHourType": "DaysOfTheWeek",
                "openingHour": [{"dayFrom": "Monday", "dayTo": "Friday", "from": "09:00:00", "to": "15:00:00"}],
            }
        ],
        "services": [{"service": {"id": "S1"}}],
        **changes,
    }


def organisation(**changes: Any) -> Raw:
    """The town of Lieksa."""
    return {
        "id": "O1",
        "organizationType": "Municipality",
        "businessCode": "0209602-6",
        "municipality": {"code": "422"},
        "organizationNames": [{"language": "fi", "value": "Lieksan kaupunki", "type": "Name"}],
        "phoneNumbers": [{"prefixNumber": "+358", "number": "401044000"}],
        "emails": [{"value": "kirjaamo@lieksa.example"}],
        "webPages": [{"url": "https://lieksa.example"}, {"url": "https://other.example"}],
        **changes,
    }


def description(**changes: Any) -> Raw:
    """A made-up national description."""
    return {
        "id": "D1",
        "ref": "SOTE-0001",
        "type": "Service",
        "name": {"fi": "Omaishoidon tuki", "sv": "Stöd för närståendevård", "en": "Support for informal care"},
        "summary": {"fi": "Tukea läheistään hoitavalle.", "sv": "Stöd till den som vårdar en närstående."},
        "description": {"fi": "Hyvinvointialue tukee.", "sv": "Välfärdsområdet stöder.", "en": "The county supports."},
        "restrictions": {"fi": "Tehdään sopimus."},
        "user_instructions": {"fi": "Hae tukea omalta alueeltasi."},
        "service_class": [{"code": "P5.14"}],
        "ontology": [{"label_fi": "omaishoito"}],
        "target_group": [{"code": "KR1"}, {"code": "KR1.1"}],
        "life_event": [{"code": "KE13"}],
        **changes,
    }
