"""No client data is stored or logged: marked words go into every field, note, query and header of the slip's path."""

import logging
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.directory.web.referral.conftest import token_of

# A name, an identity code whose check character is right, a phone number and an address, each findable as bytes.
MARKS = {
    "name": "Zebulonmarkki",
    "identity_code": "131052-308T",
    "phone": "0459998887776",
    "email": "zebulon.marked@mail.example",
}
HEADERS = {
    "User-Agent": f"Mozilla {MARKS['name']}",
    "Referer": f"https://records.example/{MARKS['identity_code']}",
    "X-Forwarded-For": "203.0.113.77",
    "X-Client": MARKS["email"],
    "Cookie2": MARKS["phone"],
}


def found_in(folder: Path) -> list[str]:
    """Where a mark stands in any file: the database with its journal, the index, anything else."""
    marks = [mark.encode() for mark in (*MARKS.values(), HEADERS["X-Forwarded-For"])]
    return [
        f"{mark!r} in {path.name}"
        for path in folder.rglob("*")
        if path.is_file()
        for mark in marks
        if mark.lower() in path.read_bytes().lower()
    ]


def test_nothing_about_a_client_stays_anywhere(
    demo_copy: Flask,
    site: FlaskClient,
    ids: list[str],
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    asked = " ".join(("yksinäinen mies Lieksa", *MARKS.values()))
    extra = {f"note_{name}": mark for name, mark in MARKS.items()} | {"note": asked, "q": asked}

    results = site.get("/fi/haku", query_string={"q": asked}, headers=HEADERS)
    assert results.status_code == 200
    for mark in (MARKS["identity_code"], MARKS["email"], MARKS["phone"]):
        assert mark not in results.get_data(as_text=True)
    site.get("/fi/haku/ehdota", query_string={"q": asked}, headers=HEADERS)
    preview = site.get(
        "/fi/ohjauslista", query_string={"a": ids, "back": f"/fi/haku?q={asked}"} | extra, headers=HEADERS
    )
    form = {"csrf_token": token_of(preview.get_data(as_text=True)), "a": ids, "client": "fi", "size": asked} | extra
    made = site.post("/fi/ohjauslista", data=form, headers=HEADERS)
    assert made.status_code == 303
    path = str(made.location).partition("?")[0]
    for address in (path, f"{path}.pdf", f"/l/{MARKS['name']}", f"/l/{MARKS['identity_code']}", "/l"):
        site.get(address, query_string=extra | {"code": asked}, headers=HEADERS)
    for client in MARKS.values():
        page = site.get(path, query_string={"client": client, "interpreter": client, "size": client}, headers=HEADERS)
        assert client not in page.get_data(as_text=True)

    demo_copy.extensions["database"].dispose()
    assert found_in(tmp_path) == []
    written = caplog.text + "".join(capfd.readouterr())
    # The readable form of an address is a path; what is typed there as a code is told by the page, not the log.
    assert [mark for mark in MARKS.values() if mark in written] == []


@pytest.mark.parametrize("mark", list(MARKS.values()))
def test_the_search_would_be_found_out(tmp_path: Path, mark: str) -> None:
    (tmp_path / "kept.sqlite").write_bytes(b"x" + mark.encode() + b"y")
    assert found_in(tmp_path)
