"""The queue of feedback: who sees it, who answers it."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from directory.models import Activity, Feedback
from directory.services import feedback
from directory.services.feedback import NewFeedback
from tests.directory.web.auth.test_sign_in import sign_in, token_of
from tests.pages import check, parsed

COORDINATOR = ("koordinaattori@demo.example", "kartta pielisen rannalta")
EDITOR = ("jarjesto@demo.example", "verstaan avain naulassa")
NURSE = ("ammattilainen@demo.example", "kahvi ja pulla lieksassa")
ADMIN = ("paakayttaja@demo.example", "seitsemän lumista kuusta")
QUEUE = "/fi/koordinointi/feedback"


@pytest.fixture
def site(peopled: Flask) -> Flask:
    with peopled.extensions["database"].write() as session:
        for import_id, message in (
            ("ukkojen-verstas-joensuu", "Tiistain aika on muuttunut"),
            ("olohuone-turku", "Ovi oli lukossa"),
        ):
            activity = session.scalar(select(Activity).where(Activity.import_id == import_id))
            feedback.give(session, NewFeedback("times", message, "", "fi"), activity)
    return peopled


def signed_in(site: Flask, who: tuple[str, str]) -> FlaskClient:
    client = site.test_client()
    assert sign_in(client, *who).status_code == 302  # type: ignore[attr-defined]
    return client


@pytest.mark.parametrize(
    ("who", "status", "sees", "not_sees"),
    [
        (COORDINATOR, 200, "Tiistain aika", "Ovi oli lukossa"),
        (EDITOR, 200, "Tiistain aika", "Ovi oli lukossa"),
        (ADMIN, 200, "Ovi oli lukossa", "nothing of the kind"),
        (NURSE, 404, "", "Tiistain aika"),
    ],
    ids=["coordinator of the county", "owner", "admin", "member"],
)
def test_who_sees_what(site: Flask, who: tuple[str, str], status: int, sees: str, not_sees: str) -> None:
    response = signed_in(site, who).get(QUEUE)
    assert response.status_code == status
    page = parsed(response.get_data(as_text=True))
    check(page, QUEUE)
    assert sees in page.text
    assert not_sees not in page.text


def test_a_reader_is_asked_to_sign_in(site: Flask) -> None:
    response = site.test_client().get(QUEUE)
    assert response.status_code == 302
    assert "/fi/kirjaudu" in response.headers["Location"]


def one_in(site: Flask, message: str) -> Feedback:
    with site.extensions["database"].read() as session:
        found = session.scalar(select(Feedback).where(Feedback.message == message))
        assert found is not None
        return found


def test_an_answer_closes_it_and_an_empty_one_does_not(site: Flask) -> None:
    client = signed_in(site, COORDINATOR)
    html = client.get(QUEUE).get_data(as_text=True)
    public_id = one_in(site, "Tiistain aika on muuttunut").public_id
    form = {"csrf_token": token_of(html), "state": "answered", f"answer-{public_id}": "  "}
    refused = client.post(f"{QUEUE}/{public_id}", data=form)
    assert refused.status_code == 400
    check(parsed(refused.get_data(as_text=True)), QUEUE)
    assert client.post(f"{QUEUE}/{public_id}", data=form | {f"answer-{public_id}": "x" * 1001}).status_code == 400
    assert client.post(f"{QUEUE}/{public_id}", data=form | {"state": "maybe"}).status_code == 400
    done = client.post(f"{QUEUE}/{public_id}", data=form | {f"answer-{public_id}": "Aika korjattu"})
    assert done.status_code == 302
    answered = one_in(site, "Tiistain aika on muuttunut")
    assert (answered.state, answered.answer) == ("answered", "Aika korjattu")
    assert answered.answered_at is not None
    assert "Aika korjattu" in client.get(f"{QUEUE}?state=answered").get_data(as_text=True)
    assert client.get(f"{QUEUE}?state=everything").status_code == 400


def test_a_stranger_cannot_answer(site: Flask) -> None:
    client = signed_in(site, EDITOR)
    token = token_of(client.get(QUEUE).get_data(as_text=True))
    public_id = one_in(site, "Ovi oli lukossa").public_id
    form = {"csrf_token": token, "state": "rejected", f"answer-{public_id}": "Ei pidä paikkaansa"}
    assert client.post(f"{QUEUE}/{public_id}", data=form).status_code == 404
    assert client.post(f"{QUEUE}/2222222222", data=form).status_code == 404
    assert one_in(site, "Ovi oli lukossa").state == "new"
