"""The slip as PDF: tagged (PDF/UA-1, ISO 14289-1), made here, and fetching nothing from anywhere."""

from functools import cache
from pathlib import Path
from typing import Any, Final

from flask import Blueprint, Response, current_app, make_response, render_template
from flask_babel import force_locale

from directory.db import Database
from directory.services import referrals
from directory.web.assets import STATIC
from directory.web.clock import now as moment
from directory.web.language import add_page
from directory.web.referral.making import sheet_markup
from directory.web.referral.opening import sheet_of_slip
from directory.web.security import limiter
from directory.web.translating import gettext as _

MADE_PER_ADDRESS: Final = "30/minute"
STYLE: Final[Path] = STATIC / "pdf" / "slip.css"


def register(blueprint: Blueprint) -> None:
    """Add the PDF."""
    add_page(blueprint, "slip", limiter.limit(MADE_PER_ADDRESS)(pdf), under="/<code>.pdf", endpoint="pdf")


def pdf(code: str) -> Response:
    """The paper of a slip as a file."""
    database: Database = current_app.extensions["database"]
    with database.read() as session:
        found = referrals.find(session, code, today=moment().date())
        sheet = sheet_of_slip(session, found)
    with force_locale(sheet.language):
        markup = render_template(
            "referral/pdf.html",
            language=sheet.language,
            title=f"{sheet.title} {sheet.code}",
            sheet=sheet_markup(sheet),
            description=_("A list of activities, code %(code)s", code=sheet.code),
        )
    response = make_response(pdf_of(markup))
    response.content_type = "application/pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{found.short_code}.pdf"'
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def pdf_of(markup: str) -> bytes:
    """A tagged PDF of a page without outside files."""
    from weasyprint import HTML

    style, fonts, fetcher = _tools()
    document = HTML(string=markup, url_fetcher=fetcher)
    made: bytes = document.write_pdf(stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1")
    return made


def ready() -> None:
    """Draw one small paper, so that the library, the fonts and the style sheet are read before somebody waits."""
    pdf_of('<html lang="en"><title>-</title><h1>1</h1><p>Aä <b>1</b> <i>–</i></p><svg viewBox="0 0 1 1"></svg></html>')


def _refusing() -> Any:
    """A fetcher that fetches nothing: everything the paper needs stands in it. OWASP ASVS 5.0.0, 1.3.6."""
    from weasyprint.urls import URLFetcher

    class Refusing(URLFetcher):  # type: ignore[misc]
        """Refuses every address."""

        def fetch(self, url: str, headers: Any = None) -> Any:  # noqa: ARG002 - the library's own form
            raise ValueError(f"the slip fetches nothing: {url[:40]}")

    return Refusing()


@cache
def _tools() -> tuple[Any, Any, Any]:
    """The style sheet, the fonts and the fetcher, made once a process."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    fonts, fetcher = FontConfiguration(), _refusing()
    return CSS(string=STYLE.read_text(encoding="utf-8"), font_config=fonts, url_fetcher=fetcher), fonts, fetcher
