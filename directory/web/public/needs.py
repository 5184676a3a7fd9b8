"""Needs in plain words: twelve tiles on the front page, and the page of all of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from flask import Blueprint, Response, current_app, make_response, render_template, url_for
from flask_babel import lazy_gettext as _l

from directory.services.finding import Finder
from directory.vocabulary import codes, municipalities
from directory.web.clock import now
from directory.web.language import add_page, ui_language
from directory.web.pages import Text
from directory.web.public.home import homes
from directory.web.public.tallies import needs_tally
from search.errors import SearchError


@dataclass(frozen=True, slots=True)
class Theme:
    """What is going on in somebody's life, in plain words, with the needs that go with it."""

    code: str
    title: object
    needs: tuple[str, ...]


# Every need of the code list stands under exactly one of these.
THEMES: Final = (
    Theme("company", _l("Company and friends"), ("loneliness", "participation")),
    Theme("new_in_finland", _l("New in Finland"), ("immigration",)),
    Theme("loss", _l("Someone has died or left"), ("grief", "separation")),
    Theme("caring", _l("Caring for someone close"), ("caregiving", "close_one_illness")),
    Theme(
        "mind",
        _l("Low mood, anxiety or crisis"),
        ("mental_health", "anxiety_depression", "crisis", "suicide", "eating_disorder"),
    ),
    Theme(
        "addiction",
        _l("Alcohol, drugs, gambling"),
        ("alcohol_drugs", "gambling", "other_addiction", "close_one_addiction"),
    ),
    Theme("money", _l("Money, food, home and work"), ("debt", "poverty", "homelessness", "unemployment")),
    Theme(
        "safety",
        _l("Fear, violence or crime"),
        ("domestic_violence", "sexual_violence", "crime_victim", "prison_release"),
    ),
    Theme("memory_age", _l("Memory and growing old"), ("memory", "ageing")),
    Theme(
        "family",
        _l("Children, young people and family"),
        ("parenting", "baby_family", "child_welfare", "youth_exclusion"),
    ),
    Theme(
        "illness",
        _l("Illness, disability and pain"),
        (
            "long_term_illness",
            "cancer",
            "pain",
            "neurological",
            "physical_disability",
            "sensory_disability",
            "intellectual_disability",
            "neurodiversity",
        ),
    ),
    Theme(
        "everyday",
        _l("Moving, being yourself, digital help"),
        ("physical_fitness", "gender_sexuality", "digital_skills"),
    ),
)


@dataclass(frozen=True, slots=True)
class NeedLink:
    """One need with the number of activities for it; None while search is away."""

    text: str
    url: str
    count: int | None


@dataclass(frozen=True, slots=True)
class NeedGroup:
    """A theme with its needs."""

    code: str
    title: str
    needs: tuple[NeedLink, ...]


@dataclass(frozen=True, slots=True)
class NeedsPage:
    """All needs, grouped. ``place`` names the municipality the numbers are for, empty for the whole country."""

    groups: tuple[NeedGroup, ...]
    place: Text


def register(blueprint: Blueprint) -> None:
    """Add the page of all needs."""
    add_page(blueprint, "needs", needs)


def needs() -> Response:
    """All needs in plain groups, with live numbers."""
    language = ui_language()
    home = next(iter(homes()), "")
    finder: Finder = current_app.extensions["search"]
    counts: Mapping[str, int] | None
    try:
        with current_app.extensions["database"].read() as session:
            counts = needs_tally(finder, session, home, now())
    except SearchError:
        counts = None
    groups = tuple(
        NeedGroup(theme.code, str(theme.title), tuple(_link(need, counts, home, language) for need in theme.needs))
        for theme in THEMES
    )
    page = NeedsPage(groups, Text(home_name(home, language)))
    return make_response(render_template("public/needs.html", page=page))


def _link(need: str, counts: Mapping[str, int] | None, home: str, language: str) -> NeedLink:
    place: dict[str, Any] = {"place": home} if home else {}
    count = counts.get(need, 0) if counts is not None else None
    return NeedLink(codes("needs")[need][language], url_for("public.search", need=need, **place), count)


def home_name(home: str, language: str) -> str:
    """The name of a municipality, "" for none."""
    return municipalities()[home].names[language] if home else ""
