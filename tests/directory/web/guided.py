"""The demo with its sign-ins, slips of its workplace, and who opens the pages."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from directory.models import Activity, Organisation, Workplace
from directory.models.base import utc_now
from directory.services import referrals
from directory.services.access import Actor, Grant
from directory.services.referrals import NewSlip
from tests.directory.web.auth.test_sign_in import sign_in, token_of
from tests.pages import Page, check, parsed

CAST = {
    "nurse": ("ammattilainen@demo.example", "kahvi ja pulla lieksassa"),
    "editor": ("jarjesto@demo.example", "verstaan avain naulassa"),
    "coordinator": ("koordinaattori@demo.example", "kartta pielisen rannalta"),
    "admin": ("paakayttaja@demo.example", "seitsemän lumista kuusta"),
}
OWN, OTHER = "ukkojen-verstas-lieksa", "olohuone-turku"


@dataclass
class Site:
    """The demo and a slip with one activity of the editor's organisation and one of another."""

    app: Flask
    own: str
    other: str
    code: str

    def client(self, who: str = "") -> FlaskClient:
        """A browser, signed in as somebody of the cast."""
        client = self.app.test_client()
        if who:
            assert sign_in(client, *CAST[who]).status_code == 302  # type: ignore[attr-defined]
        return client

    def post(self, client: FlaskClient, path: str, **form: str) -> tuple[int, Page]:
        """Send a form with its token and read the page that comes of it."""
        token = token_of(client.get("/fi/oma-tili").get_data(as_text=True))
        response = client.post(path, data={"csrf_token": token, **form}, follow_redirects=True)
        page = parsed(response.get_data(as_text=True))
        check(page, path)
        return response.status_code, page


@pytest.fixture
def site(peopled: Flask) -> Site:
    with peopled.extensions["database"].write_quietly() as session:
        ids = {one: session.scalar(select(Activity.public_id).where(Activity.import_id == one)) for one in (OWN, OTHER)}
        place = session.scalar(select(Workplace.id))
        nurse = Actor(1, (Grant("professional", workplace_id=place),))
        slip = referrals.make(session, nurse, NewSlip((ids[OWN], ids[OTHER]), "fi"), now=utc_now())  # type: ignore[arg-type]
        code = slip.short_code
    return Site(peopled, ids[OWN], ids[OTHER], code)  # type: ignore[arg-type]


@pytest.fixture
def edit(site: Site) -> Callable[..., None]:
    """Changes an activity of the demo as its editor would have."""

    def edited(public_id: str, **values: object) -> None:
        with site.app.extensions["database"].write_quietly() as session:
            activity = session.scalar(select(Activity).where(Activity.public_id == public_id))
            for name, value in values.items():
                setattr(activity, name, value)

    return edited


def other_workplace(site: Site) -> str:
    """The public id of a workplace nobody of the cast works at, with a slip of its own."""
    with site.app.extensions["database"].write_quietly() as session:
        place = Workplace(name="Muu työpiste")
        session.add(place)
        session.flush()
        nurse = Actor(1, (Grant("professional", workplace_id=place.id),))
        referrals.make(session, nurse, NewSlip((site.other,), "fi"), now=utc_now() - timedelta(days=1))
        assert session.scalar(select(Organisation.id)) is not None
        return place.public_id
