"""Saving a search from the results, and what can be done with it; for readers the address is enough."""

from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from directory.models import Account, SavedSearch
from tests.directory.web.guided import Site
from tests.pages import Page, check, parsed

PATHS = {"fi": "/fi/omat-haut", "sv": "/sv/mina-sokningar", "en": "/en/my-searches"}
LIST = PATHS["fi"]
RESULTS = "/fi/haku?q=yksin%C3%A4inen+mies+Lieksa&group=men"


def kept(site: Site) -> list[SavedSearch]:
    with site.app.extensions["database"].read() as session:
        return list(session.scalars(select(SavedSearch).order_by(SavedSearch.id)))


def page_of(client: FlaskClient, path: str) -> Page:
    page = parsed(client.get(path).get_data(as_text=True))
    check(page, path)
    return page


@pytest.mark.parametrize(("who", "status"), [("nurse", 200), ("editor", 404), ("coordinator", 404), ("", 302)])
def test_who_may_open_the_list(site: Site, who: str, status: int) -> None:
    client = site.client(who)
    for path in PATHS.values():
        response = client.get(path)
        assert response.status_code == status
        if status == 200:
            check(parsed(response.get_data(as_text=True)), path)


def test_a_reader_is_offered_the_address_and_no_account(site: Site) -> None:
    page = page_of(site.client(), RESULTS)
    assert "Säilytä tämä haku" in page.text
    assert "Tallenna tämä haku" not in page.text
    assert [a for a in page.links() if a.startswith("/fi/haku?q=") and "group=men" in a]


def test_a_search_is_saved_with_the_question_as_its_name(site: Site) -> None:
    client = site.client("nurse")
    page = page_of(client, RESULTS)
    form = next(f for f in page.all("form") if f.get("action") == LIST)
    values = {e.get("name", ""): e.get("value", "") for e in form.iter("input") if e.get("type") != "checkbox"}
    assert values["title"] == "yksinäinen mies Lieksa"
    response = client.post(LIST, data=values, headers={"Sec-Fetch-Site": "same-origin"})
    assert response.status_code == 303
    assert response.location.startswith("/fi/haku?")
    [search] = kept(site)
    assert search.arguments == {"q": ["yksinäinen mies Lieksa"], "group": ["men"]}
    assert not search.alert
    assert search.known  # what is there now is no news
    page = page_of(client, LIST)
    assert [a for a in page.links() if a.startswith("/fi/haku?q=yksin") and "group=men" in a]


def test_where_it_looks_is_kept_with_it(site: Site) -> None:
    client = site.client("nurse")
    site.post(client, LIST, address="/fi/haku?q=suru", title="Työpisteen kunnassa")
    site.post(client, LIST, address="/fi/haku?q=suru+Joensuu", title="Sanoissa")
    site.post(client, LIST, address="/fi/haku?q=suru&place=091", title="Valittu")
    client.set_cookie("home", "167")
    site.post(client, LIST, address="/fi/haku?q=suru", title="Oma kunta")
    site.post(client, LIST, address="/fi/haku?q=suru&without=home", title="Ilman")
    assert [search.arguments.get("place") for search in kept(site)] == [["422"], None, ["091"], ["167"], None]


def test_it_is_renamed_deleted_and_taken_back(site: Site) -> None:
    client = site.client("nurse")
    site.post(client, LIST, address="/fi/haku?q=suru", title="Suru")
    public_id = kept(site)[0].public_id
    _status, page = site.post(client, f"{LIST}/{public_id}/rename", **{f"name-{public_id}": "Surevat"})
    assert "Surevat" in page.text
    status, page = site.post(client, f"{LIST}/{public_id}/rename", **{f"name-{public_id}": " "})
    assert status == 400
    assert page.one("input", id=f"name-{public_id}").get("aria-invalid") == "true"
    _status, page = site.post(client, f"{LIST}/{public_id}/delete")
    assert "Surevat" not in page.text
    undo = next(f for f in page.all("form") if (f.get("action") or "").endswith("/restore"))
    _status, page = site.post(client, undo.get("action", ""))
    assert "Surevat" in page.text


@pytest.mark.parametrize(
    ("address", "title", "says"),
    [
        ("/fi/haku?q=mies+131052-308T", "Mies", "henkilötunnus"),
        ("/fi/haku?q=mies+045+123+4567", "Mies", "henkilötunnus"),
        ("/fi/haku?q=mies", "Pena pena@koti.example", "sähköpostiosoite"),
        ("/fi/haku?q=mies", "", "Anna haulle nimi"),
        ("/fi/haku", "Kaikki", "Hae ensin"),
        ("https://elsewhere.example/?q=mies", "Muualta", "Hae ensin"),
    ],
)
def test_what_may_not_be_kept_is_refused_and_not_repeated(
    site: Site,
    address: str,
    title: str,
    says: str,
) -> None:
    status, page = site.post(site.client("nurse"), LIST, address=address, title=title)
    assert status == 400
    assert says in page.text
    assert kept(site) == []
    for personal in ("131052-308T", "123 4567", "pena@"):
        assert personal not in page.html


def test_nobody_touches_anothers(site: Site) -> None:
    nurse = site.client("nurse")
    site.post(nurse, LIST, address="/fi/haku?q=suru", title="Suru")
    public_id = kept(site)[0].public_id
    for who in ("editor", "coordinator"):
        client = site.client(who)
        for act in ("rename", "alert", "delete", "restore"):
            status, _page = site.post(client, f"{LIST}/{public_id}/{act}", **{f"name-{public_id}": "x"})
            assert status == 404
    assert kept(site)[0].deleted_at is None
    assert site.post(nurse, f"{LIST}/2222222222/delete")[0] == 404


def test_without_mail_no_news_are_offered(site: Site) -> None:
    client = site.client("nurse")
    page = page_of(client, RESULTS)
    assert page.all("input", name="alert") == []
    site.post(client, LIST, address="/fi/haku?q=" + quote("ä"), title="x", alert="1")
    assert not kept(site)[0].alert
    with site.app.extensions["database"].read() as session:
        assert {account.digest for account in session.scalars(select(Account))} == {""}
    assert page_of(client, "/fi/uutiset-postiin").all("input", name="digest") == []
