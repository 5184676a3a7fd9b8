"""Turning the lexicon's entries into tables to look up, and keeping the tables beside them.

Analysing every entry takes a second with libvoikko and ten without it, so the result is kept in compiled.json with
a digest of what it was made from. A test sees to it that the two belong together; where they do not, the tables
are made afresh.
"""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import orjson

from search.lexicon.concepts import FILES, HERE, LANGUAGES, Concept
from search.lexicon.expressions import Table

COMPILED: Final = HERE / "compiled.json"
FORM: Final = 2  # raise when the form of the tables changes
Compiled = Mapping[str, Mapping[str, Table]]  # side → language → table


def compiled(found: Mapping[str, Concept]) -> Compiled:
    """Tables of all concepts. Words for both sides stand in both tables."""
    tables = {side: {language: Table() for language in LANGUAGES} for side in ("asked", "texts")}
    for concept in found.values():
        for language, expression, asked_only in concept.expressions():
            tables["asked"][language].add(expression, concept.code, language)
            if not asked_only:
                tables["texts"][language].add(expression, concept.code, language)
    return tables


def digest() -> str:
    """Of everything the tables are made from."""
    content = b"".join((HERE / f"{name}.yaml").read_bytes() for name in FILES)
    return sha256(content + str(FORM).encode()).hexdigest()


def write_compiled(tables: Compiled, path: Path = COMPILED) -> None:
    """Keep the tables."""
    raw = {
        "digest": digest(),
        "tables": {side: {language: _raw(table) for language, table in of.items()} for side, of in tables.items()},
    }
    path.write_bytes(orjson.dumps(raw, option=orjson.OPT_SORT_KEYS))


def load_compiled(found: Mapping[str, Concept]) -> Compiled:
    """The kept tables, or new ones when the entries have changed since."""
    if COMPILED.exists():
        raw: dict[str, Any] = orjson.loads(COMPILED.read_bytes())
        if raw["digest"] == digest():
            return {
                side: {language: _table(table) for language, table in of.items()} for side, of in raw["tables"].items()
            }
    return compiled(found)


def _raw(table: Table) -> dict[str, Any]:
    return {
        "form": table.form,
        "whole": table.whole,
        "exact": table.exact,
        "prefix": table.prefix,
        "phrases": table.phrases,
    }


def _table(raw: Mapping[str, Any]) -> Table:
    return Table(
        form=raw["form"],
        whole=raw["whole"],
        exact=raw["exact"],
        prefix=raw["prefix"],
        phrases=[([tuple(slot) for slot in slots], code) for slots, code in raw["phrases"]],
    )
