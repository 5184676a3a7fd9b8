"""Conditions as Meilisearch filters, and wishes as queries of falling weight."""

from typing import Any, Final

from search.conditions import All, AnyOf, Between, Condition, Either, Not, Selection, both

MOST_TIERS: Final = 8


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


def tiers(selection: Selection) -> list[tuple[Condition, float]]:
    """Queries whose weights stand in for the sum of wishes met: many together first, then single ones, then none.

    A federated search gives a document the weight of the best query it meets.
    """
    wishes = sorted(selection.wishes, key=lambda wish: -wish.weight)
    whole = sum(wish.weight for wish in wishes) or 1.0
    found: list[tuple[Condition, float]] = []
    size = len(wishes)
    while size >= 1 and len(found) < MOST_TIERS // 2:
        some = wishes[:size]
        weight = sum(wish.weight for wish in some) / whole
        found.append((both(selection.required, *(wish.condition for wish in some)), weight))
        size //= 2
    found += [
        (both(selection.required, wish.condition), wish.weight / whole) for wish in wishes[1 : MOST_TIERS // 2 + 1]
    ]
    found.append((selection.required, 0.0))
    return found


def query(uid: str, condition: Condition, attributes: list[str], **more: Any) -> dict[str, Any]:
    """One placeholder search: everything that meets the condition."""
    text = expression(condition)
    found: dict[str, Any] = {"indexUid": uid, "q": "", "attributesToRetrieve": attributes, **more}
    return {**found, "filter": text} if text else found
