"""What machines read: health, robots.txt, site maps, security.txt; and what every answer carries."""

import re
from collections.abc import Callable

import pytest
from flask import Flask

from directory.web.warming import warm


def test_health_tells_of_database_and_search(demo: Flask) -> None:
    response = demo.test_client().get("/health")
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    told = response.get_json()
    assert told["status"] == "ok"
    assert told["search"]["engines"][0] == {"name": "embedded", "answers": True, "documents": 280}
    assert told["search"]["degraded"] is False


def test_health_is_ill_without_its_database(make_app: Callable[..., Flask]) -> None:
    app = make_app(database_url="sqlite:////nowhere/at/all.sqlite")
    response = app.test_client().get("/health")
    assert response.status_code == 503
    assert response.get_json()["status"] == "failing"


def test_a_demo_is_not_for_search_machines(demo: Flask) -> None:
    assert "Disallow: /\n" in demo.test_client().get("/robots.txt").get_data(as_text=True)


def test_searches_and_forms_are_kept_out_of_search_machines(make_app: Callable[..., Flask]) -> None:
    text = (
        make_app(demo=False, public_url="https://haku.example").test_client().get("/robots.txt").get_data(as_text=True)
    )
    assert "Disallow: /fi/haku" in text
    assert "Disallow: /sv/sok" in text
    assert "Sitemap: https://haku.example/sitemap.xml" in text


def test_site_maps_name_every_page_once_in_its_languages(demo: Flask) -> None:
    client = demo.test_client()
    index = client.get("/sitemap.xml")
    assert index.content_type == "application/xml; charset=utf-8"
    names = re.findall(r"<loc>[^<]*(/sitemap-[^<]+)</loc>", index.get_data(as_text=True))
    assert names == ["/sitemap-pages.xml", "/sitemap-organisations.xml", "/sitemap-activities-1.xml"]
    places: list[str] = []
    for name in names:
        text = client.get(name).get_data(as_text=True)
        found = re.findall(r"<loc>([^<]+)</loc>", text)
        assert found
        assert "hreflang" in text
        places += found
    assert len(places) == len(set(places))
    path = next(place for place in places if "/toiminta/" in place).split("localhost", 1)[1]
    assert client.get(path).status_code == 200
    for name in ("/sitemap-activities-0.xml", "/sitemap-x.xml", "/sitemap-activities-99999.xml"):
        assert client.get(name).status_code == 404


def test_a_weakness_can_be_reported_where_an_address_is_given(make_app: Callable[..., Flask]) -> None:
    text = (
        make_app(contact_email="care@haku.example")
        .test_client()
        .get("/.well-known/security.txt")
        .get_data(as_text=True)
    )
    assert "Contact: mailto:care@haku.example" in text
    assert "Expires: 20" in text
    assert make_app().test_client().get("/.well-known/security.txt").status_code == 404


def test_every_answer_carries_the_headers(demo: Flask) -> None:
    headers = demo.test_client().get("/fi/").headers
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert "Set-Cookie" not in headers


def test_cookies_and_transport_are_safe_in_production(make_app: Callable[..., Flask]) -> None:
    client = make_app(demo=False, secure_cookies=True).test_client()
    response = client.get("/fi/kirjaudu", base_url="https://localhost")
    assert "max-age=31536000" in response.headers["Strict-Transport-Security"]
    cookie = response.headers["Set-Cookie"]
    assert cookie.startswith("__Host-session=")
    assert all(word in cookie for word in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"))


@pytest.mark.parametrize("path", ["/favicon.ico", "/robots.txt"])
def test_the_small_files_are_there(demo: Flask, path: str) -> None:
    assert demo.test_client().get(path).status_code == 200


def test_the_front_door_asks_the_browser_for_its_language(demo: Flask) -> None:
    for accepts, goes in (("sv-FI,sv;q=0.9", "/sv/"), ("de", "/fi/"), ("en-GB", "/en/")):
        response = demo.test_client().get("/", headers={"Accept-Language": accepts})
        assert response.status_code in {302, 303}
        assert response.headers["Location"] == goes
        assert "Accept-Language" in response.headers["Vary"]


def test_a_worker_warms_up_and_survives_a_missing_index(
    demo: Flask, app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    warm(demo)
    assert not caplog.records
    warm(app)
    assert "could not warm up" in caplog.text


def test_no_question_is_ever_logged(demo: Flask, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG"):
        demo.test_client().get(
            "/fi/haku?q=salaisuusmerkki+Lieksa", headers={"Referer": "http://localhost/?q=salaisuusmerkki"}
        )
    assert "salaisuusmerkki" not in caplog.text
