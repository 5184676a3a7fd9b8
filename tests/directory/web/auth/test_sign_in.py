"""Signing in through the pages, and the reader's own account."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.pages import check, parsed, words_of

NURSE = ("ammattilainen@demo.example", "kahvi ja pulla lieksassa")
EDITOR = ("jarjesto@demo.example", "verstaan avain naulassa")
COORDINATOR = ("koordinaattori@demo.example", "kartta pielisen rannalta")
ADMIN = ("paakayttaja@demo.example", "seitsemän lumista kuusta")


@pytest.fixture
def site(peopled: Flask) -> Flask:
    return peopled


def token_of(html: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', html)
    assert found
    return found[1]


def sign_in(client: FlaskClient, email: str, password: str, path: str = "/fi/kirjaudu") -> object:
    html = client.get(path).get_data(as_text=True)
    return client.post(path, data={"csrf_token": token_of(html), "email": email, "password": password})


def test_signing_in_leads_to_the_own_account_and_out_again(site: Flask) -> None:
    client = site.test_client()
    assert sign_in(client, *NURSE).status_code == 302  # type: ignore[attr-defined]
    response = client.get("/fi/oma-tili")
    page = parsed(response.get_data(as_text=True))
    check(page, "/fi/oma-tili")
    assert NURSE[0] in page.text
    assert response.headers["Cache-Control"] == "no-store"
    assert client.post("/fi/kirjaudu-ulos", data={"csrf_token": token_of(page.html)}).status_code == 302
    assert client.get("/fi/oma-tili").status_code == 302


def test_a_wrong_password_keeps_the_address_and_says_what_to_do(site: Flask) -> None:
    response = sign_in(site.test_client(), NURSE[0], "wrong pass phrase", "/sv/logga-in")
    assert response.status_code == 400  # type: ignore[attr-defined]
    page = parsed(response.get_data(as_text=True))  # type: ignore[attr-defined]
    check(page, "/sv/logga-in")
    assert page.one("input", name="email").get("value") == NURSE[0]
    assert "Kontrollera båda" in page.text
    assert page.one("input", name="password").get("value") in (None, "")


def test_an_unknown_address_gets_the_same_page(site: Flask) -> None:
    known = sign_in(site.test_client(), NURSE[0], "wrong pass phrase")
    unknown = sign_in(site.test_client(), "nobody@demo.example", "wrong pass phrase")
    assert known.status_code == unknown.status_code == 400  # type: ignore[attr-defined]


def test_nothing_happens_without_the_form_token(site: Flask) -> None:
    response = site.test_client().post("/fi/kirjaudu", data={"email": NURSE[0], "password": NURSE[1]})
    assert response.status_code == 400


def test_the_session_is_new_after_signing_in(site: Flask) -> None:
    client = site.test_client()
    client.get("/fi/kirjaudu")
    before = client.get_cookie("session")
    sign_in(client, *NURSE)
    after = client.get_cookie("session")
    assert before is not None
    assert after is not None
    assert before.value != after.value
    assert "HttpOnly" in str(after) or after.http_only


@pytest.mark.parametrize(
    ("who", "begins"),
    [
        (NURSE, "/sv/sok"),
        (EDITOR, "/sv/hur-gick-det"),
        (COORDINATOR, "/sv/koordinering/feedback"),
        (ADMIN, "/sv/administration/accounts"),
    ],
    ids=["nurse", "editor", "coordinator", "administrator"],
)
def test_everybody_begins_where_the_work_is(site: Flask, who: tuple[str, str], begins: str) -> None:
    client = site.test_client()
    html = client.get("/sv/logga-in").get_data(as_text=True)
    form = {"csrf_token": token_of(html), "email": who[0], "password": who[1]}
    assert client.post("/sv/logga-in", data=form).location == begins
    assert client.get("/sv/logga-in").location == begins  # signed in already


@pytest.mark.parametrize(
    ("target", "goes"),
    [
        ("/fi/haku?q=a", "/fi/haku?q=a"),
        ("https://evil.example/", "/fi/haku"),
        ("//evil.example/fi", "/fi/haku"),
        ("/\\evil.example", "/fi/haku"),
        ("/static/x", "/fi/haku"),
    ],
)
def test_only_our_own_pages_are_come_back_to(site: Flask, target: str, goes: str) -> None:
    client = site.test_client()
    html = client.get("/fi/kirjaudu", query_string={"next": target}).get_data(as_text=True)
    response = client.post(
        "/fi/kirjaudu",
        query_string={"next": target},
        data={"csrf_token": token_of(html), "email": NURSE[0], "password": NURSE[1]},
    )
    assert response.headers["Location"] == goes


def test_another_browser_is_signed_out_from_the_account(site: Flask) -> None:
    here, there = site.test_client(), site.test_client()
    sign_in(here, *NURSE)
    sign_in(there, *NURSE)
    html = here.get("/fi/oma-tili").get_data(as_text=True)
    action = re.search(r'action="(/fi/oma-tili/sessions/\d+)"', html)
    assert action
    assert here.post(action[1], data={"csrf_token": token_of(html)}).status_code == 302
    assert there.get("/fi/oma-tili").status_code == 302
    assert here.get("/fi/oma-tili").status_code == 200


def test_changing_the_password_needs_the_present_one(site: Flask) -> None:
    client = site.test_client()
    sign_in(client, *NURSE)
    html = client.get("/en/my-account").get_data(as_text=True)
    form = {
        "csrf_token": token_of(html),
        "do": "password",
        "old": "not this one at all",
        "new": "a bucket of blueberries",
    }
    response = client.post("/en/my-account", data=form)
    assert response.status_code == 400
    assert "This is not your present password." in parsed(response.get_data(as_text=True)).text
    assert client.post("/en/my-account", data=form | {"old": NURSE[1], "new": "short"}).status_code == 400
    assert client.post("/en/my-account", data=form | {"old": NURSE[1]}).status_code == 302
    assert sign_in(site.test_client(), NURSE[0], "a bucket of blueberries").status_code == 302  # type: ignore[attr-defined]


def test_the_first_administrator_sets_a_password_by_a_link_that_works_once(site: Flask) -> None:
    result = site.test_cli_runner().invoke(args=["create-admin", "chief@demo.example", "--language", "en"])
    assert result.exit_code == 0, result.output
    path = re.search(r"http://[^/]+(/en/\S+)", result.output)
    assert path
    client = site.test_client()
    html = client.get(path[1]).get_data(as_text=True)
    check(parsed(html), path[1])
    short = client.post(path[1], data={"csrf_token": token_of(html), "new": "short"})
    assert short.status_code == 400
    done = client.post(path[1], data={"csrf_token": token_of(html), "new": "eleven red umbrellas"})
    assert done.status_code == 302
    assert client.get(path[1]).status_code == 404
    assert sign_in(client, "chief@demo.example", "eleven red umbrellas").status_code == 302  # type: ignore[attr-defined]


def test_demo_sign_ins_exist_only_in_the_demo(make_app: object) -> None:
    app = make_app(demo=False)  # type: ignore[operator]
    result = app.test_cli_runner().invoke(args=["demo-sign-ins"])
    assert result.exit_code == 1
    assert "only with the demo" in result.output


def test_a_name_is_saved(site: Flask) -> None:
    client = site.test_client()
    sign_in(client, *NURSE)
    html = client.get("/fi/oma-tili").get_data(as_text=True)
    client.post("/fi/oma-tili", data={"csrf_token": token_of(html), "do": "about", "name": "Aino", "language": "sv"})
    page = parsed(client.get("/fi/oma-tili").get_data(as_text=True))
    assert page.one("input", name="name").get("value") == "Aino"
    bad = client.post("/fi/oma-tili", data={"csrf_token": token_of(html), "do": "about", "name": "A", "language": "xx"})
    assert bad.status_code == 400
    assert words_of(page.one("h1")) == "Oma tili"
