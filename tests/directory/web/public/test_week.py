"""This week near you."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time

import pytest
from flask import Flask
from flask.testing import FlaskClient

from directory.services.activities import ExceptionChange, RowChange, TextChange
from tests.directory.web.public.listings import WORKSHOP
from tests.pages import Page, parsed, words_of

Publish, Reader = Callable[..., str], Callable[..., Page]
DAILY = replace(
    WORKSHOP,
    texts={"en": TextChange(title="Open house", summary="Coffee.")},
    languages=("en", "fi"),
    needs=("immigration",),
    schedules=(
        RowChange("mo", time(8), time(9), date(2026, 9, 7)),
        RowChange("mo", time(17), time(18), date(2026, 9, 7)),
        RowChange(
            "fr",
            time(12),
            time(13),
            date(2026, 9, 4),
            exceptions=(ExceptionChange(date(2026, 11, 27), "cancelled", note={"en": "Moving."}),),
        ),
    ),
)


@pytest.fixture
def indexed(app: Flask, publish: Publish) -> None:
    publish()
    publish(DAILY, names={"fi": "Talo ry"})
    result = app.test_cli_runner().invoke(args=["reindex", "--engine", "embedded"])
    assert result.exit_code == 0, result.output


def slots(page: Page) -> list[str]:
    return [
        f"{words_of(day.find('h3'))} {words_of(slot.find('.//p'))} {words_of(slot.find('.//h4'))}"  # type: ignore[arg-type]
        for day in page.all("div", class_="day")
        for slot in day.iter("li")
        if "slot" in slot.get("class", "").split()
    ]


def test_days_and_hours_from_now_on(indexed: None, read: Reader) -> None:
    page = read("/en/this-week?place=422")
    assert "This week in Lieksa" in page.text
    assert slots(page) == [
        "Today 23 Nov 17:00–18:00 Open house",
        "Tomorrow 24 Nov 10:00–13:00 Ukkojen paja",
        "Friday 27 Nov 12:00–13:00 Open house",
    ]
    (off,) = page.all("li", class_="slot--off")
    assert "Not held this time" in words_of(off)


def test_only_those_held_in_a_language_or_about_a_need(indexed: None, read: Reader) -> None:
    assert len(slots(read("/sv/denna-vecka?place=422&language=en"))) == 2
    assert [s.split()[-1] for s in slots(read("/fi/talla-viikolla?place=422&need=loneliness"))] == ["paja"]
    nothing = read("/fi/talla-viikolla?place=422&need=cancer")
    assert "Näillä valinnoilla täällä ei ole tällä viikolla mitään." in nothing.text
    assert "/fi/talla-viikolla?place=422" in nothing.links()


def test_the_municipality_is_remembered_on_the_device_only(indexed: None, app: Flask, monday: None) -> None:
    client = app.test_client()
    form = parsed(client.get("/fi/talla-viikolla").get_data(as_text=True)).one("form", method="post")
    answer = client.post(form.get("action", ""), data={"place": "422", "next": "week"})
    assert answer.headers["Location"] == "/fi/talla-viikolla"
    assert "Ukkojen paja" in client.get("/fi/talla-viikolla").get_data(as_text=True)


def test_large_print_has_the_same_sessions_and_phones(indexed: None, read: Reader) -> None:
    page = read("/fi/talla-viikolla?place=422&print=1")
    assert len(slots(page)) == 3
    assert "050 00 136" in page.text
    assert "Huomenna" not in page.text  # it hangs on the wall longer than that
    assert "Tiistai 24.11." in page.text
    assert page.all("meta", name="robots")


@pytest.mark.parametrize("query", ["place=999", "place=%00", "place=422&language=xx", "place=422&need=<b>", "print=7"])
def test_unknown_choices_are_left_out(indexed: None, read: Reader, query: str) -> None:
    read(f"/fi/talla-viikolla?{query}")


def test_without_search_the_page_says_so(client: FlaskClient, monday: None) -> None:
    answer = client.get("/fi/talla-viikolla?place=422")
    assert answer.status_code == 503
    assert "Palvelu lepää hetken" in answer.get_data(as_text=True)
