"""robots.txt, site maps, security.txt, the icon."""

from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from flask import Flask
from flask.testing import FlaskClient

from directory.web import crawlers

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
Maker = Callable[..., Flask]


def urls(client: FlaskClient, path: str) -> list[ET.Element]:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.content_type == "application/xml; charset=utf-8"
    return list(ET.fromstring(answer.get_data()))  # noqa: S314 - our own answer


def test_a_demo_is_kept_out_of_search_engines(client: FlaskClient) -> None:
    assert "Disallow: /\n" in client.get("/robots.txt").get_data(as_text=True)


def test_robots_keep_out_of_searches_and_forms(make_app: Maker) -> None:
    text = make_app(demo=False, public_url="https://a.example").test_client().get("/robots.txt").get_data(as_text=True)
    for path in ("/fi/haku", "/sv/sok", "/en/search", "/sv/respons", "/fi/ohjauslista"):
        assert f"Disallow: {path}\n" in text
    assert "Sitemap: https://a.example/sitemap.xml" in text


def test_every_page_of_the_site_maps_answers_in_its_language(demo: Flask) -> None:
    client = demo.test_client()
    index = urls(client, "/sitemap.xml")
    maps = [urlsplit(str(entry[0].text)).path for entry in index]
    assert maps == ["/sitemap-pages.xml", "/sitemap-organisations.xml", "/sitemap-activities-1.xml"]
    listed = [url for path in maps for url in urls(client, path)]
    addresses = [str(url.findtext(f"{SITEMAP}loc")) for url in listed]
    assert len(addresses) == len(set(addresses))
    assert len([a for a in addresses if "/toiminta/" in a]) == 255  # activities with a Finnish text
    assert len([a for a in addresses if "/verksamhet/" in a]) == 77
    for url in listed[::97]:
        path = urlsplit(str(url.findtext(f"{SITEMAP}loc"))).path
        assert client.get(path).status_code == 200, path
    for url in listed:
        alternates = {link.get("href") for link in url.iter(LINK)}
        assert url.findtext(f"{SITEMAP}loc") in alternates


def test_what_changed_when(demo: Flask) -> None:
    first = urls(demo.test_client(), "/sitemap-activities-1.xml")[0]
    changed = datetime.strptime(str(first.findtext(f"{SITEMAP}lastmod")), "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    assert changed <= datetime.now(UTC)


def test_many_activities_take_many_files(demo: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crawlers, "ACTIVITIES_A_FILE", 100)
    client = demo.test_client()
    names = [urlsplit(str(entry[0].text)).path for entry in urls(client, "/sitemap.xml")]
    assert names[-1] == "/sitemap-activities-3.xml"
    addresses = {
        url.findtext(f"{SITEMAP}loc") for n in (1, 2, 3) for url in urls(client, f"/sitemap-activities-{n}.xml")
    }
    assert len([a for a in addresses if a and "/toiminta/" in a]) == 255


@pytest.mark.parametrize("name", ["nothing", "activities-0", "activities-x", "activities-99999999999", "activities"])
def test_no_such_site_map(client: FlaskClient, name: str) -> None:
    assert client.get(f"/sitemap-{name}.xml").status_code == 404


def test_security_txt_only_with_an_address(make_app: Maker) -> None:
    assert make_app().test_client().get("/.well-known/security.txt").status_code == 404
    app = make_app(contact_email="turva@a.example", public_url="https://a.example")
    text = app.test_client().get("/.well-known/security.txt").get_data(as_text=True)
    fields = dict(line.split(": ", 1) for line in text.strip().splitlines())
    assert fields["Contact"] == "mailto:turva@a.example"
    assert fields["Canonical"] == "https://a.example/.well-known/security.txt"
    left = datetime.fromisoformat(fields["Expires"]) - datetime.now(UTC)
    assert 100 < left.days < 366


def test_the_icon(client: FlaskClient) -> None:
    answer = client.get("/favicon.ico")
    assert answer.content_type == "image/svg+xml"
    assert answer.get_data().lstrip().startswith(b"<svg")
