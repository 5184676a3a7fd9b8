"""The slip's page, its short address, its texts and its PDF."""

import re
import statistics
import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from contextlib import suppress
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from directory.models import Activity
from directory.web.referral.printing import pdf_of
from tests.directory.web.referral.conftest import token_of
from tests.pace import slowness
from tests.pages import checked_page, words_of

Make = Callable[..., str]


def test_the_page_tells_who_meets_you_and_whom_to_call(site: FlaskClient, make: Make) -> None:
    page = checked_page(site, make() + "?made=1")
    first = page.all("article", class_="item")[0]
    words = words_of(first)
    assert "Pentti" in words
    assert "Vahvistettu" in words
    assert "Pielisentie 31" in words
    assert next(a.get("href", "") for a in first.iter("a")).startswith("tel:+358")
    assert page.headers["X-Robots-Tag"] == "noindex"


def test_the_readable_code_leads_to_the_page_in_the_papers_language(site: FlaskClient, make: Make) -> None:
    page = checked_page(site, make(client="sv"))
    code = words_of(page.one("span", class_="code"))
    assert re.fullmatch(r"[A-Z]+-\d{4}", code)
    response = site.get(f"/l/{code}")
    assert response.status_code == 302
    assert str(response.location).startswith("/sv/hanvisningslista/")
    typed = site.get("/l", query_string={"code": code.replace("-", " ")})
    assert site.get(str(typed.location)).status_code == 302


def test_an_unknown_code_asks_again_and_shows_nothing_else(site: FlaskClient) -> None:
    for path in ("/l/kuusi-9999", "/fi/ohjauslista/kuusi-9999", "/l/%3Cscript%3E"):
        page = checked_page(site, path, 404)
        assert page.one("input", name="code").get("aria-invalid") == "true"
    assert site.get("/fi/ohjauslista/kuusi-9999.pdf").status_code == 404
    checked_page(site, "/l")


def test_a_change_since_printing_stands_on_the_page(site: FlaskClient, make: Make, ids: list[str]) -> None:
    path = make()
    with site.application.extensions["database"].write() as session:
        activity = session.scalar(select(Activity).where(Activity.public_id == ids[0]))
        activity.locations[0].street = "Toinen tie 1"
        ended = session.scalar(select(Activity).where(Activity.public_id == ids[1]))
        ended.lifecycle = "ended"
    page = checked_page(site, path)
    changed = [words_of(e) for e in page.all("p", class_="changed")]
    assert changed == [
        "Paikka on vaihtunut tulostuksen jälkeen.",
        "Tämä toiminta on päättynyt tai sitä ei nyt ole.",
    ]


def test_message_links_carry_the_text_and_no_recipient(site: FlaskClient, make: Make) -> None:
    page = checked_page(site, make() + "?made=1")
    sms = next(link for link in page.links() if link.startswith("sms:"))
    mail = next(link for link in page.links() if link.startswith("mailto:"))
    assert sms.startswith("sms:?body=")
    assert mail.startswith("mailto:?subject=")
    body = unquote(sms.partition("body=")[2])
    assert "Ukkojen verstas Lieksassa" in body
    assert "/l/" in body
    assert parse_qs(urlsplit(mail).query)["subject"] == ["Kolme paikkaa sinulle"]
    record = words_of(page.one("textarea", id="record"))
    assert "Ohjattu järjestöjen toimintaan" in record
    assert "Vaarojen Miehet ry" in record


def test_the_note_cannot_be_sent(site: FlaskClient, make: Make) -> None:
    note = checked_page(site, make() + "?made=1").one("textarea", id="note")
    assert note.get("name") is None
    assert note.get("maxlength") == "300"


def test_the_pdf_is_one_tagged_page_for_three_activities(site: FlaskClient, make: Make) -> None:
    response = site.get(f"{make()}.pdf")
    assert response.content_type == "application/pdf"
    body = _unpacked(response.data)
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", body)) == 1
    for mark in (b"/MarkInfo", b"/StructTreeRoot", b"/Lang", b"pdfuaid", b"/H1", b"/H2"):
        assert mark in body, mark


def _unpacked(body: bytes) -> bytes:
    """The file with its compressed streams opened."""
    opened = [body]
    for found in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", body, re.DOTALL):
        with suppress(zlib.error):
            opened.append(zlib.decompress(found[1]))
    return b"\n".join(opened)


def seconds_of(site: FlaskClient, path: str) -> float:
    """Processor time of one PDF: what the machine does besides does not count."""
    start = time.process_time()
    assert site.get(path).status_code == 200
    return time.process_time() - start


def test_a_pdf_is_drawn_well_within_half_a_second(site: FlaskClient, make: Make) -> None:
    path = f"{make()}.pdf"
    seconds_of(site, path)
    assert statistics.median(seconds_of(site, path) for _ in range(5)) <= 0.3 * slowness()


FIRST = """
import sys, time
from pathlib import Path
from directory import create_app
from directory.web.warming import warm
from tests.conftest import close, make_settings
app = create_app(make_settings(Path(sys.argv[1])))
warm(app)
start = time.process_time()
status = app.test_client().get(sys.argv[2]).status_code
print(status, time.process_time() - start)
close(app)
"""


def test_the_first_pdf_of_a_worker_is_no_slower(site: FlaskClient, make: Make) -> None:
    folder = str(site.application.extensions["settings"].data_dir)
    command = [sys.executable, "-c", FIRST, folder, f"{make()}.pdf"]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout.split()
    assert said[-2] == "200"
    assert float(said[-1]) <= 0.5 * slowness()


def test_the_pdf_fetches_nothing(caplog: pytest.LogCaptureFixture) -> None:
    page = '<html lang="en"><title>x</title><img alt="x" src="file:///etc/hostname"><p>y</p></html>'
    assert pdf_of(page).startswith(b"%PDF")
    assert "the slip fetches nothing" in caplog.text


def test_a_professionals_slip_names_the_workplace_and_no_person(site: FlaskClient, make: Make) -> None:
    html = site.get("/fi/kirjaudu").get_data(as_text=True)
    nurse = {"email": "ammattilainen@demo.example", "password": "kahvi ja pulla lieksassa"}
    assert site.post("/fi/kirjaudu", data=nurse | {"csrf_token": token_of(html)}).status_code == 302
    path = make()
    page = checked_page(site.application.test_client(), path)
    assert "Lieksan sote-keskus · " in page.text
    assert "ammattilainen" not in page.html.casefold()
