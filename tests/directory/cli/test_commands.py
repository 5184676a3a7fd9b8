"""The commands as whoever keeps the service runs them: what they print, their exit codes, their help."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from directory import demo
from directory.models import MailDomain
from directory.services import accounts
from directory.services.sealing import seal

LISTING = demo.DATA


def run(app: Flask, *arguments: str) -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    return result.exit_code, result.output


@pytest.mark.parametrize(
    "command",
    [
        ["import"],
        ["export"],
        ["check-data"],
        ["load-demo"],
        ["prepare"],
        ["reindex"],
        ["sync-index"],
        ["create-admin"],
        ["demo-sign-ins"],
        ["reseal-secrets"],
        ["upgrade-database"],
        ["search", "ask"],
        ["search", "setup"],
    ],
    ids=" ".join,
)
def test_every_command_explains_itself(app: Flask, command: list[str]) -> None:
    code, output = run(app, *command, "--help")
    assert code == 0
    assert "Usage:" in output
    assert len(output.splitlines()) > 4


def test_prepare_makes_a_fresh_folder_ready_and_does_nothing_twice(app: Flask) -> None:
    code, output = run(app, "prepare")
    assert code == 0, output
    assert "280 activities" in output
    assert "ammattilainen@demo.example" in output
    again, second = run(app, "prepare")
    assert again == 0
    assert "0 added" in second
    assert "embedded:" not in second


def small(tmp_path: Path, **changes: object) -> Path:
    raw = json.loads(LISTING.read_text(encoding="utf-8"))
    raw["activities"] = [raw["activities"][0] | changes]
    path = tmp_path / "small.json"
    path.write_text(json.dumps(raw), encoding="utf-8")
    return path


def test_an_imported_activity_is_searchable_and_comes_out_again(app: Flask, tmp_path: Path) -> None:
    run(app, "reindex")
    code, output = run(app, "import", str(small(tmp_path)))
    assert code == 0, output
    run(app, "sync-index")
    assert "ukkojen-verstas-joensuu" in run(app, "search", "ask", "ukkojen verstas")[1]
    target = tmp_path / "out.json"
    assert run(app, "export", str(target), "--hidden-addresses")[0] == 0
    assert json.loads(target.read_text(encoding="utf-8")) == json.loads((tmp_path / "small.json").read_text())


def test_a_faulty_file_changes_nothing_and_says_where(app: Flask, tmp_path: Path) -> None:
    code, output = run(app, "import", str(small(tmp_path, gender="robots", needs=["lonelyness"])))
    assert code == 1
    assert "activities[0].gender" in output
    assert "'lonelyness'" in output
    assert json.loads(run(app, "export")[1].strip() or "{}")["activities"] == []


def test_what_is_not_json_is_refused(app: Flask, tmp_path: Path) -> None:
    path = tmp_path / "broken.json"
    path.write_text("{not json", encoding="utf-8")
    assert run(app, "import", str(path))[0] == 1
    assert run(app, "import", "--format", "ptv", str(path))[0] == 1


def test_partial_imports_the_good_and_writes_the_bad(app: Flask, tmp_path: Path) -> None:
    raw = json.loads(LISTING.read_text(encoding="utf-8"))
    raw["activities"] = raw["activities"][:3]
    raw["activities"][1]["age_min"] = 900
    path = tmp_path / "mixed.json"
    path.write_text(json.dumps(raw), encoding="utf-8")
    code, output = run(app, "import", "--partial", str(path))
    assert code == 1, output
    rejected = json.loads((tmp_path / "mixed.rejected.json").read_text(encoding="utf-8"))
    assert "age_min" in json.dumps(rejected)
    assert len(json.loads(run(app, "export")[1])["activities"]) == 2


def test_the_demo_keeps_away_from_real_listings(app: Flask, tmp_path: Path) -> None:
    raw = json.loads(LISTING.read_text(encoding="utf-8"))
    real = raw["organisations"][0] | {"id": "a-real-one"}
    raw = {"organisations": [real], "activities": [raw["activities"][0] | {"organisation": "a-real-one"}]}
    path = tmp_path / "real.json"
    path.write_text(json.dumps(raw), encoding="utf-8")
    assert run(app, "import", str(path))[0] == 0
    code, output = run(app, "load-demo")
    assert code == 1
    assert "real listings" in output


def test_questions_in_a_file_get_answers_in_a_file(demo_copy: Flask, tmp_path: Path) -> None:
    questions, answers = tmp_path / "questions.json", tmp_path / "answers.json"
    questions.write_text(json.dumps([{"id": "a", "query": "muistikahvila", "lang": "fi"}]), encoding="utf-8")
    code, output = run(demo_copy, "search", "ask", "--questions", str(questions), "--out", str(answers), "--limit", "5")
    assert code == 0, output
    assert json.loads(answers.read_text())["a"][0].startswith("muistikahvila")
    assert run(demo_copy, "search", "ask", "--questions", str(questions))[0] == 2
    assert run(demo_copy, "search", "ask")[0] == 2
    assert run(demo_copy, "search", "ask", "x", "--engine", "meilisearch")[0] == 2
    assert run(demo_copy, "search", "setup", "--master-key", "x" * 20)[0] == 2


def test_an_answer_as_json_tells_what_was_understood(demo_copy: Flask) -> None:
    code, output = run(demo_copy, "search", "ask", "ensamma äldre män Joensuu", "--language", "sv", "--json")
    assert code == 0
    told = json.loads(output)
    assert told["engine"] == "embedded"
    assert {part["kind"] for part in told["understood"]["parts"]} >= {"place", "gender"}
    assert told["hits"][0]["reasons"]
    assert told["took_ms"] > 0


def test_create_admin_refuses_what_is_no_address_and_who_is_somebody_else(demo_copy: Flask) -> None:
    run(demo_copy, "demo-sign-ins")
    assert run(demo_copy, "create-admin", "not an address")[0] == 1
    assert run(demo_copy, "create-admin", "ammattilainen@demo.example")[0] == 1
    first, again = (
        run(demo_copy, "create-admin", "chief@demo.example"),
        run(demo_copy, "create-admin", "chief@demo.example"),
    )
    assert first[0] == again[0] == 0


def test_secrets_are_sealed_anew_for_a_new_key(make_app: Callable[..., Flask]) -> None:
    old, new = "an earlier key of the tests, of some length", "a newer key of the tests, of some length"
    app = make_app(secret_key=old)
    with app.extensions["database"].write() as session:
        session.add(MailDomain(domain="a.example", oidc_client_secret=seal(old, "client secret")))
    code, output = run(make_app(secret_key=new), "reseal-secrets")
    assert code == 1
    assert "SECRET_KEY_FALLBACKS" in output
    assert run(make_app(secret_key=new, secret_key_fallbacks=(old,)), "reseal-secrets") == (0, "sealed anew: 1\n")
    assert run(make_app(secret_key=new), "reseal-secrets")[0] == 0


def test_whoever_keeps_the_machine_can_open_an_administrators_account_again(make_app: Callable[..., Flask]) -> None:
    app = make_app()
    run(app, "create-admin", "chief@a.example")
    with app.extensions["database"].write() as session:
        account = accounts.by_email(session, "chief@a.example")
        assert account is not None
        account.active = False
    code, output = run(app, "create-admin", "chief@a.example")
    assert code == 0
    assert app.test_client().get(output.split("8000")[1].strip()).status_code == 200
