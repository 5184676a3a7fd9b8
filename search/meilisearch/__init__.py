"""The Meilisearch engine, over its official client, which is imported in this package and nowhere else."""

from search.meilisearch.engine import MeilisearchEngine
from search.meilisearch.keys import Keys, create_keys

__all__ = ["Keys", "MeilisearchEngine", "create_keys"]
