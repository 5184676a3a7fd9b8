"""Pages are sent compressed, except those that hold a secret beside the reader's own words."""

import gzip
from typing import Final

import brotli
from flask import Flask, Response, g

from directory.web.assets import preferred_coding

SMALL: Final = 1_000  # bytes; below it one packet carries the page anyway
TYPES: Final = {"text/html", "application/json", "application/xml", "text/xml", "text/plain", "text/calendar"}
# Higher costs more time than the network saves: a page of 88 kB is packed to 13 and 16 kB in a few tenths of a
# millisecond. Browsers take Brotli; gzip is for the rest.
BROTLI_QUALITY: Final = 4
GZIP_LEVEL: Final = 1


def init_compression(app: Flask) -> None:
    """Compress answers after everything else has been done to them."""

    @app.after_request
    def compress(response: Response) -> Response:
        if response.mimetype not in TYPES or response.direct_passthrough or "Content-Encoding" in response.headers:
            return response
        response.vary.add("Accept-Encoding")
        # A page with a form token that also echoes the address would let the token be guessed by size (BREACH).
        if "csrf_token" in g or response.status_code in {204, 304}:
            return response
        coding = preferred_coding(("br", "gzip"))
        body = response.get_data()
        if not coding or len(body) < SMALL:
            return response
        packed = (
            brotli.compress(body, quality=BROTLI_QUALITY)
            if coding == "br"
            else gzip.compress(body, GZIP_LEVEL, mtime=0)
        )
        response.set_data(packed)
        response.headers["Content-Encoding"] = coding
        return response
