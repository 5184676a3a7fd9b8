"""What the own format allows. Every fault is reported, none is repaired."""

from collections.abc import Collection, Mapping
from typing import Any, Final

from directory.exchange.faults import LANGUAGES, SLUG, Checker, Fault, is_text
from directory.exchange.own.checking_times import check_schedule
from directory.models.activity import SUMMARY_MAX, TITLE_MAX
from directory.services.validation import is_business_id, is_email, is_phone, is_web_address
from directory.vocabulary import codes, municipality_by_name

# fmt: off
ORGANISATION_KEYS: Final = frozenset(
    {
        "id", "name", "description", "sectors", "type", "home_municipality", "business_id", "stea_funded",
        "website", "email", "phone", "parent",
    }
)
ACTIVITY_KEYS: Final = frozenset(
    {
        "id", "organisation", "languages", "texts", "kinds", "needs", "target_groups", "modes", "outreach_help",
        "referral_routes", "accessibility", "accessibility_details", "tier", "age_min", "age_max", "gender",
        "area", "cost", "locations", "schedule", "schedule_note", "contacts", "capacity", "capacity_stated_on",
        "substance_free", "status", "paused_until", "verified_on", "verifications", "threshold",
        "who_meets_you", "bring", "do_before", "review_rhythm", "search_words",
    }
)
TEXT_KEYS: Final = frozenset({"title", "summary", "description", "how_to_join"})
COST_KEYS: Final = frozenset({"code", "amount_eur", "note"})
LOCATION_KEYS: Final = frozenset(
    {
        "name", "street", "postal_code", "municipality", "lat", "lon", "precision", "entrance_note", "stop",
        "accessibility",
    }
)
# fmt: on
CONTACT_KEYS: Final = frozenset({"name", "role", "phone", "email", "audience"})
MEETS_KEYS: Final = frozenset({"name", "meets_at", "texts"})
VERIFICATION_KEYS: Final = frozenset({"on", "by", "method", "confirmed"})
CODE_LISTS: Final = (
    ("languages", "languages"),
    ("kinds", "kinds"),
    ("needs", "needs"),
    ("target_groups", "target_groups"),
    ("modes", "modes"),
    ("outreach_help", "outreach_help"),
    ("referral_routes", "referral_routes"),
    ("accessibility", "accessibility"),
    ("threshold", "threshold"),
)
PROFESSIONAL_ROUTES: Final = frozenset({"professional", "joint_call", "decision", "doctor"})


def check_organisation(raw: Mapping[str, Any], path: str) -> list[Fault]:
    """All faults of one organisation."""
    check = Checker(path)
    check.known_keys(raw, ORGANISATION_KEYS)
    _slug(check, raw, "id")
    check.localised(raw, "name", most=200)
    check.localised(raw, "description", optional=True, most=5000)
    check.codes(raw, "sectors", codes("sectors"))
    check.one_of(raw, "type", codes("organisation_types"))
    check.flag(raw, "stea_funded")
    _municipality(check, raw, "home_municipality", optional=True)
    if raw.get("business_id") is not None and not is_business_id(raw["business_id"]):
        check.fault(".business_id", raw["business_id"], "a Y-tunnus NNNNNNN-C whose check digit holds, or null")
    if raw.get("parent") is not None:
        _slug(check, raw, "parent")
    _reach(check, raw, "")
    if raw.get("website") and not is_web_address(raw["website"]):
        check.fault(".website", raw["website"], "an address that begins with https:// or http://")
    return check.faults


def check_activity(raw: Mapping[str, Any], path: str, organisations: Collection[str]) -> list[Fault]:
    """All faults of one activity; ``organisations`` are the ids it may belong to."""
    check = Checker(path)
    check.known_keys(raw, ACTIVITY_KEYS)
    _slug(check, raw, "id")
    if raw.get("organisation") not in organisations:
        check.fault(".organisation", raw.get("organisation"), "the id of an organisation in the file or the directory")
    for key, code_list in CODE_LISTS:
        check.codes(raw, key, codes(code_list))
    languages = _texts(check, raw)
    for key, code_list in (("gender", "genders"), ("status", "lifecycle"), ("review_rhythm", "review_rhythms")):
        check.one_of(raw, key, codes(code_list))
    for key, code_list in (("tier", "tiers"), ("capacity", "capacity")):
        if key not in raw or raw[key] is not None:
            check.one_of(raw, key, codes(code_list))
    check.flag(raw, "substance_free", optional=True)
    check.day(raw, "verified_on", optional=True)
    for key in ("capacity_stated_on", "paused_until"):
        check.day(raw, key, optional=True)
    _ages(check, raw)
    _area(check, raw)
    _cost(check, raw)
    for where, location in check.records(raw, "locations"):
        _location(check, location, where)
    for where, row in check.records(raw, "schedule"):
        check_schedule(check, row, where)
    check.localised(raw, "schedule_note", optional=True)
    for where, contact in check.records(raw, "contacts"):
        check.known_keys(contact, CONTACT_KEYS, where)
        check.text(contact, "name", most=100, where=where, optional=True)
        check.localised(contact, "role", where=where, optional=True)
        check.one_of(contact, "audience", codes("audiences"), where)
        _reach(check, contact, where)
    _who_meets(check, raw, languages)
    check.localised(raw, "bring", languages=languages, optional=True)
    _do_before(check, raw, languages)
    _accessibility(check, raw, "accessibility_details", "")
    _verifications(check, raw)
    return check.faults


def _slug(check: Checker, raw: Mapping[str, Any], key: str) -> None:
    value = raw.get(key)
    if not isinstance(value, str) or not SLUG.fullmatch(value) or len(value) > 200:
        check.fault(f".{key}", value, "small letters and digits, parted by single hyphens")


def _texts(check: Checker, raw: Mapping[str, Any]) -> frozenset[str]:
    texts = raw.get("texts")
    if not isinstance(texts, dict) or not texts:
        check.fault(".texts", texts, "texts in at least one of fi, sv, en")
        return frozenset()
    for language, text in texts.items():
        where = f".texts.{language}"
        if language not in LANGUAGES or not isinstance(text, dict):
            check.fault(where, text, "title, summary, description and how_to_join in fi, sv or en")
            continue
        check.known_keys(text, TEXT_KEYS, where)
        check.text(text, "title", most=TITLE_MAX, where=where)
        check.text(text, "summary", most=SUMMARY_MAX, where=where)
        check.text(text, "description", most=10_000, where=where, optional=True)
        check.text(text, "how_to_join", most=2_000, where=where, optional=True)
    words = raw.get("search_words", {})
    if not isinstance(words, dict):
        check.fault(".search_words", words, "lists of words by language")
    else:
        for language, some in words.items():
            if language not in texts or not isinstance(some, list) or not all(is_text(w, 100) for w in some):
                check.fault(f".search_words.{language}", some, "a list of words, in a language of the texts")
    return frozenset(texts)


def _ages(check: Checker, raw: Mapping[str, Any]) -> None:
    low, high = check.number(raw, "age_min", 0, 130), check.number(raw, "age_max", 0, 130)
    if low is not None and high is not None and low > high:
        check.fault(".age_min", low, f"at most age_max, {high:g}")


def _municipality(check: Checker, raw: Mapping[str, Any], key: str, where: str = "", *, optional: bool = False) -> None:
    value = raw.get(key)
    if value is None and optional:
        return
    if not isinstance(value, str) or value.casefold() not in municipality_by_name():
        check.fault(f"{where}.{key}", value, "the Finnish name of a municipality")


def _area(check: Checker, raw: Mapping[str, Any]) -> None:
    area = raw.get("area")
    if not isinstance(area, dict):
        check.fault(".area", area, "an object with level and municipalities")
        return
    check.known_keys(area, {"level", "municipalities"}, ".area")
    check.one_of(area, "level", codes("area_levels"), ".area")
    names = area.get("municipalities")
    if not isinstance(names, list):
        check.fault(".area.municipalities", names, "a list of Finnish names of municipalities")
        return
    for i, name in enumerate(names):
        if not isinstance(name, str) or name.casefold() not in municipality_by_name():
            check.fault(f".area.municipalities[{i}]", name, "the Finnish name of a municipality")
    if (area.get("level") == "national") != (names == []):
        check.fault(".area.municipalities", names, "empty exactly when the level is national")


def _cost(check: Checker, raw: Mapping[str, Any]) -> None:
    cost = raw.get("cost")
    if cost is None:
        return
    if not isinstance(cost, dict):
        check.fault(".cost", cost, "an object with code and amount_eur, or null")
        return
    check.known_keys(cost, COST_KEYS, ".cost")
    check.one_of(cost, "code", codes("costs"), ".cost")
    check.number(cost, "amount_eur", 0, 100_000, ".cost")
    check.localised(cost, "note", where=".cost", optional=True)


def _location(check: Checker, raw: Mapping[str, Any], where: str) -> None:
    hidden = raw.get("precision") == "hidden"
    check.known_keys(raw, LOCATION_KEYS, where)
    _accessibility(check, raw, "accessibility", where)
    check.one_of(raw, "precision", codes("precisions"), where)
    _municipality(check, raw, "municipality", where)
    for key, most in (("name", 200), ("street", 200)):
        check.text(raw, key, most=most, where=where, optional=True)
    code = raw.get("postal_code")
    if code and not (isinstance(code, str) and len(code) == 5 and code.isdecimal()):
        check.fault(f"{where}.postal_code", code, "five digits")
    # Finland with its outermost islands.
    check.number(raw, "lat", 59.0, 70.5, where)
    check.number(raw, "lon", 19.0, 32.0, where)
    for key in ("entrance_note", "stop"):
        if hidden and raw.get(key):
            check.fault(f"{where}.{key}", raw[key], "left out when the address is secret")
        check.localised(raw, key, where=where, optional=True)


def _reach(check: Checker, raw: Mapping[str, Any], where: str) -> None:
    if raw.get("phone") and not is_phone(raw["phone"]):
        check.fault(f"{where}.phone", raw["phone"], "a phone number such as +358 50 123 4567")
    if raw.get("email") and not is_email(raw["email"]):
        check.fault(f"{where}.email", raw["email"], "an e-mail address")


def _who_meets(check: Checker, raw: Mapping[str, Any], languages: Collection[str]) -> None:
    meets = raw.get("who_meets_you")
    if meets is None:
        return
    if not isinstance(meets, dict):
        check.fault(".who_meets_you", meets, "an object with name, meets_at and texts, or null")
        return
    check.known_keys(meets, MEETS_KEYS, ".who_meets_you")
    check.text(meets, "name", most=100, where=".who_meets_you")
    check.one_of(meets, "meets_at", codes("meets_at"), ".who_meets_you")
    check.localised(meets, "texts", where=".who_meets_you", languages=languages)


def _do_before(check: Checker, raw: Mapping[str, Any], languages: Collection[str]) -> None:
    if raw.get("do_before") is None:
        return
    check.localised(raw, "do_before", languages=languages)
    routes = raw.get("referral_routes")
    if isinstance(routes, list) and not PROFESSIONAL_ROUTES.intersection(map(str, routes)):
        check.fault(".do_before", raw["do_before"], "only where a professional takes part in the referral")


def _accessibility(check: Checker, raw: Mapping[str, Any], key: str, where: str) -> None:
    """``{feature: {"value": "yes", "partly" or "no", "note": texts}}``; a feature left out is unknown."""
    stated = raw.get(key, {})
    if not isinstance(stated, dict):
        check.fault(f"{where}.{key}", stated, "values by feature")
        return
    check.known_keys(stated, codes("accessibility"), f"{where}.{key}")
    for feature, said in stated.items():
        path = f"{where}.{key}.{feature}"
        if not isinstance(said, dict):
            check.fault(path, said, "an object with value and note")
            continue
        check.known_keys(said, {"value", "note"}, path)
        check.one_of(said, "value", ("yes", "partly", "no"), path)
        check.localised(said, "note", where=path, optional=True)


def _verifications(check: Checker, raw: Mapping[str, Any]) -> None:
    for where, one in check.records(raw, "verifications"):
        check.known_keys(one, VERIFICATION_KEYS, where)
        check.day(one, "on", where)
        check.one_of(one, "by", ("organisation", "coordinator", "admin"), where)
        if one.get("method") is not None:
            check.one_of(one, "method", codes("verification_methods"), where)
        check.codes(one, "confirmed", ("times", "place", "contact", "purpose"), where)
