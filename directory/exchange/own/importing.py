"""``flask import``, first half: check a whole file and report every fault before anything is written."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from directory.exchange.faults import Fault
from directory.exchange.own.checking import check_activity, check_organisation
from directory.exchange.own.reading import LISTS, Entries, Entry, NotTheFormat

Record = Mapping[str, Any]
Progress = Callable[[int], object]


@dataclass(frozen=True, slots=True)
class Rejected:
    """A record that does not hold: its list, its place there and what is wrong."""

    kind: str
    index: int
    faults: tuple[Fault, ...]


@dataclass(slots=True)
class Checked:
    """A checked file: what holds in it and what does not.

    ``organisations`` are the records that hold. Activities are read from the file again (``activities()``), because
    a large file has too many to keep. ``faults`` of the file as a whole leave nothing to import.
    """

    entries: Entries
    organisations: list[Record] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    activity_count: int = 0

    def activities(self) -> Iterator[Record]:
        """The activities that hold, in the order of the file."""
        bad = {rejected.index for rejected in self.rejected if rejected.kind == "activities"}
        for entry in self.entries():
            if entry.key == "activities" and entry.index is not None and entry.index not in bad:
                yield entry.value

    def rejected_records(self) -> Iterator[tuple[Rejected, Any]]:
        """What does not hold, with the records themselves."""
        bad = {(rejected.kind, rejected.index): rejected for rejected in self.rejected}
        for entry in self.entries():
            if entry.index is not None and (entry.key, entry.index) in bad:
                yield bad[entry.key, entry.index], entry.value

    def every_fault(self) -> Iterator[Fault]:
        """Faults of the file, then those of its records."""
        yield from self.faults
        for rejected in self.rejected:
            yield from rejected.faults


def check(entries: Entries, known_organisations: Iterable[str], progress: Progress = lambda _n: None) -> Checked:
    """Check a whole file; ``known_organisations`` are import ids already in the directory."""
    checking = _Checking(Checked(entries), set(known_organisations), progress)
    try:
        checking.run()
    except NotTheFormat as error:
        checking.checked.faults.append(Fault("$", str(error), "one JSON object in UTF-8"))
    return checking.checked


class _Checking:
    """One run over a file. Organisations come first or not at all: activities before them wait for a second reading."""

    def __init__(self, checked: Checked, organisations: set[str], progress: Progress) -> None:
        self.checked = checked
        self.organisations = organisations
        self.progress = progress
        self.ids: set[str] = set()
        self.found: set[str] = set()

    def run(self) -> None:
        waiting = False
        for entry in self.checked.entries():
            if entry.index is None:
                self._whole(entry)
            elif entry.key == "organisations":
                self._sort_in(entry, check_organisation)
            elif "organisations" in self.found:
                self._activity(entry)
            else:
                waiting = True
            self.found.add(entry.key)
        self.checked.faults += [Fault(f"$.{key}", "missing", "a list") for key in LISTS if key not in self.found]
        if waiting:
            for entry in self.checked.entries():
                if entry.key == "activities":
                    self._activity(entry)

    def _whole(self, entry: Entry) -> None:
        path = f"$.{entry.key}"
        if entry.key not in LISTS:
            self.checked.faults.append(Fault(path, repr(entry.value)[:80], "no such list"))
        elif entry.value != []:
            self.checked.faults.append(Fault(path, repr(entry.value)[:80], "a list"))

    def _activity(self, entry: Entry) -> None:
        self._sort_in(entry, lambda raw, path: check_activity(raw, path, self.organisations))
        self.progress(1)

    def _sort_in(self, entry: Entry, find: Callable[[Record, str], Collection[Fault]]) -> None:
        record, path = entry.value, f"{entry.key}[{entry.index}]"
        if not isinstance(record, dict):
            faults = [Fault(path, repr(record)[:80], "an object")]
        else:
            faults = list(find(record, path))
            if isinstance(record.get("id"), str) and record["id"] in self.ids:
                faults.append(Fault(f"{path}.id", record["id"], "an id that no other record of the file has"))
        if faults:
            self.checked.rejected.append(Rejected(entry.key, entry.index or 0, tuple(faults)))
            return
        self.ids.add(record["id"])
        if entry.key == "organisations":
            self.checked.organisations.append(record)
            self.organisations.add(record["id"])
        else:
            self.checked.activity_count += 1
