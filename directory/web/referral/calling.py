"""Call together now: the number in large figures, what to do before, and three lines to read aloud."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from flask import Blueprint, current_app, make_response, render_template, request
from werkzeug.wrappers import Response

from directory.db import Database
from directory.models import Activity, Contact
from directory.services import reading, referrals, workplaces
from directory.services.professional_facts import ProfessionalContact
from directory.services.referrals import Calling
from directory.vocabulary import UI_LANGUAGES, Lifecycle
from directory.web.addresses import activity_url
from directory.web.alternates import offer_addresses
from directory.web.auth.user import current_actor
from directory.web.clock import now as moment
from directory.web.formatting import phone_shown, phone_uri
from directory.web.language import LANGUAGE_NAMES, add_page, ui_language
from directory.web.public.activity.making import texts_of
from directory.web.public.activity.page import Link
from directory.web.public.activity.times import coming, times_of
from directory.web.referral.script import lines_of
from directory.web.translating import gettext as _
from directory.web.words import Words, choose

ANSWERS_BY_PHONE: Final = "helpline"


@dataclass(frozen=True, slots=True)
class Number:
    """Somebody to call. ``professional`` when the number is not for the public."""

    name: str
    role: Words | None
    phone: str
    phone_uri: str
    professional: bool


@dataclass(frozen=True, slots=True)
class CallPage:
    """The whole page. ``site`` leads to the organisation's own pages; ``hours`` are those of a helpline."""

    public_id: str
    activity: Link
    organisation: Words | None
    first: Number | None
    others: tuple[Number, ...]
    email: str
    hours: tuple[Words, ...]
    do_before: Words | None
    professional: bool
    language: str
    script: tuple[str, ...]
    site: Link | None


def register(blueprint: Blueprint) -> None:
    """Add the page."""
    add_page(blueprint, "call", call, under="/<public_id>")


def call(public_id: str) -> Response:
    """The page: with the numbers for professionals to those who may see them, else the public ones."""
    actor, now, database = current_actor(), moment(), _database()
    client = request.args.get("client", "")
    language = client if client in UI_LANGUAGES else ui_language()
    with database.read() as session:
        found = referrals.calling(session, actor, reading.public_id_of(public_id), now=now)
        page = _page(found, now=now, language=language, workplace=workplaces.name_for(session, actor))
    offer_addresses(
        {code: {"public_id": page.public_id} | ({"client": language} if client else {}) for code in UI_LANGUAGES}
    )
    response = make_response(
        render_template(
            "referral/call.html",
            page=page,
            page_title=_("Call together now") if page.professional else _("Call and ask"),
            languages={code: LANGUAGE_NAMES[code] for code in sorted(UI_LANGUAGES, key=lambda c: c != ui_language())},
        )
    )
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _database() -> Database:
    database: Database = current_app.extensions["database"]
    return database


def _page(found: Calling, *, now: datetime, language: str, workplace: str) -> CallPage:
    activity, facts, shown = found.activity, found.facts, ui_language()
    organisation = activity.organisation
    colleagues = facts.contacts if facts else ()
    numbers = [_number(one, shown, professional=True) for one in colleagues if one.phone]
    numbers += [_number(one, shown, professional=False) for one in found.contacts if one.phone]
    name = choose(organisation.names, shown)
    if not numbers and organisation.phone:
        own = phone_shown(organisation.phone), phone_uri(organisation.phone)
        numbers = [Number(name.text if name else "", None, *own, professional=False)]
    emails = (*(one.email for one in colleagues), *(one.email for one in found.contacts), organisation.email)
    titles = {text.language: text.title for text in activity.texts}
    title = texts_of(activity, shown).title
    professional = facts is not None
    return CallPage(
        public_id=activity.public_id,
        activity=Link(title.text, activity_url(activity.public_id, titles), title.lang),
        organisation=name,
        first=numbers[0] if numbers else None,
        others=tuple(numbers[1:]),
        email=next((email for email in emails if email), ""),
        hours=tuple(_hours(activity, now, shown)),
        do_before=choose(facts.do_before, shown) if facts else None,
        professional=professional,
        language=language,
        script=lines_of(activity, language=language, now=now, workplace=workplace, professional=professional),
        site=_site(organisation.website),
    )


def _number(one: Contact | ProfessionalContact, language: str, *, professional: bool) -> Number:
    role = choose(one.role, language)
    return Number(one.name, role, phone_shown(one.phone), phone_uri(one.phone), professional=professional)


def _hours(activity: Activity, now: datetime, language: str) -> Iterator[Words]:
    """When somebody answers. Only a helpline's times are that; a group's times are when it meets."""
    if ANSWERS_BY_PHONE not in activity.kinds or activity.lifecycle == Lifecycle.PAUSED:
        return
    times = times_of(activity, coming(activity, now), now, language, "")
    if times.rhythm:
        yield Words(" ".join(times.rhythm), language, "")
    if times.note:
        yield times.note


def _site(website: str) -> Link | None:
    """The organisation's own pages, named by their host, so that one sees where the link leads."""
    host = urlsplit(website).hostname or ""
    return Link(host.removeprefix("www."), website) if host else None
