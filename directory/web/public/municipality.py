"""The page of one municipality, and the list of all of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, Response, abort, current_app, make_response, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from directory.db import Database
from directory.models import CooperationContact
from directory.services import reading
from directory.vocabulary import UI_LANGUAGES, Municipality, codes, counties, municipalities
from directory.web.addresses import activity_addresses, municipalities_by_slug, municipality_url, slug
from directory.web.alternates import offer_addresses
from directory.web.asking import ask, search_url
from directory.web.clock import now as moment
from directory.web.formatting import collation_key, list_of, phone_shown, phone_uri
from directory.web.language import add_page, ui_language
from directory.web.listing import Showing
from directory.web.place_names import in_municipality
from directory.web.translating import gettext as _
from directory.web.week import Day, days_of
from directory.web.words import Words, choose

SESSIONS_SHOWN = 12
ASKED = 40  # activities with the soonest sessions: enough for the sessions shown


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """The named person for cooperation with organisations, whom residents may call too."""

    name: str
    role: Words | None
    languages: str
    phone: str
    phone_uri: str
    email: str
    hours: Words | None


@dataclass(frozen=True, slots=True)
class Counted:
    """A need, how many activities answer it here, and the search that lists them."""

    text: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class MunicipalityPage:
    """The whole page. ``total`` counts activities held here or meant for people here."""

    name: str
    description: str
    ask_title: str
    county: str
    total: int
    search_down: bool
    all_url: str
    needs: tuple[Counted, ...]
    days: tuple[Day, ...]
    week_url: str
    person: NamedPerson | None
    county_person: NamedPerson | None
    neighbours: tuple[tuple[str, str], ...]
    county_url: str


@dataclass(frozen=True, slots=True)
class Letter:
    """Municipalities whose names begin alike: names and addresses."""

    letter: str
    anchor: str
    places: tuple[tuple[str, str], ...]


def register(blueprint: Blueprint) -> None:
    """Add the page of a municipality and the list of all."""
    add_page(blueprint, "municipality", municipality, under="/<address>")
    add_page(blueprint, "municipalities", index)


def municipality(address: str) -> AnyResponse:
    """The page; any of its three names and its code lead on to the name in the page's language."""
    found = municipalities_by_slug().get(address.casefold())
    if found is None:
        abort(404)
    if request.path != municipality_url(found.code):
        return redirect(municipality_url(found.code), 301)
    language, now = ui_language(), moment()
    database: Database = current_app.extensions["database"]
    with database.read() as session:
        page = page_of(session, found, language=language, now=now)
    offer_addresses({code: {"address": slug(found.names[code])} for code in UI_LANGUAGES})
    return make_response(render_template("public/municipality.html", page=page, page_title=page.name))


def page_of(session: Session, found: Municipality, *, language: str, now: datetime) -> MunicipalityPage:
    """What is here by need, this week here, whom to call."""
    answer = ask(session, now=now, language=language, municipality=found.code, per_page=ASKED)
    own, county_own = reading.contact_persons(session, found.code)
    showing = Showing(language, now, activity_addresses(), near=frozenset({found.code}))
    name = found.names[language]
    cards = [answer.cards[hit.id] for hit in answer.results.hits] if answer else []
    facets = answer.results.facets if answer else {}
    return MunicipalityPage(
        name=name,
        description=_("%(name)s: what associations do here, what is on this week, whom to call.", name=name),
        ask_title=_("Ask a person %(in_place)s", in_place=in_municipality(found.code, language)),
        county=counties()[found.county].names[language],
        total=answer.results.total if answer else 0,
        search_down=answer is None,
        all_url=search_url(place=found.code),
        needs=_needs({f.code: f.count for f in facets.get("needs", ())}, found.code, language),
        days=days_of(cards, showing, first=now.date(), limit=SESSIONS_SHOWN),
        week_url=url_for("public.week", place=found.code),
        person=_person(own, language),
        county_person=_person(county_own, language),
        neighbours=tuple(
            (other.names[language], municipality_url(other.code))
            for other in _alphabetical(language)
            if other.county == found.county and other.code != found.code
        ),
        county_url=search_url(county=found.county),
    )


def _needs(counts: Mapping[str, int], place: str, language: str) -> tuple[Counted, ...]:
    """Needs that something here answers, most answers first; the order of the code list between equals."""
    order = {code: number for number, code in enumerate(codes("needs"))}
    present = sorted((code for code in order if counts.get(code)), key=lambda code: (-counts[code], order[code]))
    return tuple(
        Counted(codes("needs")[code][language], counts[code], search_url(place=place, need=code)) for code in present
    )


def _person(contact: CooperationContact | None, language: str) -> NamedPerson | None:
    if contact is None:
        return None
    spoken = [codes("languages")[code][language] for code in contact.languages if code in codes("languages")]
    return NamedPerson(
        name=contact.name,
        role=choose(contact.role, language),
        languages=list_of(spoken, language),
        phone=phone_shown(contact.phone) if contact.phone else "",
        phone_uri=phone_uri(contact.phone) if contact.phone else "",
        email=contact.email,
        hours=choose(contact.hours, language),
    )


def _alphabetical(language: str) -> list[Municipality]:
    active = [municipality for municipality in municipalities().values() if municipality.active]
    return sorted(active, key=lambda municipality: collation_key(municipality.names[language], language))


def index() -> Response:
    """All municipalities in the alphabetical order of the language."""
    language = ui_language()
    letters: dict[str, list[tuple[str, str]]] = {}
    for municipality in _alphabetical(language):
        name = municipality.names[language]
        letter = _letter(name, language)
        letters.setdefault(letter, []).append((name, municipality_url(municipality.code)))
    rows = tuple(Letter(letter, f"l{number}", tuple(places)) for number, (letter, places) in enumerate(letters.items()))
    total = sum(len(row.places) for row in rows)
    page_title = _("Municipalities")
    return make_response(
        render_template("public/municipalities.html", letters=rows, total=total, page_title=page_title)
    )


def _letter(name: str, language: str) -> str:
    first = collation_key(name, language)[0][:1] if language == "en" else name[:1]
    return first.upper()
