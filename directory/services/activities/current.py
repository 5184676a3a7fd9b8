"""What an activity says now, as a change that would change nothing."""

from dataclasses import fields
from typing import Any, Final, TypeVar

from directory.models import Activity, ActivityText, Schedule
from directory.services.activities.change import (
    ActivityChange,
    BreakChange,
    ContactChange,
    ExceptionChange,
    LocationChange,
    RowChange,
    TextChange,
)

Part = TypeVar("Part", LocationChange, ContactChange, BreakChange, ExceptionChange)

PARTS: Final = ("texts", "locations", "schedules", "contacts")


def change_of(activity: Activity) -> ActivityChange:
    """The activity's whole content."""
    plain = {f.name: _plain(getattr(activity, f.name)) for f in fields(ActivityChange) if f.name not in PARTS}
    return ActivityChange(
        texts={text.language: text_of(text) for text in activity.texts},
        locations=tuple(_taken(LocationChange, place) for place in activity.locations),
        schedules=tuple(_row_of(row) for row in activity.schedules),
        contacts=tuple(_taken(ContactChange, contact) for contact in activity.contacts),
        **plain,
    )


def text_of(text: ActivityText) -> TextChange:
    """The texts in one language."""
    return TextChange(**{f.name: _plain(getattr(text, f.name)) for f in fields(TextChange)})


def _row_of(row: Schedule) -> RowChange:
    plain = {f.name: _plain(getattr(row, f.name)) for f in fields(RowChange) if f.name not in {"breaks", "exceptions"}}
    return RowChange(
        breaks=tuple(_taken(BreakChange, pause) for pause in row.breaks),
        exceptions=tuple(_taken(ExceptionChange, exception) for exception in row.exceptions),
        **plain,
    )


def _taken(kind: type[Part], stored: object) -> Part:
    return kind(**{f.name: _plain(getattr(stored, f.name)) for f in fields(kind)})


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
