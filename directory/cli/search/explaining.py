"""``flask search explain``: why an activity came up for a question, or why it did not."""

import sys
from collections.abc import Iterator
from datetime import datetime

import click
from sqlalchemy import or_, select

from directory.cli.data import database
from directory.cli.search.indexes import ENGINE_CHOICE, engine_named, finder
from directory.models import Activity, ActivityCard
from search.conditions import AnyOf, Condition, both
from search.engine import SearchEngine
from search.planning import Plan
from search.ranking import factors
from search.records import Record
from search.searching import Searcher
from search.types import Question
from search.zone import HELSINKI


@click.command("explain")
@click.argument("question")
@click.argument("activity")
@click.option("--language", type=click.Choice(["fi", "sv", "en"]), default="fi", show_default=True)
@click.option("--engine", "name", type=ENGINE_CHOICE, help="Ask this engine; otherwise the one in use.")
def explain(question: str, activity: str, language: str, name: str | None) -> None:
    """Say how QUESTION and ACTIVITY (its public or import id) meet, step by step.

    Exit code 1 when the activity is not among the results.
    """
    engine = engine_named(finder(), name)
    public_id = _public_id(activity)
    records = engine.records([public_id])
    if public_id not in records:
        click.echo(_not_indexed(public_id))
        sys.exit(1)
    searcher = finder().searcher()
    asked = Question(text=question, ui_language=language, now=datetime.now(HELSINKI), per_page=200)
    plan = searcher.plan(asked)
    for line in _lines(plan, records[public_id]):
        click.echo(line)
    place = _place(searcher, engine, asked, public_id)
    if place:
        click.echo(f"place in the results: {place}")
        return
    click.echo(_missing(engine, plan, public_id))
    sys.exit(1)


def _public_id(activity: str) -> str:
    with database().read() as session:
        found = session.scalar(
            select(Activity.public_id).where(or_(Activity.public_id == activity, Activity.import_id == activity))
        )
    if found is None:
        raise click.UsageError(f"there is no activity {activity}")
    return found


def _not_indexed(public_id: str) -> str:
    with database().read() as session:
        published = session.scalar(select(ActivityCard.published).where(ActivityCard.public_id == public_id))
    if published:
        return "Not in the index although it is public: run flask sync-index."
    return "Not in the index: it is not public."


def _lines(plan: Plan, record: Record) -> Iterator[str]:
    understood = plan.understood
    yield f"language {understood.language}; parts: " + (", ".join(part.key for part in understood.parts) or "none")
    for concept in understood.concepts:
        main = ", main" if concept.main else ""
        has = record.concepts.get(concept.code, 0) / 100
        yield f"  concept {concept.code}: asked {concept.strength:.2f}{main}, the activity has {has:.2f}"
    for term in plan.asked.terms:
        met = [
            form for (form, _), (hashed, _) in zip(term.forms, term.hashed, strict=True) if record.words.weight(hashed)
        ]
        yield (
            f"  word {term.text}: weight {term.weight:.2f}, forms {', '.join(form for form, _ in term.forms[:6])}; "
            + (f"the activity has {', '.join(met)}" if met else "the activity has none")
        )
    product = 1.0
    for name, factor in factors(plan.asked, record, plan.area, plan.question.now).items():
        product *= factor
        yield f"  factor {name}: {factor:.3f}"
    yield f"score: {product:.4f}"


def _place(searcher: Searcher, engine: SearchEngine, asked: Question, public_id: str) -> int | None:
    hits = searcher.search(engine, asked).hits
    return next((place for place, hit in enumerate(hits, 1) if hit.id == public_id), None)


def _missing(engine: SearchEngine, plan: Plan, public_id: str) -> str:
    this = AnyOf("id", (public_id,))

    def meets(condition: Condition | None) -> bool:
        return engine.count([both(this, condition)])[0] == 1

    if not meets(plan.relevant):
        return "Not a result: it has none of the main concepts and none of the telling words."
    return "A result, but behind the candidates that are ranked: others fit better."
