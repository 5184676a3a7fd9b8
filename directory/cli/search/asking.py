"""``flask search ask`` and ``flask search explain``: questions at the command line."""

from datetime import datetime
from pathlib import Path
from typing import Any, Final

import click
import orjson
from flask import current_app

from directory.cli.search.explaining import explain
from directory.cli.search.indexes import ENGINE_CHOICE, engine_named, finder
from directory.services.finding import Finder
from search.engine import SearchEngine
from search.errors import SearchError
from search.types import Question, Results
from search.zone import HELSINKI

LANGUAGES: Final = click.Choice(["fi", "sv", "en"])


@click.group("search")
def search() -> None:
    """Ask questions of the search, and look into it."""


@search.command("setup")
@click.option("--master-key", envvar="MEILI_MASTER_KEY", required=True, help="Or the environment's MEILI_MASTER_KEY.")
def setup(master_key: str) -> None:
    """Create the search server's two keys with least rights, and print them as settings.

    Keys made before are found again. Exit code 1 when the server refuses.
    """
    from search.meilisearch import create_keys

    settings = current_app.extensions["settings"]
    if not settings.meilisearch_url:
        raise click.UsageError("MEILISEARCH_URL is not set")
    try:
        keys = create_keys(settings.meilisearch_url, master_key, settings.meilisearch_prefix)
    except SearchError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"MEILISEARCH_SEARCH_KEY={keys.search}\nMEILISEARCH_INDEXER_KEY={keys.indexer}")


@search.command("ask")
@click.argument("question", required=False)
@click.option("--language", type=LANGUAGES, default="fi", show_default=True, help="Language of the page.")
@click.option("--engine", "name", type=ENGINE_CHOICE, help="Ask this engine; otherwise the one in use.")
@click.option("--limit", type=click.IntRange(1, 200), default=20, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Everything, as JSON.")
@click.option("--questions", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A JSON list.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Where the answers go.")
def ask(
    question: str | None,
    *,
    language: str,
    name: str | None,
    limit: int,
    questions: Path | None,
    out: Path | None,
    as_json: bool,
) -> None:
    """Ask QUESTION and print what came up, best first.

    With --questions FILE, a list of {"id", "query", "lang"}, write {id: [import ids]} to --out instead.
    """
    engine = engine_named(finder(), name)
    if questions is not None:
        if out is None:
            raise click.UsageError("--questions needs --out")
        rows = orjson.loads(questions.read_bytes())
        answers = {row["id"]: ask_ids(finder(), engine, row["query"], row["lang"], limit=limit) for row in rows}
        out.write_bytes(orjson.dumps(answers, option=orjson.OPT_INDENT_2))
        click.echo(f"{len(answers)} questions answered.")
        return
    if question is None:
        raise click.UsageError("give a question, or --questions")
    results = answer(finder(), engine, question, language, limit=limit)
    shown = _shown(engine, results)
    if as_json:
        click.echo(orjson.dumps(shown, option=orjson.OPT_INDENT_2))
        return
    for row in shown["hits"]:
        reasons = ", ".join(f"{reason['kind']} {reason['value']}" for reason in row["reasons"])
        click.echo(f"{row['score']:.3f}  {row['import_id'] or row['id']}  ({reasons})")
    parts = ", ".join(part["key"] for part in shown["understood"]["parts"])
    click.echo(f"{shown['total']} results, understood: {parts}; {shown['engine']}, {shown['took_ms']:.1f} ms")


def answer(
    finder: Finder, engine: SearchEngine, text: str, language: str, *, limit: int, now: datetime | None = None
) -> Results:
    """Results of a plain question asked of one engine."""
    question = Question(text=text, ui_language=language, now=now or datetime.now(HELSINKI), per_page=limit)
    return finder.searcher().search(engine, question)


def ask_ids(
    finder: Finder, engine: SearchEngine, text: str, language: str, *, limit: int, now: datetime | None = None
) -> list[str]:
    """Import ids in rank order."""
    results = answer(finder, engine, text, language, limit=limit, now=now)
    records = engine.records([hit.id for hit in results.hits])
    return [records[hit.id].import_id or hit.id for hit in results.hits if hit.id in records]


def _shown(engine: SearchEngine, results: Results) -> dict[str, Any]:
    records = engine.records([hit.id for hit in results.hits])
    return {
        "engine": results.engine,
        "took_ms": round(results.took_ms, 2),
        "engine_ms": round(results.engine_ms, 2),
        "total": results.total,
        "beyond": results.beyond,
        "understood": {
            "language": results.understood.language,
            "parts": [{"kind": p.kind, "key": p.key, "text": p.text} for p in results.understood.parts],
            "concepts": [{"code": c.code, "strength": c.strength, "main": c.main} for c in results.understood.concepts],
            "words": [{"text": t.text, "weight": t.weight, "forms": t.forms} for t in results.understood.terms],
            "did_you_mean": results.understood.did_you_mean,
        },
        "hits": [
            {
                "id": hit.id,
                "import_id": records[hit.id].import_id if hit.id in records else "",
                "score": hit.score,
                "reasons": [{"kind": reason.kind, "value": reason.value} for reason in hit.reasons],
                "distance_km": None if hit.distance_km is None else round(hit.distance_km, 1),
                "nearby": hit.nearby,
            }
            for hit in results.hits
        ],
    }


search.add_command(explain)
