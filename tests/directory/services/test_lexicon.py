"""Words that coordinators add: they change what comes up, after a rebuild and without code."""

import pytest
from flask import Flask

from directory.db import Database
from directory.errors import Conflict, Forbidden, InvalidChange, NotFound
from directory.services import lexicon
from directory.services.access import Actor, Grant
from directory.vocabulary import Role
from search.lexicon import Addition

COORDINATOR = Actor(None, (Grant(Role.COORDINATOR, county="14"),))
PROFESSIONAL = Actor(None, (Grant(Role.PROFESSIONAL),))
WORD = Addition("needs:gambling", "fi", "hurahtanut  bingoon")


def run(app: Flask, *arguments: str) -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=list(arguments))
    return result.exit_code, result.output


def test_an_added_word_changes_results_after_a_rebuild(demo_copy: Flask) -> None:
    question = ("search", "ask", "zorbaaja", "--limit", "3")
    before = run(demo_copy, *question)[1]
    assert run(demo_copy, "search", "add-word", "needs:gambling", "zorbaaja")[0] == 0
    assert "zorbaaja" in run(demo_copy, "search", "words")[1]
    assert "needs:gambling" not in before
    code, output = run(demo_copy, "reindex", "--lexicon", "--engine", "embedded")
    assert code == 0, output
    assert "1 words added" in output
    assert "needs:gambling" in run(demo_copy, *question)[1]
    assert run(demo_copy, "search", "remove-word", "needs:gambling", "zorbaaja")[0] == 0
    run(demo_copy, "reindex", "--lexicon", "--engine", "embedded")
    assert "needs:gambling" not in run(demo_copy, *question)[1]


def test_a_coordinator_adds_and_takes_away_and_others_do_not(database: Database) -> None:
    with database.write() as session:
        lexicon.add(session, COORDINATOR, WORD)
        assert [a.expression for a in lexicon.additions(session)] == ["hurahtanut bingoon"]
        with pytest.raises(Conflict):
            lexicon.add(session, COORDINATOR, WORD)
        with pytest.raises(Forbidden):
            lexicon.add(session, PROFESSIONAL, WORD)
        with pytest.raises(Forbidden):
            lexicon.remove(session, PROFESSIONAL, WORD)
        lexicon.remove(session, COORDINATOR, Addition("needs:gambling", "fi", "hurahtanut bingoon"))
        with pytest.raises(NotFound):
            lexicon.remove(session, COORDINATOR, WORD)
        assert lexicon.additions(session) == ()


@pytest.mark.parametrize(
    "addition",
    [
        Addition("needs:nothing", "fi", "sana"),
        Addition("needs:grief", "de", "Trauer"),
        Addition("needs:grief", "fi", " "),
        Addition("needs:grief", "fi", "x" * 101),
    ],
    ids=["unknown concept", "unknown language", "empty", "too long"],
)
def test_what_does_not_hold_is_refused(database: Database, addition: Addition) -> None:
    with database.write() as session, pytest.raises(InvalidChange):
        lexicon.add(session, COORDINATOR, addition)
