"""Commands for the search indexes and for asking questions at the command line."""

from directory.cli.search import words
from directory.cli.search.asking import search
from directory.cli.search.indexes import reindex, sync_index

COMMANDS = (reindex, sync_index, search)

__all__ = ["COMMANDS", "words"]
