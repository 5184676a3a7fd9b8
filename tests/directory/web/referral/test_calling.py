"""Call together now: professionals see their number, everybody else the public one, and nobody a field for a client."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from directory.models import Activity
from tests.directory.web.referral.conftest import token_of
from tests.pages import checked_page, words_of

PATHS = {"fi": "/fi/soitetaan-yhdessa", "sv": "/sv/vi-ringer-tillsammans", "en": "/en/call-together"}
PUBLIC, PROFESSIONAL = "050 00 136", "050 00 137"
BEFORE = "Kysy mieheltä lupa"
PEOPLE = {
    "professional": ("ammattilainen@demo.example", "kahvi ja pulla lieksassa"),
    "coordinator": ("koordinaattori@demo.example", "kartta pielisen rannalta"),
    "administrator": ("paakayttaja@demo.example", "seitsemän lumista kuusta"),
}


@pytest.fixture
def workshop(peopled: Flask) -> str:
    """Public id of an activity with a public number, one for professionals and something to do before."""
    with peopled.extensions["database"].read() as session:
        found = session.scalar(select(Activity.public_id).where(Activity.import_id == "ukkojen-verstas-joensuu"))
    assert found
    return str(found)


def sign_in(site: FlaskClient, who: str) -> None:
    email, password = PEOPLE[who]
    token = token_of(site.get("/fi/kirjaudu").get_data(as_text=True))
    answer = site.post("/fi/kirjaudu", data={"email": email, "password": password, "csrf_token": token})
    assert answer.status_code == 302


@pytest.mark.parametrize("language", list(PATHS))
def test_a_stranger_gets_the_public_number_and_nothing_else(site: FlaskClient, workshop: str, language: str) -> None:
    page = checked_page(site, f"{PATHS[language]}/{workshop}")
    assert words_of(page.one("a", class_="bigtel")) == PUBLIC
    assert page.one("a", class_="bigtel").get("href") == "tel:+3585000136"
    for hidden in (PROFESSIONAL, "5000137", BEFORE, "Sari", "sari.ikaheimo"):
        assert hidden not in page.html
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("who", list(PEOPLE))
def test_who_may_see_it_gets_the_number_for_professionals_first(site: FlaskClient, workshop: str, who: str) -> None:
    sign_in(site, who)
    page = checked_page(site, f"/fi/soitetaan-yhdessa/{workshop}")
    assert words_of(page.one("a", class_="bigtel")) == PROFESSIONAL
    assert BEFORE in page.text
    assert PUBLIC in page.text
    assert "älä anna tätä numeroa asiakkaalle" in page.text


def test_the_script_has_three_lines_in_the_clients_language(site: FlaskClient, workshop: str) -> None:
    sign_in(site, "professional")
    page = checked_page(site, f"/fi/soitetaan-yhdessa/{workshop}?client=sv")
    script = page.one("ol", class_="aloud")
    assert script.get("lang") == "sv"
    lines = [words_of(line) for line in script.iter("li")]
    assert len(lines) == 3
    assert "Lieksan sote-keskus" in lines[0]
    assert "Högtalaren är på" in lines[0]
    assert [e.get("lang") for e in script.iter("span")] == ["fi"]  # the name of the group is Finnish
    assert "Nästa gång ska vara" in lines[1]
    assert "Möter Veikko" in lines[2]


def test_a_full_group_is_asked_for_its_waiting_list(site: FlaskClient, workshop: str) -> None:
    with site.application.extensions["database"].write() as session:
        activity = session.scalar(select(Activity).where(Activity.public_id == workshop))
        activity.capacity, activity.meets_name = "full", ""
        activity.contacts = []
        activity.organisation.phone = "+358 50 00 199"
    page = checked_page(site, f"/en/call-together/{workshop}")
    lines = [words_of(line) for line in page.one("ol", class_="aloud").iter("li")]
    assert "waiting list" in lines[1]
    assert lines[2].startswith("Who meets a newcomer")
    assert words_of(page.one("a", class_="bigtel")) == "050 00 199"  # the organisation's own


def test_there_is_no_field_for_a_client_and_the_way_to_the_organisations_own_form(
    site: FlaskClient, workshop: str
) -> None:
    page = checked_page(site, f"/en/call-together/{workshop}")
    assert [field.get("name") for field in page.all("input")] == []
    assert page.all("textarea") == []
    assert [field.get("name") for field in page.all("select")] == ["client"]
    assert "https://vaarojenmiehet.example" in page.links()
    assert "takes no names, numbers or other details of people" in page.text


def test_without_any_number_the_page_says_so(site: FlaskClient, workshop: str) -> None:
    with site.application.extensions["database"].write() as session:
        activity = session.scalar(select(Activity).where(Activity.public_id == workshop))
        activity.contacts = []
        activity.organisation.phone = ""
    assert "No phone number has been given." in checked_page(site, f"/en/call-together/{workshop}").text


def test_a_helplines_hours_are_told_and_a_groups_are_not(site: FlaskClient, workshop: str) -> None:
    with site.application.extensions["database"].read() as session:
        line = session.scalar(select(Activity.public_id).where(Activity.import_id == "velkapuhelin"))
    assert "Somebody answers:" in checked_page(site, f"/en/call-together/{line}").text
    assert "Somebody answers:" not in checked_page(site, f"/en/call-together/{workshop}").text


@pytest.mark.parametrize(("lifecycle", "status"), [("ended", 410), ("draft", 404), ("paused", 200)])
def test_only_what_the_public_may_see(site: FlaskClient, workshop: str, lifecycle: str, status: int) -> None:
    with site.application.extensions["database"].write() as session:
        session.scalar(select(Activity).where(Activity.public_id == workshop)).lifecycle = lifecycle
    assert site.get(f"/fi/soitetaan-yhdessa/{workshop}").status_code == status


@pytest.mark.parametrize("query", ["client=xx", "client=%00", "client=<script>"])
def test_hostile_addresses_give_a_page(site: FlaskClient, workshop: str, query: str) -> None:
    page = checked_page(site, f"/fi/soitetaan-yhdessa/{workshop}?{query}")
    assert page.one("ol", class_="aloud").get("lang") == "fi"


def test_the_way_there_stands_on_the_activity_and_the_slip(site: FlaskClient, workshop: str) -> None:
    activity = checked_page(site, f"/fi/toiminta/{workshop}-ukkojen-verstas")
    assert f"/fi/soitetaan-yhdessa/{workshop}" in activity.links()
    token = token_of(site.get(f"/fi/ohjauslista?a={workshop}").get_data(as_text=True))
    made = site.post("/fi/ohjauslista", data={"csrf_token": token, "a": workshop, "client": "sv"})
    slip = checked_page(site, str(made.location))
    assert f"/fi/soitetaan-yhdessa/{workshop}?client=sv" in slip.links()
