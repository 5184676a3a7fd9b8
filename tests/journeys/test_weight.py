"""The first page is light and comes from one host."""

import gzip
import re

import brotli
from flask import Flask

LIMIT = 80_000  # bytes of HTML, CSS and JavaScript as they travel


def test_first_page_weighs_little(demo: Flask) -> None:
    client = demo.test_client()
    page = client.get("/fi/", headers={"Accept-Encoding": "br, gzip"})
    html = _unpacked(page.get_data(), page.headers.get("Content-Encoding", ""))
    total = len(page.get_data())
    for address in set(re.findall(r"(?:href|src)=\"(/static/[^\"#]+\.(?:css|js))", html)):
        response = client.get(address, headers={"Accept-Encoding": "br, gzip"})
        assert response.status_code == 200, address
        assert response.headers.get("Content-Encoding") in {"br", "gzip"}, address
        assert "max-age" in response.headers["Cache-Control"]
        total += len(response.get_data())
    assert 5_000 < total < LIMIT


def _unpacked(data: bytes, encoding: str) -> str:
    return {"br": brotli.decompress, "gzip": gzip.decompress}.get(encoding, bytes)(data).decode()
