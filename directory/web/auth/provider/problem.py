"""When signing in at a provider does not work: what happened, in plain words, and what to do about it."""

import logging
from collections.abc import Mapping
from typing import Final

from flask import make_response, render_template, url_for
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from directory.services.providers import NO_ANSWER, SET_UP, ProviderProblem
from directory.web.request_log import request_id
from directory.web.translating import gettext as _

LOGGER: Final = logging.getLogger("directory.sign_in")

Words = tuple[object, object]
AWAY: Final[Words] = (
    _l("Your organisation's sign-in does not answer"),
    _l("Try again in a few minutes. If it goes on, tell your organisation's IT support."),
)
WRONG_SET_UP: Final[Words] = (
    _l("Your organisation's sign-in is set up wrongly here"),
    _l("You can do nothing about it yourself. Tell the service's administrator, and give the number below."),
)
WORDS: Final[Mapping[str, Words]] = {
    "refused": (
        _l("You did not sign in"),
        _l("Signing in was stopped at your organisation's page. Try again when you want to."),
    ),
    "provider_error": (
        _l("Your organisation's sign-in could not let you in"),
        _l("Try again. If it goes on, tell your organisation's IT support, and give the number below."),
    ),
    "stale": (
        _l("Signing in took too long"),
        _l("It was begun more than a quarter of an hour ago, or in another browser. Begin anew in this one."),
    ),
    "used": (
        _l("This sign-in was used already"),
        _l("It works once: going back or reloading the page uses it again. Begin anew."),
    ),
    "untrusted": (
        _l("We could not make sure who you are"),
        _l("Your organisation's answer does not hold. Begin anew; if it goes on, tell the administrator the number."),
    ),
    "clock": (
        _l("Two clocks do not agree"),
        _l(
            "Your organisation's sign-in and this service are more than two minutes apart. "
            "Try again; if it goes on, tell the service's administrator."
        ),
    ),
    "no_address": (
        _l("Your organisation did not tell your e-mail address"),
        _l("We know accounts by it. Ask your organisation's IT support to send the address to this service."),
    ),
    "other_domain": (
        _l("This address belongs to another organisation"),
        _l("Sign in with the account of your own organisation. A guest's account does not work here."),
    ),
    "taken": (
        _l("This address is already somebody's account"),
        _l(
            "Your organisation gave you an address that another person had before. "
            "Ask the service's administrator to remove the old account."
        ),
    ),
    "closed": (
        _l("Your account is closed"),
        _l("Ask the service's administrator to open it again."),
    ),
    "not_invited": (
        _l("You have no account yet"),
        _l("In your organisation accounts are opened by invitation. Ask your supervisor or the coordinator for one."),
    ),
    "not_again": (
        _l("Your organisation did not ask who you are"),
        _l(
            "What you were about to do asks for it anew, and your organisation's answer does not tell that it did. "
            "Try again; if it goes on, give your organisation's IT support the number below."
        ),
    ),
    "removed": (
        _l("This organisation no longer signs in this way"),
        _l("Sign in with your password, or ask the service's administrator how you get in now."),
    ),
}
NUMBERED: Final = SET_UP | {"provider_error", "no_address_here", "untrusted", "not_again"}


def problem_page(problem: ProviderProblem, *, name: str, public_id: str, target: str) -> Response:
    """The page; ``name`` is the organisation's, "" when it is not known. Written to the log without the person."""
    # Without a name the domain in the address is none of ours, and may be anything that somebody typed.
    facts = {"reason": problem.code, "detail": problem.detail, "domain": public_id if name else ""}
    LOGGER.warning("sign-in at a provider failed", extra={"facts": facts})
    if problem.code in NO_ANSWER:
        title, explanation = AWAY
    elif problem.code in WORDS:
        title, explanation = WORDS[problem.code]
    else:
        title, explanation = WRONG_SET_UP
    anew = 1 if problem.code == "not_again" else None
    again = url_for("auth.provider", public_id=public_id, next=target or None, again=anew) if name else ""
    page = render_template(
        "auth/provider_problem.html",
        page_title=str(title),
        title=str(title),
        explanation=str(explanation),
        name=name,
        again=again,
        other=url_for("auth.sign_in", next=target or None),
        number=request_id() if problem.code in NUMBERED else "",
        other_text=_("Sign in another way"),
    )
    response = make_response(page, _status(problem.code))
    response.headers["Cache-Control"] = "no-store"
    return response


def _status(code: str) -> int:
    if code in NO_ANSWER:
        return 503
    return {"removed": 404, "closed": 403, "not_invited": 403, "other_domain": 403, "taken": 403}.get(code, 400)
