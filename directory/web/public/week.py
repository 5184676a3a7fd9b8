"""This week near you: days and what is held on each, on the screen and in large print on paper."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from flask import Blueprint, Response, current_app, make_response, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.exceptions import ServiceUnavailable

from directory.db import Database
from directory.services.cards import Card
from directory.vocabulary import Municipality, codes, municipalities
from directory.web.addresses import activity_addresses, municipality_url
from directory.web.asking import ask, search_url
from directory.web.clock import now as moment
from directory.web.formatting import collation_key, day_long, day_range
from directory.web.language import add_page, ui_language
from directory.web.listing import Showing
from directory.web.pages import Option
from directory.web.place_names import in_municipality
from directory.web.public.home import home_municipality
from directory.web.translating import gettext as _
from directory.web.week import DAYS, Day, days_of
from search.types import Scope

ASKED: Final = 200  # activities with the soonest sessions; a week of the largest cities has more, and search lists them
SHOWN: Final = 120


@dataclass(frozen=True, slots=True)
class WeekPage:
    """The whole page. ``place`` is None until the reader has chosen a municipality."""

    place: Municipality | None
    place_name: str
    heading: str
    span: str
    days: tuple[Day, ...]
    count: int
    more_url: str
    place_url: str
    print_url: str
    screen_url: str
    places: tuple[Option, ...]
    languages: tuple[Option, ...]
    needs: tuple[Option, ...]
    language_chosen: str
    only_own: str
    only_own_url: str
    everything_url: str
    printed_on: str


def register(blueprint: Blueprint) -> None:
    """Add the week page."""
    add_page(blueprint, "week", week)


def week() -> Response:
    """The next seven days. ``place`` is a municipality code, ``language`` and ``need`` codes, ``print`` large print."""
    language, now = ui_language(), moment()
    place = _place()
    spoken = _known(request.args.get("language", ""), codes("languages"))
    need = _known(request.args.get("need", ""), codes("needs"))
    database: Database = current_app.extensions["database"]
    with database.read() as session:
        cards = _cards(session, place, spoken, need, now) if place else []
    paper = request.args.get("print") == "1"
    page = page_of(place, cards, spoken=spoken, need=need, language=language, now=now, paper=paper)
    template = "public/week_print.html" if paper else "public/week.html"
    response = make_response(render_template(template, page=page, page_title=page.heading))
    response.vary.add("Cookie")
    return response


def _place() -> Municipality | None:
    """The municipality in the address, else the reader's own."""
    municipality = municipalities().get(request.args.get("place", "") or home_municipality())
    return municipality if municipality and municipality.active else None


def _known(code: str, allowed: Iterable[str]) -> str:
    return code if code in allowed else ""


def _cards(session: Session, place: Municipality, spoken: str, need: str, now: datetime) -> list[Card]:
    chosen: dict[str, tuple[str, ...]] = {}
    if spoken:
        chosen["languages"] = (spoken,)
    if need:
        chosen["needs"] = (need,)
    answer = ask(
        session,
        now=now,
        language=ui_language(),
        municipality=place.code,
        codes=chosen,
        scope=Scope.MUNICIPALITY,
        per_page=ASKED,
    )
    if answer is None:
        raise ServiceUnavailable
    return [answer.cards[hit.id] for hit in answer.results.hits]


def page_of(
    place: Municipality | None, cards: list[Card], *, spoken: str, need: str, language: str, now: datetime, paper: bool
) -> WeekPage:
    """The page with its choices; each choice keeps the others."""
    first = now.date()
    near = frozenset({place.code}) if place else frozenset()
    showing = Showing(language, now, activity_addresses(), near=near)
    days = days_of(cards, showing, first=first, limit=SHOWN, paper=paper)
    kept: dict[str, Any] = {k: v for k, v in (("place", place.code if place else ""), ("need", need)) if v}
    chosen: dict[str, Any] = {**kept, "language": spoken} if spoken else kept
    own = codes("languages")[language][language]
    return WeekPage(
        place=place,
        place_name=place.names[language] if place else "",
        heading=_heading(place, language),
        span=_span(first, language),
        days=days,
        count=sum(len(day.slots) for day in days),
        more_url=search_url(**chosen, sort="next"),
        place_url=municipality_url(place.code) if place else "",
        print_url=url_for("public.week", **chosen, print=1),
        screen_url=url_for("public.week", **chosen),
        places=_places(place, language),
        languages=_options("languages", spoken, language),
        needs=_options("needs", need, language),
        language_chosen=codes("languages")[spoken][language] if spoken else "",
        only_own=own if spoken != language else "",
        only_own_url=url_for("public.week", **kept, language=language),
        everything_url=url_for("public.week", place=place.code if place else None) if spoken or need else "",
        printed_on=day_long(first, language),
    )


def _heading(place: Municipality | None, language: str) -> str:
    if place is None:
        return _("This week near you")
    return _("This week %(in_place)s", in_place=in_municipality(place.code, language))


def _span(first: date, language: str) -> str:
    return day_range(first, first + timedelta(days=DAYS - 1), language)


def _places(place: Municipality | None, language: str) -> tuple[Option, ...]:
    active_ones = [municipality for municipality in municipalities().values() if municipality.active]
    active_ones.sort(key=lambda municipality: collation_key(municipality.names[language], language))
    return tuple(
        Option("place", one.code, one.names[language], chosen=place is not None and one.code == place.code)
        for one in active_ones
    )


def _options(code_list: str, chosen: str, language: str) -> tuple[Option, ...]:
    name = {"languages": "language", "needs": "need"}[code_list]
    return tuple(
        Option(name, code, labels[language], chosen=code == chosen) for code, labels in codes(code_list).items()
    )
