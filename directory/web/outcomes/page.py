"""What the templates of outcomes are given."""

from dataclasses import dataclass

from directory.web.pages import Field, FieldError, Text


@dataclass(frozen=True, slots=True)
class Answer:
    """One thing that can be ticked: ``value`` is what the button sends."""

    value: str
    text: str


@dataclass(frozen=True, slots=True)
class Ticked:
    """A kind that is ticked; it can be taken back while ``open``."""

    kind: str
    text: str
    open: bool


@dataclass(frozen=True, slots=True)
class TickRow:
    """One activity on the slip: what is ticked, what can be, and reasons why it did not fit."""

    id: str
    title: Text
    ticked: tuple[Ticked, ...]
    answers: tuple[Answer, ...]
    reasons: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Undo:
    """How to take back a number that was just set: the values of the form before."""

    said: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CountForm:
    """The form for a month's numbers; ``open`` when it is in use."""

    choices: tuple[Field, ...]
    numbers: tuple[Field, ...]
    open: bool


@dataclass(frozen=True, slots=True)
class OwnLine:
    """An activity's numbers in a month."""

    title: Text
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnMonth:
    """A month of the organisation's own table."""

    name: str
    lines: tuple[OwnLine, ...]


@dataclass(frozen=True, slots=True)
class ToldLine:
    """A line of a table for others: a number, or "fewer than 5"."""

    title: Text
    url: str
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToldTable:
    """One quarter as others see it; ``totals`` is empty when none may be told."""

    quarter: str
    lines: tuple[ToldLine, ...]
    totals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """The whole page. ``area`` is None for those who coordinate nothing; ``gives`` tells who may tick."""

    gives: bool
    code: Field
    errors: tuple[FieldError, ...]
    errors_title: str
    slip_code: str
    rows: tuple[TickRow, ...]
    undo: Undo | None
    count: CountForm | None
    own: tuple[OwnMonth, ...]
    reasons: tuple[tuple[str, str], ...]
    area: tuple[ToldTable, ...] | None
