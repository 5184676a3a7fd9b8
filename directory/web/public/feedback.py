"""Telling that something is wrong: with a listing, with accessibility, with the service. Nobody signs in for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from email_validator import EmailNotValidError, validate_email
from flask import Blueprint, current_app, make_response, redirect, render_template, request, url_for
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response as AnyResponse

from directory.db import Database
from directory.errors import InvalidChange
from directory.models import Activity
from directory.services import feedback as service
from directory.services import reading
from directory.web.addresses import activity_url
from directory.web.clock import now as moment
from directory.web.language import add_page, ui_language
from directory.web.pages import Field, FieldError
from directory.web.public.activity.page import Link
from directory.web.security import limiter
from directory.web.translating import gettext as _
from directory.web.words import choose

A_MINUTE: Final = "5 per minute;40 per hour"
# A field that people do not see. What fills it in is a program, and is thanked like everybody else.
TRAP: Final = "company"

LISTING: Final[Mapping[str, object]] = {
    "times": _l("The days or times are wrong"),
    "place": _l("The place or the way in is wrong"),
    "contact": _l("The phone number or e-mail is wrong"),
    "who_meets": _l("Somebody else meets people now"),
    "joining": _l("One joins in another way"),
    "cost": _l("The cost is wrong"),
    "texts": _l("The text is wrong or hard to understand"),
    "accessibility": _l("The accessibility is not as told"),
    "ended": _l("This is no longer held"),
    "other": _l("Something else"),
}
SERVICE: Final[Mapping[str, object]] = {
    "accessibility": _l("Something on the site is hard or impossible for me to use"),
    "search": _l("The search did not find what I needed"),
    "content": _l("Something is missing or wrong"),
    "other": _l("Something else"),
}
FAULTS: Final[Mapping[tuple[str, str], object]] = {
    ("field", "unknown"): _l("Choose what is wrong"),
    ("message", "too_long"): _l("The message is too long: 1,000 characters at most"),
    ("message", "empty"): _l("Write what is wrong"),
    ("message", "identity_code"): _l(
        "The message holds a personal identity code. Take it out: we store nothing about who you or a client are."
    ),
    ("message", "email"): _l(
        "The message holds an e-mail address. Take it out: your own belongs in the field below. If the listing’s "
        "address is wrong, choose that the phone number or e-mail is wrong."
    ),
    ("message", "phone"): _l(
        "The message holds a phone number. Take it out: we store nothing about who you or a client are. If the "
        "listing’s number is wrong, choose that the phone number or e-mail is wrong."
    ),
    ("email", "identity_code"): _l("This is not an e-mail address. Never write an identity code here."),
    ("email", "not_an_address"): _l("The e-mail address is not complete. Write it like this: name@example.fi"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A radio button."""

    value: str
    text: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class FeedbackPage:
    """The form with what was typed. ``about`` is the listing it is about, None for the service itself."""

    action: str
    heading: str
    legend: str
    about: Link | None
    choices: tuple[Choice, ...]
    choice_error: str
    message: Field
    email: Field
    errors: tuple[FieldError, ...]
    errors_title: str
    fourteen_days: bool


@dataclass(frozen=True, slots=True)
class Typed:
    """What came in the form, cut to what can be shown again."""

    field: str = ""
    message: str = ""
    email: str = ""
    trap: str = ""


def register(blueprint: Blueprint) -> None:
    """Add the forms and the page that thanks."""
    both = ("GET", "POST")
    limited = limiter.limit(A_MINUTE, methods=["POST"])
    add_page(blueprint, "feedback", limited(listing), under="/<public_id>", methods=both)
    add_page(blueprint, "feedback", limited(service_itself), endpoint="service_feedback", methods=both)
    add_page(blueprint, "accessibility_feedback", limited(accessibility), methods=both)
    add_page(blueprint, "thanks", thanks)
    add_page(blueprint, "thanks", thanks, under="/<public_id>", endpoint="listing_thanks")


def listing(public_id: str) -> AnyResponse:
    """Which field of this listing is wrong?"""
    database: Database = current_app.extensions["database"]
    with database.read() as session:
        found = reading.activity(session, reading.public_id_of(public_id), today=moment().date())
    onward = url_for("public.listing_thanks", public_id=found.public_id)
    return _form(found, onward, heading=_("Is something wrong?"), legend=_("What is wrong?"), choices=LISTING)


def service_itself() -> AnyResponse:
    """Feedback on the service."""
    onward = url_for("public.thanks")
    return _form(None, onward, heading=_("Give feedback"), legend=_("What is it about?"), choices=SERVICE)


def accessibility() -> AnyResponse:
    """Feedback on accessibility: answered within 14 days (act 306/2019)."""
    return _form(
        None,
        url_for("public.thanks"),
        heading=_("Feedback on accessibility"),
        legend=_("What is it about?"),
        choices=SERVICE,
        preset="accessibility",
    )


def thanks(public_id: str = "") -> AnyResponse:
    """The page after sending."""
    about = None
    if public_id:
        database: Database = current_app.extensions["database"]
        with database.read() as session:
            about = _about(reading.activity(session, reading.public_id_of(public_id), today=moment().date()))
    return make_response(render_template("public/thanks.html", about=about, page_title=_("Thank you")))


def _form(
    activity: Activity | None,
    onward: str,
    *,
    heading: str,
    legend: str,
    choices: Mapping[str, object],
    preset: str = "",
) -> AnyResponse:
    typed = _typed() if request.method == "POST" else Typed(field=preset)
    faults: dict[str, str] = {}
    if request.method == "POST":
        if typed.trap:
            return redirect(onward, 303)
        faults = _send(activity, typed)
        if not faults:
            return redirect(onward, 303)
    page = _page(activity, typed, faults, heading=heading, legend=legend, choices=choices, preset=preset)
    title = _("Fault: %(heading)s", heading=heading) if faults else heading
    response = make_response(
        render_template("public/feedback.html", page=page, page_title=title), 400 if faults else 200
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def _typed() -> Typed:
    def cut(name: str, most: int) -> str:
        text = request.form.get(name, "").replace("\r\n", "\n")
        return "".join(c for c in text if c.isprintable() or c == "\n")[:most]

    return Typed(cut("field", 32), cut("message", service.MESSAGE_MAX * 2), cut("email", 320).strip(), cut(TRAP, 20))


def _send(activity: Activity | None, typed: Typed) -> dict[str, str]:
    """Store it; the faults by field, empty when all went well."""
    faults: dict[str, str] = {}
    if typed.email:
        try:
            validate_email(typed.email, check_deliverability=False, test_environment=False)
        except EmailNotValidError:
            faults["email"] = "not_an_address"
    new = service.NewFeedback(typed.field, typed.message, typed.email, ui_language())
    database: Database = current_app.extensions["database"]
    try:
        with database.write() as session:
            service.give(session, new, activity)
            if faults:
                raise InvalidChange(faults)
    except InvalidChange as error:
        return {**faults, **error.faults}
    return {}


def _page(
    activity: Activity | None,
    typed: Typed,
    faults: Mapping[str, str],
    *,
    heading: str,
    legend: str,
    choices: Mapping[str, object],
    preset: str,
) -> FeedbackPage:
    said = {name: str(FAULTS[name, fault]) for name, fault in faults.items()}
    first = f"field-{next(iter(choices))}"
    order = [name for name in ("field", "message", "email") if name in said]
    errors = [FieldError(first if name == "field" else name, said[name]) for name in order]
    return FeedbackPage(
        action=request.path,
        heading=heading,
        legend=legend,
        about=_about(activity) if activity else None,
        choices=tuple(Choice(value, str(text), value == typed.field) for value, text in choices.items()),
        choice_error=said.get("field", ""),
        message=Field(
            name="message",
            label=_("Tell more, if you like") if activity else _("Your message"),
            value=typed.message,
            kind="textarea",
            hint=_(
                "1,000 characters at most. Write nothing about a client: no identity codes, phone numbers or e-mail "
                "addresses."
            ),
            error=said.get("message", ""),
            maxlength=0,
        ),
        email=Field(
            name="email",
            label=_("E-mail, if you want an answer (not required)"),
            value=typed.email,
            kind="email",
            hint=_("Used for the answer only and erased three months after it."),
            error=said.get("email", ""),
            autocomplete="email",
        ),
        errors=tuple(errors),
        errors_title=_title(len(errors)),
        fourteen_days=preset == "accessibility",
    )


def _title(count: int) -> str:
    return _("Correct one thing") if count == 1 else _("Correct %(count)s things", count=count)


def _about(activity: Activity) -> Link:
    titles = {text.language: text.title for text in activity.texts}
    title = choose(titles, ui_language())
    url = activity_url(activity.public_id, titles)
    return Link(title.text, url, title.lang) if title else Link(activity.public_id, url)
