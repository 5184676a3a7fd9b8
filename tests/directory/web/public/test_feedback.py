"""Telling that something is wrong: without signing in, without scripts, without anybody's identity."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from directory.models import Activity, Feedback
from directory.vocabulary import Lifecycle
from directory.web.security import limiter
from tests.pages import Page, parsed

Publish, Reader = Callable[..., str], Callable[..., Page]
RIGHT_CODE = "131052-308T"  # an often printed example of a personal identity code whose check character is right


@pytest.fixture(autouse=True)
def fresh_limits(app: Flask) -> None:
    with app.app_context():
        limiter.reset()


def fill(client: FlaskClient, path: str, **fields: str) -> Any:
    """Send the form as a browser does: with the token of the page."""
    page = parsed(client.get(path).get_data(as_text=True))
    (token,) = page.all("input", name="csrf_token")
    return client.post(path, data={"csrf_token": token.get("value", ""), **fields})


def stored(app: Flask) -> list[Feedback]:
    with app.extensions["database"].read() as session:
        return list(session.scalars(select(Feedback).order_by(Feedback.id)))


def test_a_reader_tells_which_field_is_wrong(publish: Publish, app: Flask, client: FlaskClient) -> None:
    public_id = publish()
    answer = fill(client, f"/sv/respons/{public_id}", field="times", message=" Torsdag nu.\r\nKl. 10 ", email="a@b.fi")
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/sv/tack/{public_id}"
    (feedback,) = stored(app)
    assert (feedback.field, feedback.message, feedback.email) == ("times", "Torsdag nu.\nKl. 10", "a@b.fi")
    assert (feedback.ui_language, feedback.state) == ("sv", "new")
    thanks = parsed(client.get(answer.headers["Location"]).get_data(as_text=True))
    assert "Tack" in thanks.text
    assert any(f"/sv/verksamhet/{public_id}" in link for link in thanks.links())


def test_only_the_choice_is_needed_for_a_listing(publish: Publish, app: Flask, client: FlaskClient) -> None:
    assert fill(client, f"/fi/palaute/{publish()}", field="ended").status_code == 303
    assert stored(app)[0].message == ""


@pytest.mark.parametrize(
    ("fields", "target", "words"),
    [
        ({}, "#field-times", "Valitse, mikä on väärin"),
        ({"field": "password"}, "#field-times", "Valitse, mikä on väärin"),
        ({"field": "other", "message": "x" * 1001}, "#message", "liian pitkä"),
        ({"field": "other", "message": f"Pekka {RIGHT_CODE} soitti"}, "#message", "henkilötunnus"),
        ({"field": "other", "email": "pekka"}, "#email", "ei ole kokonainen"),
        ({"field": "other", "email": "a@b.fi\r\nBcc: c@d.fi"}, "#email", "ei ole kokonainen"),
    ],
)
def test_faults_are_told_with_what_was_typed_kept(
    publish: Publish, app: Flask, client: FlaskClient, fields: dict[str, str], target: str, words: str
) -> None:
    answer = fill(client, f"/fi/palaute/{publish()}", **{"message": "Avain on kadonnut", **fields})
    assert answer.status_code == 400
    page = parsed(answer.get_data(as_text=True))
    summary = page.one("div", class_="errors")
    assert summary.get("autofocus") is not None
    assert summary.get("tabindex") == "-1"
    (link,) = list(summary.iter("a"))
    assert link.get("href") == target
    assert words in (link.text or "")
    assert page.all("input", id=target[1:]) or page.all("textarea", id=target[1:])
    assert words_title(page).startswith("Virhe: ")
    assert fields.get("message", "Avain on kadonnut") in page.one("textarea").text  # type: ignore[operator]
    assert stored(app) == []


def words_title(page: Page) -> str:
    return (page.one("title").text or "").strip()


def test_every_fault_at_once(publish: Publish, client: FlaskClient) -> None:
    answer = fill(client, f"/en/feedback/{publish()}", message=RIGHT_CODE, email="@")
    page = parsed(answer.get_data(as_text=True))
    summary = page.one("div", class_="errors")
    assert [a.get("href") for a in summary.iter("a")] == ["#field-times", "#message", "#email"]
    assert "Correct 3 things" in page.text


def test_what_looks_like_an_identity_code_but_is_none_goes_through(publish: Publish, client: FlaskClient) -> None:
    answer = fill(client, f"/fi/palaute/{publish()}", field="other", message="Tilausnumero 131052-308A, ovi 12-345")
    assert answer.status_code == 303


@pytest.mark.parametrize("language", ["fi/palaute", "sv/respons", "en/feedback"])
@pytest.mark.parametrize(("message", "field"), [("Soita 050 123 4567", "other"), ("a@posti.example", "times")])
def test_numbers_and_addresses_are_refused_and_kept_in_the_form(
    publish: Publish, app: Flask, client: FlaskClient, language: str, message: str, field: str
) -> None:
    answer = fill(client, f"/{language}/{publish()}", field=field, message=message)
    assert answer.status_code == 400
    page = parsed(answer.get_data(as_text=True))
    assert [a.get("href") for a in page.one("div", class_="errors").iter("a")] == ["#message"]
    assert page.one("textarea", id="message").text == message
    assert stored(app) == []


def test_a_program_is_thanked_and_nothing_is_kept(publish: Publish, app: Flask, client: FlaskClient) -> None:
    answer = fill(client, f"/fi/palaute/{publish()}", field="other", message="Buy", company="Spam Oy")
    assert answer.status_code == 303
    assert stored(app) == []


def test_without_the_token_nothing_is_stored(publish: Publish, app: Flask, client: FlaskClient) -> None:
    answer = client.post(f"/fi/palaute/{publish()}", data={"field": "other"})
    assert answer.status_code == 400
    assert "Lomake oli auki liian kauan" in answer.get_data(as_text=True)
    assert stored(app) == []


def test_more_than_five_a_minute_is_too_much(publish: Publish, client: FlaskClient) -> None:
    path = f"/fi/palaute/{publish()}"
    answers = [fill(client, path, field="other") for _ in range(6)]
    assert [answer.status_code for answer in answers] == [303] * 5 + [429]
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert "Liian monta yritystä" in answers[-1].get_data(as_text=True)
    assert client.get(path).status_code == 200


def test_feedback_on_accessibility_needs_no_name(app: Flask, client: FlaskClient, read: Reader) -> None:
    page = read("/fi/saavutettavuus/palaute")
    assert page.one("input", id="field-accessibility").get("checked") is not None
    assert "14 päivän" in page.text
    answer = fill(client, "/fi/saavutettavuus/palaute", field="accessibility", message="Kartta ei toimi")
    assert answer.headers["Location"] == "/fi/kiitos"
    (feedback,) = stored(app)
    assert feedback.activity_id is None
    assert feedback.field == "accessibility"


def test_feedback_on_the_service_needs_words(app: Flask, client: FlaskClient) -> None:
    assert fill(client, "/en/feedback", field="other", message="  ").status_code == 400
    assert fill(client, "/en/feedback", field="other", message="Well done").status_code == 303
    assert len(stored(app)) == 1


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_pages_hold_in_every_language(publish: Publish, read: Reader, language: str) -> None:
    public_id = publish()
    form, thanks = {
        "fi": ("/fi/palaute", "/fi/kiitos"),
        "sv": ("/sv/respons", "/sv/tack"),
        "en": ("/en/feedback", "/en/thank-you"),
    }[language]
    for path in (f"{form}/{public_id}", form, thanks, f"{thanks}/{public_id}"):
        read(path)


def test_no_form_for_what_is_not_public(publish: Publish, client: FlaskClient) -> None:
    def hide(activity: Activity) -> None:
        activity.lifecycle = Lifecycle.DRAFT

    assert client.get(f"/fi/palaute/{publish(edit=hide)}").status_code == 404
    assert client.get("/fi/palaute/zzzz").status_code == 404
