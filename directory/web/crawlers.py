"""What machines look for: robots.txt, site maps, security.txt, an icon."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

from flask import Blueprint, Response, abort, current_app, make_response, render_template, url_for
from sqlalchemy import func, select

from directory.config import Settings
from directory.db import Database
from directory.models import ActivityCard
from directory.services import reading
from directory.vocabulary import UI_LANGUAGES, municipalities
from directory.web.addresses import activity_url, municipality_url, organisation_url
from directory.web.base import base_url
from directory.web.language import PATHS
from directory.web.sitemap import SitemapEntry

blueprint = Blueprint("crawlers", __name__)

# sitemaps.org: at most 50,000 addresses a file. An activity has up to three, one a language.
ACTIVITIES_A_FILE: Final = 10_000
PAGES: Final = ("front", "needs", "municipalities", "about", "accessibility", "privacy")
KEPT_OUT: Final = ("search", "suggest", "feedback", "accessibility_feedback", "thanks", "sign_in", "slip", "compare")
HOUR: Final = 3600


def _send(body: str, content_type: str) -> Response:
    response = make_response(body)
    response.content_type = content_type
    response.headers["Cache-Control"] = f"public, max-age={HOUR}"
    return response


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Searches and forms are kept out; everything else may be read by anyone. A demo is kept out as a whole."""
    settings: Settings = current_app.extensions["settings"]
    lines = ["User-agent: *"]
    if settings.demo:
        return _send("\n".join([*lines, "Disallow: /", ""]), "text/plain; charset=utf-8")
    lines += [f"Disallow: /{language}/{PATHS[name][language]}" for name in KEPT_OUT for language in UI_LANGUAGES]
    lines += ["", f"Sitemap: {base_url()}/sitemap.xml", ""]
    return _send("\n".join(lines), "text/plain; charset=utf-8")


@blueprint.get("/sitemap.xml")
def sitemap_index() -> Response:
    """The index of site maps."""
    database: Database = current_app.extensions["database"]
    with database.read() as session:
        count = session.scalar(select(func.count()).where(ActivityCard.published.is_(True))) or 0
    files = -(-count // ACTIVITIES_A_FILE)
    names = ["pages", "organisations", *(f"activities-{number}" for number in range(1, files + 1))]
    urls = [base_url() + url_for("crawlers.sitemap", name=name) for name in names]
    return _send(render_template("crawlers/index.xml", urls=urls), "application/xml; charset=utf-8")


@blueprint.get("/sitemap-<name>.xml")
def sitemap(name: str) -> Response:
    """One site map: every language of every page, each with its alternates."""
    if name == "pages":
        entries: Iterable[SitemapEntry] = _pages()
    elif name == "organisations":
        entries = _organisations()
    else:
        part, _, number = name.partition("-")
        if part != "activities" or not number.isdecimal() or not 0 < int(number) < 10_000:
            abort(404)
        entries = _activities(int(number))
    body = render_template("crawlers/sitemap.xml", entries=list(entries))
    return _send(body, "application/xml; charset=utf-8")


def _pages() -> Iterator[SitemapEntry]:
    base = base_url()
    endpoints = [f"public.{page}" for page in PAGES if f"public.{page}" in current_app.view_functions]
    for endpoint in endpoints:
        yield SitemapEntry({code: base + url_for(endpoint, ui_language=code) for code in UI_LANGUAGES}, None)
    for municipality in municipalities().values():
        if municipality.active:
            urls = {code: base + municipality_url(municipality.code, language=code) for code in UI_LANGUAGES}
            yield SitemapEntry(urls, None)


def _organisations() -> Iterator[SitemapEntry]:
    base = base_url()
    database: Database = current_app.extensions["database"]
    with database.read() as session:
        for listed in reading.listed_organisations(session):
            urls = {
                code: base + organisation_url(listed.public_id, listed.titles, language=code)
                for code in UI_LANGUAGES
                if code in listed.titles
            }
            yield SitemapEntry(urls, listed.changed)


def _activities(number: int) -> Iterator[SitemapEntry]:
    base = base_url()
    database: Database = current_app.extensions["database"]
    with database.read() as session:
        rows = reading.listed_activities(session, offset=(number - 1) * ACTIVITIES_A_FILE, limit=ACTIVITIES_A_FILE)
    for listed in rows:
        urls = {
            code: base + activity_url(listed.public_id, listed.titles, language=code)
            for code in UI_LANGUAGES
            if code in listed.titles
        }
        yield SitemapEntry(urls, listed.changed)


@blueprint.get("/.well-known/security.txt")
def security_txt() -> Response:
    """RFC 9116: where to report a weakness. Not there when no address is given in the settings."""
    settings: Settings = current_app.extensions["settings"]
    if not settings.contact_email:
        abort(404)
    # The file is made anew at each request, so it is never out of date; the RFC asks for less than a year.
    midnight = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: mailto:{settings.contact_email}",
        f"Expires: {(midnight + timedelta(days=180)).isoformat()}",
        "Preferred-Languages: fi, sv, en",
        f"Canonical: {base_url()}/.well-known/security.txt",
        "",
    ]
    return _send("\n".join(lines), "text/plain; charset=utf-8")


@blueprint.get("/favicon.ico")
def favicon() -> Response:
    """Browsers ask for it by this name; it is the mark, as SVG."""
    assets = current_app.extensions["assets"]
    mark = assets.served(assets.url("mark.svg").removeprefix("/static/"))
    response = make_response(mark.forms[""])
    response.content_type = "image/svg+xml"
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response
