"""How good rankings are against graded judgements: nDCG@10, P@3, R@20 and the share of questions with nothing found.

Grades: 3 exactly right, 2 clearly useful, 1 marginal. Gain 2^grade - 1, discount log2 (Järvelin & Kekäläinen 2002).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2
from pathlib import Path
from statistics import fmean
from typing import Any

import orjson

FOLDER = Path(__file__).parent
USEFUL = 2  # the least grade that counts as relevant for P@3 and R@20

Grades = Mapping[str, int]


@dataclass(frozen=True)
class Measured:
    """Means over some questions; all between 0 and 1."""

    questions: int
    ndcg: float
    precision: float
    recall: float
    zero: float


def questions() -> list[dict[str, Any]]:
    """The questions: id, query, lang, type."""
    return list(orjson.loads((FOLDER / "questions.json").read_bytes()))


def judgements() -> dict[str, Grades]:
    """Grades by question and import id."""
    return dict(orjson.loads((FOLDER / "judgements.json").read_bytes()))


def ndcg(ids: Sequence[str], grades: Grades, depth: int = 10) -> float:
    """Normalised discounted cumulative gain."""
    gained = sum((2 ** grades.get(id_, 0) - 1) / log2(place + 2) for place, id_ in enumerate(ids[:depth]))
    best = sorted(grades.values(), reverse=True)[:depth]
    ideal = sum((2**grade - 1) / log2(place + 2) for place, grade in enumerate(best))
    return gained / ideal if ideal else 0.0


def measure(answers: Mapping[str, Sequence[str]], only: Sequence[str] | None = None) -> Measured:
    """Means over the questions that have a relevant activity; ``only`` some of them."""
    judged = judgements()
    ids = [id_ for id_ in (only if only is not None else answers) if any(judged.get(id_, {}).values())]
    useful = {id_: {a for a, grade in judged[id_].items() if grade >= USEFUL} for id_ in ids}
    some = [id_ for id_ in ids if useful[id_]]
    return Measured(
        questions=len(ids),
        ndcg=fmean([ndcg(answers[id_], judged[id_]) for id_ in ids] or [0.0]),
        precision=fmean([_in_first(answers[id_], useful[id_], 3) / min(3, len(useful[id_])) for id_ in some] or [0.0]),
        recall=fmean([_in_first(answers[id_], useful[id_], 20) / len(useful[id_]) for id_ in some] or [0.0]),
        zero=fmean([not answers[id_] for id_ in ids] or [0.0]),
    )


def by_group(answers: Mapping[str, Sequence[str]]) -> dict[str, Measured]:
    """Overall, per type and per language of the question."""
    groups: dict[str, list[str]] = {"all": list(answers)}
    for question in questions():
        groups.setdefault(f"type {question['type']}", []).append(question["id"])
        groups.setdefault(f"language {question['lang']}", []).append(question["id"])
    return {name: measure(answers, ids) for name, ids in groups.items()}


def _in_first(ids: Sequence[str], useful: set[str], depth: int) -> int:
    return sum(id_ in useful for id_ in ids[:depth])
