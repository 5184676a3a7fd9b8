"""The list of accounts: searched by name or address, narrowed by role."""

from dataclasses import dataclass

from flask import Blueprint, abort, render_template, request, url_for
from sqlalchemy.orm import Session

from directory.models import Account
from directory.services import account_admin
from directory.services.account_admin import Query
from directory.services.roles import grant_of
from directory.vocabulary import Role, label
from directory.web.admin.tabs import tabs
from directory.web.auth.circumstances import database
from directory.web.auth.user import current_actor, sign_in_needed
from directory.web.formatting.dates import day_of
from directory.web.language import add_page, ui_language
from directory.web.pages import Field, Link
from directory.web.role_names import role_name
from directory.web.translating import gettext as _


@dataclass(frozen=True, slots=True)
class Row:
    """One account in the list."""

    name: str
    url: str
    email: str
    roles: tuple[str, ...]
    seen: str
    closed: bool
    two_step: bool


def register(blueprint: Blueprint) -> None:
    """Add the page."""
    add_page(blueprint, "admin", accounts, under="/accounts", endpoint="accounts")


@sign_in_needed
def accounts() -> str:
    """One page of the list."""
    query = Query(request.args.get("q", "")[:100], _role(), _page_number())
    language = ui_language()
    with database().read() as session:
        found = account_admin.find(session, current_actor(), query)
        rows = [_row(session, one, language) for one in found.accounts]
    roles = {"": _("All roles")} | {role.value: label("roles", role, language) for role in Role}
    return render_template(
        "admin/accounts.html",
        page_title=_("Accounts"),
        tabs=tabs(),
        search=Field("q", _("Name or e-mail"), query.text, kind="search", maxlength=100),
        role=Field("role", _("Role"), query.role, kind="select", options=roles),
        rows=rows,
        total=found.total,
        paging=_paging(query, found.page, found.pages),
        page=found.page,
        pages=found.pages,
        asked=bool(query.text or query.role),
    )


def _role() -> str:
    role = request.args.get("role", "")
    return role if role in {"", *Role} else abort(400)


def _page_number() -> int:
    page = request.args.get("page", "1")
    return int(page) if page.isascii() and page.isdigit() and len(page) < 6 else abort(400)


def _row(session: Session, account: Account, language: str) -> Row:
    seen = account_admin.seen_roles(session, current_actor(), account)
    return Row(
        name=account.name or account.email,
        url=url_for("admin.account", public_id=account.public_id),
        email=account.email,
        roles=tuple(role_name(session, grant_of(one), language) for one in seen),
        seen=day_of(account.last_seen_at, language) if account.last_seen_at else "",
        closed=not account.active,
        two_step=account.totp_since is not None,
    )


def _paging(query: Query, page: int, pages: int) -> tuple[Link, ...]:
    def to(number: int, text: str) -> Link:
        values = {"q": query.text or None, "role": query.role or None, "page": number}
        return Link(url_for("admin.accounts", **values), text)  # type: ignore[arg-type]

    before = (to(page - 1, _("Previous page")),) if page > 1 else ()
    after = (to(page + 1, _("Next page")),) if page < pages else ()
    return before + after
