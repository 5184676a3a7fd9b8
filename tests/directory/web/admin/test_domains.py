"""Mail domains through the administrators' pages."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from directory.models import MailDomain
from directory.models.base import utc_now
from directory.services.sealing import unseal
from tests.conftest import SECRET
from tests.directory.web.auth.test_sign_in import token_of
from tests.pages import Page, check, checked_page, parsed
from tests.providers import CLIENT_ID, CheatingProvider, cheating_provider

LIST, NEW = "/en/admin/domains", "/en/admin/domains/new"
PLAIN = {"domain": "county.example", "name": "The county", "county": "14", "self_registration": "1"}
PATHS = {"fi": "/fi/hallinta", "sv": "/sv/administration", "en": "/en/admin"}


@pytest.fixture
def cheat() -> Iterator[CheatingProvider]:
    with cheating_provider() as found:
        yield found


@pytest.fixture
def admin(signed_in: Callable[..., FlaskClient]) -> FlaskClient:
    return signed_in("admin")


def send(client: FlaskClient, path: str, form: dict[str, str], status: int = 303) -> Page:
    """Send a form from its page, and read what comes of it."""
    html = client.get(path).get_data(as_text=True)
    response = client.post(path, data={"csrf_token": token_of(html)} | form)
    assert response.status_code == status, response.get_data(as_text=True)
    if status == 303:
        return checked_page(client, response.location)
    page = parsed(response.get_data(as_text=True))
    check(page, path)
    return page


def stored(app: Flask) -> MailDomain | None:
    with app.extensions["database"].read() as session:
        return session.scalars(select(MailDomain)).one_or_none()


def path_of(app: Flask) -> str:
    found = stored(app)
    assert found is not None
    return f"{LIST}/{found.public_id}"


def with_provider(cheat: CheatingProvider) -> dict[str, str]:
    return PLAIN | {"oidc_issuer": cheat.issuer, "oidc_client_id": CLIENT_ID, "client_secret": "tea with milk"}


def test_a_domain_is_added_changed_and_removed(app: Flask, admin: FlaskClient) -> None:
    assert "No domain is listed yet" in checked_page(admin, LIST).text
    assert "The domain is listed." in send(admin, NEW, PLAIN).text
    listed = checked_page(admin, LIST)
    assert "The county county.example Signs in here May join by themselves 0 accounts" in listed.text
    send(admin, path_of(app), {"do": "save", "domain": "county.example", "name": "County office"})
    found = stored(app)
    assert found is not None
    assert (found.name, found.county, found.self_registration) == ("County office", None, False)
    removing = f"{path_of(app)}/remove"
    asked = checked_page(admin, removing)
    assert "Remove county.example?" in asked.text
    assert "client secret" not in asked.text
    assert "county.example is no longer listed." in send(admin, removing, {}).text
    assert stored(app) is None
    assert admin.get(removing).status_code == 404


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_fault_is_told_where_it_is_and_what_was_typed_stays(admin: FlaskClient, language: str) -> None:
    path = f"{PATHS[language]}/domains/new"
    form = {"domain": "somebody@county", "name": " ", "oidc_issuer": "login", "client_secret": "tea with milk"}
    page = send(admin, path, form, 400)
    summary = page.one("div", class_="errors")
    assert [link.get("href") for link in summary.iter("a")] == ["#domain", "#name", "#oidc_issuer", "#oidc_client_id"]
    assert page.one("input", name="domain").get("value") == "somebody@county"
    assert page.one("input", name="oidc_issuer").get("value") == "login"
    assert page.one("input", name="self_registration").get("checked") is None
    assert page.one("input", name="client_secret").get("value") in (None, "")
    assert "tea with milk" not in page.html


def test_a_domain_twice(admin: FlaskClient) -> None:
    send(admin, NEW, PLAIN)
    assert "This domain is listed already" in send(admin, NEW, PLAIN, 400).text


def test_the_secret_is_sealed_and_never_shown(app: Flask, admin: FlaskClient, cheat: CheatingProvider) -> None:
    page = send(admin, NEW, with_provider(cheat))
    assert "tea with milk" not in page.html
    assert "A secret is stored. Leave this empty to keep it." in page.text
    found = stored(app)
    assert found is not None
    assert unseal([SECRET], found.oidc_client_secret) == "tea with milk"
    send(admin, path_of(app), {**with_provider(cheat), "do": "save", "client_secret": "", "name": "Other"})
    again = stored(app)
    assert again is not None
    assert (again.name, again.oidc_client_secret) == ("Other", found.oidc_client_secret)


def test_what_to_write_down_at_the_provider(admin: FlaskClient) -> None:
    codes = [code.text for code in checked_page(admin, NEW).all("code")]
    assert codes == ["http://localhost/sign-in/return", "http://localhost/"]


def test_a_service_that_does_not_know_its_address_says_so(
    make_app: Callable[..., Flask], admin: FlaskClient, cheat: CheatingProvider
) -> None:
    send(admin, NEW, with_provider(cheat))
    real = make_app(demo=False)  # on the same database, as it would be in production without the setting
    client = real.test_client()
    with admin.session_transaction() as ours, client.session_transaction() as theirs:
        theirs.update(ours)
    path = path_of(real)
    assert "Set PUBLIC_URL" in checked_page(client, path).text
    assert "Set PUBLIC_URL" in send(client, path, {"do": "check"}, 200).text
    problem = client.get(f"/en/sign-in/organisation/{path.rpartition('/')[2]}")
    assert problem.status_code == 400
    assert "set up wrongly here" in problem.get_data(as_text=True)
    assert cheat.asked == []


class TestTheCheck:
    def test_all_is_well(self, app: Flask, admin: FlaskClient, cheat: CheatingProvider) -> None:
        send(admin, NEW, with_provider(cheat))
        cheat.token_answer = (400, {"error": "invalid_grant"})
        cheat.metadata = {"end_session_endpoint": f"{cheat.issuer}/out"}
        page = send(admin, path_of(app), {"do": "check"}, 200)
        assert "The provider can be used." in page.text
        assert len(page.one("section", id="checked").findall(".//li")) == 4

    @pytest.mark.parametrize("language", ["fi", "sv", "en"])
    def test_what_is_wrong_is_told_with_the_providers_words(
        self, app: Flask, admin: FlaskClient, cheat: CheatingProvider, language: str
    ) -> None:
        send(admin, NEW, with_provider(cheat))
        cheat.metadata = {"issuer": "https://login.microsoftonline.com/{tenantid}/v2.0"}
        path = f"{PATHS[language]}/domains/{path_of(app).rpartition('/')[2]}"
        section = send(admin, path, {"do": "check"}, 200).one("section", id="checked")
        words = " ".join("".join(section.itertext()).split())
        assert "common" in words
        assert "{tenantid}" in words

    def test_a_secret_that_ran_out(self, app: Flask, admin: FlaskClient, cheat: CheatingProvider) -> None:
        send(admin, NEW, with_provider(cheat))
        cheat.token_answer = (401, {"error": "invalid_client"})
        page = send(admin, path_of(app), {"do": "check"}, 200)
        assert "The provider cannot be used yet." in page.text
        assert "does not accept the client ID and secret" in page.text

    def test_a_lost_signing_key_and_no_provider(self, app: Flask, admin: FlaskClient, cheat: CheatingProvider) -> None:
        send(admin, NEW, with_provider(cheat))
        with app.extensions["database"].write_quietly() as session:
            session.scalars(select(MailDomain)).one().oidc_client_secret = "sealed with another key"
        assert "cannot be opened any more" in send(admin, path_of(app), {"do": "check"}, 200).text
        send(admin, path_of(app), PLAIN | {"do": "save"})
        assert "No provider is written down" in send(admin, path_of(app), {"do": "check"}, 200).text
        assert cheat.asked == []


def test_a_coordinator_may_not_even_look(app: Flask, admin: FlaskClient, signed_in: Callable[..., FlaskClient]) -> None:
    send(admin, NEW, PLAIN)
    coordinator = signed_in("coordinator", "14")
    for path in (LIST, NEW, path_of(app), f"{path_of(app)}/remove", f"{LIST}/2222222222"):
        response = coordinator.get(path)
        assert response.status_code == 403
        assert "county.example" not in response.get_data(as_text=True)


def test_who_may_sign_in_for_a_domain_is_changed_by_a_fresh_proof_only(app: Flask, admin: FlaskClient) -> None:
    """A provider of one's own for others' domain would open their accounts (OWASP ASVS 5.0.0, 7.5.1)."""
    send(admin, NEW, PLAIN)
    there = path_of(app)
    with time_machine.travel(utc_now() + timedelta(minutes=11)):
        for path in (NEW, there, f"{there}/remove"):
            response = admin.get(path)
            assert (response.status_code, response.location) == (302, f"/en/my-account/prove?next={path}")
        html = admin.get("/en/my-account").get_data(as_text=True)
        form = {"csrf_token": token_of(html), "do": "save", **PLAIN, "name": "Somebody else's"}
        for path in (there, f"{there}/remove"):
            asked = admin.post(path, data=form)
            assert asked.status_code == 200
            assert "Confirm that it is you" in asked.get_data(as_text=True)
        assert "county.example" in checked_page(admin, LIST).text
    found = stored(app)
    assert found is not None
    assert found.name == "The county"


def test_nothing_happens_without_the_form_token(app: Flask, admin: FlaskClient) -> None:
    assert admin.post(NEW, data=PLAIN).status_code == 400
    assert stored(app) is None


def test_pages_of_one_domain_stay_the_same_in_another_language(app: Flask, admin: FlaskClient) -> None:
    send(admin, NEW, PLAIN)
    page = checked_page(admin, path_of(app))
    [swedish] = [link for link in page.links() if re.match(r"/sv/administration/domains/", link)]
    assert checked_page(admin, swedish).status == 200
