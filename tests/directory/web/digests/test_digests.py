"""The mail as its reader gets it, once a day, in the reader's language; its end with one press."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import time_machine
from sqlalchemy import select

from directory import create_app
from directory.cli.digests import Morning
from directory.models import Account, Activity, SavedSearch, ScheduleException, WaitingMail
from directory.services import digests, referrals
from directory.services.schedules import HELSINKI
from tests.conftest import make_settings
from tests.directory.web.auth.test_sign_in import sign_in, token_of
from tests.directory.web.guided import CAST, Site
from tests.pages import check, parsed

BASE = "https://toiminta.example"
MONDAY = datetime(2026, 11, 30, 5, 0, tzinfo=UTC)  # seven o'clock in Finland


class Post:
    """An installation that lays mail into a folder, and the nurse's account."""

    def __init__(self, site: Site, folder: Path) -> None:
        self.site, self.folder = site, folder / "mail"
        settings = make_settings(folder, mail_url=self.folder.as_uri(), mail_from="a@toiminta.example", public_url=BASE)
        self.app = create_app(settings)
        self.morning = Morning()

    def set(self, **values: object) -> None:
        with self.app.extensions["database"].write_quietly() as session:
            account = session.scalar(select(Account).where(Account.email == "ammattilainen@demo.example"))
            for name, value in values.items():
                setattr(account, name, value)

    def save(self, name: str, told_at: datetime, **arguments: list[str]) -> None:
        with self.app.extensions["database"].write_quietly() as session:
            account = session.scalar(select(Account.id).where(Account.email == "ammattilainen@demo.example"))
            session.add(SavedSearch(account_id=account, name=name, arguments=arguments, known=[], told_at=told_at))

    def change(self, lifecycle: str = "ended") -> None:
        with self.app.extensions["database"].write_quietly() as session:
            ended = session.scalar(select(Activity).where(Activity.public_id == self.site.other))
            assert ended is not None
            ended.lifecycle = lifecycle

    def cancel_next(self) -> str:
        """Cancel the next session of the slip's other activity; returns its day."""
        with self.app.extensions["database"].write_quietly() as session:
            activity = session.scalar(select(Activity).where(Activity.public_id == self.site.own))
            assert activity is not None
            start = min(hours[0] for hours in referrals.present(activity, datetime.now(UTC)).held)
            row = next(r for r in activity.schedules if r.weekday == f"{start:%a}".lower()[:2])
            row.exceptions.append(ScheduleException(held_on=start.date(), kind="cancelled"))
            return f"{start.day}.{start.month}."

    def at(self, now: datetime) -> list[EmailMessage]:
        """What the worker's morning brings at a moment."""
        before = set(self.folder.glob("*.eml"))
        with self.app.app_context():
            self.morning.send_if_due(now)
            self.app.extensions["mail"].send_waiting(self.app.extensions["database"], lambda: now + timedelta(hours=1))
        new = sorted(set(self.folder.glob("*.eml")) - before)
        return [message_from_bytes(path.read_bytes(), policy=default) for path in new]  # type: ignore[misc]


@pytest.fixture
def post(site: Site, tmp_path: Path) -> Iterator[Post]:
    with time_machine.travel(MONDAY - timedelta(days=2), tick=False):
        made = Post(site, tmp_path)
        yield made
    made.app.extensions["search"].close()
    made.app.extensions["database"].dispose()


def test_the_mail_says_what_changed_where_and_how_to_end_it(post: Post) -> None:
    post.set(digest="daily", name="Marja")
    day = post.cancel_next()
    post.change()
    [mail] = post.at(MONDAY)
    body = mail.get_content()
    assert mail["To"] == "ammattilainen@demo.example"
    assert mail["Subject"] == "Toimintahaku: 2 toimintaa listoillanne on muuttunut"
    assert mail["Content-Language"] == "fi"
    assert body.startswith("Hei Marja,\n")
    assert "LIEKSAN SOTE-KESKUS" in body
    assert f"{day} klo" in body
    assert "Peruttu: " in body
    assert "joillakin listoilla" in body
    assert f"{BASE}/fi/toiminta/{post.site.own}-ukkojen-verstas-lieksassa" in body
    assert f"{BASE}/fi/hylly/news" in body
    assert post.site.code not in body.casefold()
    stop = str(mail["List-Unsubscribe"]).strip("<>")
    assert stop in body.replace("\n", "")
    assert stop.startswith(f"{BASE}/fi/uutiset-postiin/lopeta?t=")


@pytest.mark.parametrize(
    ("language", "hello", "ended"),
    [("sv", "Hej", "Verksamheten har upphört"), ("en", "Hello", "It has ended")],
)
def test_the_mail_is_in_the_readers_language(post: Post, language: str, hello: str, ended: str) -> None:
    post.set(digest="daily", ui_language=language)
    post.change()
    [mail] = post.at(MONDAY)
    assert mail["Content-Language"] == language
    body = mail.get_content()
    assert body.startswith(hello)
    assert ended in body
    assert not re.search(r"\b(toiminta on|viimeisten|listoilla)\b", body, re.IGNORECASE)


def test_a_day_brings_one_mail_however_often_it_is_asked_for(post: Post) -> None:
    post.set(digest="daily")
    post.change()
    assert post.at(MONDAY - timedelta(minutes=1)) == []
    assert len(post.at(MONDAY)) == 1
    assert post.at(MONDAY + timedelta(hours=3)) == []
    post.morning = Morning()  # the worker was started anew
    assert post.at(MONDAY + timedelta(hours=4)) == []
    post.change("published")
    post.change("archived")
    assert post.at(MONDAY + timedelta(days=1)) == []  # ended it was, and is


def test_weekly_mail_comes_once_a_week(post: Post) -> None:
    post.set(digest="weekly", digest_on=(MONDAY - timedelta(days=3)).date())
    post.change()
    assert post.at(MONDAY - timedelta(days=1)) == []
    assert len(post.at(MONDAY)) == 1
    assert [post.at(MONDAY + timedelta(days=n)) for n in (1, 6)] == [[], []]


def test_nothing_is_sent_to_whoever_did_not_ask(post: Post) -> None:
    post.change()
    assert post.at(MONDAY) == []


@pytest.mark.parametrize("sunday", [datetime(2026, 10, 25, tzinfo=HELSINKI), datetime(2027, 3, 28, tzinfo=HELSINKI)])
def test_one_mail_on_days_when_clocks_change(post: Post, sunday: datetime) -> None:
    sent = 0
    post.set(digest="daily")
    with time_machine.travel(sunday, tick=False):
        midnight = sunday.astimezone(UTC)
        mornings = []
        for quarter in range(4 * 26):
            now = midnight + timedelta(minutes=15 * quarter)
            if now.astimezone(HELSINKI).date() == sunday.date():
                with post.app.app_context():
                    if post.morning.send_if_due(now) is not None:
                        mornings.append(now.astimezone(HELSINKI))
                        sent += 1
    assert [(m.hour, m.minute) for m in mornings] == [(7, 0)]
    assert sent == 1


def test_new_activities_of_a_saved_search_are_named_with_their_addresses(post: Post) -> None:
    post.set(digest="weekly", ui_language="sv")
    post.save("Ensamma män", MONDAY - timedelta(days=9), q=["yksinäinen mies Lieksa"])
    [mail] = post.at(MONDAY)
    body = mail.get_content()
    assert mail["Subject"] == "Verksamhetsguiden: nya verksamheter i dina sparade sökningar"
    assert re.search(r"Ensamma män: \d+ nya verksamheter", body)
    assert f"{BASE}/sv/sok?q=yksin" in body
    assert len(re.findall(rf"{BASE}/sv/verksamhet/", body)) == 10
    assert re.search(r"och \d+ till", body)
    assert post.at(MONDAY + timedelta(days=7)) == []


def test_the_mail_ends_with_one_press_and_no_sign_in(post: Post) -> None:
    post.set(digest="daily")
    post.change()
    [mail] = post.at(MONDAY)
    stop = urlsplit(str(mail["List-Unsubscribe"]).strip("<>"))
    client = post.app.test_client()
    page = parsed(client.get(f"{stop.path}?{stop.query}").get_data(as_text=True))
    check(page, stop.path)
    assert post.app.extensions["database"] is not None
    assert chosen(post) == "daily"  # a look at the link changes nothing
    # A mail program sends this by itself (RFC 8058).
    response = client.post(f"{stop.path}?{stop.query}", data={"List-Unsubscribe": "One-Click"})
    assert response.status_code == 200
    check(parsed(response.get_data(as_text=True)), stop.path)
    assert chosen(post) == ""
    assert client.post(f"{stop.path}?{stop.query}").status_code == 200
    for made_up in ("?t=abc", f"?{stop.query[:-2]}"):
        response = client.post(f"{stop.path}{made_up}")
        assert response.status_code == 404
        check(parsed(response.get_data(as_text=True)), stop.path)


def chosen(post: Post) -> str:
    with post.app.extensions["database"].read() as session:
        return str(session.scalar(select(Account.digest).where(Account.email == "ammattilainen@demo.example")))


def test_the_command_tells_what_it_did_and_what_is_missing(post: Post, site: Site) -> None:
    post.set(digest="daily")
    post.change()
    runner = post.app.test_cli_runner()
    assert "1 accounts due, 1 mails." in runner.invoke(args=["send-digests"]).output
    assert "0 accounts due, 0 mails." in runner.invoke(args=["send-digests"]).output
    refused = site.app.test_cli_runner().invoke(args=["send-digests"])
    assert refused.exit_code == 1
    assert "MAIL_URL" in refused.output


def test_one_persons_fault_keeps_nobodys_mail(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    with post.app.extensions["database"].write_quietly() as session:
        session.add(Account(email="eka@sote.example", digest="daily"))
    post.set(digest="daily")
    post.change()
    honest = digests.contents_of

    def faulty(session: object, account: Account, *args: object, **values: object) -> digests.Contents:
        if account.email == "eka@sote.example":
            raise RuntimeError(account.email)
        return honest(session, account, *args, **values)  # type: ignore[arg-type]

    monkeypatch.setattr(digests, "contents_of", faulty)
    assert len(post.at(MONDAY)) == 1
    with post.app.extensions["database"].read() as session:
        assert session.scalar(select(Account.digest_on).where(Account.email == "eka@sote.example")) is None
        assert session.scalars(select(WaitingMail)).all() == []


def test_the_choice_is_made_on_its_page(post: Post) -> None:
    client = post.app.test_client()
    sign_in(client, *CAST["nurse"])
    paths = {"fi": "/fi/uutiset-postiin", "sv": "/sv/nyheter-per-post", "en": "/en/news-by-mail"}
    for path in paths.values():
        check(parsed(client.get(path).get_data(as_text=True)), path)
    token = token_of(client.get(paths["fi"]).get_data(as_text=True))
    assert client.post(paths["fi"], data={"csrf_token": token, "digest": "weekly"}).status_code == 303
    assert chosen(post) == "weekly"
    assert client.post(paths["fi"], data={"csrf_token": token, "digest": "hourly"}).status_code == 400
    # With mail, a search can be saved with news.
    form = {"csrf_token": token, "digest": "weekly", "address": "/fi/haku?q=suru", "title": "Suru", "alert": "1"}
    assert client.post("/fi/omat-haut", data=form).status_code == 303
    other = post.app.test_client()
    sign_in(other, *CAST["editor"])
    assert other.get(paths["fi"]).status_code == 404


def test_asking_for_news_of_a_search_turns_mail_on(post: Post) -> None:
    client = post.app.test_client()
    sign_in(client, *CAST["nurse"])
    token = token_of(client.get("/fi/uutiset-postiin").get_data(as_text=True))
    form = {"csrf_token": token, "address": "/fi/haku?q=suru", "title": "Suru", "alert": "1"}
    client.post("/fi/omat-haut", data=form)
    assert chosen(post) == "weekly"
    page = parsed(client.get("/fi/omat-haut").get_data(as_text=True))
    assert "uutiset sähköpostiin kerran viikossa" in page.text


def test_nothing_about_a_mail_is_logged(post: Post, caplog: pytest.LogCaptureFixture) -> None:
    post.set(digest="daily")
    post.change()
    post.at(MONDAY)
    assert "ammattilainen@demo.example" not in str([record.__dict__ for record in caplog.records])
