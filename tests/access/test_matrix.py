"""Who may do what, by the pages: every route × every member of the cast, as matrix.txt says it.

docs/testing.md tells how to add a row.
"""

import re

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.access.stage import MAKERS, MEMBERS, Call, Stage
from tests.access.table import TABLE, Row, line, rows

ROWS = rows(TABLE.read_text(encoding="utf-8"))
SIGN_IN = "/fi/kirjaudu"
AUTOMATIC = {"HEAD", "OPTIONS"}


def routes(app: Flask) -> set[str]:
    """Every endpoint with each method that somebody wrote a view for."""
    return {
        f"{rule.endpoint} {method}"
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - AUTOMATIC
    }


def call_for(stage: Stage, row: Row, member: str) -> Call:
    """What the row's maker makes for the member; nothing for a page that needs nothing."""
    maker = MAKERS.get(row.name)
    if maker is None:
        assert row.method == "GET", f"a maker for {row.name} is missing: tests/access/makers"
        assert not row.variant, f"a maker for {row.name} is missing: tests/access/makers"
        return Call()
    return maker(stage, member)


def answer_of(response: TestResponse) -> str:
    """The answer as the table writes it: ``in`` leads to the sign-in page."""
    led_in = response.status_code == 302 and response.location.partition("?")[0] == SIGN_IN
    return "in" if led_in else str(response.status_code)


def test_every_route_has_a_row(stage: Stage) -> None:
    missing = sorted(routes(stage.app) - {row.route for row in ROWS})
    assert not missing, "decide who may, in matrix.txt:\n" + "\n".join(line(one, ("?",) * 8) for one in missing)


def test_every_row_has_a_route(stage: Stage) -> None:
    assert not sorted({row.route for row in ROWS} - routes(stage.app))


def test_every_maker_has_a_row() -> None:
    assert not sorted(set(MAKERS) - {row.name for row in ROWS})


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_who_may(stage: Stage, row: Row) -> None:
    given = tuple(
        answer_of(stage.ask(member, row.endpoint, row.method, call_for(stage, row, member))) for member in MEMBERS
    )
    assert given == row.answers, "\n".join(
        ("", line("", MEMBERS), line(f"decided: {row.name}", row.answers), line("answered:", given))
    )


REFUSING = [row for row in ROWS if {"403", "404"} & set(row.answers)]


@pytest.mark.parametrize("row", REFUSING, ids=lambda row: row.name)
def test_a_refusal_tells_nothing(stage: Stage, row: Row) -> None:
    """Whoever is refused learns no more than of a thing that never was, unless the row says where it is seen."""
    for member, expected in row.expected().items():
        call = call_for(stage, row, member)
        if expected not in {"403", "404"} or not call.values:
            continue
        if expected == "403" and row.seen:
            wanted = stage.app.url_map._rules_by_endpoint[row.seen][0].arguments
            shown = Call({name: value for name, value in call.values.items() if name in wanted})
            assert stage.ask(member, row.seen, "GET", shown).status_code == 200, f"{member} does not see it"
            continue
        refused = stage.ask(member, row.endpoint, row.method, call)
        never = Call({name: unknown(value) for name, value in call.values.items()}, call.query, call.form)
        assert words(stage.ask(member, row.endpoint, row.method, never)) == words(refused), member


def unknown(value: object) -> object:
    """A value of an address in the same form that nothing has."""
    return 99_999_999 if isinstance(value, int) else re.sub(r"[a-z0-9]", "2", str(value))


def words(response: TestResponse) -> tuple[int, str]:
    """Status and page, without the address that was asked for."""
    html = response.get_data(as_text=True)
    return response.status_code, re.sub(r'(href|action|value)="(https?://localhost)?/[^"]*"', r"\1", html)
