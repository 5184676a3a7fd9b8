"""Static files: named by their contents, kept by browsers for a year, sent compressed.

Stylesheets of one page are one file, joined here from ``static/css``: small pieces for whoever writes them, one
request for whoever reads. Vendored files come from their own packages; no other host is ever asked.
"""

import gzip
import hashlib
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import brotli
from flask import Flask, Request, Response, abort, make_response, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface

STATIC: Final = Path(__file__).parent.parent / "static"
YEAR: Final = 31_536_000  # seconds; RFC 9111 allows any, a year is custom for files that never change
STYLES: Final = (
    "base",
    "layout",
    "controls",
    "pieces",
    "cards",
    "panels",
    "results",
    "activity",
    "reading",
    "front",
    "manage",
    "coordinate",
    "outcomes",
    "slip",
    "compare",
    "accounts",
    "workplace",
    "preferences",
)
COMPRESSIBLE: Final = {".css", ".js", ".svg", ".txt", ".json"}
TYPES: Final = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is sent; ``forms`` maps a content coding (br, gzip or "") to bytes."""

    served_as: str
    content_type: str
    etag: str
    forms: Mapping[str, bytes]


class Assets:
    """Every static file by its own name and by the name it is served under."""

    def __init__(self) -> None:
        assets = {name: _asset(name, body) for name, body in _sources().items()}
        self._urls = {name: f"/static/{asset.served_as}" for name, asset in assets.items()}
        self._served = {asset.served_as: asset for asset in assets.values()}

    def url(self, name: str) -> str:
        """The address of ``app.css``, ``icons.svg``, ``js/suggest.js`` … Raises ``KeyError`` for no such file."""
        return self._urls[name]

    def served(self, name: str) -> Asset | None:
        """The file behind an address."""
        return self._served.get(name)


def _sources() -> dict[str, bytes]:
    files = {
        str(path.relative_to(STATIC)): path.read_bytes()
        for path in sorted(STATIC.rglob("*"))
        if path.is_file() and path.parent.name != "css"
    }
    files["app.css"] = b"\n".join((STATIC / "css" / f"{name}.css").read_bytes() for name in STYLES)
    leaflet = _leaflet()
    files["leaflet.js"] = (leaflet / "leaflet.js").read_bytes().replace(b"//# sourceMappingURL=leaflet.js.map", b"")
    files["leaflet.css"] = (leaflet / "leaflet.css").read_bytes()
    return files


def _leaflet() -> Path:
    """Where the XStatic package keeps the map library; found without running its old-style namespace package."""
    spec = find_spec("xstatic")
    for place in spec.submodule_search_locations or () if spec else ():
        folder = Path(place) / "pkg" / "leaflet" / "data"
        if folder.is_dir():
            return folder
    raise FileNotFoundError("XStatic-Leaflet")


def _asset(name: str, body: bytes) -> Asset:
    path = Path(name)
    digest = hashlib.sha256(body).hexdigest()[:12]
    forms = {"": body}
    if path.suffix in COMPRESSIBLE:
        forms |= {"br": brotli.compress(body, quality=9), "gzip": gzip.compress(body, 9, mtime=0)}
    guessed = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Asset(
        served_as=str(path.with_name(f"{path.stem}.{digest}{path.suffix}")),
        content_type=TYPES.get(path.suffix, guessed),
        etag=digest,
        forms=forms,
    )


def preferred_coding(allowed: Mapping[str, bytes] | tuple[str, ...]) -> str:
    """The best content coding that the reader accepts: br, gzip or "" (none)."""
    accepted = request.accept_encodings
    return next((coding for coding in ("br", "gzip") if coding in allowed and accepted.quality(coding) > 0), "")


class PageSessions(SecureCookieSessionInterface):
    """Sessions for pages only: a static file is the same for everyone, and shared caches must be told so."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """No session for static files: Flask then makes one that is never saved nor varied upon."""
        return None if request.path.startswith("/static/") else super().open_session(app, request)


def init_assets(app: Flask) -> None:
    """Serve static files, and give templates ``asset(name)``."""
    app.session_interface = PageSessions()
    assets = Assets()
    app.extensions["assets"] = assets
    app.jinja_env.globals["asset"] = assets.url

    @app.get("/static/<path:name>", endpoint="static")
    def static(name: str) -> Response:
        asset = assets.served(name)
        if asset is None:
            abort(404)
        coding = preferred_coding(asset.forms)
        response = make_response(asset.forms[coding])
        response.content_type = asset.content_type
        response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
        response.headers["Vary"] = "Accept-Encoding"
        if coding:
            response.headers["Content-Encoding"] = coding
        response.set_etag(f"{asset.etag}{coding}")
        response.make_conditional(request)
        return response
