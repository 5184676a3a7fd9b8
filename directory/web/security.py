"""What every answer carries and every request may ask for: headers, limits, cookies, proxies, hosts.

Numbers in brackets are requirements of OWASP ASVS 5.0.0.
"""

from typing import Final
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from directory.config import Settings

BODY_MAX: Final = 1_000_000  # bytes of any request body [4.3.1]; imports go by the command line
FORM_MEMORY_MAX: Final = 200_000  # bytes of one form field in memory
FORM_PARTS_MAX: Final = 200
HSTS_SECONDS: Final = 31_536_000  # one year [3.4.1]

csrf = CSRFProtect()  # type: ignore[no-untyped-call]
limiter = Limiter(get_remote_address, storage_uri="memory://", headers_enabled=True)


def require_same_site() -> None:
    """Raise ``CSRFError`` unless a page of this very site sent the form [3.5.1]; for views that ask for no token.

    A form that brings a token all the same is judged by it.
    A page without a token can be sent compressed beside the reader's own words. ``Sec-Fetch-Site`` is sent by every
    browser since 2023 over TLS, ``Origin`` by older ones and without TLS; a form with neither is refused.
    """
    if not current_app.config.get("WTF_CSRF_ENABLED", True):
        return
    if "csrf_token" in request.form:
        csrf.protect()  # type: ignore[no-untyped-call]
        return
    site = request.headers.get("Sec-Fetch-Site", "")
    own = site == "same-origin" if site else urlsplit(request.headers.get("Origin", "")).netloc == request.host
    if not own:
        raise CSRFError("The form came from another site.")


def init_security(app: Flask) -> None:
    """Join limits, cookie flags, CSRF protection and headers to the app, by its settings."""
    settings: Settings = app.extensions["settings"]
    _limit(app, settings)
    _cookies(app, settings)
    csrf.init_app(app)  # type: ignore[no-untyped-call]
    limiter.init_app(app)
    if settings.proxy_hops:
        hops = settings.proxy_hops
        # Exactly as many hops as there are: one more and a reader could pretend any address [4.1.3].
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    headers = security_headers(settings)

    @app.after_request
    def add_headers(response: Response) -> Response:
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        return response


def _limit(app: Flask, settings: Settings) -> None:
    app.config.update(
        MAX_CONTENT_LENGTH=BODY_MAX,
        MAX_FORM_MEMORY_SIZE=FORM_MEMORY_MAX,
        MAX_FORM_PARTS=FORM_PARTS_MAX,
        SECRET_KEY_FALLBACKS=list(settings.secret_key_fallbacks) or None,
        TRUSTED_HOSTS=list(settings.trusted_hosts) or None,
        PREFERRED_URL_SCHEME="https" if settings.secure_cookies else "http",
    )


def _cookies(app: Flask, settings: Settings) -> None:
    secure = settings.secure_cookies
    app.config.update(
        SESSION_COOKIE_NAME="__Host-session" if secure else "session",
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
        # Whoever writes slowly must not lose the form: the token lives as long as the browser's session.
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=secure,
    )


def security_headers(settings: Settings) -> dict[str, str]:
    """The headers of every answer. Only the map's own tile address may add another host, for images."""
    images = ["'self'", "data:", *_origin(settings.map_tiles_url)]
    policy = [
        "default-src 'self'",
        f"img-src {' '.join(images)}",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
    ]
    headers = {
        "X-Content-Type-Options": "nosniff",
        # The question stands in the address: other sites learn only where the reader came from.
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=(self), payment=(), usb=()",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Frame-Options": "DENY",
    }
    if settings.secure_cookies:
        policy.append("upgrade-insecure-requests")
        headers["Strict-Transport-Security"] = f"max-age={HSTS_SECONDS}; includeSubDomains"
    headers["Content-Security-Policy"] = "; ".join(policy)
    return headers


def _origin(url: str) -> list[str]:
    """The host of a tile address such as ``https://{s}.tiles.example/{z}/{x}/{y}.png`` as a CSP source."""
    if not url:
        return []
    parts = urlsplit(url.replace("{s}", "*"))
    return [f"{parts.scheme}://{parts.netloc}"] if parts.scheme and parts.netloc else []
