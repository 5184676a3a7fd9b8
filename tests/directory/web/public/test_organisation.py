"""The page of an organisation."""

import json
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from directory.models import Activity, Organisation
from directory.services import indexing
from directory.vocabulary import Lifecycle
from tests.directory.web.public.listings import NOW
from tests.pages import Page, words_of

Publish, Reader = Callable[..., str], Callable[..., Page]


@pytest.fixture
def organisation(app: Flask) -> Callable[[], str]:
    def public_id() -> str:
        with app.extensions["database"].read() as session:
            return str(session.scalars(select(Organisation.public_id)).one())

    return public_id


def change(app: Flask, **values: object) -> None:
    with app.extensions["database"].write() as session:
        organisation = session.scalars(select(Organisation)).one()
        for name, value in values.items():
            setattr(organisation, name, value)


def test_its_activities_with_their_next_sessions(
    publish: Publish, organisation: Callable[[], str], read: Reader
) -> None:
    public_id = publish()
    page = read(f"/fi/jarjesto/{organisation()}")
    assert words_of(page.one("h1")) == "Pielisen pajat ry"
    assert "1 toiminta" in page.text
    assert f"/fi/toiminta/{public_id}-ukkojen-paja" in page.links()
    assert "24.11." in words_of(page.one("article"))
    assert "tel:+3585000100" in page.links()


def test_only_published_ones(publish: Publish, organisation: Callable[[], str], read: Reader, app: Flask) -> None:
    publish()
    with app.extensions["database"].write() as session:
        activity = session.scalars(select(Activity)).one()
        activity.lifecycle = Lifecycle.ENDED
        session.flush()
        indexing.changed(session, [activity.id], now=NOW)
    page = read(f"/fi/jarjesto/{organisation()}")
    assert not page.all("article")
    assert "ei ole nyt toimintaa palvelussa" in page.text


def test_a_name_in_another_language_is_marked_and_the_page_is_not_offered(
    publish: Publish, organisation: Callable[[], str], read: Reader
) -> None:
    publish()
    page = read(f"/en/organisation/{organisation()}")
    assert page.one("h1").get("lang") == "fi"
    assert {link.get("hreflang") for link in page.all("link", rel="alternate")} == {"fi", "x-default"}
    assert page.all("meta", name="robots")


@pytest.mark.parametrize("website", ["javascript:alert(1)", "data:text/html,x", "ftp://a.example", "paja.example"])
def test_only_web_addresses_become_links(
    publish: Publish, organisation: Callable[[], str], read: Reader, app: Flask, website: str
) -> None:
    publish()
    change(app, website=website)
    assert website not in read(f"/fi/jarjesto/{organisation()}").links()


def test_facts_and_machine_form(publish: Publish, organisation: Callable[[], str], read: Reader, app: Flask) -> None:
    publish()
    change(
        app,
        website="https://pajat.example/",
        stea_funded=True,
        business_id="0112038-9",
        sectors=["older_people"],
        descriptions={"sv": "Vi snickrar.\n\nAlla får komma."},
    )
    page = read(f"/fi/jarjesto/{organisation()}")
    for words in ("Saa STEA-avustusta valtiolta", "0112038-9", "Vanhus- ja eläkeläisjärjestöt", "Vain ruotsiksi"):
        assert words in page.text
    (link,) = [a for a in page.tree.iter("a") if a.get("href") == "https://pajat.example/"]
    assert {"noopener", "nofollow", "ugc"} <= set(link.get("rel", "").split())
    node = json.loads(page.one("script", type="application/ld+json").text or "")
    assert node["@type"] == "NGO"
    assert node["identifier"]["value"] == "0112038-9"


def test_another_slug_leads_on(publish: Publish, organisation: Callable[[], str], client: FlaskClient) -> None:
    publish()
    answer = client.get(f"/sv/organisation/{organisation()}-old")
    assert answer.status_code == 301
    assert answer.headers["Location"].endswith("-pielisen-pajat-ry")
    assert client.get("/sv/organisation/zzzz").status_code == 404
