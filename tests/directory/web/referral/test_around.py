"""Around the slip nothing about a client stays either: on every other page, in addresses that lead nowhere, when
something breaks, when somebody asks too often; and what a team writes for itself takes no identifiers.

Every address of the app is walked, with marks in place of its changing parts, in its query and in its form. What
people may write and keep (a note, a search's name) can hold any word, so there only what can be told apart is searched
for: identity codes, phone numbers, e-mail addresses.
"""

import logging
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.routing import Rule

from directory import create_app
from directory.models import Account, Activity, SavedSearch, ShelfItem
from directory.models.base import utc_now
from directory.services import accounts, signing_in
from directory.services.mail import Postman
from directory.web.security import limiter
from tests.conftest import close, make_settings
from tests.directory.web.referral.conftest import token_of
from tests.directory.web.referral.test_privacy import ASKED, CLIENT_ADDRESS, HEADERS, MARKS, found_in, found_in_tables

IDENTIFIERS = [mark for name, mark in MARKS.items() if name != "name"]
# Marks of their own in every field that a page reads; where an account is made or found the address is the person's.
FIELDS = (
    *("q", "code", "name", "title", "note", "message", "text", "comment", "folder", "address", "back", "next", "only"),
    *("client", "size", "interpreter", "municipality", "where", "place", "find", "proof", "old", "new", "key", "t"),
    *("activity", "outcome", "reason", "month", "came", "came_again", "not_fit", "digest", "do", "workplace", "answer"),
)
CAST = ("ammattilainen@demo.example", "jarjesto@demo.example", "paakayttaja@demo.example")
GET, POST = "GET", "POST"


@pytest.fixture
def mailing(peopled_folder: Path, tmp_path: Path) -> Iterator[Flask]:
    """A copy of the demo with its cast, and with mail in a folder of the same tree."""
    shutil.copytree(peopled_folder, tmp_path, dirs_exist_ok=True)
    app = create_app(make_settings(tmp_path, mail_url=(tmp_path / "mail").as_uri(), mail_from="palvelu@demo.example"))
    app.config["TESTING"] = True
    yield app
    close(app)


def browser(app: Flask, email: str = "") -> FlaskClient:
    """A browser of a member of the cast, at the client's network address."""
    client = app.test_client()
    client.environ_base["REMOTE_ADDR"] = CLIENT_ADDRESS
    if email:
        with app.extensions["database"].write_quietly() as session:
            account = accounts.by_email(session, email)
            assert account is not None
            token = signing_in.open_session(session, account, device="Firefox", now=utc_now(), second_factor_shown=True)
        with client.session_transaction() as cookie:
            cookie["_user_id"], cookie["_fresh"] = token, True
    return client


def rules(app: Flask, method: str) -> list[Rule]:
    """Every address but the slip's own, which have a walk of their own, and files; in Finnish where there are three."""
    return [
        rule
        for rule in app.url_map.iter_rules()
        if method in (rule.methods or ())
        and (rule.defaults or {}).get("ui_language", "fi") == "fi"
        and rule.endpoint != "static"
        and not rule.endpoint.startswith("referral.")
    ]


def addresses(app: Flask, rule: Rule, real: dict[str, str]) -> Iterator[str]:
    """The rule's address with each mark in its changing parts, then with real ones and a mark behind them."""
    adapter, named = app.url_map.bind("localhost"), sorted(rule.arguments - set(rule.defaults or {}))
    method, plain = next(iter(rule.methods or ())), dict(rule.defaults or {})
    whole = {name for name in named if f"<int:{name}>" in rule.rule}
    if not named:
        yield adapter.build(rule.endpoint, plain, method=method)
        return
    for mark in MARKS.values():
        for before in ("", f"{real.get(named[0], 'x')}-"):
            values = {name: 1 if name in whole else f"{before}{mark}" for name in named}
            yield adapter.build(rule.endpoint, values | plain, method=method)


@pytest.fixture
def real(mailing: Flask) -> dict[str, str]:
    """What the changing parts of addresses look like when they are right."""
    with mailing.extensions["database"].read() as session:
        public_id = session.scalars(select(Activity.public_id)).first() or ""
    return {"public_id": public_id, "address": public_id}


def written(caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> str:
    return "\n".join(repr(vars(record)) for record in caplog.records) + "".join(capfd.readouterr())


def require_nothing(
    app: Flask, folder: Path, said: str, marks: list[str], *, tables: Callable[[Flask], list[str]] = found_in_tables
) -> None:
    """Neither tables, files, mail, standard output nor any logger holds one of the marks."""
    app.extensions["mail"].finish()
    assert [one for one in tables(app) if any(mark.casefold() in one for mark in marks)] == []
    app.extensions["database"].dispose()
    assert [one for one in found_in(folder) if any(mark in one for mark in marks)] == []
    lines = [line for line in said.splitlines() if any(mark.casefold() in line.casefold() for mark in marks)]
    assert lines == []


@pytest.mark.parametrize("email", ["", *CAST])
def test_no_page_that_is_only_read_keeps_anything(
    mailing: Flask,
    real: dict[str, str],
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    email: str,
) -> None:
    client = browser(mailing, email)
    caplog.set_level(logging.DEBUG)
    query = dict.fromkeys(FIELDS, ASKED)
    for rule in rules(mailing, GET):
        for number, address in enumerate(addresses(mailing, rule, real)):
            with mailing.app_context():
                limiter.reset()
            answer = client.get(address, query_string=query if number == 0 else {}, headers=HEADERS)
            assert answer.status_code < 500, address
    for mark in MARKS.values():
        for lost in (f"/{mark}", f"/fi/{mark}", f"/fi/haku/{mark}", f"/l/kuusi-4827/{mark}", f"/sv/lista/{mark}.pdf"):
            client.get(lost, headers=HEADERS)
    runner = mailing.test_cli_runner()
    for command in (["sync-index"], ["erase-expired"], ["send-digests"], ["check-data"]):
        runner.invoke(args=command)
    require_nothing(mailing, tmp_path, written(caplog, capfd), [*MARKS.values(), CLIENT_ADDRESS])


def test_no_form_keeps_an_identifier(
    mailing: Flask,
    real: dict[str, str],
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    for email in ("", *CAST):
        client = browser(mailing, email)
        token = token_of(client.get("/fi/palaute").get_data(as_text=True))
        for rule in rules(mailing, POST):
            if rule.endpoint in {"auth.sign_out", "auth.close"}:
                continue  # what ends the walk
            for address in (*addresses(mailing, rule, real), *_right(mailing, rule, real)):
                with mailing.app_context():
                    limiter.reset()
                answer = client.post(
                    address, data=dict.fromkeys(FIELDS, ASKED) | {"csrf_token": token}, headers=HEADERS
                )
                assert answer.status_code < 500, address
    require_nothing(mailing, tmp_path, written(caplog, capfd), [*IDENTIFIERS, CLIENT_ADDRESS])


def _right(app: Flask, rule: Rule, real: dict[str, str]) -> Iterator[str]:
    """The address as it is when it is right, where that is known."""
    named = sorted(rule.arguments - set(rule.defaults or {}))
    if named and set(named) <= real.keys():
        values = {name: real[name] for name in named}
        yield app.url_map.bind("localhost").build(rule.endpoint, values | dict(rule.defaults or {}), method=POST)


class TestWhatATeamWrites:
    """The notes, folders and searches that are kept on purpose, sent so that all but the mark holds."""

    @pytest.fixture
    def nurse(self, mailing: Flask) -> FlaskClient:
        mailing.config["WTF_CSRF_ENABLED"] = False
        return browser(mailing, CAST[0])

    @pytest.mark.parametrize("mark", IDENTIFIERS)
    def test_a_note_and_a_folder(self, mailing: Flask, nurse: FlaskClient, mark: str) -> None:
        with mailing.extensions["database"].read() as session:
            public_id = session.scalars(select(Activity.public_id).join(ShelfItem)).first()
        for form in ({"note": f"Kysy {mark}", "folder": ""}, {"note": "Kysy Marjaa", "folder": f"Kansio {mark}"}):
            assert nurse.post(f"/fi/hylly/{public_id}", data=form).status_code == 400
        assert nurse.post("/fi/hylly/folders", data={"do": "make", "name": f"Kansio {mark}"}).status_code == 400
        assert nurse.post(f"/fi/hylly/{public_id}", data={"note": "Kysy Marjaa", "folder": ""}).status_code == 303
        assert [one for one in found_in_tables(mailing) if mark.casefold() in one] == []

    @pytest.mark.parametrize("mark", IDENTIFIERS)
    def test_a_search(self, mailing: Flask, nurse: FlaskClient, mark: str) -> None:
        form = {"address": f"/fi/haku?q=suru {mark}&where={mark}", "title": f"Suru {mark}", "alert": "1"}
        nurse.post("/fi/omat-haut", data=form)
        with mailing.extensions["database"].read() as session:
            kept = session.scalars(select(SavedSearch)).first()
        if kept is None:
            nurse.post("/fi/omat-haut", data={"address": "/fi/haku?q=suru", "title": "Suru"})
            with mailing.extensions["database"].read() as session:
                kept = session.scalars(select(SavedSearch)).one()
        name = f"name-{kept.public_id}"
        assert nurse.post(f"/fi/omat-haut/{kept.public_id}/rename", data={name: f"Suru {mark}"}).status_code == 400
        assert [one for one in found_in_tables(mailing) if mark.casefold() in one] == []

    @pytest.mark.parametrize("mark", IDENTIFIERS)
    def test_feedback(self, mailing: Flask, nurse: FlaskClient, mark: str) -> None:
        with mailing.extensions["database"].read() as session:
            public_id = session.scalars(select(Activity.public_id)).first()
        for path in ("/fi/palaute", f"/fi/palaute/{public_id}", "/fi/saavutettavuus/palaute"):
            form = {"field": "other", "message": f"Asiakas {mark} ei päässyt ovesta sisään"}
            assert nurse.post(path, data=form).status_code == 400
            assert nurse.post(path, data=form | {"message": "Ovi oli kiinni"}).status_code in {302, 303}
        assert [one for one in found_in_tables(mailing) if mark.casefold() in one] == []


def test_a_fault_tells_of_nobody(
    mailing: Flask, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object, **_names: object) -> object:
        raise RuntimeError(ASKED)

    mailing.config["PROPAGATE_EXCEPTIONS"] = False
    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr(mailing.extensions["search"], "find", broken)
    answer = browser(mailing).get("/fi/haku", query_string={"q": ASKED}, headers=HEADERS)
    assert answer.status_code == 500
    said = "".join(capfd.readouterr())
    assert '"message": "unexpected"' in said
    assert [mark for mark in (*MARKS.values(), CLIENT_ADDRESS) if mark in said] == []


def test_asking_too_often_is_told_of_no_address(
    mailing: Flask, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    client = browser(mailing)
    with mailing.app_context():
        limiter.reset()
    answers = {client.get("/l", query_string={"code": ASKED}, headers=HEADERS).status_code for _ in range(61)}
    assert 429 in answers
    said = written(caplog, capfd)
    assert [mark for mark in (*MARKS.values(), CLIENT_ADDRESS) if mark in said] == []


def test_the_cast_and_mail_are_there(mailing: Flask) -> None:
    """The walk is worth nothing on an installation without people and without mail."""
    postman: Postman = mailing.extensions["mail"]
    assert postman.enabled
    with mailing.extensions["database"].read() as session:
        assert {account.email for account in session.scalars(select(Account))} >= set(CAST)
