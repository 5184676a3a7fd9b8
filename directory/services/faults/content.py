"""Faults in what an activity says: codes, ages, area, texts, contacts, confirmations."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from directory.models import Activity
from directory.services.cards.making import public_contact
from directory.services.schedules.sessions import HELSINKI
from directory.services.validation import is_email, is_phone
from directory.vocabulary import UI_LANGUAGES, AreaLevel, Cost, Lifecycle, codes, municipalities

CODE_FIELDS: Final = (
    "kinds",
    "needs",
    "target_groups",
    "modes",
    "outreach_help",
    "threshold",
    "referral_routes",
    "languages",
)
SINGLE_FIELDS: Final = (
    ("tier", "tiers"),
    ("gender", "genders"),
    ("area_level", "area_levels"),
    ("cost", "costs"),
    ("capacity", "capacity"),
    ("lifecycle", "lifecycle"),
    ("meets_at", "meets_at"),
    ("review_rhythm", "review_rhythms"),
)
Found = Iterator[tuple[str, str]]


def faults(activity: Activity, now: datetime) -> Found:
    """Field and problem of each fault."""
    yield from _codes(activity)
    yield from _numbers(activity)
    yield from _municipalities(activity)
    yield from _texts(activity)
    yield from _contacts(activity)
    for verification in activity.verifications:
        if verification.verified_on > now.astimezone(HELSINKI).date():
            yield "verified_on", f"{verification.verified_on} is yet to come"


def _codes(activity: Activity) -> Found:
    for field in CODE_FIELDS:
        for code in getattr(activity, field):
            if code not in codes(field):
                yield field, f"unknown code {code}"
    for field, code_list in SINGLE_FIELDS:
        code = getattr(activity, field)
        if code is not None and code not in codes(code_list):
            yield field, f"unknown code {code}"
    for stated in (activity.accessibility, *(place.accessibility for place in activity.locations)):
        for feature, said in stated.items():
            if feature not in codes("accessibility") or said.get("value") not in {"yes", "partly", "no"}:
                yield "accessibility", f"{feature} {said.get('value')} is no known statement"


def _numbers(activity: Activity) -> Found:
    if activity.age_min is not None and activity.age_max is not None and activity.age_min > activity.age_max:
        yield "age_min", f"{activity.age_min:g} is above age_max {activity.age_max:g}"
    if activity.cost == Cost.FREE and activity.cost_amount:
        yield "cost_amount", f"{activity.cost_amount:g} euros, yet free of charge"


def _municipalities(activity: Activity) -> Found:
    places = [("area_municipalities", code) for code in activity.area_municipalities]
    places += [("locations", place.municipality) for place in activity.locations]
    for field, code in places:
        known = municipalities().get(code)
        if known is None:
            yield field, f"{code} is not a municipality"
        elif not known.active:
            yield field, f"{known.names['fi']} merged into {municipalities()[known.merged_into].names['fi']}"
    if (activity.area_level == AreaLevel.NATIONAL) != (not activity.area_municipalities):
        yield "area_level", "an area has no municipalities exactly when it is national"


def _texts(activity: Activity) -> Found:
    if not activity.texts:
        yield "texts", "no text in any language"
    languages = {text.language for text in activity.texts}
    for text in activity.texts:
        field = f"texts.{text.language}"
        if text.language not in UI_LANGUAGES:
            yield field, "a language the pages do not have"
        if not text.title.strip() or not text.summary.strip():
            yield field, "title or summary is empty"
        if text.stale:
            yield field, "the original changed after this translation"
        if text.source_language and text.source_language not in languages:
            yield field, f"translated from {text.source_language}, which is not there any more"


def _contacts(activity: Activity) -> Found:
    for contact in activity.contacts:
        if contact.phone and not is_phone(contact.phone):
            yield "contacts.phone", f"{contact.phone} is not a phone number"
        if contact.email and not is_email(contact.email):
            yield "contacts.email", f"{contact.email} is not an e-mail address"
    if activity.lifecycle != Lifecycle.PUBLISHED:
        return
    reached, owner = public_contact(activity), activity.organisation
    ways = (reached.phone, reached.email) if reached else ()
    if not any((*ways, owner.phone, owner.email, owner.website)):
        yield "contacts", "published without a way to reach anyone"
