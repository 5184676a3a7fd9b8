"""What an activity may say. Every fault is named with its path; forms and the API put it in words.

Names of faults: empty, too_long, unknown, twice, wrong_order, out_of_range, no_longer (a municipality that was merged),
not_needed, missing_original, wrong_weekday, wrong_rhythm, hours, overlap, phone, email, postal_code.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from directory.models.activity import SUMMARY_MAX, TITLE_MAX
from directory.services.activities.change import ActivityChange, ContactChange, LocationChange, TextChange
from directory.services.activities.checking_times import faults_of_row
from directory.services.validation import is_email, is_phone
from directory.vocabulary import UI_LANGUAGES, AreaLevel, codes, municipalities

Fault = tuple[str, str]  # path, name of the fault

CODE_LISTS: Final = (
    "kinds",
    "needs",
    "target_groups",
    "modes",
    "outreach_help",
    "threshold",
    "referral_routes",
    "languages",
)
SINGLE_CODES: Final = (
    ("tier", "tiers", False),
    ("gender", "genders", True),
    ("area_level", "area_levels", True),
    ("cost", "costs", False),
    ("meets_at", "meets_at", False),
    ("capacity", "capacity", False),
    ("review_rhythm", "review_rhythms", True),
)
ORIGINS: Final = ("written", "imported", "translated")
LONGEST: Final = {
    "title": TITLE_MAX,
    "summary": SUMMARY_MAX,
    "description": 10_000,
    "how_to_join": 2_000,
    "who_meets": 1_000,
}
NOTE_MAX: Final = 500
WORDS_MAX: Final = 30  # search words in one language
WORD_MAX: Final = 100
AGE_MAX: Final = 120
AMOUNT_MAX: Final = 100_000
FINLAND: Final = ((59.0, 70.5), (19.0, 32.0))  # degrees that hold every place in the country


def faults_of(change: ActivityChange) -> dict[str, str]:
    """Path → name of the fault; empty when the change holds."""
    return dict(_faults(change))


def _faults(change: ActivityChange) -> Iterator[Fault]:
    if not change.texts:
        yield "texts", "empty"
    for language, text in change.texts.items():
        yield from _text(f"texts.{language}", language, text, change.texts)
    for name in CODE_LISTS:
        yield from code_faults(name, getattr(change, name), name)
    for name, code_list, needed in SINGLE_CODES:
        code = getattr(change, name)
        if (code is None and needed) or (code is not None and code not in codes(code_list)):
            yield name, "unknown"
    yield from _ages(change)
    yield from _area(change)
    if change.cost_amount is not None and not 0 <= change.cost_amount <= AMOUNT_MAX:
        yield "cost_amount", "out_of_range"
    for name in ("cost_note", "schedule_note", "bring", "do_before"):
        yield from note_faults(name, getattr(change, name))
    yield from _accessibility("accessibility", change.accessibility)
    if len(change.meets_name) > 100:
        yield "meets_name", "too_long"
    for number, location in enumerate(change.locations):
        yield from _location(f"locations.{number}", location)
    for number, row in enumerate(change.schedules):
        yield from faults_of_row(f"schedules.{number}", row)
    for number, contact in enumerate(change.contacts):
        yield from _contact(f"contacts.{number}", contact)


def _text(path: str, language: str, text: TextChange, texts: Mapping[str, TextChange]) -> Iterator[Fault]:
    if language not in UI_LANGUAGES:
        yield path, "unknown"
    for name in ("title", "summary"):
        if not getattr(text, name).strip():
            yield f"{path}.{name}", "empty"
    for name, longest in LONGEST.items():
        if len(getattr(text, name)) > longest:
            yield f"{path}.{name}", "too_long"
    if len(text.search_words) > WORDS_MAX or any(len(word) > WORD_MAX for word in text.search_words):
        yield f"{path}.search_words", "too_long"
    if not all(word.strip() for word in text.search_words):
        yield f"{path}.search_words", "empty"
    if text.origin not in ORIGINS:
        yield f"{path}.origin", "unknown"
    if text.origin == "translated" and (text.source_language == language or text.source_language not in texts):
        yield f"{path}.source_language", "missing_original"


def code_faults(path: str, given: Sequence[str], code_list: str) -> Iterator[Fault]:
    """Unknown codes and codes that are there twice."""
    if any(code not in codes(code_list) for code in given):
        yield path, "unknown"
    elif len(set(given)) < len(given):
        yield path, "twice"


def note_faults(path: str, note: Mapping[str, str], longest: int = NOTE_MAX) -> Iterator[Fault]:
    """A short text by language: known languages, nothing empty, not too long."""
    for language, text in note.items():
        if language not in UI_LANGUAGES:
            yield f"{path}.{language}", "unknown"
        elif not text.strip():
            yield f"{path}.{language}", "empty"
        elif len(text) > longest:
            yield f"{path}.{language}", "too_long"


def _ages(change: ActivityChange) -> Iterator[Fault]:
    for name in ("age_min", "age_max"):
        age = getattr(change, name)
        if age is not None and not 0 <= age <= AGE_MAX:
            yield name, "out_of_range"
    if change.age_min is not None and change.age_max is not None and change.age_min > change.age_max:
        yield "age_max", "wrong_order"


def _area(change: ActivityChange) -> Iterator[Fault]:
    national = change.area_level == AreaLevel.NATIONAL
    if national and change.area_municipalities:
        yield "area_municipalities", "not_needed"
    if not national and not change.area_municipalities:
        yield "area_municipalities", "empty"
    yield from municipality_faults("area_municipalities", change.area_municipalities)


def municipality_faults(path: str, given: Iterable[str]) -> Iterator[Fault]:
    """Codes that are no municipality, or not any more."""
    for code in given:
        known = municipalities().get(code)
        if known is None or not known.active:
            yield path, "unknown" if known is None else "no_longer"
            return


def _accessibility(path: str, stated: Mapping[str, Any]) -> Iterator[Fault]:
    for feature, answer in stated.items():
        if feature not in codes("accessibility") or not isinstance(answer, Mapping):
            yield f"{path}.{feature}", "unknown"
        elif answer.get("value") not in {"yes", "partly", "no"}:
            yield f"{path}.{feature}.value", "unknown"
        else:
            yield from note_faults(f"{path}.{feature}.note", answer.get("note", {}))


def _location(path: str, location: LocationChange) -> Iterator[Fault]:
    yield from municipality_faults(f"{path}.municipality", [location.municipality])
    if location.precision not in codes("precisions"):
        yield f"{path}.precision", "unknown"
    for name in ("name", "street"):
        if len(getattr(location, name)) > 200:
            yield f"{path}.{name}", "too_long"
    code = location.postal_code
    if code and not (len(code) == 5 and code.isascii() and code.isdigit()):
        yield f"{path}.postal_code", "postal_code"
    for name, (least, most) in zip(("lat", "lon"), FINLAND, strict=True):
        degrees = getattr(location, name)
        if degrees is not None and not least <= degrees <= most:
            yield f"{path}.{name}", "out_of_range"
    if (location.lat is None) != (location.lon is None):
        yield f"{path}.lat", "empty"
    for name in ("entrance_note", "stop"):
        yield from note_faults(f"{path}.{name}", getattr(location, name))
    yield from _accessibility(f"{path}.accessibility", location.accessibility)


def _contact(path: str, contact: ContactChange) -> Iterator[Fault]:
    if contact.audience not in codes("audiences"):
        yield f"{path}.audience", "unknown"
    if not (contact.phone or contact.email):
        yield path, "empty"
    if len(contact.name) > 100:
        yield f"{path}.name", "too_long"
    if contact.phone and (len(contact.phone) > 40 or not is_phone(contact.phone)):
        yield f"{path}.phone", "phone"
    if contact.email and (len(contact.email) > 254 or not is_email(contact.email)):
        yield f"{path}.email", "email"
    yield from note_faults(f"{path}.role", contact.role, 100)
