"""The preview: its whole state is its address."""

from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from directory.models import ReferralSlip
from tests.directory.web.referral.conftest import token_of
from tests.pages import checked_page, words_of


def test_the_paper_shows_what_was_ticked_in_its_order(site: FlaskClient, ids: list[str]) -> None:
    page = checked_page(site, f"/fi/ohjauslista?a={ids[1]}&a={ids[0]}")
    titles = [words_of(h) for h in page.all("h2")]
    assert titles == ["1Perjantain löylyvuoro", "2Ukkojen verstas Lieksassa"]
    assert "Kaksi paikkaa sinulle" in page.text
    assert page.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("order", "expected"),
    [("0:down", [1, 0, 2]), ("2:up", [0, 2, 1]), ("1:out", [0, 2]), ("0:up", [0, 1, 2]), ("9:up", [0, 1, 2])],
)
def test_moving_and_removing_write_a_new_address(
    site: FlaskClient, ids: list[str], order: str, expected: list[int]
) -> None:
    place, _, way = order.partition(":")
    move = f"{ids[int(place)] if int(place) < 3 else 'unknown'}:{way}"
    response = site.get("/fi/ohjauslista", query_string={"a": ids, "move": move, "client": "sv"})
    assert response.status_code == 302
    query = parse_qs(urlsplit(str(response.location)).query)
    assert query["a"] == [ids[i] for i in expected]
    assert query["client"] == ["sv"]


def test_finnish_only_activities_on_a_swedish_paper_are_marked(site: FlaskClient, ids: list[str]) -> None:
    page = checked_page(site, f"/fi/ohjauslista?a={ids[0]}&client=sv")
    sheet = page.one("section", class_="sheet")
    assert sheet.get("lang") == "sv"
    words = words_of(sheet)
    assert "Endast på finska" in words
    assert "Ett ställe för dig" in words
    assert "När" in words
    assert [e for e in sheet.iter("span") if e.get("lang") == "fi" and "Ukkojen verstas" in words_of(e)]
    assert page.tree.get("lang") == "fi"


def test_an_interpreters_language_is_named_in_itself(site: FlaskClient, ids: list[str]) -> None:
    page = checked_page(site, f"/fi/ohjauslista?a={ids[0]}&client=uk")
    assert "Tarvitaan tulkki: ukraina (українська)" in page.text
    assert page.one("section", class_="sheet").get("lang") == "fi"


def test_an_empty_slip_says_how_to_fill_it(site: FlaskClient) -> None:
    page = checked_page(site, "/sv/hanvisningslista")
    assert "Listan är tom" in page.text


def test_what_is_no_longer_on_offer_is_told(site: FlaskClient, ids: list[str]) -> None:
    page = checked_page(site, f"/en/slip?a={ids[0]}&a=22222222")
    assert "One activity is no longer on offer and was left out." in page.text


def test_hostile_addresses_give_a_page(site: FlaskClient, ids: list[str]) -> None:
    for query in ("a=<script>", "a=%00", "a=" + "x" * 5000, "client=../../etc", "size=%F0", "back=//evil.example/"):
        page = checked_page(site, f"/en/slip?a={ids[0]}&{query}")
        assert "evil.example" not in page.html
    assert site.get("/en/slip?" + "&".join(f"a=x{i}" for i in range(400))).status_code == 200


def test_nothing_ticked_makes_no_slip(site: FlaskClient, ids: list[str]) -> None:
    before = slips(site)
    html = site.get("/fi/ohjauslista", query_string={"a": ids}).get_data(as_text=True)
    response = site.post("/fi/ohjauslista", data={"csrf_token": token_of(html)})
    assert response.status_code == 400
    assert slips(site) == before
    # The same form with something ticked does store one, so the count above can tell.
    assert site.post("/fi/ohjauslista", data={"csrf_token": token_of(html), "a": ids}).status_code == 303
    assert slips(site) == before + 1


def slips(site: FlaskClient) -> int:
    """How many slips are stored. Others may have used the demo this one is a copy of."""
    with site.application.extensions["database"].read() as session:
        return session.scalar(select(func.count()).select_from(ReferralSlip)) or 0


def test_a_form_from_elsewhere_makes_no_slip(site: FlaskClient, ids: list[str]) -> None:
    assert site.post("/fi/ohjauslista", data={"a": ids}).status_code == 400
