"""One ranking for both engines: candidates in, order and reasons out."""

from search.ranking.asked import Asked, ask
from search.ranking.order import Ranked, factors, rank

__all__ = ["Asked", "Ranked", "ask", "factors", "rank"]
