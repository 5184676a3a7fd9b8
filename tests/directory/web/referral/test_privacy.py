"""No client data is stored or logged: marked words go into every field, note, query and header of the slip's path.

The path is read off the app itself: a new address of the referral pages is walked through too, or the test fails.
"""

import json
import logging
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import inspect, text
from werkzeug.routing import Rule

from directory.web.request_log import LOGGER as REQUEST_LOG
from directory.web.security import limiter
from tests.directory.web.referral.conftest import token_of

# A name, an identity code whose check character is right, a phone number and an address, each findable as bytes.
MARKS = {
    "name": "Zebulonmarkki",
    "identity_code": "131052-308T",
    "phone": "0459998887776",
    "email": "zebulon.marked@mail.example",
}
CLIENT_ADDRESS = "203.0.113.77"
HEADERS = {
    "User-Agent": f"Mozilla {MARKS['name']}",
    "Referer": f"https://records.example/{MARKS['identity_code']}",
    "X-Forwarded-For": CLIENT_ADDRESS,
    "X-Client": MARKS["email"],
    "X-Request-ID": MARKS["name"],
    "Cookie2": MARKS["phone"],
    "Accept-Language": f"fi, {MARKS['name']}",
    "From": MARKS["email"],
    "Forwarded": f"for={CLIENT_ADDRESS}",
    "X-Real-IP": CLIENT_ADDRESS,
}
ASKED = " ".join(("yksinäinen mies Lieksa", *MARKS.values()))
# Everything the slip's pages read, and what somebody might try to send besides.
FIELDS = ("client", "size", "interpreter", "move", "only", "note", "name", "q", "code", "back", "made", "message")
BESIDES = {
    "public.search": {"q": ASKED},
    "public.suggest": {"q": ASKED},
    "public.activity": {"back": f"/fi/haku?q={ASKED}"},
}
SIGN_IN = ("ammattilainen@demo.example", "kahvi ja pulla lieksassa")


def found_in(folder: Path) -> list[str]:
    """Where a mark stands in any file: the database with its journal, the index, mail, anything else."""
    marks = [mark.encode() for mark in (*MARKS.values(), CLIENT_ADDRESS)]
    return [
        f"{mark!r} in {path.name}"
        for path in folder.rglob("*")
        if path.is_file()
        for mark in marks
        if mark.lower() in path.read_bytes().lower()
    ]


def found_in_tables(app: Flask) -> list[str]:
    """Where a mark stands in any row of any table, read as what the app would read."""
    engine = app.extensions["database"].engine
    wanted = [mark.casefold() for mark in (*MARKS.values(), CLIENT_ADDRESS)]
    found = []
    with engine.connect() as connection:
        for table in inspect(engine).get_table_names():
            for row in connection.execute(text(f'SELECT * FROM "{table}"')):  # noqa: S608 - names from the schema
                said = repr(tuple(row)).casefold()
                found += [f"{mark} in {table}" for mark in wanted if mark in said]
    return found


def referral_rules(app: Flask) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("referral.")]


def arguments(path: str, public_id: str) -> dict[str, tuple[str, ...]]:
    """Values for the changing parts of an address: real ones, and each mark in their place. A part that is not here
    fails the test: say what it takes."""
    code = path.rpartition("/")[2]
    return {"code": (code, *MARKS.values()), "public_id": (public_id, *MARKS.values())}


def addresses(app: Flask, rule: Rule, slip: str, public_id: str) -> Iterator[str]:
    adapter = app.url_map.bind("localhost")
    named = sorted(rule.arguments - set(rule.defaults or {}))
    known = arguments(slip, public_id)
    for number in range(1 + len(MARKS)):
        values = {name: known[name][number] for name in named}
        yield adapter.build(rule.endpoint, values | dict(rule.defaults or {}))
        if not named:
            return


def fields(ids: list[str]) -> Iterator[dict[str, object]]:
    """The values of a request: everything marked at once, then each field by itself beside a real choice."""
    yield dict.fromkeys(FIELDS, ASKED) | {"a": [*MARKS.values(), *ids]}
    for mark in MARKS.values():
        yield dict.fromkeys(FIELDS, mark) | {"a": [*ids, mark], "made": "1", "back": f"/fi/haku?q={mark}"}


def walk(site: FlaskClient, ids: list[str]) -> set[tuple[str, str]]:
    """Send marks to every address of the slip's path, in every way it takes; returns endpoint and method of each."""
    app = site.application
    token = token_of(site.get("/fi/ohjauslista", query_string={"a": ids}).get_data(as_text=True))
    form = {"csrf_token": token, "a": ids, "client": "fi"}
    made = site.post("/fi/ohjauslista", data=form | {"note": ASKED, "size": ASKED}, headers=HEADERS)
    assert made.status_code == 303
    slip = str(made.location).partition("?")[0]
    walked = set()
    for rule in referral_rules(app):
        for method in sorted((rule.methods or set()) & {"GET", "POST", "PUT", "PATCH", "DELETE"}):
            for number, address in enumerate(addresses(app, rule, slip, ids[0])):
                for values in list(fields(ids))[: None if number == 0 else 1]:
                    with app.app_context():
                        limiter.reset()
                    sent = values | {"csrf_token": token}
                    data = {"data": sent} if method == "POST" else {}
                    answer = site.open(address, method=method, query_string=values, headers=HEADERS, **data)
                    assert answer.status_code < 500, (method, address)
                    walked.add((rule.endpoint, method))
    for endpoint, values in BESIDES.items():
        path = app.url_map.bind("localhost").build(endpoint, {"ui_language": "fi", "address": ids[0]})
        site.get(path.partition("?")[0], query_string=values, headers=HEADERS, follow_redirects=True)
    return walked


@pytest.mark.parametrize("signed_in", [False, True])
def test_nothing_about_a_client_stays_anywhere(
    peopled: Flask,
    site: FlaskClient,
    ids: list[str],
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    signed_in: bool,
) -> None:
    if signed_in:
        token = token_of(site.get("/fi/kirjaudu").get_data(as_text=True))
        form = {"email": SIGN_IN[0], "password": SIGN_IN[1], "csrf_token": token}
        assert site.post("/fi/kirjaudu", data=form, headers=HEADERS).status_code == 302
    caplog.set_level(logging.DEBUG)
    site.environ_base["REMOTE_ADDR"] = CLIENT_ADDRESS
    site.set_cookie("left-by-another-service", MARKS["name"])

    walked = walk(site, ids)

    every = {(r.endpoint, m) for r in referral_rules(peopled) for m in r.methods or () if m not in {"HEAD", "OPTIONS"}}
    assert walked == every
    assert found_in_tables(peopled) == []
    peopled.extensions["mail"].finish()
    peopled.extensions["database"].dispose()
    assert found_in(tmp_path) == []
    logged = [record for record in caplog.records if record.name == REQUEST_LOG.name]
    assert len(logged) > len(walked)  # requests are logged, and yet nothing of them is
    written = "\n".join(repr(vars(record)) for record in caplog.records) + "".join(capfd.readouterr())
    assert [mark for mark in (*MARKS.values(), CLIENT_ADDRESS) if mark in written] == []


def test_what_is_answered_repeats_no_identifier(site: FlaskClient, ids: list[str]) -> None:
    """Only a name could not be told from a word; the others are taken out of what the page says again."""
    identifiers = [mark for name, mark in MARKS.items() if name != "name"]
    results = site.get("/fi/haku", query_string={"q": ASKED}).get_data(as_text=True)
    typed = site.get("/l", query_string={"code": ASKED}).get_data(as_text=True)
    preview = site.get("/fi/ohjauslista", query_string={"a": ids, "client": ASKED, "size": ASKED}).get_data(
        as_text=True
    )
    compared = site.get("/fi/vertaile", query_string={"a": [*ids, ASKED], "only": ASKED}).get_data(as_text=True)
    called = site.get(f"/fi/soitetaan-yhdessa/{ids[0]}", query_string={"client": ASKED}).get_data(as_text=True)
    for page in (results, typed, preview, compared, called):
        assert [mark for mark in identifiers if mark in page] == []


KEPT: dict[str, Callable[[Path, str], None]] = {
    "a file": lambda folder, mark: (folder / "kept.txt").write_text(f"x{mark}y", encoding="utf-8") and None,
    "a row": lambda folder, mark: _keep_row(folder / "directory.sqlite", mark),
}


def _keep_row(path: Path, mark: str) -> None:
    with sqlite3.connect(path) as connection:
        note = json.dumps({"fi": mark})
        connection.execute("UPDATE activity SET cost_note = ? WHERE id = 1", (note,))
    connection.close()


@pytest.mark.parametrize("mark", list(MARKS.values()))
@pytest.mark.parametrize("where", list(KEPT))
def test_the_search_would_find_it(peopled: Flask, tmp_path: Path, mark: str, where: str) -> None:
    KEPT[where](tmp_path, mark)
    assert found_in(tmp_path)
    assert bool(found_in_tables(peopled)) is (where == "a row")
