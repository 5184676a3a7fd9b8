"""The workplace's own page, the administrators' list, and which of several one works for."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from directory.models import Account, Membership, ReferralSlip, Workplace
from tests.directory.web.auth.test_sign_in import token_of
from tests.directory.web.workplace.conftest import (
    ADMIN,
    COORDINATOR,
    EDITOR,
    FROM_HERE,
    HOMELESS,
    NURSE,
    OTHER,
    STRANGER,
    UKKOTYO,
    seen,
    workplace_id,
)
from tests.pages import check, parsed, words_of

Browser = Callable[[tuple[str, str]], FlaskClient]
OWN = "Lieksan sote-keskus"


def sent(client: FlaskClient, path: str, **form: Any) -> Any:
    html = client.get(path).get_data(as_text=True)
    return client.post(path, data={"csrf_token": token_of(html)} | form)


def test_a_member_changes_the_settings(site: Flask, nurse: FlaskClient) -> None:
    moved = nurse.get("/fi/tyopiste")
    path = f"/fi/tyopiste/{workplace_id(site, OWN)}"
    assert (moved.status_code, moved.location) == (302, path)
    page = seen(nurse, path)
    assert "Demo-ammattilainen" in page.text
    assert words_of(page.one("h1")) == OWN
    form = {"name": "Lieksan  terveysasema", "county": "14", "municipality": ["422", "541", ""], "language-1": "sv"}
    assert sent(nurse, path, **form).status_code == 303
    page = seen(nurse, path)
    assert words_of(page.one("h1")) == "Lieksan terveysasema"
    ticked = [e.get("value") for e in page.all("input", name="municipality") if e.get("checked") is not None]
    assert ticked == ["422", "541"]
    assert "Lieksan terveysasema" in words_of(page.one("p", class_="who"))


def test_faults_keep_what_was_typed(site: Flask, nurse: FlaskClient) -> None:
    path = f"/sv/arbetsplats/{workplace_id(site, OWN)}"
    response = sent(nurse, path, name="", county="14", **{"language-1": "", "language-2": "ru"})
    assert response.status_code == 400
    page = parsed(response.get_data(as_text=True))
    check(page, path)
    links = [link.get("href") for link in page.one("div", class_="errors").iter("a")]
    assert links == ["#name", "#municipalities"]
    chosen = [
        e.get("value") for e in page.one("select", id="language-1").iter("option") if e.get("selected") is not None
    ]
    assert chosen == ["ru"]  # the only one that was chosen comes first
    taken = sent(nurse, path, name=OTHER.upper(), municipality="422", **{"language-1": "fi"})
    assert taken.status_code == 400
    assert "Det finns redan en arbetsplats med detta namn." in parsed(taken.get_data(as_text=True)).text


@pytest.mark.parametrize("who", [STRANGER, HOMELESS, EDITOR, COORDINATOR], ids=["stranger", "none", "editor", "coord"])
def test_others_do_not_find_it(site: Flask, as_: Browser, who: tuple[str, str]) -> None:
    client, public_id = as_(who), workplace_id(site, OWN)
    token = token_of(client.get("/fi/oma-tili").get_data(as_text=True))
    for path in (f"/fi/tyopiste/{public_id}", "/fi/tyopiste/all", "/fi/tyopiste/new"):
        assert client.get(path).status_code == 404, path
        if not path.endswith("all"):
            assert client.post(path, data={"csrf_token": token, "name": "X"}).status_code == 404, path
    if who != STRANGER:
        assert client.get("/fi/tyopiste").status_code == 404
    if who in (EDITOR, COORDINATOR):
        assert client.get("/fi/hylly").status_code == 404


def test_an_administrator_makes_and_changes_any(site: Flask, as_: Browser) -> None:
    admin = as_(ADMIN)
    assert "/fi/tyopiste/all" in seen(admin, "/fi/oma-tili").links()
    listed = seen(admin, "/fi/tyopiste/all")
    assert OWN in listed.text
    assert OTHER in listed.text
    seen(admin, "/fi/tyopiste/new")
    form = {"name": "Iisalmen sote-keskus", "county": "11", "municipality": "140", "language-1": "fi"}
    made = sent(admin, "/fi/tyopiste/new", **form)
    assert made.status_code == 303
    assert "Iisalmi" in seen(admin, str(made.location)).text
    assert sent(admin, "/fi/tyopiste/new", **form).status_code == 400
    other = f"/fi/tyopiste/{workplace_id(site, OTHER)}"
    assert sent(admin, other, **form | {"name": "Nurmeksen sote-keskus"}).status_code == 303


@pytest.fixture
def in_both(site: Flask, as_: Browser) -> FlaskClient:
    """The nurse, who works at two places."""
    with site.extensions["database"].write() as session:
        account = session.scalar(select(Account).where(Account.email == NURSE[0]))
        other = session.scalar(select(Workplace.id).where(Workplace.name == OTHER))
        assert account is not None
        account.memberships.append(Membership(role="professional", workplace_id=other))
    return as_(NURSE)


def test_of_two_workplaces_one_is_chosen(site: Flask, in_both: FlaskClient, id_of: Callable[[str], str]) -> None:
    page = seen(in_both, "/fi/hylly")
    assert words_of(page.one("p", class_="who")).endswith(OWN)
    assert seen(in_both, "/fi/oma-tili").one("select", id="workplace") is not None
    other = workplace_id(site, OTHER)
    chosen = in_both.post("/fi/tyopiste/choose", data={"workplace": other}, headers=FROM_HERE)
    assert chosen.status_code == 303
    page = seen(in_both, "/fi/hylly")
    assert words_of(page.one("p", class_="who")).endswith(OTHER)
    assert "Hylly on tyhjä." in page.text
    assert in_both.post("/fi/tyopiste/choose", data={"workplace": "2222222222"}, headers=FROM_HERE).status_code == 404
    assert in_both.post("/fi/tyopiste/choose", data={"workplace": other}).status_code == 400
    preview = seen(in_both, "/fi/ohjauslista", query_string={"a": id_of(UKKOTYO)})
    assert sent_slip(in_both, preview.html, id_of(UKKOTYO)) == 303
    with site.extensions["database"].read() as session:
        slip = session.scalar(select(ReferralSlip).order_by(ReferralSlip.id.desc()))  # others may have made some before
        assert slip is not None
        assert slip.workplace_id == session.scalar(select(Workplace.id).where(Workplace.name == OTHER))


def sent_slip(client: FlaskClient, html: str, public_id: str) -> int:
    form = {"csrf_token": token_of(html), "a": public_id, "client": "fi"}
    return int(client.post("/fi/ohjauslista", data=form).status_code)


def test_a_slip_begins_in_the_workplaces_language(as_: Browser, id_of: Callable[[str], str]) -> None:
    page = seen(as_(STRANGER), "/fi/ohjauslista", query_string={"a": id_of(UKKOTYO)})
    options = [e.get("value") for e in page.one("select", id="client").iter("option")]
    assert options[:3] == ["sv", "ru", "fi"]
    assert page.one("section", class_="sheet").get("lang") == "sv"
    assert OTHER in words_of(page.one("section", class_="sheet"))
    chosen = seen(as_(STRANGER), "/fi/ohjauslista", query_string={"a": id_of(UKKOTYO), "client": "en"})
    assert chosen.one("section", class_="sheet").get("lang") == "en"


def test_searches_start_from_the_workplaces_municipalities(as_: Browser) -> None:
    nurse = as_(NURSE)
    page = seen(nurse, "/fi/haku?q=yksinäinen+mies+75+v")
    chips = {words_of(chip): chip.get("href") or "" for chip in page.all("a", class_="chip")}
    label = next(text for text in chips if text.startswith("Työpiste"))
    assert "Lieksa" in label
    assert "Lieksassa ja lähellä" in words_of(page.one("h1"))
    assert "Mitä asiakas tarvitsee?" in page.text
    without = seen(nurse, chips[label])
    assert not [chip for chip in without.all("a", class_="chip") if words_of(chip).startswith("Työpiste")]
    nurse.set_cookie("home", "167")
    own = seen(nurse, "/fi/haku?q=yksinäinen+mies+75+v")
    assert [chip for chip in own.all("a", class_="chip") if "Oma kunta Joensuu" in words_of(chip)]
    both = seen(as_(STRANGER), "/fi/haku?q=kuoro")
    assert [chip for chip in both.all("a", class_="chip") if "Työpiste Nurmes ja Lieksa" in words_of(chip)]


def test_a_readers_search_is_as_before(site: Flask) -> None:
    page = seen(site.test_client(), "/fi/haku?q=yksinäinen+mies+75+v")
    assert "Mitä etsit?" in page.text
    assert not [chip for chip in page.all("a", class_="chip") if "Työpiste" in words_of(chip)]
