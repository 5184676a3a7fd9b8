"""Static files: named by contents, kept for a year, compressed."""

import re

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient

from directory.web.assets import Assets


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser on an empty app."""
    return app.test_client()


@pytest.mark.parametrize("name", ["app.css", "print.css", "icons.svg", "js/search.js", "js/map.js", "leaflet.js"])
def test_files_are_kept_for_a_year_and_compressed(client: FlaskClient, name: str) -> None:
    address = Assets().url(name)
    assert re.search(r"\.[0-9a-f]{12}\.", address)
    plain, packed = client.get(address), client.get(address, headers={"Accept-Encoding": "gzip, br"})
    assert plain.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert packed.headers["Content-Encoding"] == "br"
    assert brotli.decompress(packed.get_data()) == plain.get_data()
    assert packed.headers["Vary"] == "Accept-Encoding"


def test_a_known_file_is_not_sent_again(client: FlaskClient) -> None:
    address = Assets().url("app.css")
    etag = client.get(address).headers["ETag"]
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.parametrize("path", ["app.css", "../config.py", "css/base.css", "app.000000000000.css", "%00"])
def test_nothing_else_is_served(client: FlaskClient, path: str) -> None:
    assert client.get(f"/static/{path}").status_code == 404


def test_no_style_or_script_asks_another_host() -> None:
    assets = Assets()
    for name in ("app.css", "print.css", "js/search.js", "js/map.js", "leaflet.css"):
        asset = assets.served(assets.url(name).removeprefix("/static/"))
        assert asset is not None
        assert not re.search(rb"url\(['\"]?(?:https?:)?//|fetch\(['\"]http|import ['\"]http", asset.forms[""])
