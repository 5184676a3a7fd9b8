"""A whole card, ready for the template: everything that can be worked out is worked out here."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from directory.services.cards import Card
from directory.web.addresses import ActivityAddresses
from directory.web.formatting import phone_shown, phone_uri, trust
from directory.web.listing.facts import badges, facts
from directory.web.listing.languages import language_label, pick, pick_text
from directory.web.listing.leaf import leaf_of
from directory.web.pages import CardView, Text, TrustLabel
from directory.web.short_labels import short_label

TRUST_KINDS: Final = {"fresh": "", "ageing": "ageing", "stale": "stale", "never": "ageing"}


@dataclass(frozen=True, slots=True)
class Showing:
    """What is the same for every card of a list.

    ``address`` gives the addresses of the activities' pages. ``near`` are municipality codes that the list is about;
    ``chosen`` codes the reader picked, told first on the cards.
    """

    language: str
    now: datetime
    address: ActivityAddresses
    near: frozenset[str] = frozenset()
    chosen: frozenset[str] = frozenset()


def card_view(
    card: Card, showing: Showing, *, reason: str = "", distance_km: float | None = None, number: int = 0
) -> CardView:
    """One card in the page's language, or in the nearest language it has, marked."""
    language = showing.language
    text_language, text = pick(card.texts, language) or ("", None)
    lang = "" if text_language == language else text_language
    title = text.title if text else ""
    organisation_lang, organisation = pick_text(card.organisation_names, language)
    confirmed = trust(card.verified_on, card.verified_by, showing.now.date(), language)
    return CardView(
        id=card.public_id,
        url=showing.address.of(card.public_id, {code: t.title for code, t in card.texts.items()}),
        title=Text(title, lang),
        organisation=Text(organisation, organisation_lang),
        tier=_tier(card, language),
        leaf=leaf_of(card, showing.now, language),
        summary=Text(text.summary if text else "", lang),
        facts=facts(card, language, near=showing.near, distance_km=distance_km),
        badges=badges(card, language, showing.chosen),
        trust=TrustLabel(confirmed.text, confirmed.icon, TRUST_KINDS[confirmed.level]),
        phone=phone_shown(card.phone) if card.phone else "",
        phone_url=phone_uri(card.phone) if card.phone else "",
        language_label=language_label(text_language, card.languages, language),
        reason=reason,
        number=number,
    )


def _tier(card: Card, language: str) -> str:
    return short_label("tiers", card.tier, language) if card.tier else ""
