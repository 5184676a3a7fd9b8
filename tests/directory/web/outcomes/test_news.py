"""The team's page: what changed, without a code or a small number; dealing with it and taking it up again."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from directory.models import Activity, Workplace
from directory.models.base import utc_now
from directory.services import outcomes, referrals
from directory.services.access import Actor, Grant
from directory.services.outcomes import closed_quarters
from directory.services.referrals import NewSlip
from tests.directory.web.guided import Site, other_workplace
from tests.pages import check, parsed

PATHS = {"fi": "/fi/hylly/news", "sv": "/sv/hylla/news", "en": "/en/shelf/news"}
NEWS = PATHS["fi"]


def workplace(site: Site) -> tuple[int, str]:
    with site.app.extensions["database"].read() as session:
        found = session.scalars(select(Workplace)).one()
        return found.id, found.public_id


@pytest.mark.parametrize(
    ("who", "status"), [("nurse", 200), ("editor", 404), ("coordinator", 404), ("admin", 404), ("", 302)]
)
def test_who_may_open_it(site: Site, edit: Callable[..., None], who: str, status: int) -> None:
    edit(site.own, capacity="full")
    client = site.client(who)
    for path in PATHS.values():
        response = client.get(path)
        assert response.status_code == status
        if status == 200:
            check(parsed(response.get_data(as_text=True)), path)


def test_what_changed_is_told_without_codes_and_small_numbers(site: Site, edit: Callable[..., None]) -> None:
    client = site.client("nurse")
    assert "pitää yhä paikkansa" in parsed(client.get(NEWS).get_data(as_text=True)).text
    edit(site.own, capacity="full")
    page = parsed(client.get(NEWS).get_data(as_text=True))
    assert "Toiminta on nyt täynnä tai siihen on jono." in page.text
    assert "joillakin listoilla" in page.text
    assert site.code not in page.html.casefold()
    with site.app.extensions["database"].write_quietly() as session:
        nurse = Actor(1, (Grant("professional", workplace_id=workplace(site)[0]),))
        edit(site.own, capacity="open")
        for _ in range(5):
            referrals.make(session, nurse, NewSlip((site.own,), "fi"), now=utc_now())
    edit(site.own, capacity="full")
    assert "6 listalla" in parsed(client.get(NEWS).get_data(as_text=True)).text


def test_one_deals_with_it_for_the_team_and_takes_it_up_again(site: Site, edit: Callable[..., None]) -> None:
    edit(site.own, lifecycle="ended")
    client, (_id, place) = site.client("nurse"), workplace(site)
    status, page = site.post(client, f"{NEWS}/{site.own}", workplace=place)
    assert status == 200
    assert "Merkitty hoidetuksi" in page.text
    assert "Hoidettu (1)" in page.text
    _status, page = site.post(client, f"{NEWS}/{site.own}", workplace=place, do="again")
    assert "näkyy taas tiimille" in page.text
    assert "Hoidettu (1)" not in page.text


@pytest.mark.parametrize("who", ["nurse", "editor", "coordinator", "admin"])
def test_nobody_deals_with_news_of_another_workplace(site: Site, edit: Callable[..., None], who: str) -> None:
    place = other_workplace(site)
    edit(site.other, lifecycle="ended")
    for do in ("", "again"):
        status, _page = site.post(site.client(who), f"{NEWS}/{site.other}", workplace=place, do=do)
        assert status == 404


def test_somebody_you_guided_has_started(site: Site) -> None:
    quarter = closed_quarters(utc_now().date(), 1)[0]
    then = utc_now().replace(year=quarter.months[1].year, month=quarter.months[1].month, day=12)
    own = site.app.extensions["database"]
    place = workplace(site)[0]
    nurse = Actor(1, (Grant("professional", workplace_id=place),))
    client = site.client("nurse")
    for total in (4, 5):
        with own.write_quietly() as session:
            organisation = session.scalar(select(Activity.organisation_id).where(Activity.public_id == site.own))
            editor = Actor(2, (Grant("editor", organisation_id=organisation),))
            for _ in range(4 if total == 4 else 1):
                slip = referrals.make(session, nurse, NewSlip((site.own,), "fi"), now=then)
                outcomes.tick(session, editor, slip.short_code, site.own, kind="came", now=then)
        page = parsed(client.get(NEWS).get_data(as_text=True))
        assert ("5 ohjaamaanne ihmistä on aloittanut" in page.text) == (total == 5)
        assert " 4 " not in page.text


def test_it_goes_after_thirty_days(site: Site, edit: Callable[..., None]) -> None:
    edit(site.own, capacity="full")
    with time_machine.travel(utc_now() + timedelta(days=31), tick=False):
        assert "täynnä" not in site.client("nurse").get(NEWS).get_data(as_text=True)
