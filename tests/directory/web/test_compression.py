"""Pages are sent compressed, unless they hold a secret."""

import gzip

import pytest
from flask import Flask, g


def test_pages_are_compressed_when_the_reader_takes_it(app: Flask) -> None:
    client = app.test_client()
    plain = client.get("/en/")
    packed = client.get("/en/", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert "<h1" in gzip.decompress(packed.get_data()).decode()
    assert "Content-Encoding" not in plain.headers


@pytest.mark.parametrize("accepted", ["identity", "br;q=0, gzip;q=0", ""])
def test_whoever_refuses_gets_it_plain(app: Flask, accepted: str) -> None:
    answer = app.test_client().get("/en/", headers={"Accept-Encoding": accepted})
    assert "Content-Encoding" not in answer.headers


def test_a_page_with_a_form_token_stays_plain(app: Flask) -> None:
    def page() -> str:
        g.csrf_token = "a token"
        return "<p>text</p>" * 500

    app.add_url_rule("/secret-page", view_func=page)
    answer = app.test_client().get("/secret-page", headers={"Accept-Encoding": "br"})
    assert "Content-Encoding" not in answer.headers
