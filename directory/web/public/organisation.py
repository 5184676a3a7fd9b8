"""The page of one organisation: who they are, how to reach them, what they do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from flask import Blueprint, current_app, make_response, redirect, render_template, request
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from directory.db import Database
from directory.exchange.json_ld import organisation_json_ld
from directory.models import Organisation
from directory.services import reading
from directory.services.cards import Card
from directory.vocabulary import UI_LANGUAGES, codes, label, municipalities
from directory.web.addresses import activity_addresses, address, organisation_url
from directory.web.alternates import offer_addresses, offer_languages
from directory.web.base import base_url
from directory.web.clock import now as moment
from directory.web.formatting import collation_key, phone_shown, phone_uri
from directory.web.json_script import for_script
from directory.web.language import add_page, ui_language
from directory.web.listing import Showing, card_view
from directory.web.pages import CardView
from directory.web.public.activity.language_labels import only_in
from directory.web.public.activity.page import Link
from directory.web.words import Words, choose

SAFE_SCHEMES: Final = ("https://", "http://")


@dataclass(frozen=True, slots=True)
class OrganisationPage:
    """The whole page. ``website`` is empty unless it is a web address."""

    name: Words
    under_title: tuple[str, ...]
    description: Words | None
    description_label: str
    sectors: tuple[str, ...]
    stea_funded: bool
    business_id: str
    phone: str
    phone_uri: str
    email: str
    website: str
    parent: Link | None
    cards: tuple[CardView, ...]
    json_ld: Markup


def register(blueprint: Blueprint) -> None:
    """Add the page of an organisation."""
    add_page(blueprint, "organisation", organisation, under="/<address>")


def organisation(address: str) -> AnyResponse:
    """The page; an address with another slug leads on to the right one."""
    public_id, language, now = reading.public_id_of(address), ui_language(), moment()
    database: Database = current_app.extensions["database"]
    with database.read() as session:
        found = reading.organisation(session, public_id)
        url = organisation_url(public_id, found.names)
        if request.path != url:
            return redirect(url, 301)
        cards = reading.cards_of_organisation(session, found.id)
        page = page_of(found, cards, url=url, language=language, now=now)
    _offer(found)
    return make_response(render_template("public/organisation.html", page=page, page_title=page.name.text))


def _offer(found: Organisation) -> None:
    offer_languages(found.names)
    offer_addresses({code: {"address": address(found.public_id, found.names, code)} for code in UI_LANGUAGES})


def page_of(found: Organisation, cards: Iterable[Card], *, url: str, language: str, now: datetime) -> OrganisationPage:
    """The page of ``found`` with its published activities, soonest session first."""
    name = choose(found.names, language) or Words(found.public_id, language, "")
    description = choose(found.descriptions, language)
    node = organisation_json_ld(found, language=language, url=base_url() + url)
    return OrganisationPage(
        name=name,
        under_title=tuple(_under_title(found, language)),
        description=description,
        description_label=only_in({description.language}) if description and description.lang else "",
        sectors=tuple(label("sectors", sector, language) for sector in found.sectors if sector in codes("sectors")),
        stea_funded=found.stea_funded,
        business_id=found.business_id or "",
        phone=phone_shown(found.phone) if found.phone else "",
        phone_uri=phone_uri(found.phone) if found.phone else "",
        email=found.email,
        website=found.website if found.website.startswith(SAFE_SCHEMES) else "",
        parent=_parent(found, language),
        cards=_cards(cards, language, now),
        json_ld=for_script(node),
    )


def _under_title(found: Organisation, language: str) -> list[str]:
    parts = [label("organisation_types", found.type, language)] if found.type in codes("organisation_types") else []
    home = municipalities().get(found.home_municipality or "")
    return [*parts, home.names[language]] if home else parts


def _parent(found: Organisation, language: str) -> Link | None:
    if found.parent is None:
        return None
    name = choose(found.parent.names, language)
    url = organisation_url(found.parent.public_id, found.parent.names)
    return Link(name.text, url, name.lang) if name else None


def _cards(cards: Iterable[Card], language: str, now: datetime) -> tuple[CardView, ...]:
    showing = Showing(language, now, activity_addresses())
    far = datetime.max.replace(tzinfo=now.tzinfo)

    def order(card: Card) -> tuple[datetime, tuple[str, str]]:
        coming = next((s.start for s in card.sessions if s.status != "cancelled" and s.end > now), far)
        title = choose({code: text.title for code, text in card.texts.items()}, language)
        return coming, collation_key(title.text if title else "", language)

    return tuple(card_view(card, showing) for card in sorted(cards, key=order))
