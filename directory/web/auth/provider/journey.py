"""To the own organisation's identity provider and back again, signed in."""

import logging
import re
import time
from datetime import datetime, timedelta
from typing import Any, Final

from flask import Blueprint, current_app, g, make_response, render_template, request, session, url_for
from sqlalchemy.exc import IntegrityError
from werkzeug.wrappers import Response

from directory.db import Database
from directory.models.base import utc_now
from directory.services import provider_accounts, providers, registration, signing_in
from directory.services.provider_accounts import LINKED, NEW
from directory.services.providers import Claims, Configured, ProviderProblem
from directory.vocabulary import UI_LANGUAGES
from directory.web.auth.circumstances import device, secret_keys
from directory.web.auth.entering import enter, safe_target
from directory.web.auth.provider.choice import HINT
from directory.web.auth.provider.notice import tell_of_link
from directory.web.auth.provider.problem import problem_page
from directory.web.auth.provider.setup import RETURN_PATH, configured_of, domain_of, return_address
from directory.web.language import add_page, ui_language
from directory.web.security import limiter
from directory.web.translating import gettext as _

LOGGER: Final = logging.getLogger("directory.sign_in")

A_MINUTE: Final = "600/minute"  # a whole county may sit behind one address, and begins at eight
UNDER_WAY: Final = "providers_under_way"  # in the browser's signed cookie: what the way back must match, newest last
AGAIN: Final = "again"  # of the address and the cookie: the person is to prove anew who they are
UNDER_WAY_MOST: Final = 3  # windows in which signing in was begun
UNDER_WAY_SECONDS: Final = 900
TARGET_MAX: Final = 600  # characters; three of them must fit the cookie, of which browsers keep 4096 bytes
ERROR_CODE: Final = re.compile(r"[a-z_]{1,40}")  # RFC 6749, 4.1.2.1
CODE_MAX: Final = 4096  # characters; Entra's codes have about a thousand


def register(blueprint: Blueprint) -> None:
    """Add the pages."""
    add_page(blueprint, "provider", limiter.limit(A_MINUTE)(to_provider), under="/<public_id>", endpoint="provider")
    blueprint.add_url_rule(RETURN_PATH, endpoint="provider_return", view_func=limiter.limit(A_MINUTE)(come_back))


def to_provider(public_id: str) -> Response:
    """A page that leads on to the provider by itself, and by a link where that does not happen."""
    target, hint = safe_target(request.args.get("next", "")), str(session.pop(HINT, ""))
    again = request.args.get(AGAIN) == "1"
    database: Database = current_app.extensions["database"]
    name = ""
    try:
        with database.read() as opened:
            domain = domain_of(opened, public_id)
            name, configured = domain.name, configured_of(domain)
        started = providers.start(
            current_app.extensions["providers"],
            configured,
            redirect_uri=return_address(),
            ui_language=ui_language(),
            hint=hint,
            again=again,
        )
    except ProviderProblem as problem:
        return problem_page(problem, name=name, public_id=public_id, target=target)
    _remember(started, public_id, target, again=again)
    page = render_template("auth/to_provider.html", page_title=_("Sign in"), name=name, url=started.url)
    response = make_response(page)
    response.headers["Cache-Control"] = "no-store"
    return response


def come_back() -> Response:
    """The provider's answer: a code for who signed in, or what went wrong there."""
    waiting = _waiting(request.args.get("state", ""))
    g.ui_language = waiting.get("language") or ui_language()
    public_id, target = str(waiting.get("domain", "")), str(waiting.get("next", ""))
    database: Database = current_app.extensions["database"]
    name = ""
    try:
        if not waiting:
            raise ProviderProblem("stale")
        with database.read() as opened:
            domain = domain_of(opened, public_id)
            name, configured = domain.name, configured_of(domain)
        claims = _claims(configured, waiting)
        if waiting.get(AGAIN) and not claims.proved_within(providers.AGAIN_SECONDS, now=time.time()):
            raise ProviderProblem("not_again", "no auth_time" if claims.proved_at is None else "old auth_time")
        return _enter(public_id, claims, target)
    except ProviderProblem as problem:
        return problem_page(problem, name=name, public_id=public_id, target=target)
    except IntegrityError:  # the same person, for the first time, twice at once
        return problem_page(ProviderProblem("used"), name=name, public_id=public_id, target=target)


def _remember(started: providers.Started, public_id: str, target: str, *, again: bool) -> None:
    kept = [one for one in _under_way() if _is_young(one)]
    begun = {
        "state": started.state,
        "domain": public_id,
        "nonce": started.nonce,
        "verifier": started.verifier,
        "next": target if len(target) <= TARGET_MAX else "",
        "language": ui_language(),
        "at": int(time.time()),
    } | ({AGAIN: 1} if again else {})
    session[UNDER_WAY] = [*kept, begun][-UNDER_WAY_MOST:]


def _waiting(state: str) -> dict[str, Any]:
    """What was remembered under the state, which then is used up; empty when nothing was, or too long ago."""
    under_way = _under_way()
    found = next((one for one in under_way if one.get("state") == state), {})
    session[UNDER_WAY] = [one for one in under_way if one is not found]
    return found if _is_young(found) and found.get("language") in UI_LANGUAGES else {}


def _under_way() -> list[dict[str, Any]]:
    return list(session.get(UNDER_WAY) or [])


def _is_young(one: dict[str, Any]) -> bool:
    return 0 <= time.time() - int(one.get("at", 0)) < UNDER_WAY_SECONDS


def _claims(configured: Configured, waiting: dict[str, Any]) -> Claims:
    refused = request.args.get("error", "")
    if refused:
        # The detail goes into the log: codes of the standards and of providers look like this, and sentences do not.
        detail = refused if ERROR_CODE.fullmatch(refused) else "no error code"
        raise ProviderProblem("refused" if refused == "access_denied" else "provider_error", detail)
    code = request.args.get("code", "")
    if not code or len(code) > CODE_MAX:
        raise ProviderProblem("provider_error", "no code")
    return providers.finish(
        current_app.extensions["providers"],
        configured,
        redirect_uri=return_address(),
        code=code,
        verifier=waiting["verifier"],
        nonce=waiting["nonce"],
        told=request.args.get("iss", ""),
    )


def _proved_ago(claims: Claims, now: datetime) -> timedelta | None:
    """How long ago the person proved who they are, as far as the provider tells; its clock may be ahead of ours."""
    return timedelta(seconds=max(0, int(now.timestamp()) - claims.proved_at)) if claims.proved_at is not None else None


def _enter(public_id: str, claims: Claims, target: str) -> Response:
    database: Database = current_app.extensions["database"]
    now = utc_now()
    with database.write() as opened:
        domain = domain_of(opened, public_id)  # once more: it may have been removed while the provider answered
        entered = provider_accounts.enter(opened, domain, claims, ui_language=ui_language(), now=now)
        account = entered.account
        if entered.how == LINKED:
            tell_of_link(opened, account, domain.name, now)
        signed_in = signing_in.opened(
            opened,
            account,
            device=device(),
            secret_key=secret_keys()[0],
            now=now,
            second_factor_shown=claims.second_factor,
            # Whoever was signed in at the provider all day has proved nothing just now.
            proved_ago=_proved_ago(claims, now),
        )
        list(account.memberships)  # read while the session is open
        at_work = any(membership.workplace_id for membership in account.memberships)
        choose = entered.how == NEW and not at_work and bool(registration.workplaces_for(opened, account))
    LOGGER.info("signed in at a provider", extra={"facts": {"account": account.id, "domain": public_id}})
    if choose:
        target = url_for("auth.choose_workplace", next=target or None)
    return enter(signed_in, target)
