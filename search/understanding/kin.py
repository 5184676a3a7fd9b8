"""Who in the question is close to the one who asks: "mieheni juo" is about a husband, "mies 75 v" about a client."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from search.understanding.reading import Reading

RELATIONS: Final = ("child", "parent", "spouse", "sibling", "other")
POSSESSIVES: Final = ("ni", "nsa", "nsä", "mme", "llani", "lläni", "ltani", "lleni", "ssani")
NEAR: Final = 2  # words between the possessive word and its noun, and between a verb of dying and who died


def relation_of(reading: Reading, position: int) -> str:
    """Who this word is to the one who asks (child, parent, spouse, sibling, other), "" for nobody in particular."""
    token = reading.tokens[position]
    relations = _relations(token.language)
    found = {relations[form] for form in (token.surface, *token.word.lemmas) if form in relations}
    for relation in RELATIONS:
        if relation in found:
            return relation
    return "spouse" if "marital" in found and is_owned(reading, position) else ""


def is_owned(reading: Reading, position: int) -> bool:
    """Whether somebody's: with a possessive ending, or after "min", "my", "mun"."""
    token = reading.tokens[position]
    if token.language == "fi" and token.surface.endswith(POSSESSIVES) and token.surface not in token.word.lemmas:
        return True
    own = _kin(token.language)["own"]
    return any(before.surface in own for before in reading.tokens[max(0, position - NEAR) : position])


def is_self(reading: Reading, position: int) -> bool:
    """Whether a word is the asker as one to whom something is done: "minua", "me", "mig"."""
    token = reading.tokens[position]
    return token.surface in _kin(token.language)["self"]


def is_mine(reading: Reading, position: int) -> bool:
    """Whether a word says whose something is: "mun", "min", "my"."""
    token = reading.tokens[position]
    return token.surface in _kin(token.language)["own"]


def is_dying(reading: Reading, position: int) -> bool:
    """Whether a word says that somebody died."""
    token = reading.tokens[position]
    words = _kin(token.language)["dying"]
    return any(lemma in words for lemma in (token.surface, *token.word.lemmas))


@cache
def _relations(language: str) -> Mapping[str, str]:
    """Who a word is; the likelier of two relations when it can be both."""
    kin = _kin(language)
    return {word: relation for relation in ("marital", *reversed(RELATIONS)) for word in kin[relation]}


@cache
def _kin(language: str) -> Mapping[str, frozenset[str]]:
    return {
        name: frozenset(part.strip() for part in by_language[language].split(","))
        for name, by_language in _raw().items()
    }


@cache
def _raw() -> Mapping[str, Any]:
    text = (Path(__file__).parent / "kin.yaml").read_text(encoding="utf-8")
    loaded: Mapping[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    return loaded
