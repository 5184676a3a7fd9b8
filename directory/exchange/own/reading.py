"""Reading a file of the own format record by record: a large file never stands in memory whole."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from json import JSONDecodeError, JSONDecoder
from pathlib import Path
from typing import Any, Final, TextIO

import orjson

CHUNK: Final = 1 << 20  # characters read at a time
RECORD_MOST: Final = 8 << 20  # characters; a record of the own format has a few thousand
_SPACE: Final = re.compile(r"[ \t\r\n]*")
_DECODER: Final = JSONDecoder()
LISTS: Final = ("organisations", "activities")


class NotTheFormat(Exception):
    """The file is not one JSON object in UTF-8; the message says where it stops being one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An item of a top-level list with its index, or (``index`` None) a top-level value that is no list of records."""

    key: str
    index: int | None
    value: Any


Entries = Callable[[], Iterator[Entry]]


def entries_of(raw: Mapping[str, Any]) -> Entries:
    """The entries of an object that is in memory already."""

    def walk() -> Iterator[Entry]:
        for key, value in raw.items():
            if not isinstance(value, list) or not value:
                yield Entry(key, None, value)
            else:
                yield from (Entry(key, i, item) for i, item in enumerate(value))

    return walk


def entries_in(path: Path) -> Entries:
    """The entries of a file, read anew at each call. Reading raises ``NotTheFormat``."""

    def walk() -> Iterator[Entry]:
        with path.open(encoding="utf-8") as file:
            try:
                yield from _Window(file).entries()
            except UnicodeDecodeError as error:
                raise NotTheFormat(f"not UTF-8: {error.reason}") from error

    return walk


class _Window:
    """A sliding part of the text, long enough for the record at hand."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._text = file.read(CHUNK)
        self._at = 0
        self._before = 0  # characters already let go
        self._ended = len(self._text) < CHUNK

    def entries(self) -> Iterator[Entry]:
        self._expect("{")
        if self._peek() == "}":
            self._at += 1
        else:
            yield from self._members()
        if self._peek():
            raise self._fault("something follows the object")

    def _members(self) -> Iterator[Entry]:
        while True:
            if self._peek() != '"':
                raise self._fault('expected "')
            key = self._value()
            self._expect(":")
            if self._peek() == "[" and key in LISTS:
                yield from self._items(key)
            else:
                yield Entry(key, None, self._value())
            if self._expect(",", "}") == "}":
                return

    def _items(self, key: str) -> Iterator[Entry]:
        self._expect("[")
        if self._peek() == "]":
            self._at += 1
            yield Entry(key, None, [])
            return
        index = 0
        while True:
            yield Entry(key, index, self._value())
            index += 1
            if self._expect(",", "]") == "]":
                return

    def _value(self) -> Any:
        """One JSON value. The standard decoder finds its end, orjson is the strict judge (NaN, lone surrogates)."""
        self._peek()
        while True:
            try:
                _, end = _DECODER.raw_decode(self._text, self._at)
            except JSONDecodeError as error:
                if self._ended or len(self._text) - self._at > RECORD_MOST:
                    raise self._fault(error.msg, error.pos) from error
            except RecursionError as error:
                raise self._fault("nested too deep") from error
            else:
                # A number at the very end of the window may go on.
                if end < len(self._text) or self._ended:
                    break
            self._read()
        try:
            value = orjson.loads(self._text[self._at : end])
        except (orjson.JSONDecodeError, UnicodeEncodeError) as error:
            raise self._fault(str(error)) from error
        self._at = end
        return value

    def _peek(self) -> str:
        """The next character that is not white space, "" at the end."""
        while True:
            match = _SPACE.match(self._text, self._at)
            self._at = match.end() if match else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if self._ended:
                return ""
            self._read()

    def _expect(self, *wanted: str) -> str:
        found = self._peek()
        if found not in wanted:
            raise self._fault(f"expected {' or '.join(wanted)}, found {found or 'the end'}")
        self._at += 1
        return found

    def _read(self) -> None:
        more = self._file.read(CHUNK)
        self._ended = not more
        self._before += self._at
        self._text = self._text[self._at :] + more
        self._at = 0

    def _fault(self, what: str, at: int | None = None) -> NotTheFormat:
        return NotTheFormat(f"character {self._before + (self._at if at is None else at)}: {what}")
