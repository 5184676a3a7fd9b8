"""``/health``: does the service answer, does its database, does its search."""

from typing import Any

from flask import Blueprint, Response, current_app, jsonify, make_response
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from directory.db import Database

blueprint = Blueprint("health", __name__)


@blueprint.get("/health")
def health() -> Response:
    """200 while pages can be served, 503 when the database cannot be read.

    A search server that is down does not make the service ill: the embedded engine answers, ``degraded`` says so.
    """
    database = _database()
    search = _search()
    state = {"status": "ok" if database else "failing", "database": database, "search": search}
    response = make_response(jsonify(state), 200 if database else 503)
    response.headers["Cache-Control"] = "no-store"
    return response


def _database() -> bool:
    database: Database = current_app.extensions["database"]
    try:
        with database.read() as session:
            session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return False
    return True


def _search() -> dict[str, Any]:
    """What each engine says of itself; never the words of an error, which may hold addresses of servers."""
    finder: Any = current_app.extensions["search"]
    state: dict[str, Any] = finder.health()
    engines = [{key: engine[key] for key in ("name", "answers", "documents")} for engine in state["engines"]]
    return {"engines": engines, "degraded": state["degraded"]}
