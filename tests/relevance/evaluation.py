"""``scripts/evaluate``: ask every judged question of both engines and compare with the last recorded run."""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson
from flask import Flask

from directory import create_app, migrations
from directory.cli.search.asking import ask_ids
from directory.config import settings_from
from search.engine import SearchEngine
from search.zone import HELSINKI
from tests.relevance.measures import FOLDER, SETS, Answers, JudgedSet, Measured

RECORDED = FOLDER / "recorded.json"
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=HELSINKI)  # the demo's timetables are of this season
DEPTH = 20


def answers_of(app: Flask, engine: SearchEngine, questions: Iterable[Mapping[str, Any]]) -> dict[str, list[str]]:
    """Import ids by question, in rank order."""
    finder = app.extensions["search"]
    return {q["id"]: ask_ids(finder, engine, q["query"], q["lang"], limit=DEPTH, now=NOW) for q in questions}


def main() -> None:
    """Ask, print, compare; with --record keep the run as the one to compare with."""
    parser = argparse.ArgumentParser(prog="scripts/evaluate", description=__doc__)
    parser.add_argument("--record", action="store_true", help="keep this run as tests/relevance/recorded.json")
    parser.add_argument("--each", action="store_true", help="also print every question, worst first")
    options = parser.parse_args()
    sets = [JudgedSet.load(name) for name in SETS]
    with tempfile.TemporaryDirectory() as folder:
        app = _demo(Path(folder))
        engines = app.extensions["search"].engines
        answers = {(e.name, judged.name): answers_of(app, e, judged.questions) for e in engines for judged in sets}
        app.extensions["search"].close()
        app.extensions["database"].dispose()
    recorded = orjson.loads(RECORDED.read_bytes()) if RECORDED.exists() else {}
    for judged in sets:
        for name in [engine.name for engine in engines]:
            found = answers[name, judged.name]
            groups = judged.by_group(found)
            _print(f"{judged.name} {name}", groups, recorded.get(name, {}).get(judged.name, {}))
            if options.each:
                _print_each(judged, found)
            recorded.setdefault(name, {})[judged.name] = _rounded(groups)
    if options.record:
        RECORDED.write_bytes(orjson.dumps(recorded, option=orjson.OPT_INDENT_2) + b"\n")


def _demo(folder: Path) -> Flask:
    app = create_app(
        settings_from(
            {
                **os.environ,
                "DATA_DIR": str(folder),
                "DEMO": "1",
                "DATABASE_URL": f"sqlite:///{folder / 'directory.sqlite'}",
            }
        )
    )
    migrations.upgrade(app.extensions["database"].engine)
    for arguments in (["load-demo", "--on", "2026-11-24"], ["reindex"]):
        result = app.test_cli_runner().invoke(args=arguments)
        if result.exit_code:
            sys.exit(result.output or repr(result.exception))
    return app


def _rounded(groups: Mapping[str, Measured]) -> dict[str, dict[str, float]]:
    return {group: {key: round(value, 4) for key, value in asdict(m).items()} for group, m in groups.items()}


def _print(title: str, groups: Mapping[str, Measured], before: Mapping[str, Mapping[str, float]]) -> None:
    print(f"\n{title:24}{'n':>4}{'nDCG@10':>9}{'change':>8}{'P@3':>7}{'R@20':>7}{'nothing':>9}")
    for group, m in groups.items():
        old = before.get(group, {}).get("ndcg")
        change = "" if old is None else f"{m.ndcg - old:+.3f}"
        print(f"{group:24}{m.questions:4}{m.ndcg:9.3f}{change:>8}{m.precision:7.2f}{m.recall:7.2f}{m.zero:9.2f}")


def _print_each(judged: JudgedSet, answers: Answers) -> None:
    rows = [(score, q) for q in judged.questions if (score := judged.score(answers, q["id"])) is not None]
    for value, question in sorted(rows, key=lambda row: row[0]):
        print(f"{value:6.2f}  {question['id']}  {question['type']:12} {question['lang']}  {question['query']}")


if __name__ == "__main__":
    main()
