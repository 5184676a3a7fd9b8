"""Conditions as Meilisearch filters, and wishes as queries of falling weight."""

from collections.abc import Sequence
from typing import Any, Final

from search.conditions import EVERYTHING, All, AnyOf, Between, Condition, Either, Not, Selection, Wish, both

MOST_TIERS: Final = 6  # each costs the server about a millisecond with 60,000 documents
LEAST_WEIGHT: Final = 0.0001


def expression(condition: Condition) -> str:
    """A condition as a filter expression; "" when anything will do."""
    match condition:
        case AnyOf(field, tokens):
            text = f"{field} IN [{', '.join(quoted(token) for token in tokens)}]"
        case Between(field, low, high):
            bounds = [f"{field} >= {low}"] if low is not None else []
            bounds += [f"{field} <= {high}"] if high is not None else []
            text = " AND ".join(bounds)
        case All(parts):
            text = " AND ".join(f"({text})" for part in parts if (text := expression(part)))
        case Either(parts):
            text = " OR ".join(f"({expression(part)})" for part in parts) or "id IN []"
        case Not(part):
            text = f"NOT ({expression(part)})"
    return text


def quoted(token: str) -> str:
    """A value of a filter: in double quotes, its own quotes and backslashes escaped."""
    return '"' + token.replace("\\", "\\\\").replace('"', '\\"') + '"'


def federated(uid: str, selection: Selection, attributes: list[str]) -> list[dict[str, Any]]:
    """The queries of a selection. A federated search gives a document the weight of the best query it meets."""
    required = expression(selection.required)  # most of the text, and the same in every query
    queries: list[dict[str, Any]] = []
    for wished, weight in tiers(selection.wishes):
        text = " AND ".join(f"({part})" for part in (required, expression(wished)) if part)
        asked = {"indexUid": uid, "q": "", "attributesToRetrieve": attributes, **({"filter": text} if text else {})}
        queries.append({**asked, "federationOptions": {"weight": max(LEAST_WEIGHT, weight)}})
    return queries


def tiers(wishes: Sequence[Wish]) -> list[tuple[Condition, float]]:
    """Conditions whose weights stand in for the sum of wishes met: many together first, then single ones, then none."""
    ordered = sorted(wishes, key=lambda wish: -wish.weight)
    whole = sum(wish.weight for wish in ordered) or 1.0
    found: list[tuple[Condition, float]] = []
    size = len(ordered)
    while size >= 1 and len(found) < MOST_TIERS // 2:
        some = ordered[:size]
        found.append((both(*(wish.condition for wish in some)), sum(wish.weight for wish in some) / whole))
        size //= 2
    found += [(wish.condition, wish.weight / whole) for wish in ordered[1 : MOST_TIERS // 2 + 1]]
    return [*found, (EVERYTHING, 0.0)]


def query(uid: str, condition: Condition, attributes: list[str], **more: Any) -> dict[str, Any]:
    """One placeholder search: everything that meets the condition."""
    text = expression(condition)
    found: dict[str, Any] = {"indexUid": uid, "q": "", "attributesToRetrieve": attributes, **more}
    return {**found, "filter": text} if text else found
