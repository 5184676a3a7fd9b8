"""A question taken apart and turned into conditions: what a result must be, and where to look."""

from dataclasses import dataclass

from search import matching
from search.conditions import Condition
from search.ranking import Asked
from search.scoping import Area, within
from search.types import Filters, Question, Scope, Understood


@dataclass(frozen=True, slots=True)
class Plan:
    """A question ready to be asked of an engine."""

    question: Question
    understood: Understood
    asked: Asked
    area: Area | None
    groups: dict[str, Condition]
    relevant: Condition | None
    measured: bool = False  # whether a chosen radius is exact

    @property
    def filters(self) -> Filters:
        """What the reader chose."""
        return self.question.filters

    @property
    def scope(self) -> Scope:
        """Near, unless the reader chose otherwise."""
        return Scope.NEAR if self.filters.scope is Scope.AUTO else self.filters.scope

    @property
    def reach(self) -> Condition | None:
        """The condition of lying within reach of the place, None without a place; a chosen distance stands for it."""
        chosen = self.filters.near is not None and self.filters.radius_km is not None
        return within(self.area, self.scope) if self.area is not None and not chosen else None

    def required(self, *, without: str = "", place: Condition | None = None) -> Condition:
        """What a result must be, one group of filters left out if asked."""
        groups = [condition for name, condition in self.groups.items() if name != without]
        return matching.joined(groups, self.relevant, place)
