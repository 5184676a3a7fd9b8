"""The shelf's pages: save, take off and undo, notes, folders, sorting, looking through, paper."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from directory.models import Activity, ShelfItem
from directory.services import activities
from directory.services.access import Actor
from tests.directory.web.auth.test_sign_in import token_of
from tests.directory.web.workplace.conftest import FROM_HERE, HOMELESS, STRANGER, UKKOTYO, VERSTAS, seen
from tests.pages import Page, check, parsed, words_of

SHELF = "/fi/hylly"
Browser = Callable[[tuple[str, str]], FlaskClient]
Id = Callable[[str], str]


def press(client: FlaskClient, path: str, **form: Any) -> str:
    """Press a button that stands beside listings; gives where it leads."""
    response = client.post(path, data=form, headers=FROM_HERE)
    assert response.status_code == 303, response.status_code
    return str(response.location)


def write(client: FlaskClient, public_id: str, **form: str) -> Any:
    html = client.get(f"{SHELF}/{public_id}").get_data(as_text=True)
    return client.post(f"{SHELF}/{public_id}", data={"csrf_token": token_of(html)} | form)


def titles(page: Page) -> list[str]:
    return [words_of(h) for h in page.all("h4")]


def test_the_demo_shelf_is_a_real_one(nurse: FlaskClient) -> None:
    page = seen(nurse, SHELF)
    assert "Lieksan sote-keskus" in page.text
    assert [words_of(h) for h in page.all("h3")] == ["Miehet", "Matala kynnys", "Omaiset", "Ei kansiossa"]
    assert len(page.all("article")) == 7
    assert "Torstaisin rauhallisempaa." in page.text
    assert "yli 6 kuukautta vanha" in page.text
    assert len(page.all("input", name="a")) == 7


def test_saved_from_the_results_and_back_there_with_the_ticks(nurse: FlaskClient, id_of: Id) -> None:
    public_id = id_of(VERSTAS)
    back = "/fi/haku?q=verstas+Joensuu&sort=best"
    target = press(nurse, f"{SHELF}/{public_id}/save", back=back, a=[public_id, id_of(UKKOTYO), "<script>"])
    assert target == f"{back}&a={public_id}&a={id_of(UKKOTYO)}#a-{public_id}"
    page = seen(nurse, target.partition("#")[0])
    assert "Tallennettu hyllyyn." in page.text
    card = page.one("article", id=f"a-{public_id}")
    assert "Ota pois hyllystä" in words_of(card)
    assert [e for e in page.all("input", name="a", value=public_id) if e.get("checked") is not None]
    assert seen(nurse, SHELF).one("article", id=f"a-{public_id}") is not None


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "/fi/oma-tili", "", "\\evil"])
def test_nobody_is_sent_elsewhere(nurse: FlaskClient, id_of: Id, back: str) -> None:
    target = press(nurse, f"{SHELF}/{id_of(VERSTAS)}/save", back=back)
    assert target == f"{SHELF}#a-{id_of(VERSTAS)}"


def test_a_removal_is_undone_with_its_note(nurse: FlaskClient, id_of: Id) -> None:
    public_id = id_of(UKKOTYO)
    assert press(nurse, f"{SHELF}/{public_id}/remove", back=SHELF) == SHELF
    page = seen(nurse, SHELF)
    assert "Soita yhdessä vastaanotolla" not in page.text
    undo = next(form for form in page.all("form") if form.get("action") == f"{SHELF}/{public_id}/save")
    assert "Kumoa" in words_of(undo)
    press(nurse, f"{SHELF}/{public_id}/save", back=SHELF)
    page = seen(nurse, SHELF)
    assert "Takaisin hyllyssä, kansio ja muistiinpano tallella." in page.text
    assert "Soita yhdessä vastaanotolla" in page.text


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, 400),
        ({"Sec-Fetch-Site": "same-site"}, 400),
        ({"Sec-Fetch-Site": "none"}, 400),
        ({"Origin": "https://evil.example"}, 400),
        ({}, 400),
        ({"Origin": "http://localhost"}, 303),
        (FROM_HERE, 303),
    ],
)
@pytest.mark.parametrize("act", ["save", "remove"])
def test_another_site_cannot_press_the_buttons(
    nurse: FlaskClient, id_of: Id, act: str, headers: dict[str, str], status: int
) -> None:
    response = nurse.post(f"{SHELF}/{id_of(VERSTAS)}/{act}", headers=headers)
    assert response.status_code == status


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("Varattu 131052-308T", "Muistiinpanossa on henkilötunnus."),
        ("Soita 050 123 4567", "Muistiinpanossa on puhelinnumero tai sähköpostiosoite."),
        ("x" * 301, "Lyhennä muistiinpano 300 merkkiin."),
    ],
)
def test_a_refused_note_keeps_what_was_typed_and_stores_nothing(
    site: Flask, nurse: FlaskClient, id_of: Id, note: str, told: str
) -> None:
    response = write(nurse, id_of(UKKOTYO), note=note, folder="", **{"new-folder": "Uusi kansio"})
    assert response.status_code == 400
    page = parsed(response.get_data(as_text=True))
    check(page, SHELF)
    assert words_of(page.one("textarea", id="note")) == note
    assert page.one("input", id="new-folder").get("value") == "Uusi kansio"
    errors = page.one("div", class_="errors")
    assert told in words_of(errors)
    assert [link.get("href") for link in errors.iter("a")] == ["#note"]
    with site.extensions["database"].read() as session:
        notes = session.scalars(select(ShelfItem.note)).all()
    assert note not in notes
    assert "Soita yhdessä vastaanotolla, niin lähtö onnistuu." in notes
    assert "Uusi kansio" not in seen(nurse, SHELF).text


def test_a_note_and_a_new_folder(nurse: FlaskClient, id_of: Id) -> None:
    response = write(nurse, id_of(UKKOTYO), note="Kysy Marjaa", folder="Miehet", **{"new-folder": "Kylät"})
    assert response.status_code == 303
    page = seen(nurse, f"{SHELF}?folder=Kyl%C3%A4t")
    assert titles(page) == ["Mies pihassa – etsivä ukkotyö kylillä"]
    assert "Kysy Marjaa" in page.text
    assert "Demo-ammattilainen" in page.text


def test_sorting_looking_through_and_one_folder(nurse: FlaskClient) -> None:
    by_name = titles(seen(nurse, f"{SHELF}?sort=name&folder=Miehet"))
    assert by_name == sorted(by_name)
    assert len(by_name) == 3
    newest = titles(seen(nurse, f"{SHELF}?sort=added&folder=Matala+kynnys"))
    assert newest == ["Tupa", "Aamusoitto"]
    assert titles(seen(nurse, f"{SHELF}?find=sijaishoidosta")) == ["Lepoviikonloppu Kolilla"]
    nothing = seen(nurse, f"{SHELF}?find=avaruus")
    assert "Hyllyssä ei ole mitään näillä sanoilla." in nothing.text
    assert nothing.one("input", id="find").get("value") == "avaruus"
    personal = seen(nurse, f"{SHELF}?find=131052-308T+avaruus")
    assert "131052-308T" not in personal.html
    assert len(seen(nurse, f"{SHELF}?sort=wrong&folder=none").all("article")) == 7


def test_for_paper(nurse: FlaskClient) -> None:
    page = seen(nurse, f"{SHELF}?print=1&folder=Miehet")
    assert "Henkilökunnalle: ei anneta asiakkaille." in page.text
    assert "050 00 142" in page.text
    assert not page.all("article")
    assert not page.all("input")


def test_an_ended_activity_stays_with_a_way_to_similar_ones(site: Flask, nurse: FlaskClient, id_of: Id) -> None:
    with site.extensions["database"].write() as session:
        activity = session.scalar(select(Activity).where(Activity.import_id == "tupa-lieksa"))
        assert activity is not None
        activities.end(session, Actor.system(), activity, version=activity.version)
    page = seen(nurse, SHELF)
    card = page.one("article", id=f"a-{id_of('tupa-lieksa')}")
    assert "Tämä toiminta on päättynyt." in words_of(card)
    similar = next(link.get("href") or "" for link in card.iter("a") if "Etsi samanlaisia" in words_of(link))
    assert "need=" in similar
    assert "place=422" in similar
    assert seen(nurse, similar).all("article")
    assert len(page.all("input", name="a")) == 6
    assert not [link for link in card.iter("a") if "/fi/toiminta/" in (link.get("href") or "")]


def test_folders_are_managed_on_a_page_of_their_own(nurse: FlaskClient) -> None:
    path = f"{SHELF}/folders"
    page = seen(nurse, path)
    form = {"csrf_token": token_of(page.html)}

    def sent(**values: str) -> Any:
        return nurse.post(path, data=form | values)

    assert sent(do="make", name="Äidit").status_code == 303
    assert sent(do="rename", folder="Miehet", name="Ukot").status_code == 303
    assert sent(do="empty", folder="Omaiset").status_code == 303
    assert sent(do="remove", folder="Matala kynnys").status_code == 303
    page = seen(nurse, path)
    assert "2 toimintaa siirrettiin pois kansiosta ”Matala kynnys”. Ne ovat yhä hyllyssä." in page.text
    assert [words_of(h) for h in page.all("h2")] == ["Siirrä monta kerralla", "Kansiot", "Tee kansio"]
    assert [words_of(h) for h in page.all("h3")] == ["Ukot 3 toimintaa", "Omaiset 0 toimintaa", "Äidit 0 toimintaa"]
    refused = sent(do="rename", folder="Ukot", name="Omaiset")
    assert refused.status_code == 400
    faulty = parsed(refused.get_data(as_text=True))
    check(faulty, path)
    assert "Tämänniminen kansio on jo olemassa." in faulty.text
    assert faulty.one("input", id="name-0").get("value") == "Omaiset"
    empty = sent(do="make", name=" ")
    assert empty.status_code == 400
    assert "Kirjoita kansiolle nimi." in parsed(empty.get_data(as_text=True)).text
    assert sent(do="burn").status_code == 400
    assert sent(do="empty", folder="Miehet").status_code == 404


def test_several_are_moved_at_once(nurse: FlaskClient, id_of: Callable[[str], str]) -> None:
    path = f"{SHELF}/folders"
    page = seen(nurse, path)
    chosen = [box.get("value") for box in page.all("input", name="a")]
    assert len(chosen) == 7
    form = {"csrf_token": token_of(page.html), "do": "move"}
    for values, problem in (
        ({"to": "Omaiset"}, "Rastita toiminnat, jotka siirrät."),
        ({"a": chosen[:2]}, "Valitse kansio, johon siirrät ne."),
    ):
        refused = nurse.post(path, data=form | values)
        assert refused.status_code == 400
        faulty = parsed(refused.get_data(as_text=True))
        check(faulty, path)
        assert problem in faulty.text
    kept = [box.get("value") for box in faulty.all("input", name="a") if box.get("checked") is not None]
    assert kept == chosen[:2]
    assert nurse.post(path, data=form | {"a": chosen[:3], "to": "Omaiset"}).status_code == 303
    assert "3 toimintaa on nyt kansiossa ”Omaiset”." in seen(nurse, path).text
    assert nurse.post(path, data=form | {"a": chosen, "to": "-"}).status_code == 303
    page = seen(nurse, path)
    assert "7 toimintaa ei ole enää kansiossa. Ne ovat yhä hyllyssä." in page.text
    assert words_of(page.all("h3")[0]) == "Miehet 0 toimintaa"
    assert nurse.post(path, data=form | {"a": chosen, "to": "Ei ole"}).status_code == 404


def test_an_empty_shelf_explains_itself(as_: Browser) -> None:
    page = seen(as_(STRANGER), "/sv/hylla")
    assert "Hyllan är tom." in page.text
    assert "Spara på hyllan" in page.text


def test_a_professional_of_no_workplace_is_told_what_to_do(as_: Browser) -> None:
    page = seen(as_(HOMELESS), "/en/shelf")
    assert "You do not belong to any workplace yet." in page.text


def test_another_workplaces_entry_is_not_found(as_: Browser, id_of: Id) -> None:
    stranger = as_(STRANGER)
    assert stranger.get(f"{SHELF}/{id_of(UKKOTYO)}").status_code == 404
    assert "Soita yhdessä" not in stranger.get(SHELF).get_data(as_text=True)
    assert stranger.post(f"{SHELF}/2222222222/save", headers=FROM_HERE).status_code == 404
    assert stranger.post(f"{SHELF}/not-an-id/save", headers=FROM_HERE).status_code == 404


def test_ticked_on_the_shelf_leads_to_a_slip_and_back(nurse: FlaskClient, id_of: Id) -> None:
    page = seen(nurse, "/fi/ohjauslista", query_string={"a": id_of(UKKOTYO), "back": f"{SHELF}?folder=Miehet"})
    assert [link for link in page.links() if link == f"{SHELF}?folder=Miehet"]
    assert "Takaisin hyllylle" in page.text
