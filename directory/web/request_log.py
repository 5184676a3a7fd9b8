"""One line of JSON per request, without the question: method, page, status, milliseconds, request id.

The part of an address after ``?`` holds what the reader searched for. It is never written anywhere.
"""

import json
import logging
import secrets
import sys
import time
import traceback
from datetime import UTC, datetime
from typing import Any, Final, TextIO

from flask import Flask, Response, g, has_request_context, request

LOGGER: Final = logging.getLogger("directory")
NOWHERE: Final = "no such page"
QUIET: Final = ("/static/", "/health")


class JsonLines(logging.Formatter):
    """One record, one line: control characters cannot forge a second one."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        line.update(getattr(record, "facts", {}))
        if has_request_context():
            line.setdefault("request_id", request_id())
        if record.exc_info and record.exc_info[1] is not None:
            line["exception"] = _where(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


class StandardError(logging.StreamHandler[TextIO]):
    """Writes to standard error as it is at the time of writing, also when it was put elsewhere meanwhile."""

    def __init__(self) -> None:
        logging.Handler.__init__(self)

    @property
    def stream(self) -> TextIO:  # type: ignore[override]
        return sys.stderr


def _where(exc_info: Any) -> list[str]:
    """The kind of the error and the lines it came through, without its words: they may quote the reader."""
    frames = traceback.extract_tb(exc_info[2])
    return [*(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames), exc_info[0].__qualname__]


def request_id() -> str:
    """A random name of this request: on the error page, in the answer's headers and in the log."""
    if "request_id" not in g:
        g.request_id = secrets.token_hex(6)
    return str(g.request_id)


def _page() -> str:
    """Which page was asked for, as the app writes its address: ``/fi/toiminta/<address>``.

    Never what stands in its changing parts: a slip's code opens the slip, a password link's token the account, and
    behind the id of an activity anything may have been typed.
    """
    return request.url_rule.rule if request.url_rule is not None else NOWHERE


def init_request_log(app: Flask) -> None:
    """Write one line per request to standard error, at the level of the settings."""
    if not any(isinstance(handler.formatter, JsonLines) for handler in LOGGER.handlers):
        handler = StandardError()
        handler.setFormatter(JsonLines())
        LOGGER.addHandler(handler)
    # The development server would write whole addresses, and with them what readers searched for.
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    # The limiter would name the network address of whoever asked too often.
    logging.getLogger("flask-limiter").setLevel(logging.WARNING)
    LOGGER.setLevel(app.extensions["settings"].log_level)

    @app.before_request
    def start() -> None:
        g.started = time.perf_counter()

    @app.after_request
    def log(response: Response) -> Response:
        response.headers["X-Request-ID"] = request_id()
        if request.path.startswith(QUIET) and response.status_code < 400:
            return response
        milliseconds = round((time.perf_counter() - g.get("started", time.perf_counter())) * 1000, 1)
        facts = {
            "method": request.method,
            "path": _page(),
            "status": response.status_code,
            "ms": milliseconds,
        }
        LOGGER.info("request", extra={"facts": facts})
        return response
