"""The head of the page lights the part of the service that the page belongs to, its subpages too."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from directory.models import Workplace
from directory.services.access import Grant
from directory.vocabulary import Role
from tests.pages import checked_page, words_of

Browser = Callable[[Grant], FlaskClient]


@pytest.fixture
def place(app: Flask) -> Workplace:
    with app.extensions["database"].write_quietly() as session:
        made = Workplace(name="Keskus", municipalities=["422"], languages=["fi"])
        session.add(made)
        session.flush()
        return made


def lit(client: FlaskClient, path: str) -> list[tuple[str, str | None]]:
    """What is lit in the head of the page, and how."""
    head = checked_page(client, path).one("header", class_="band")
    places = [*head.iter("nav"), *(p for p in head.iter("p") if p.get("class") == "who")]
    links = [link for place in places for link in place.iter("a")]
    return [(words_of(link), link.get("aria-current")) for link in links if link.get("aria-current")]


def test_administration_is_lit_on_all_its_pages(browser_as: Browser, place: Workplace) -> None:
    admin = browser_as(Grant(Role.ADMIN))
    assert lit(admin, "/fi/hallinta/accounts") == [("Hallinta", "page")]
    under = ("hallinta/invitations", "hallinta/invitations/new", "hallinta/domains", "hallinta/domains/new")
    own = ("tyopiste/all", "tyopiste/new", f"tyopiste/{place.public_id}", f"tyopiste/{place.public_id}/delete")
    for path in (*under, *own):
        assert lit(admin, f"/fi/{path}") == [("Hallinta", "true")], path


def test_a_coordinators_part_is_lit(browser_as: Browser) -> None:
    coordinator = browser_as(Grant(Role.COORDINATOR, county="11"))
    assert lit(coordinator, "/sv/administration/invitations") == [("Inbjudningar", "page")]
    assert lit(coordinator, "/sv/administration/invitations/new") == [("Inbjudningar", "true")]
    assert lit(coordinator, "/sv/administration/accounts") == [("Inbjudningar", "true")]
    assert [how for _text, how in lit(coordinator, "/sv/koordinering/feedback")] == ["page"]


def test_a_professionals_own_pages_are_lit(browser_as: Browser, place: Workplace) -> None:
    nurse = browser_as(Grant(Role.PROFESSIONAL, workplace_id=place.id))
    assert lit(nurse, "/en/shelf/folders") == [("Workplace shelf", "true")]
    account = "Signed in: Keskus"
    assert lit(nurse, "/en/my-account") == [(account, "page")]
    for path in (f"workplace/{place.public_id}", "my-account/email", "my-searches"):
        assert lit(nurse, f"/en/{path}") == [(account, "true")], path


def test_public_pages_light_their_part_and_texts_none(client: FlaskClient) -> None:
    assert lit(client, "/fi/kunta/lieksa") == [("Kunnat", "true")]
    assert lit(client, "/fi/vertaile") == [("Haku", "true")]
    assert lit(client, "/fi/tietosuoja") == []
