"""What the paper is given: every line ready, in the client's language or marked with its own."""

from dataclasses import dataclass

from markupsafe import Markup

from directory.web.words import Words


@dataclass(frozen=True, slots=True)
class Row:
    """A line of an activity: ``strong`` comes first and in bold; ``lang`` when the text is in another language."""

    term: str
    text: str
    strong: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One activity. ``changes`` says what is different from the paper; ``ended`` leaves only the name."""

    number: int
    public_id: str
    title: Words
    what: Words | None
    language_label: str
    rows: tuple[Row, ...]
    phone: str
    phone_uri: str
    phone_name: str
    confirmed: str
    changes: tuple[str, ...] = ()
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole paper. ``qr`` is an SVG, None before the slip has a code; so are the code and the address."""

    language: str
    title: str
    lead: str
    header: str
    items: tuple[Item, ...]
    text_size: str
    interpreter: str = ""
    code: str = ""
    address: str = ""
    qr: Markup | None = None
    kept_until: str = ""
