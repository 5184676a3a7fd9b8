"""The front page: search, needs in plain words, this week near you."""

from flask import Blueprint, Response, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from directory.web.language import add_page, ui_language


def register(blueprint: Blueprint) -> None:
    """Add the front page in each language, and ``/`` that leads to one of them."""
    blueprint.add_url_rule("/", endpoint="root", view_func=root)
    add_page(blueprint, "front", front)


def root() -> AnyResponse:
    """To the front page in the reader's own language."""
    response = redirect(url_for("public.front", ui_language=ui_language()), 302)
    response.vary.add("Accept-Language")
    return response


def front() -> Response:
    """The front page."""
    return make_response(render_template("public/front.html", page_title=""))


