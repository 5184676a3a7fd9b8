"""How good rankings are against graded judgements: nDCG@10, P@3, R@20 and the share of questions with nothing found.

Grades: 3 exactly right, 2 clearly useful, 1 marginal. Gain 2^grade - 1, discount log2 (Järvelin & Kekäläinen 2002).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from pathlib import Path
from statistics import fmean
from typing import Any, Final

import orjson

FOLDER: Final = Path(__file__).parent
SETS: Final = ("first", "fresh", "later", "third", "fourth", "fifth")
USEFUL: Final = 2  # the least grade that counts as relevant for P@3 and R@20

Grades = Mapping[str, int]
Answers = Mapping[str, Sequence[str]]  # import ids by question, in rank order


@dataclass(frozen=True)
class Measured:
    """Means over some questions; all between 0 and 1."""

    questions: int
    ndcg: float
    precision: float
    recall: float
    zero: float


@dataclass(frozen=True)
class JudgedSet:
    """A set of questions (id, query, lang, type) and, for most of them, grades by question and import id."""

    name: str
    questions: tuple[Mapping[str, Any], ...]
    judgements: Mapping[str, Grades]

    @classmethod
    def load(cls, name: str) -> "JudgedSet":
        """One of ``SETS``."""
        folder = FOLDER / name
        return cls(
            name,
            tuple(orjson.loads((folder / "questions.json").read_bytes())),
            orjson.loads((folder / "judgements.json").read_bytes()),
        )

    def score(self, answers: Answers, question: str) -> float | None:
        """nDCG@10 of one question; None when nothing of it is judged relevant."""
        grades = self.judgements.get(question, {})
        return ndcg(answers[question], grades) if any(grades.values()) else None

    def measure(self, answers: Answers, only: Iterable[str]) -> Measured:
        """Means over the questions among ``only`` that have a relevant activity."""
        ids = [id_ for id_ in only if any(self.judgements.get(id_, {}).values())]
        useful = {id_: {a for a, grade in self.judgements[id_].items() if grade >= USEFUL} for id_ in ids}
        some = [id_ for id_ in ids if useful[id_]]
        firsts = [_in_first(answers[id_], useful[id_], 3) / min(3, len(useful[id_])) for id_ in some]
        return Measured(
            questions=len(ids),
            ndcg=fmean([ndcg(answers[id_], self.judgements[id_]) for id_ in ids] or [0.0]),
            precision=fmean(firsts or [0.0]),
            recall=fmean([_in_first(answers[id_], useful[id_], 20) / len(useful[id_]) for id_ in some] or [0.0]),
            zero=fmean([not answers[id_] for id_ in ids] or [0.0]),
        )

    def by_group(self, answers: Answers) -> dict[str, Measured]:
        """Overall, per language and per type of the question."""
        groups: dict[str, list[str]] = {"all": list(answers)}
        for key, title in (("lang", "language"), ("type", "type")):
            for question in self.questions:
                groups.setdefault(f"{title} {question[key]}", []).append(question["id"])
        return {name: self.measure(answers, ids) for name, ids in groups.items()}


def ndcg(ids: Sequence[str], grades: Grades, depth: int = 10) -> float:
    """Normalised discounted cumulative gain."""
    gained = sum((2 ** grades.get(id_, 0) - 1) / log2(place + 2) for place, id_ in enumerate(ids[:depth]))
    best = sorted(grades.values(), reverse=True)[:depth]
    ideal = sum((2**grade - 1) / log2(place + 2) for place, grade in enumerate(best))
    return gained / ideal if ideal else 0.0


def _in_first(ids: Sequence[str], useful: set[str], depth: int) -> int:
    return sum(id_ in useful for id_ in ids[:depth])
