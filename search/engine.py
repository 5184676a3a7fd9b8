"""What a search engine must be able to do: the contract between searching and the two engines.

An engine finds candidates and counts; it neither understands questions nor ranks. Whatever goes wrong inside is
raised as ``EngineUnavailable`` (down, slow, queue full, key refused) or ``IndexMissing`` (nothing built yet) of
``search.errors``; no other error leaves an engine.
"""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from search.conditions import Condition, Selection, Tally
from search.index import IndexEntry
from search.records import Record


@dataclass(frozen=True, slots=True)
class Candidates:
    """Records that meet a selection. ``total`` is how many documents do in all; ``exact`` whether that was counted
    to the end."""

    records: tuple[Record, ...]
    total: int
    exact: bool = True

    @property
    def complete(self) -> bool:
        """Whether every document that meets the selection is here."""
        return len(self.records) >= self.total


@dataclass(frozen=True, slots=True)
class Title:
    """A title that begins like what is being typed."""

    id: str
    titles: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Stats:
    """How big an index is, and whether it is still taking something in."""

    documents: int
    indexing: bool = False


class Rebuild(Protocol):
    """A new index beside the live one, unseen until ``swap``."""

    def add(self, entries: Sequence[IndexEntry]) -> None:
        """Take in one batch. Called by ``flask reindex`` many times."""
        ...

    def finish(self) -> None:
        """Wait until everything added can be searched."""
        ...

    def select(self, selections: Sequence[Selection]) -> list[Candidates]:
        """Search the new index, for the golden questions asked before the swap."""
        ...

    def count(self) -> int:
        """Documents in the new index."""
        ...

    def swap(self) -> None:
        """Put the new index in the live one's place, at once and for everybody; the old one is dropped."""
        ...


class SearchEngine(Protocol):
    """An index of activities that can be searched, changed and rebuilt.

    Searching (web workers): ``select``, ``count``, ``titles``. Writing (drain of the outbox): ``write``. Rebuilding
    (``flask reindex``): ``rebuild``. ``health`` and ``stats`` are for ``/health`` and the command line.
    """

    name: str
    remote: bool  # a server of its own, which may be away; otherwise part of this process

    def select(self, selections: Sequence[Selection]) -> list[Candidates]:
        """Candidates of each selection, in order of the selections."""
        ...

    def count(self, conditions: Sequence[Condition]) -> list[int]:
        """How many documents meet each condition."""
        ...

    def count_tokens(self, tallies: Sequence[Tally]) -> list[dict[str, int]]:
        """For each tally: tokens of the counted field, and its own names, each with its number of documents."""
        ...

    def titles(self, words: Sequence[str], limit: int) -> list[Title]:
        """Documents with a title that has all of these folded words, the last one as a beginning."""
        ...

    def records(self, ids: Sequence[str]) -> dict[str, Record]:
        """Records by document id; ids that are not indexed are left out. For explaining and for checks."""
        ...

    def write(self, entries: Sequence[IndexEntry], deleted: Sequence[str]) -> None:
        """Add or replace documents and delete others; returns once they can be searched. Doing it twice is harmless."""
        ...

    def rebuild(self) -> AbstractContextManager[Rebuild]:
        """A new index beside the live one. Leaving the block without ``swap`` deletes it."""
        ...

    def stats(self) -> Stats:
        """Size of the live index."""
        ...

    def revisions(self) -> dict[str, int]:
        """Revision of every indexed document, to compare with the database."""
        ...

    def health(self) -> None:
        """Returns when the engine answers and has an index; raises as the others do."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...
