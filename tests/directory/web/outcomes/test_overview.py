"""One page for a volunteer: type a code, press what came of it, take it back; sums for coordinators."""

import re

import pytest
from sqlalchemy import select

from directory.models import ReferralOutcome
from directory.web.clock import now as moment
from tests.directory.web.guided import Site
from tests.pages import check, parsed, words_of

PATHS = {"fi": "/fi/mita-siita-tuli", "sv": "/sv/hur-gick-det", "en": "/en/what-came-of-it"}
HOME = PATHS["fi"]


def rows(site: Site) -> list[ReferralOutcome]:
    with site.app.extensions["database"].read() as session:
        return list(session.scalars(select(ReferralOutcome).order_by(ReferralOutcome.id)))


@pytest.mark.parametrize(
    ("who", "status"), [("editor", 200), ("coordinator", 200), ("admin", 200), ("nurse", 404), ("", 302)]
)
def test_who_may_open_it(site: Site, who: str, status: int) -> None:
    client = site.client(who)
    for path in PATHS.values():
        response = client.get(path)
        assert response.status_code == status
        if status == 200:
            check(parsed(response.get_data(as_text=True)), path)


def test_a_volunteer_ticks_and_takes_it_back(site: Site) -> None:
    client = site.client("editor")
    typed = site.code.upper().replace("-", " ")
    page = parsed(client.get(HOME, query_string={"code": typed}).get_data(as_text=True))
    assert site.code.upper() in page.text
    assert [words_of(h) for h in page.all("h3")][:1] == ["Ukkojen verstas Lieksassa"]
    assert "Olohuone" not in page.text
    form = {"code": site.code, "activity": site.own}
    status, page = site.post(client, f"{HOME}/tick", outcome="came", **form)
    assert status == 200
    assert "Merkitty: Tuli." in page.text
    assert [(row.kind, row.count) for row in rows(site)] == [("came", 1)]
    _status, page = site.post(client, f"{HOME}/tick", outcome="came", **form)
    assert "oli jo merkitty" in page.text
    _status, page = site.post(client, f"{HOME}/tick", outcome="not_fit:too_far", **form)
    assert "Ei sopinut: Matka oli liian pitkä tai hankala" in page.text
    assert len(rows(site)) == 2
    _status, page = site.post(client, f"{HOME}/untick", outcome="came", **form)
    assert "Peruttu: Tuli." in page.text
    assert [row.kind for row in rows(site)] == ["not_fit"]


def test_a_wrong_code_is_told_what_is_wrong(site: Site) -> None:
    client = site.client("editor")
    for typed, status, says in (
        ("kuusi", 400, "ei ole listan koodi"),
        ("131052-308T", 400, "ei ole listan koodi"),
        ("vuono-9999", 404, "Tällä koodilla ei ole listaa"),
    ):
        response = client.get(HOME, query_string={"code": typed})
        page = parsed(response.get_data(as_text=True))
        check(page, HOME)
        assert response.status_code == status
        assert says in page.text
        field = page.one("input", id="code")
        assert field.get("aria-invalid") == "true"
        assert field.get("value") == ("" if "308T" in typed else typed)


def test_a_code_without_own_activities_ticks_nothing(site: Site) -> None:
    client = site.client("editor")
    status, _page = site.post(client, f"{HOME}/tick", outcome="came", code=site.code, activity=site.other)
    assert status == 404
    assert rows(site) == []


def test_codes_cannot_be_tried_in_bulk(site: Site) -> None:
    client = site.client("editor")
    statuses = [client.get(HOME, query_string={"code": f"kuusi-{1000 + n}"}).status_code for n in range(25)]
    assert 429 in statuses
    assert client.get(HOME, query_string={"code": site.code}).status_code == 429
    assert site.client("coordinator").get(HOME).status_code == 200  # another account is not held up


def test_right_codes_are_not_counted(site: Site) -> None:
    client = site.client("editor")
    assert {client.get(HOME, query_string={"code": site.code}).status_code for _ in range(30)} == {200}


def test_nothing_else_can_be_sent(site: Site) -> None:
    client = site.client("editor")
    for outcome in ("", "cured", "not_fit", "not_fit:something of one's own", "came:full"):
        status, _page = site.post(client, f"{HOME}/tick", outcome=outcome, code=site.code, activity=site.own)
        assert status == 400
    assert rows(site) == []


@pytest.mark.parametrize("who", ["nurse", "coordinator", "admin"])
def test_only_editors_give(site: Site, who: str) -> None:
    client = site.client(who)
    form = {"outcome": "came", "code": site.code, "activity": site.own, "month": f"{moment():%Y-%m}", "came": "3"}
    for act in ("tick", "untick", "count"):
        status, _page = site.post(client, f"{HOME}/{act}", **form)
        assert status == 404
    assert rows(site) == []


def test_a_number_is_saved_and_undone(site: Site) -> None:
    client = site.client("editor")
    form = {"activity": site.own, "month": f"{moment():%Y-%m}"}
    site.post(client, f"{HOME}/count", came="4", came_again="9", **form)
    status, page = site.post(client, f"{HOME}/count", came="40", **form)
    assert status == 200
    assert [(row.kind, row.count) for row in rows(site)] == [("came", 40), ("came_again", 9)]
    undo = next(f for f in page.all("form") if any(e.get("name") == "undo" for e in f.iter("input")))
    values = {e.get("name", ""): e.get("value", "") for e in undo.iter("input") if e.get("name") != "csrf_token"}
    site.post(client, undo.get("action", ""), **values)
    assert [(row.kind, row.count) for row in rows(site)] == [("came", 4), ("came_again", 9)]
    again = parsed(client.get(HOME).get_data(as_text=True))
    assert again.all("input", name="undo") == []


def test_what_was_typed_is_kept_and_the_fault_is_named(site: Site) -> None:
    client = site.client("editor")
    form = {"activity": site.own, "month": "2020-01", "came": "many", "came_again": "12"}
    status, page = site.post(client, f"{HOME}/count", **form)
    assert status == 400
    assert page.one("input", id="came").get("value") == "many"
    assert page.one("input", id="came_again").get("value") == "12"
    assert {a.get("href") for a in page.one("div", class_="errors").iter("a")} == {"#came"}
    status, page = site.post(client, f"{HOME}/count", **(form | {"came": "1000"}))
    assert {a.get("href") for a in page.one("div", class_="errors").iter("a")} == {"#came", "#month"}
    status, page = site.post(client, f"{HOME}/count", activity=site.own, month=f"{moment():%Y-%m}")
    assert "ainakin yksi luku" in page.text


def test_the_code_is_in_no_log(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    client = site.client("editor")
    client.get(HOME, query_string={"code": site.code})
    site.post(client, f"{HOME}/tick", outcome="came", code=site.code, activity=site.own)
    assert "mita-siita-tuli" in str([record.__dict__ for record in caplog.records])
    assert not re.search(site.code, str([record.__dict__ for record in caplog.records]), re.IGNORECASE)
