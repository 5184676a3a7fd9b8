"""What the register says, whichever version of its API said it. Texts are by language; codes are the register's."""

from dataclasses import dataclass, field

Texts = dict[str, str]


@dataclass(slots=True)
class RegisterHours:
    """Weekly opening hours: weekdays mo…su with from and to (HH:MM), valid from and until dates or ""."""

    days: list[tuple[str, str, str]]
    valid_from: str = ""
    valid_to: str = ""
    note: Texts = field(default_factory=dict)


@dataclass(slots=True)
class RegisterAddress:
    """A visiting address; ``lat``/``lon`` WGS 84 degrees or None."""

    street: Texts
    number: str
    postal_code: str
    municipality: str
    lat: float | None
    lon: float | None
    entrance: Texts = field(default_factory=dict)


@dataclass(slots=True)
class RegisterPhone:
    """A phone number in international form with its note by language."""

    number: str
    note: str = ""
    language: str = ""


@dataclass(slots=True)
class RegisterChannel:
    """A place or a phone line where a service is given."""

    id: str
    kind: str
    organisation: str
    names: Texts
    phones: list[RegisterPhone] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)
    addresses: list[RegisterAddress] = field(default_factory=list)
    hours: list[RegisterHours] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    services: list[str] = field(default_factory=list)
    always_open: bool = False
    unmapped: dict[str, object] = field(default_factory=dict)


@dataclass(slots=True)
class RegisterOrganisation:
    """A body that is responsible for services."""

    id: str
    names: Texts
    descriptions: Texts = field(default_factory=dict)
    kind: str = ""
    business_id: str = ""
    municipality: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    parent: str = ""
    unmapped: dict[str, object] = field(default_factory=dict)


@dataclass(slots=True)
class RegisterService:
    """A service, or a national description of one (``general``).

    ``municipalities``, ``counties`` and ``regions`` are codes; ``description_id`` names the national description it
    builds on. ``is_service`` is False for permits, duties and qualifications.
    """

    id: str
    names: Texts
    summaries: Texts
    descriptions: Texts = field(default_factory=dict)
    instructions: Texts = field(default_factory=dict)
    conditions: Texts = field(default_factory=dict)
    search_words: dict[str, list[str]] = field(default_factory=dict)
    organisation: str = ""
    organisation_names: Texts = field(default_factory=dict)
    languages: list[str] = field(default_factory=list)
    nationwide: bool = False
    municipalities: list[str] = field(default_factory=list)
    counties: list[str] = field(default_factory=list)
    regions: list[str] = field(default_factory=list)
    classification: list[str] = field(default_factory=list)
    charge: str = ""
    charge_note: Texts = field(default_factory=dict)
    channels: list[str] = field(default_factory=list)
    modified: str = ""
    published: bool = True
    is_service: bool = True
    market_funded: bool = False
    general: bool = False
    description_id: str = ""
    unmapped: dict[str, object] = field(default_factory=dict)
