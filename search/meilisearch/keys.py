"""Keys with the least rights: one for searching, one for writing; both for our indexes only."""

from dataclasses import dataclass
from typing import Any, Final

from search.meilisearch.connection import Connection
from search.meilisearch.errors import mapped
from search.meilisearch.naming import pattern

SETUP_SECONDS: Final = 10.0
SEARCH_ACTIONS: Final = ("search",)
INDEXER_ACTIONS: Final = (
    "documents.add",
    "documents.get",
    "documents.delete",
    "indexes.create",
    "indexes.get",
    "indexes.delete",
    "indexes.swap",
    "settings.update",
    "tasks.get",
    "search",  # counts of the new index are checked before the swap
)


@dataclass(frozen=True, slots=True)
class Keys:
    """The two keys, as text to be put into settings."""

    search: str
    indexer: str


def create_keys(url: str, master_key: str, prefix: str) -> Keys:
    """Create both keys, or find those made before. Needs the master key, which is used for nothing else.

    Raises ``EngineUnavailable`` when the server cannot be reached or refuses the master key.
    """
    connection = Connection(url, master_key, SETUP_SECONDS)
    indexes = [pattern(prefix)]
    try:
        with mapped():
            existing = {key.name: key for key in connection.client.get_keys({"limit": 1000}).results}
            return Keys(
                search=_key(connection, existing, f"{prefix} search", SEARCH_ACTIONS, indexes),
                indexer=_key(connection, existing, f"{prefix} indexer", INDEXER_ACTIONS, indexes),
            )
    finally:
        connection.close()


def _key(
    connection: Connection, existing: dict[str, Any], name: str, actions: tuple[str, ...], indexes: list[str]
) -> str:
    found = existing.get(name)
    if found is not None and sorted(found.actions) == sorted(actions) and sorted(found.indexes) == sorted(indexes):
        return str(found.key)
    made = connection.client.create_key(
        {"name": name, "description": "", "actions": list(actions), "indexes": indexes, "expiresAt": None}
    )
    return str(made.key)
