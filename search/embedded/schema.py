"""The index's fields and conditions in Tantivy's terms."""

from functools import cache, lru_cache
from typing import Any, Final

import tantivy
from tantivy import Occur, Query, Schema

from search.conditions import All, AnyOf, Between, Condition, Either, Not, Selection
from search.index import COUNTED_FIELD, NUMBER_FIELDS, TOKEN_FIELDS

AT: Final = "record_at"
SIZE: Final = "record_size"
FEW: Final = 64  # tokens up to which single look-ups are quicker than a set, for which an automaton must be built


@cache
def schema() -> Schema:
    """Tokens as raw text fields, numbers as fast integers, and where the record lies in the record file."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("titles", stored=True, tokenizer_name="raw", index_option="basic")  # read back, not searched
    for name in TOKEN_FIELDS:
        builder.add_text_field(
            name, stored=False, fast=name == COUNTED_FIELD, tokenizer_name="raw", index_option="basic"
        )
    for name in NUMBER_FIELDS:
        builder.add_integer_field(name, indexed=True, fast=True)
    for name in (AT, SIZE):
        builder.add_unsigned_field(name, fast=True)
    return builder.build()


def query_of(condition: Condition) -> Query:
    """A condition as a query."""
    match condition:
        case AnyOf(field, tokens):
            query = _any_of(field, tokens)
        case Between(field, low, high):
            query = _range(field, low, high)
        case All(parts):
            query = _all(parts)
        case Either(parts):
            query = Query.boolean_query([(Occur.Should, query_of(part)) for part in parts])
        case Not():
            query = _all((condition,))
    return query


def _any_of(field: str, tokens: tuple[str, ...]) -> Query:
    if len(tokens) > FEW:
        return _set_of(field, tokens)
    terms = [Query.term_query(schema(), field, token, index_option="basic") for token in tokens]
    return terms[0] if len(terms) == 1 else Query.boolean_query([(Occur.Should, term) for term in terms])


@lru_cache(maxsize=512)  # mostly the squares around the same few towns
def _set_of(field: str, tokens: tuple[str, ...]) -> Query:
    return Query.term_set_query(schema(), field, list(tokens))


def _all(parts: tuple[Condition, ...]) -> Query:
    clauses: list[tuple[Any, Query]] = [
        (Occur.MustNot, query_of(part.of)) if isinstance(part, Not) else (Occur.Must, query_of(part)) for part in parts
    ]
    if all(isinstance(part, Not) for part in parts):  # taken away from everything; costly beside other conditions
        clauses.append((Occur.Must, Query.all_query()))
    return Query.boolean_query(clauses)


def _range(field: str, low: int | None, high: int | None) -> Query:
    if low is None and high is None:
        return Query.all_query()
    return Query.range_query(schema(), field, tantivy.FieldType.Integer, low, high)


def written(condition: Condition) -> str:
    """A condition in Tantivy's query language, for counting beside others; "" when nothing can meet it.

    Raises ``ValueError`` for anything but tests of tokens and numbers and all of several such.
    """
    match condition:
        case AnyOf(_, ()):
            text = ""
        case AnyOf(field, tokens):
            text = f"{field}:IN [{' '.join(_quoted(token) for token in tokens)}]"
        case Between(_, None, None):
            text = "*"
        case Between(field, low, high):
            text = f"{field}:[{'*' if low is None else low} TO {'*' if high is None else high}]"
        case All(parts) if parts:
            texts = [written(part) for part in parts]
            text = " AND ".join(f"({text})" for text in texts) if all(texts) else ""
        case _:
            raise ValueError(f"cannot be counted beside others: {condition}")
    return text


def _quoted(token: str) -> str:
    return '"' + token.replace("\\", "\\\\").replace('"', '\\"') + '"'


def scored(selection: Selection) -> Query:
    """A selection as a query whose score is the sum of the wishes met."""
    required = Query.const_score_query(query_of(selection.required), 0.0)
    clauses: list[tuple[Any, Query]] = [(Occur.Must, required)]
    clauses += [
        (Occur.Should, Query.const_score_query(query_of(wish.condition), wish.weight)) for wish in selection.wishes
    ]
    return Query.boolean_query(clauses)
