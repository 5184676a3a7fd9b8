"""From the sign-in page to a real provider's process and back."""

import base64
import hashlib
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from directory.models import Account, MailDomain, SignInSession, WaitingMail
from directory.services import accounts, passwords
from directory.services.access import Actor, Grant
from directory.services.accounts import NewAccount
from directory.vocabulary import Role
from tests.directory.services.people import workplace
from tests.directory.web.auth.provider.conftest import COUNTY, NAME, Browser, list_domain, parameters
from tests.directory.web.auth.test_sign_in import token_of
from tests.pages import check, parsed
from tests.providers import CLIENT_ID, RealProvider

NURSE = f"aino.laine@{COUNTY}"
PASS = "kuusi litraa mustikoita"


@pytest.fixture
def browser(app: Flask, provider: RealProvider) -> Browser:
    return Browser(app.test_client(), list_domain(app, provider.issuer))


def account_of(app: Flask, email: str) -> Account | None:
    with app.extensions["database"].read() as session:
        found = accounts.by_email(session, email)
        if found is not None:
            list(found.memberships), list(found.sessions)
        return found


def make(app: Flask, email: str, *grants: Grant, password: str = "") -> int:
    with app.extensions["database"].write_quietly() as session:
        made = accounts.create(session, Actor.system(), NewAccount(email, "Aino", grants, "sv"))
        made.password_hash = passwords.hashed(password) if password else ""
        return made.id


def test_a_new_nurse_becomes_a_professional_of_the_county(app: Flask, browser: Browser, provider: RealProvider) -> None:
    provider.knows("sub-aino", email=NURSE.upper(), name="Aino  Laine")
    response = browser.signs_in(provider, "sub-aino", "/fi/haku?q=kuoro")
    assert (response.status_code, response.location) == (302, "/fi/haku?q=kuoro")
    made = account_of(app, NURSE)
    assert made is not None
    assert (made.name, made.oidc_issuer, made.oidc_subject) == ("Aino Laine", provider.issuer, "sub-aino")
    assert [(one.role, one.county) for one in made.memberships] == [(Role.PROFESSIONAL, "14")]
    page = browser.client.get("/fi/oma-tili")
    assert NURSE in page.get_data(as_text=True)
    assert page.headers["Cache-Control"] == "no-store"
    again = Browser(app.test_client(), browser.public_id).signs_in(provider, "sub-aino")
    assert again.location == "/fi/haku"
    with app.extensions["database"].read() as session:
        assert len(session.scalars(select(Account)).all()) == 1
        assert session.scalars(select(WaitingMail)).all() == []


def test_a_new_nurse_chooses_a_workplace_and_comes_back(app: Flask, browser: Browser, provider: RealProvider) -> None:
    with app.extensions["database"].write_quietly() as session:
        place = workplace(session, "Lieksan sote-keskus", towns=("422",)).public_id
    provider.knows("sub-place", email=NURSE)
    choice = browser.signs_in(provider, "sub-place", "/fi/haku?q=kuoro").location
    assert urlsplit(choice).path == "/fi/liity/workplace"
    html = browser.client.get(choice).get_data(as_text=True)
    page = parsed(html)
    check(page, choice)
    action = page.one("form", class_="formcard").get("action", "")
    response = browser.client.post(action, data={"csrf_token": token_of(html), "workplace": place})
    assert response.location == "/fi/haku?q=kuoro"
    again = Browser(app.test_client(), browser.public_id).signs_in(provider, "sub-place")
    assert again.location == "/fi/haku"


def test_what_is_sent_to_the_provider(app: Flask, browser: Browser, provider: RealProvider) -> None:
    url = browser.sets_out()
    sent = parameters(url)
    assert url.startswith(provider.issuer)
    assert sent["redirect_uri"] == "http://localhost/sign-in/return"
    assert (sent["client_id"], sent["response_type"], sent["scope"]) == (CLIENT_ID, "code", "openid profile email")
    assert sent["ui_locales"] == "fi"
    assert sent["code_challenge_method"] == "S256"
    assert min(len(sent["state"]), len(sent["nonce"])) >= 43
    with browser.client.session_transaction() as cookie:
        [kept] = cookie["providers_under_way"]
    challenge = base64.urlsafe_b64encode(hashlib.sha256(kept["verifier"].encode()).digest()).decode().rstrip("=")
    assert sent["code_challenge"] == challenge


def test_the_redirect_address_is_the_settings_and_not_the_requests(app: Flask, make_app: object) -> None:
    public = make_app(public_url="https://toimintahaku.example")  # type: ignore[operator]
    # Nothing is asked of a provider before the address is made.
    from directory.web.auth.provider.setup import return_address

    with public.test_request_context(base_url="https://evil.example"):
        assert return_address() == "https://toimintahaku.example/sign-in/return"
    real = make_app(demo=False)  # type: ignore[operator]
    with real.test_request_context(base_url="https://evil.example"):
        assert return_address() == ""


def test_an_account_of_before_is_joined_and_told_by_mail(app: Flask, browser: Browser, provider: RealProvider) -> None:
    grant = Grant(Role.COORDINATOR, county="14")
    account_id = make(app, NURSE, grant, password=PASS)
    provider.knows("sub-joined", email=NURSE)
    assert browser.signs_in(provider, "sub-joined").status_code == 302
    joined = account_of(app, NURSE)
    assert joined is not None
    assert (joined.id, joined.name, joined.oidc_subject) == (account_id, "Aino", "sub-joined")
    assert [one.role for one in joined.memberships] == [Role.COORDINATOR]
    with app.extensions["database"].read() as session:
        [mail] = session.scalars(select(WaitingMail)).all()
    assert (mail.to, mail.language) == (NURSE, "sv")
    assert NAME in mail.body
    assert "organisation" in mail.subject


@pytest.mark.parametrize(
    ("claims", "shown"),
    [
        ({"amr": ["pwd", "mfa"]}, True),
        ({"amr": ["ngcmfa"]}, True),
        ({"acr": "https://refeds.org/profile/mfa"}, True),
        ({"amr": ["pwd"]}, False),
        ({"acr": "1"}, False),
        ({}, False),
    ],
)
def test_a_second_factor_shown_there_counts_here(
    app: Flask, browser: Browser, provider: RealProvider, claims: dict[str, object], shown: bool
) -> None:
    provider.knows("sub-factor", email=NURSE, **claims)
    assert browser.signs_in(provider, "sub-factor").status_code == 302
    with app.extensions["database"].read() as session:
        opened = session.scalars(select(SignInSession)).one()
    assert opened.second_factor is shown
    assert opened.proved_at is not None


def test_the_address_leads_to_its_provider(app: Flask, browser: Browser, provider: RealProvider) -> None:
    client = browser.client
    html = client.get("/sv/logga-in?next=/sv/sok").get_data(as_text=True)
    page = parsed(html)
    check(page, "/sv/logga-in")
    assert f"/sv/logga-in/organisation/{browser.public_id}?next=/sv/sok" in page.links()
    form = {"csrf_token": token_of(html), "do": "organisation", "work_email": f" Aino.Laine@{COUNTY.upper()} "}
    response = client.post("/sv/logga-in?next=/sv/sok", data=form)
    assert response.status_code == 303
    assert response.location == f"/sv/logga-in/organisation/{browser.public_id}?next=/sv/sok"
    onward = Browser(client, browser.public_id, "sv")
    sent = parameters(onward.sets_out("/sv/sok"))
    assert sent["login_hint"] == f"Aino.Laine@{COUNTY.upper()}"
    assert "login_hint" not in parameters(onward.sets_out())  # it is kept no longer than it takes


def test_an_address_of_no_provider_stays_in_the_form(app: Flask, browser: Browser) -> None:
    html = browser.client.get("/en/sign-in").get_data(as_text=True)
    form = {"csrf_token": token_of(html), "do": "organisation", "work_email": "somebody@elsewhere.example"}
    response = browser.client.post("/en/sign-in", data=form)
    assert response.status_code == 400
    page = parsed(response.get_data(as_text=True))
    check(page, "/en/sign-in")
    assert page.one("input", name="work_email").get("value") == "somebody@elsewhere.example"
    assert "We know no organisation by this address." in page.text


def test_without_providers_the_page_is_as_it_was(client: object) -> None:
    html = client.get("/en/sign-in").get_data(as_text=True)  # type: ignore[attr-defined]
    assert "organisation" not in parsed(html).text.replace("organisations", "")


def password_sign_in(app: Flask, email: str, password: str) -> str:
    client = app.test_client()
    html = client.get("/fi/kirjaudu").get_data(as_text=True)
    form = {"csrf_token": token_of(html), "email": email, "password": password}
    response = client.post("/fi/kirjaudu", data=form)
    return str(response.location) if response.status_code < 400 else str(response.status_code)


def test_staff_of_a_provider_sign_in_nowhere_else(app: Flask, browser: Browser) -> None:
    make(app, NURSE, Grant(Role.PROFESSIONAL), password=PASS)
    make(app, f"chief@{COUNTY}", Grant(Role.ADMIN), password=PASS)
    there = browser.start_path
    assert password_sign_in(app, NURSE, PASS) == there
    assert password_sign_in(app, f"nobody@{COUNTY}", PASS) == there
    # A wrong password of an administrator looks like everybody else's; the right one lets in who must put things right.
    assert password_sign_in(app, f"chief@{COUNTY}", "wrong pass phrase") == there
    assert password_sign_in(app, f"chief@{COUNTY}", PASS) == "/fi/oma-tili/two-step"
    with app.extensions["database"].write_quietly() as session:
        chief = accounts.by_email(session, f"chief@{COUNTY}")
        assert chief is not None
        chief.oidc_issuer, chief.oidc_subject = "http://127.0.0.1:1", "chief"
    assert password_sign_in(app, f"chief@{COUNTY}", PASS) == there
    with app.extensions["database"].write_quietly() as session:
        session.scalars(select(MailDomain)).one().provider_only = False
    assert password_sign_in(app, NURSE, PASS) == "/fi/haku"


def test_guesses_at_an_administrators_password_are_counted(app: Flask, browser: Browser) -> None:
    make(app, f"chief@{COUNTY}", Grant(Role.ADMIN), password=PASS)
    for _ in range(10):
        password_sign_in(app, f"chief@{COUNTY}", "wrong pass phrase")
    assert password_sign_in(app, f"chief@{COUNTY}", PASS) == "400"


def test_signing_out_offers_to_sign_out_there_too(app: Flask, browser: Browser, provider: RealProvider) -> None:
    provider.knows("sub-out", email=NURSE)
    browser.signs_in(provider, "sub-out")
    html = browser.client.get("/en/my-account").get_data(as_text=True)
    response = browser.client.post("/en/sign-out", data={"csrf_token": token_of(html)})
    assert response.location == f"/en/sign-out/{browser.public_id}"
    assert browser.client.get("/en/my-account").status_code == 302
    with app.extensions["database"].read() as session:
        assert session.scalars(select(SignInSession)).all() == []
    page = parsed(browser.client.get(response.location).get_data(as_text=True))
    check(page, response.location)
    [there] = [link for link in page.links() if link.startswith(provider.issuer)]
    assert urlsplit(there).path == "/oauth2/end_session"
    assert parameters(there) == {"client_id": CLIENT_ID, "post_logout_redirect_uri": "http://localhost/"}
    assert browser.client.get("/en/sign-out/2222222222").status_code == 404


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "/\\evil.example", "/static/x"])
def test_nobody_is_led_elsewhere_afterwards(browser: Browser, provider: RealProvider, target: str) -> None:
    provider.knows("sub-target", email=NURSE)
    assert browser.signs_in(provider, "sub-target", target).location == "/fi/haku"


def problem(response: object, status: int, said: str) -> None:
    assert response.status_code == status, response.location  # type: ignore[attr-defined]
    assert response.headers["Cache-Control"] == "no-store"  # type: ignore[attr-defined]
    page = parsed(response.get_data(as_text=True))  # type: ignore[attr-defined]
    check(page, "/sign-in/return")
    assert said in page.text, page.text


class TestWhatGoesWrong:
    @pytest.fixture
    def reader(self, browser: Browser) -> Browser:
        browser.language = "en"
        return browser

    def test_the_person_refuses(self, reader: Browser, provider: RealProvider) -> None:
        back = provider.answers(reader.sets_out("/en/search"), deny=True)
        # This provider forgets the state when somebody refuses; the standard asks for it (RFC 6749, 4.1.2.1).
        with reader.client.session_transaction() as cookie:
            [kept] = cookie["providers_under_way"]
        response = reader.returns(f"{back}&state={kept['state']}")
        problem(response, 400, "You did not sign in")
        assert f"{reader.start_path}?next=/en/search" in parsed(response.get_data(as_text=True)).links()

    def test_a_code_works_once(self, app: Flask, reader: Browser, provider: RealProvider) -> None:
        provider.knows("sub-once", email=NURSE)
        url = reader.sets_out()
        with reader.client.session_transaction() as cookie:
            under_way = list(cookie["providers_under_way"])
        back = provider.answers(url, "sub-once")
        assert reader.returns(back).status_code == 302
        thief = app.test_client()
        problem(Browser(thief, reader.public_id).returns(back), 400, "")
        with thief.session_transaction() as cookie:
            cookie["providers_under_way"] = under_way
        problem(Browser(thief, reader.public_id).returns(back), 400, "This sign-in was used already")

    def test_a_sign_in_left_open_too_long(self, reader: Browser, provider: RealProvider) -> None:
        provider.knows("sub-late", email=NURSE)
        back = provider.answers(reader.sets_out(), "sub-late")
        with time_machine.travel(datetime.now(UTC) + timedelta(minutes=16)):
            problem(reader.returns(back), 400, "")

    def test_the_domain_is_removed_meanwhile(self, app: Flask, reader: Browser, provider: RealProvider) -> None:
        provider.knows("sub-gone", email=NURSE)
        back = provider.answers(reader.sets_out(), "sub-gone")
        with app.extensions["database"].write_quietly() as session:
            session.delete(session.scalars(select(MailDomain)).one())
        problem(reader.returns(back), 404, "This organisation no longer signs in this way")
        problem(reader.client.get(reader.start_path), 404, "This organisation no longer signs in this way")
        assert account_of(app, NURSE) is None

    @pytest.mark.parametrize(
        ("claims", "status", "said"),
        [
            ({}, 400, "Your organisation did not tell your e-mail address"),
            ({"email": "aino@elsewhere.example"}, 403, "This address belongs to another organisation"),
            ({"email": f"aino@sub.{COUNTY}"}, 403, "This address belongs to another organisation"),
            ({"email": NURSE, "email_verified": False}, 400, "did not tell your e-mail address"),
        ],
    )
    def test_an_address_that_does_not_count(
        self, app: Flask, reader: Browser, provider: RealProvider, claims: dict[str, object], status: int, said: str
    ) -> None:
        provider.knows("sub-address", **claims)
        make(app, "aino@elsewhere.example", Grant(Role.ADMIN))
        problem(reader.signs_in(provider, "sub-address"), status, said)
        with app.extensions["database"].read() as session:
            assert [one.oidc_subject for one in session.scalars(select(Account))] == [None]

    def test_the_name_of_the_account_counts_when_the_address_is_doubtful(
        self, app: Flask, reader: Browser, provider: RealProvider
    ) -> None:
        provider.knows("sub-upn", email="x@elsewhere.example", email_verified=False, preferred_username=NURSE)
        assert reader.signs_in(provider, "sub-upn").status_code == 302
        assert account_of(app, NURSE) is not None

    def test_an_address_given_on_to_somebody_else(self, app: Flask, reader: Browser, provider: RealProvider) -> None:
        provider.knows("sub-first", email=NURSE)
        provider.knows("sub-second", email=NURSE)
        assert reader.signs_in(provider, "sub-first").status_code == 302
        other = Browser(app.test_client(), reader.public_id, "en")
        problem(other.signs_in(provider, "sub-second"), 403, "This address is already somebody's account")

    def test_an_account_of_an_earlier_provider_is_joined_anew(
        self, app: Flask, reader: Browser, provider: RealProvider
    ) -> None:
        make(app, NURSE, Grant(Role.PROFESSIONAL))
        with app.extensions["database"].write_quietly() as session:
            found = accounts.by_email(session, NURSE)
            assert found is not None
            found.oidc_issuer, found.oidc_subject = "https://earlier.example", "old"
        provider.knows("sub-moved", email=NURSE)
        assert reader.signs_in(provider, "sub-moved").status_code == 302

    def test_a_closed_account_stays_closed(self, app: Flask, reader: Browser, provider: RealProvider) -> None:
        make(app, NURSE, Grant(Role.PROFESSIONAL))
        with app.extensions["database"].write_quietly() as session:
            found = accounts.by_email(session, NURSE)
            assert found is not None
            found.active = False
        provider.knows("sub-closed", email=NURSE)
        problem(reader.signs_in(provider, "sub-closed"), 403, "Your account is closed")

    def test_where_nobody_joins_by_themselves(self, app: Flask, provider: RealProvider) -> None:
        public_id = list_domain(app, provider.issuer, self_registration=False)
        reader = Browser(app.test_client(), public_id, "en")
        provider.knows("sub-uninvited", email=NURSE)
        problem(reader.signs_in(provider, "sub-uninvited"), 403, "You have no account yet")
        assert account_of(app, NURSE) is None
