"""Requests for an activity: its page and its calendar file."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import orjson
from flask import Blueprint, Response, current_app, make_response, redirect, render_template, request
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from directory.config import Settings
from directory.db import Database
from directory.exchange.icalendar import CalendarWords, calendar
from directory.exchange.json_ld import activity_json_ld
from directory.models import Activity
from directory.services import reading
from directory.vocabulary import UI_LANGUAGES, municipalities
from directory.web.addresses import activity_url, address, organisation_url, page_name, safe_back
from directory.web.alternates import offer_addresses, offer_languages
from directory.web.auth.user import current_actor
from directory.web.base import base_url
from directory.web.clock import now as moment
from directory.web.json_script import for_script
from directory.web.language import add_page, ui_language
from directory.web.public.activity.making import page_of, texts_of
from directory.web.public.activity.page import Link
from directory.web.public.activity.places import spots_of
from directory.web.public.activity.similar import similar_to
from directory.web.public.activity.times import coming
from directory.web.public.home import home_municipality
from directory.web.translating import gettext as _
from directory.web.workplace.beside import beside


def register(blueprint: Blueprint) -> None:
    """Add the activity page and its calendar file."""
    add_page(blueprint, "activity", activity, under="/<address>")
    add_page(blueprint, "activity", activity_calendar, under="/<public_id>.ics", endpoint="activity_calendar")


def activity(address: str) -> AnyResponse:
    """The page; an address with another slug leads on to the right one."""
    public_id, language, now = reading.public_id_of(address), ui_language(), moment()
    back = safe_back(request.args.get("back", ""))
    database: Database = current_app.extensions["database"]
    with database.read() as session:
        found = reading.activity(session, public_id, today=now.date())
        titles = {text.language: text.title for text in found.texts}
        url = activity_url(public_id, titles)
        if request.path != url:
            return redirect(activity_url(public_id, titles, back=back), 301)
        _offer(found, titles)
        sessions = coming(found, now)
        page = page_of(
            found,
            sessions,
            now=now,
            language=language,
            back=_back_link(back),
            json_ld=_json_ld(found, sessions, url),
            similar=similar_to(session, found, now=now, language=language, home=home_municipality()),
        )
        mine = beside(session, current_actor(), [public_id], language=language, now=now)
    settings: Settings = current_app.extensions["settings"]
    # Without a tile address of its own the service shows no map: it asks nothing of other hosts.
    points = [[s.lat, s.lon, s.wide] for s in page.spots if s.geo_uri] if settings.map_tiles_url else []
    response = make_response(
        render_template(
            "public/activity.html",
            page=page,
            beside=mine.get(public_id),
            here=request.full_path.rstrip("?"),
            page_title=_title(found, page.title.text),
            map_points=orjson.dumps(points).decode() if points else "",
            map_tiles_url=settings.map_tiles_url,
            map_attribution=settings.map_attribution,
        )
    )
    # What is similar and nearer depends on the reader's own municipality.
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _title(found: Activity, title: str) -> str:
    """With its municipality: groups of the same name in two towns are told apart in tabs and bookmarks."""
    town = municipalities()[found.locations[0].municipality].names[ui_language()] if found.locations else ""
    return f"{title}, {town}" if town and town not in title else title


def _offer(found: Activity, titles: dict[str, str]) -> None:
    offer_languages(titles)
    offer_addresses({code: {"address": address(found.public_id, titles, code)} for code in UI_LANGUAGES})


def _json_ld(found: Activity, sessions: list[Any], url: str) -> Markup:
    organisation = found.organisation
    node = activity_json_ld(
        found,
        sessions,
        language=ui_language(),
        url=base_url() + url,
        organisation_url=base_url() + organisation_url(organisation.public_id, organisation.names),
    )
    return for_script(node)


def _back_link(back: str) -> Link | None:
    if not back:
        return None
    if page_name(urlsplit(back).path) == "shelf":
        return Link(_("Back to the shelf"), back)
    question = " ".join(parse_qs(urlsplit(back).query).get("q", [""])).strip()
    text = _("Back to the results for “%(question)s”", question=question) if question else _("Back to the results")
    return Link(text, back)


def activity_calendar(public_id: str) -> Response:
    """What is to come, as an iCalendar file."""
    language, now = ui_language(), moment()
    database: Database = current_app.extensions["database"]
    with database.read() as session:
        found = reading.activity(session, reading.public_id_of(public_id), today=now.date())
        texts = texts_of(found, language)
        titles = {text.language: text.title for text in found.texts}
        spot = next(iter(spots_of(found, language, "")), None)
        words = CalendarWords(
            title=texts.title.text,
            description=texts.summary.text if texts.summary else "",
            location=", ".join(part for part in (spot.name, spot.address) if part) if spot else "",
            url=base_url() + activity_url(found.public_id, titles),
            language=texts.title.language,
        )
        host = urlsplit(base_url()).hostname or "localhost"
        body = calendar(found.schedules, words, uid=found.public_id, host=host, sequence=found.version, now=now)
    response = make_response(body)
    response.content_type = "text/calendar; charset=utf-8"
    response.headers["Content-Disposition"] = f'attachment; filename="{address(public_id, titles, language)}.ics"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response
