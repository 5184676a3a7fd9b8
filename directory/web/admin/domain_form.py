"""The form of a mail domain: its fields, what was typed, what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from flask_babel import lazy_gettext as _l

from directory.services.mail_domains import DomainChange
from directory.vocabulary import counties
from directory.web.formatting import collation_key
from directory.web.language import ui_language
from directory.web.pages import Field, FieldError
from directory.web.translating import gettext as _

TYPED_MOST: Final = 500
ON: Final = "1"
FAULTS: Final[Mapping[tuple[str, str], object]] = {
    ("domain", "not_a_domain"): _l("Write only the end of the address, after the @ sign: county.fi"),
    ("domain", "everybodys"): _l("Anybody can have an address there, so it does not tell who is staff"),
    ("domain", "listed"): _l("This domain is listed already"),
    ("name", "empty"): _l("Write the organisation's name"),
    ("name", "too_long"): _l("The name is too long: 100 characters at most"),
    ("county", "unknown"): _l("Choose a county from the list"),
    ("oidc_issuer", "empty"): _l("Write the provider's address too, or empty the other fields of the provider"),
    ("oidc_issuer", "not_an_address"): _l("Write the whole address: it begins with https:// and has no question mark"),
    ("oidc_client_id", "empty"): _l("Write the client ID that the provider gave to this service"),
    ("oidc_client_id", "too_long"): _l("This is too long to be a client ID"),
    ("client_secret", "empty"): _l("Write the client secret: it must be given anew for a new provider"),
    ("client_secret", "too_long"): _l("This is too long to be a client secret"),
}
ORDER: Final = ("domain", "name", "county", "oidc_issuer", "oidc_client_id", "client_secret")


@dataclass(frozen=True, slots=True)
class DomainForm:
    """The form, ready to place. ``written`` is the domain as typed."""

    written: str
    about: tuple[Field, ...]
    provider: tuple[Field, ...]
    self_registration: bool
    provider_only: bool
    errors: tuple[FieldError, ...]


def change_from(typed: Mapping[str, str]) -> DomainChange:
    """What was typed, cut to what can be shown again."""

    def cut(name: str) -> str:
        return "".join(c for c in typed.get(name, "") if c.isprintable())[:TYPED_MOST]

    return DomainChange(
        domain=cut("domain"),
        name=cut("name"),
        county=cut("county"),
        self_registration=typed.get("self_registration") == ON,
        oidc_issuer=cut("oidc_issuer"),
        oidc_client_id=cut("oidc_client_id"),
        client_secret=cut("client_secret"),
        provider_only=typed.get("provider_only") == ON,
    )


def form_of(change: DomainChange, *, stored_secret: bool, faults: Mapping[str, str] | None = None) -> DomainForm:
    """The form with these values. The secret is never shown again, not even a wrong one."""
    said = {name: str(FAULTS[name, fault]) for name, fault in (faults or {}).items()}

    def error(name: str) -> str:
        return said.get(name, "")

    county = Field("county", _("County"), change.county, kind="select", options=_counties(), error=error("county"))
    secret_hint = (
        _("A secret is stored. Leave this empty to keep it.")
        if stored_secret
        else _("Stored encrypted, and not shown again.")
    )
    return DomainForm(
        written=change.domain,
        about=(
            Field(
                "domain",
                _("Domain"),
                change.domain,
                hint=_("The end of the staff's e-mail addresses, after the @ sign. For example county.fi"),
                error=error("domain"),
                required=True,
                autocomplete="off",
                maxlength=253,
            ),
            Field("name", _("Organisation"), change.name, error=error("name"), required=True, maxlength=100),
            county,
        ),
        provider=(
            Field(
                "oidc_issuer",
                _("Provider's address (issuer)"),
                change.oidc_issuer,
                kind="url",
                hint=_("Microsoft Entra ID: https://login.microsoftonline.com/your-tenant-id/v2.0"),
                error=error("oidc_issuer"),
                autocomplete="off",
                maxlength=255,
            ),
            Field(
                "oidc_client_id",
                _("Client ID"),
                change.oidc_client_id,
                hint=_("Entra ID calls it the application (client) ID."),
                error=error("oidc_client_id"),
                autocomplete="off",
                maxlength=255,
            ),
            Field(
                "client_secret",
                _("Client secret"),
                kind="password",
                hint=secret_hint,
                error=error("client_secret"),
                autocomplete="new-password",
                maxlength=200,
            ),
        ),
        self_registration=change.self_registration,
        provider_only=change.provider_only,
        errors=tuple(FieldError(name, said[name]) for name in ORDER if name in said),
    )


def _counties() -> dict[str, str]:
    language = ui_language()
    named = {code: county.names[language] for code, county in counties().items()}
    ordered = dict(sorted(named.items(), key=lambda item: collation_key(item[1], language)))
    return {"": _("No county"), **ordered}
