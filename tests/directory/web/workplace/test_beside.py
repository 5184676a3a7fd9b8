"""What only professionals see stands beside listings for them, and nowhere that anybody else can read."""

from collections.abc import Callable
from pathlib import Path

import orjson
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from directory.models import Activity, ActivityCard, Contact, ShelfItem
from directory.services import indexing
from tests.directory.web.workplace.conftest import ADMIN, COORDINATOR, EDITOR, FROM_HERE, NURSE, STRANGER, UKKOTYO, seen

MARKS = {
    "name": "Zebulonmarkki",
    "role": "merkkimestari",
    "phone": "+358 50 00 999",
    "email": "salainen@merkki.example",
    "before": "Ennakkomerkki ensin",
    "note": "Tiimimerkki pysyy meillä",
    "folder": "Kansiomerkki",
}
SHOWN = {**MARKS, "phone": "050 00 999"}
OTHERS_ACTIVITY = "pihapiiri-kitee"  # of another organisation than the editor's
QUESTION = "/fi/haku?q=etsivä+ukkotyö+kylillä"
Browser = Callable[[tuple[str, str]], FlaskClient]


@pytest.fixture
def marked(site: Flask) -> Flask:
    """Marks in everything that is not public of two activities, and in the nurse's note on one of them."""
    with site.extensions["database"].write() as session:
        for import_id in (UKKOTYO, OTHERS_ACTIVITY):
            activity = session.scalar(select(Activity).where(Activity.import_id == import_id))
            assert activity is not None
            activity.do_before = {"fi": MARKS["before"]}
            contact = Contact(name=MARKS["name"], role={"fi": MARKS["role"]}, audience="professional", position=9)
            contact.phone, contact.email = MARKS["phone"], MARKS["email"]
            activity.contacts.append(contact)
            session.flush()
            indexing.changed(session, [activity.id])
        item = session.scalar(
            select(ShelfItem).join(Activity, Activity.id == ShelfItem.activity_id).where(Activity.import_id == UKKOTYO)
        )
        assert item is not None
        item.note, item.folder = MARKS["note"], MARKS["folder"]
    return site


def told(html: str) -> set[str]:
    """Which of the marks a page tells; a phone number also without its spaces."""
    found = {name for name, mark in SHOWN.items() if mark in html}
    return found | ({"phone"} if "5000999" in html.replace(" ", "") else set())


def page_of(client: FlaskClient, import_id: str, site: Flask) -> str:
    with site.extensions["database"].read() as session:
        public_id = session.scalar(select(Activity.public_id).where(Activity.import_id == import_id))
    return client.get(f"/fi/toiminta/{public_id}", follow_redirects=True).get_data(as_text=True)


def test_a_professional_sees_it_in_the_results_and_on_the_page(marked: Flask, nurse: FlaskClient) -> None:
    page = seen(nurse, QUESTION)
    assert told(page.html) == set(MARKS) - {"email"}  # a card has the number; the page the address too
    assert "Ammattilainen voi ottaa yhteyttä asiakkaan luvalla. Soitetaan yhdessä vastaanotolla" in page.text
    assert told(page_of(nurse, UKKOTYO, marked)) == set(MARKS)


def test_another_workplace_sees_the_facts_but_not_the_team_note(marked: Flask, as_: Browser) -> None:
    stranger = as_(STRANGER)
    facts = set(MARKS) - {"note", "folder"}
    assert told(page_of(stranger, UKKOTYO, marked)) == facts
    assert told(stranger.get(QUESTION).get_data(as_text=True)) == facts - {"email"}
    assert told(stranger.get("/fi/hylly").get_data(as_text=True)) == set()


@pytest.mark.parametrize(
    ("who", "own", "others"),
    [(EDITOR, True, False), (COORDINATOR, True, True), (ADMIN, True, True)],
    ids=["owner", "coordinator", "admin"],
)
def test_who_else_sees_what(marked: Flask, as_: Browser, who: tuple[str, str], own: bool, others: bool) -> None:
    client, facts = as_(who), set(MARKS) - {"note", "folder"}
    assert told(page_of(client, UKKOTYO, marked)) == (facts if own else set())
    assert told(page_of(client, OTHERS_ACTIVITY, marked)) == (facts if others else set())
    html = client.get(QUESTION).get_data(as_text=True)
    assert "Tallenna hyllyyn" not in html
    assert "Ota pois hyllystä" not in html


def test_a_reader_finds_none_of_it_anywhere(marked: Flask, tmp_path: Path) -> None:
    client = marked.test_client()
    with marked.extensions["database"].read() as session:
        rows = session.execute(
            select(Activity.public_id, ActivityCard.card, ActivityCard.document)
            .join(ActivityCard, ActivityCard.activity_id == Activity.id)
            .where(Activity.import_id.in_((UKKOTYO, OTHERS_ACTIVITY)))
        ).all()
    public_ids = [row.public_id for row in rows]
    for row in rows:
        assert told(orjson.dumps(orjson.loads(row.card)).decode() + row.document.decode("utf-8", "replace")) == set()
    paths = [
        QUESTION,
        "/fi/haku?q=pihapiiri+kitee",
        "/fi/",
        "/fi/talla-viikolla?place=422",
        "/fi/kunta/lieksa",
        "/sitemap.xml",
        *(f"/fi/toiminta/{public_id}" for public_id in public_ids),
        *(f"/fi/toiminta/{public_id}.ics" for public_id in public_ids),
        *(f"/fi/ohjauslista?a={public_id}" for public_id in public_ids),
        *(f"/fi/haku/ehdota?q={mark.split()[0]}" for mark in MARKS.values()),
    ]
    for path in paths:
        response = client.get(path, follow_redirects=True)
        assert response.status_code == 200, path
        assert told(response.get_data(as_text=True)) == set(), path
        assert 'class="pro"' not in response.get_data(as_text=True)
    for mark in ("Zebulonmarkki", "merkkimestari", "Ennakkomerkki", "Tiimimerkki", "Kansiomerkki"):
        hits = client.get(f"/fi/haku?q={mark}").get_data(as_text=True)
        assert not [one for one in public_ids if f'id="a-{one}"' in hits], mark
    inside = [path for path in (tmp_path / "index").rglob("*") if path.is_file()]
    assert inside
    found = [
        (mark, path.name)
        for path in inside
        for mark in ("zebulonmarkki", "merkkimestari", "ennakkomerkki", "tiimimerkki", "kansiomerkki")
        if mark.encode() in path.read_bytes().lower()
    ]
    assert found == []


def test_a_professionals_question_finds_nothing_by_what_is_not_public(marked: Flask, nurse: FlaskClient) -> None:
    html = nurse.get("/fi/haku?q=Zebulonmarkki").get_data(as_text=True)
    assert UKKOTYO not in html
    assert told(html.replace("Zebulonmarkki", "")) == set()


def test_the_page_of_a_professional_is_sent_compressed_and_kept_nowhere(nurse: FlaskClient) -> None:
    response = nurse.get(QUESTION, headers={"Accept-Encoding": "br", **FROM_HERE})
    assert response.headers["Content-Encoding"] == "br"
    assert response.headers["Cache-Control"] == "no-store"


def test_the_public_card_is_the_same_for_everybody(site: Flask, as_: Browser) -> None:
    """What a professional sees comes after the public card and changes nothing in it."""
    mine = seen(as_(NURSE), "/fi/haku?q=verstas&place=422")
    public = seen(site.test_client(), "/fi/haku?q=verstas&place=422")
    for card in public.all("article"):
        same = mine.one("article", id=str(card.get("id")))
        own = [child for child in same if "pro" not in (child.get("class") or "").split()]
        assert [child.get("class") for child in own] == [child.get("class") for child in card]
        assert ["".join(child.itertext()) for child in own] == ["".join(child.itertext()) for child in card]
