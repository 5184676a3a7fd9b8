"""The demo with its people signed in: a nurse with a colleague, and a stranger of another workplace."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from directory import create_app
from directory.models import Account, Activity, Membership, Workplace
from directory.services import passwords
from directory.vocabulary import Role
from tests.conftest import app_on_copy, close, make_settings
from tests.directory.web.auth.test_sign_in import sign_in
from tests.pages import Page, check, parsed

NURSE = ("ammattilainen@demo.example", "kahvi ja pulla lieksassa")
EDITOR = ("jarjesto@demo.example", "verstaan avain naulassa")
COORDINATOR = ("koordinaattori@demo.example", "kartta pielisen rannalta")
ADMIN = ("paakayttaja@demo.example", "seitsemän lumista kuusta")
STRANGER = ("vieras@demo.example", "kolme kuivaa lapasta")
HOMELESS = ("uusi@demo.example", "kaksi tyhjää reppua")
OTHER = "Nurmeksen terveysasema"
NURMES = "541"
FROM_HERE = {"Sec-Fetch-Site": "same-origin"}
VERSTAS, UKKOTYO, OTHERS_WORK = "ukkojen-verstas-joensuu", "ukkotyo-kylilla", "pihapiiri-kitee"


@pytest.fixture(scope="session")
def staffed_folder(tmp_path_factory: pytest.TempPathFactory, peopled_folder: Path) -> Path:
    """The demo with its sign-ins, a stranger's workplace and a professional of none; made once, copied by tests."""
    folder = tmp_path_factory.mktemp("staffed")
    shutil.copytree(peopled_folder, folder, dirs_exist_ok=True)
    app = create_app(make_settings(folder))
    with app.extensions["database"].write() as session:
        other = Workplace(name=OTHER, municipalities=[NURMES, "422"], languages=["sv", "ru"])
        session.add(other)
        session.flush()
        for (email, password), place in ((STRANGER, other.id), (HOMELESS, None)):
            account = Account(email=email, name=email.partition("@")[0], password_hash=passwords.hashed(password))
            account.memberships = [Membership(role=Role.PROFESSIONAL, workplace_id=place)]
            session.add(account)
    close(app)
    return folder


@pytest.fixture
def site(staffed_folder: Path, tmp_path: Path) -> Iterator[Flask]:
    """The staffed demo, to be written to."""
    with app_on_copy(staffed_folder, tmp_path) as app:
        yield app


@pytest.fixture
def as_(site: Flask) -> Callable[[tuple[str, str]], FlaskClient]:
    """A browser in which somebody has signed in."""

    def signed_in(who: tuple[str, str]) -> FlaskClient:
        client = site.test_client()
        assert sign_in(client, *who).status_code == 302  # type: ignore[attr-defined]
        return client

    return signed_in


@pytest.fixture
def nurse(as_: Callable[[tuple[str, str]], FlaskClient]) -> FlaskClient:
    """The nurse's browser."""
    return as_(NURSE)


@pytest.fixture
def id_of(site: Flask) -> Callable[[str], str]:
    """The public id of an activity of the demo."""

    def found(import_id: str) -> str:
        with site.extensions["database"].read() as session:
            return str(session.scalar(select(Activity.public_id).where(Activity.import_id == import_id)))

    return found


def seen(client: FlaskClient, path: str, status: int = 200, **options: object) -> Page:
    """A page as somebody signed in sees it, checked as every page."""
    response = client.get(path, **options)  # type: ignore[arg-type]
    assert response.status_code == status, f"{path}: {response.status_code}"
    page = parsed(response.get_data(as_text=True), status, dict(response.headers))
    check(page, path)
    return page


def workplace_id(site: Flask, name: str) -> str:
    """The public id of a workplace."""
    with site.extensions["database"].read() as session:
        return str(session.scalar(select(Workplace.public_id).where(Workplace.name == name)))
