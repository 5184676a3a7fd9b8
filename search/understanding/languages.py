"""The language an activity should be held in: ruotsiksi, venäjänkielinen, på svenska, in English.

Not the language somebody wants to learn: "harjoitella suomea" is an activity, "suomeksi" a wish.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from search.types import PartKind
from search.understanding.reading import Reading

SPEAKING: Final = ("speaking", "spoken", "language")
# Words beside which a language is what is learnt, not what is spoken.
_LEARNING: Final = """
    oppi opiskel opetel opetta harjoit treena kielikahvil kielikerho kurssi puhumaan parantaa lär öva
    träna språkcaf språkkaf studera kurs learn practi study course improve lesson class
"""
LEARNING: Final = tuple(_LEARNING.split())
_SPEAK: Final = "puhua puhuva osata tala talar prata pratar speak speaks speaking"
SPEAK: Final = frozenset(_SPEAK.split())
_NOT_SPEAKING: Final = "ei en eikä enkä emme inte not dont don't cannot cant oppia lära learn vill"
NOT_SPEAKING: Final = frozenset(_NOT_SPEAKING.split())
STUDENTS: Final = ("opiskelij", "student", "studera", "opettaj", "oppila", "lärar")


def read_languages(reading: Reading) -> None:
    """Take demanded languages out of the question."""
    learning = any(
        token.surface.startswith(LEARNING) and not token.surface.startswith(STUDENTS) for token in reading.tokens
    )
    surfaces = [token.surface for token in reading.tokens]
    for position, surface in enumerate(surfaces):
        spoken = _spoken_language(reading, position)
        if spoken:
            if reading.add(PartKind.LANGUAGE, f"language:{spoken}", spoken, [position]):
                reading.languages.append(spoken)
            continue
        before = surfaces[position - 1] if position else ""
        after = surfaces[position + 1] if position + 1 < len(surfaces) else ""
        code, positions = _demand(surface, before, after, position)
        if not code or (learning and code in {"fi", "sv", "en"}):
            continue
        if reading.add(PartKind.LANGUAGE, f"language:{code}", code, positions) and code not in reading.languages:
            reading.languages.append(code)


def _demand(surface: str, before: str, after: str, position: int) -> tuple[str, list[int]]:
    words = _words()
    if code := words.get(("alone", surface)):
        return code, [position]
    for ending in ("kieli", "kielinen", "kielellä", "kieliset", "kielistä", "kielisiä", "kielisille"):
        if after.startswith(ending) and (code := words.get(("genitive", surface))):
            return code, [position, position + 1]
    if before in {"på", "in"} and (code := words.get(("name", surface))):
        return code, [position - 1, position]
    if after in SPEAKING and (code := words.get(("name", surface))):
        return code, [position, position + 1]
    return _one_word(surface), [position]


def _spoken_language(reading: Reading, position: int) -> str:
    """The language somebody speaks: "puhun venäjää", "talar ryska", "speaks only Arabic"; not "ei puhu suomea"."""
    before = reading.tokens[max(0, position - 2) : position]
    verb = next((token for token in before if token.is_one_of(SPEAK)), None)
    earlier = reading.tokens[max(0, position - 4) : position]
    if verb is None or any(token.surface in NOT_SPEAKING for token in earlier):
        return ""
    token = reading.tokens[position]
    code = next((c for f in (token.surface, *token.word.lemmas) if (c := _words().get(("name", f)))), "")
    return code if code != "fi" and code not in reading.languages else ""


def _one_word(surface: str) -> str:
    """The language of "ruotsinkielistä", "svenskspråkig", "english-speaking"; "" for other words."""
    stem, _, speaking = surface.partition("-")
    if speaking in SPEAKING and (code := _words().get(("name", stem))):
        return code
    if not surface.startswith(tuple(_beginnings())):
        return ""
    return next(code for beginning, code in _beginnings().items() if surface.startswith(beginning))


@cache
def _words() -> Mapping[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for code, raw in _raw().items():
        found["alone", raw["translative"]] = code
        found["genitive", raw["fi"] + "n"] = code
        for name in (raw["sv"], raw["en"], raw.get("lemma", raw["fi"])):
            found["name", name] = code
        for other in raw.get("others", "").split(","):
            if other.strip():
                found["alone", other.strip()] = code
    return found


@cache
def _beginnings() -> Mapping[str, str]:
    """ruotsinkiel…, svenskspråk…: all inflected forms begin so."""
    return {
        beginning: code
        for code, raw in _raw().items()
        for beginning in (
            f"{raw['fi']}nkiel",
            f"{raw['fi']}nkiäl",
            f"{raw['adjective']}språk",
            f"{raw['adjective']}tal",
        )
    }


@cache
def _raw() -> Mapping[str, Any]:
    text = (Path(__file__).parent / "languages.yaml").read_text(encoding="utf-8")
    loaded: Mapping[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    return loaded
