"""Codes of ICD-10 and ICPC-2 in a professional's question: "F32.1", "P76", "dg G20"."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

import yaml

from search.understanding.concepts import Found
from search.understanding.reading import Reading

_CODE: Final = re.compile(r"[a-zA-Z]\d\d")


def diagnoses(reading: Reading) -> list[Found]:
    """The concepts that diagnosis codes stand for."""
    return [
        Found(concept, 1.0, (position,), 1)
        for position in reading.free()
        if _CODE.fullmatch(code := reading.tokens[position].surface) and (concept := _concepts().get(code))
    ]


@cache
def _concepts() -> Mapping[str, str]:
    text = (Path(__file__).parent / "diagnoses.yaml").read_text(encoding="utf-8")
    loaded: Mapping[str, str] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    found: dict[str, str] = {}
    for span, concept in loaded.items():
        first, _, last = span.partition("-")
        for number in range(int(first[1:]), int((last or first)[1:]) + 1):
            found[f"{first[0]}{number:02d}".lower()] = concept
    return found
