"""The slip as plain text: for a message that the reader's own phone sends, and for the client's record.

The links carry the text only. Whom it is sent to is typed into the phone or the mail program and never reaches us.
"""

from collections.abc import Iterator
from urllib.parse import quote

from flask_babel import force_locale

from directory.models import ReferralSlip
from directory.web.formatting import day_long
from directory.web.language import ui_language
from directory.web.listing.languages import pick_text
from directory.web.referral.sheet import Item, Sheet
from directory.web.translating import gettext as _


def message_text(sheet: Sheet, address: str) -> str:
    """A short message in the client's language: name, when, where, phone of each; the address of the whole list."""
    with force_locale(sheet.language):
        parts = [f"{sheet.title}.", *("\n".join(_lines(item)) for item in sheet.items)]
        parts.append(_("The whole list: %(address)s", address=address))
    return "\n\n".join(parts)


def _lines(item: Item) -> Iterator[str]:
    yield f"{item.number}. {item.title.text}"
    for row in item.rows[:3]:
        text = ", ".join(part for part in (row.strong, row.text) if part)
        yield f"{row.term}: {text}"
    if item.phone:
        yield _("Phone: %(number)s", number=item.phone)
    yield from item.changes


def sms_link(text: str) -> str:
    """``sms:?body=…`` (RFC 5724): opens the message program with the text and no recipient."""
    return f"sms:?body={quote(text, safe='')}"


def mail_link(subject: str, text: str) -> str:
    """``mailto:?subject=…&body=…`` (RFC 6068) without an address; lines end in CRLF as the RFC says."""
    body = text.replace("\n", "\r\n")
    return f"mailto:?subject={quote(subject, safe='')}&body={quote(body, safe='')}"


def record_text(slip: ReferralSlip, sheet: Sheet) -> str:
    """What a professional copies into the patient record, in the language of the page around the slip."""
    language = ui_language()
    lines = [_("Guided to activities of organisations on %(day)s:", day=day_long(slip.made_on, language))]
    for item, row in zip(sheet.items, slip.items, strict=True):
        organisation = pick_text(row.activity.organisation.names, language)[1]
        lines.append(f"- {item.title.text} ({organisation})" + (f", {item.phone}" if item.phone else ""))
    lines.append(_("Code of the list: %(code)s", code=sheet.code))
    return "\n".join(lines)
