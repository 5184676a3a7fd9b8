"""Conditions as Meilisearch filters, and wishes as queries of falling weight."""

from collections.abc import Sequence
from typing import Any, Final

from search.conditions import All, AnyOf, Between, Condition, Either, Not, Selection, Wish

# Shares of all that was wished for; each costs the server about a millisecond with 60,000 documents.
STEPS: Final = (0.95, 0.88, 0.8, 0.7, 0.5)
MOST_WISHES: Final = 8
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
        text = " AND ".join(f"({part})" for part in (required, wished) if part)
        asked = {"indexUid": uid, "q": "", "attributesToRetrieve": attributes, **({"filter": text} if text else {})}
        queries.append({**asked, "federationOptions": {"weight": max(LEAST_WEIGHT, weight)}})
    return queries


def tiers(wishes: Sequence[Wish]) -> list[tuple[str, float]]:
    """Filters whose weights stand in for the sum of wishes met, in steps, the highest first; then anything at all.

    Of more wishes than ``MOST_WISHES`` the lightest are left out.
    """
    heaviest = sorted(wishes, key=lambda wish: -wish.weight)[:MOST_WISHES]
    texts = [f"({expression(wish.condition)})" for wish in heaviest]
    weights = [wish.weight for wish in heaviest]
    left = [sum(weights[n:]) for n in range(len(weights) + 1)]

    def reaching(n: int, least: float) -> str | None:
        """Meeting wishes from the ``n``-th on of this weight together; None when all of them weigh less."""
        if least <= LEAST_WEIGHT:
            return ""
        if left[n] < least:
            return None
        with_it, without = reaching(n + 1, least - weights[n]), reaching(n + 1, least)
        chosen = f"{texts[n]} AND ({with_it})" if with_it else texts[n]
        return chosen if without is None else f"({chosen}) OR ({without})"

    found = [(reaching(0, share * left[0]), share) for share in STEPS if heaviest]
    return [*((text, share) for text, share in found if text), ("", 0.0)]


def query(uid: str, condition: Condition, attributes: list[str], **more: Any) -> dict[str, Any]:
    """One placeholder search: everything that meets the condition."""
    text = expression(condition)
    found: dict[str, Any] = {"indexUid": uid, "q": "", "attributesToRetrieve": attributes, **more}
    return {**found, "filter": text} if text else found
