"""Concepts as they stand in the lexicon's files, and what a coordinator adds to them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

HERE: Final = Path(__file__).parent
FILES: Final = ("needs", "kinds", "groups", "ways", "finer")
LANGUAGES: Final = ("fi", "sv", "en")
ASKED: Final = "_asked"  # fi_asked: slang and broad words, read in questions only


class LexiconError(ValueError):
    """An entry that cannot be used; the message names it."""


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept: its code (``needs:grief``, ``c:widow``), labels by language, the broader concept's code or "",
    how much a finer concept weighs in a question, and its expressions by language: ``texts`` are read in documents
    and questions, ``asked`` in questions only. ``apart`` names the need beside which it is for somebody else:
    what is for those who hit does not answer a question about being hit."""

    code: str
    labels: Mapping[str, str]
    texts: Mapping[str, tuple[str, ...]]
    asked: Mapping[str, tuple[str, ...]]
    broader: str = ""
    weight: float = 1.0
    apart: str = ""

    def expressions(self) -> Iterator[tuple[str, str, bool]]:
        """(language, expression, whether for questions only)."""
        for language in LANGUAGES:
            for text in self.texts.get(language, ()):
                yield language, text, False
            for text in self.asked.get(language, ()):
                yield language, text, True


@dataclass(frozen=True, slots=True)
class Addition:
    """A word somebody adds to a concept that exists. ``asked_only`` keeps it away from documents' texts."""

    code: str
    language: str
    expression: str
    asked_only: bool = True


def _listed(text: str | None) -> tuple[str, ...]:
    return tuple(part for part in (piece.strip() for piece in (text or "").split(",")) if part)


def _concept(code: str, raw: Mapping[str, Any]) -> Concept:
    allowed = {"label", "broader", "weight", "apart", *LANGUAGES, *(language + ASKED for language in LANGUAGES)}
    if unknown := set(raw) - allowed:
        raise LexiconError(f"{code}: unknown keys {sorted(unknown)}")
    return Concept(
        code=code,
        labels={language: str(raw["label"][language]) for language in LANGUAGES},
        texts={language: _listed(raw.get(language)) for language in LANGUAGES},
        asked={language: _listed(raw.get(language + ASKED)) for language in LANGUAGES},
        broader=raw.get("broader", ""),
        weight=float(raw.get("weight", 1.0)),
        apart=raw.get("apart", ""),
    )


def read_yaml(name: str) -> Any:
    """One of the lexicon's files, read."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C one is ten times as quick, where it is built
    return yaml.load((HERE / f"{name}.yaml").read_text(encoding="utf-8"), Loader=loader)  # noqa: S506  both are safe


@cache
def concepts() -> Mapping[str, Concept]:
    """Every concept of the lexicon by code. Raises ``LexiconError`` for a concept written twice."""
    found: dict[str, Concept] = {}
    for name in FILES:
        for code, raw in read_yaml(name).items():
            if code in found:
                raise LexiconError(f"{code} is written twice")
            found[code] = _concept(code, raw)
    return found


def with_additions(base: Mapping[str, Concept], additions: Iterable[Addition]) -> dict[str, Concept]:
    """The concepts with words added. Raises ``LexiconError`` for an unknown concept or language."""
    joined = dict(base)
    for addition in additions:
        if addition.code not in joined or addition.language not in LANGUAGES:
            raise LexiconError(f"unknown concept or language: {addition.code}, {addition.language}")
        concept = joined[addition.code]
        side = concept.asked if addition.asked_only else concept.texts
        grown = {**side, addition.language: (*side.get(addition.language, ()), addition.expression.strip())}
        texts, asked = (concept.texts, grown) if addition.asked_only else (grown, concept.asked)
        joined[addition.code] = replace(concept, texts=texts, asked=asked)
    return joined
