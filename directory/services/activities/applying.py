"""Bringing an activity to what a change says, touching only what differs."""

from collections.abc import Collection
from dataclasses import fields
from datetime import datetime
from typing import Any, Final

from directory.models import (
    Activity,
    ActivityText,
    Contact,
    Location,
    Schedule,
    ScheduleBreak,
    ScheduleException,
)
from directory.services.activities.change import ActivityChange, RowChange, TextChange
from directory.services.activities.current import PARTS, change_of

ORIGINAL_FIELDS: Final = ("title", "summary", "description", "how_to_join", "who_meets")


def apply(activity: Activity, change: ActivityChange, *, now: datetime, checked: Collection[str] = ()) -> None:
    """Make the activity say what the change says.

    A translation whose original changed without it becomes stale; changing the translation, or naming its language in
    ``checked`` (somebody read it beside the original and it holds), makes it fresh again.
    """
    before = change_of(activity)
    for one in fields(ActivityChange):
        if one.name not in PARTS and getattr(before, one.name) != getattr(change, one.name):
            setattr(activity, one.name, _stored(getattr(change, one.name)))
    _texts(activity, before, change, now, checked)
    if before.locations != change.locations:
        activity.locations = [Location(position=n, **_values(place)) for n, place in enumerate(change.locations)]
    if before.contacts != change.contacts:
        activity.contacts = [Contact(position=n, **_values(contact)) for n, contact in enumerate(change.contacts)]
    if before.schedules != change.schedules:
        _schedules(activity, before, change)


def _texts(
    activity: Activity, before: ActivityChange, change: ActivityChange, now: datetime, checked: Collection[str]
) -> None:
    stored = {text.language: text for text in activity.texts}
    for language in set(stored) - set(change.texts):
        activity.texts.remove(stored[language])
    changed_originals = {
        language
        for language, text in change.texts.items()
        if language in before.texts and _said(before.texts[language]) != _said(text)
    }
    for language, text in change.texts.items():
        row = stored.get(language)
        if row is None:
            activity.texts.append(ActivityText(language=language, updated_at=now, stale=False, **_values(text)))
            continue
        touched = before.texts[language] != text
        if touched:
            for name, value in _values(text).items():
                setattr(row, name, value)
            row.updated_at = now
        if touched or language in checked or text.origin != "translated":
            row.stale = False
        elif text.source_language in changed_originals:
            row.stale = True


def _said(text: TextChange) -> tuple[str, ...]:
    return tuple(getattr(text, name) for name in ORIGINAL_FIELDS)


def _schedules(activity: Activity, before: ActivityChange, change: ActivityChange) -> None:
    """Rows that stay as they are keep their identity; the others are made anew."""
    left = list(zip(before.schedules, activity.schedules, strict=True))
    rows: list[Schedule] = []
    for position, wanted in enumerate(change.schedules):
        same = next((pair for pair in left if pair[0] == wanted), None)
        if same is not None:
            left.remove(same)
        row = same[1] if same is not None else _row(wanted)
        row.position = position
        rows.append(row)
    activity.schedules = rows


def _row(row: RowChange) -> Schedule:
    values = {name: value for name, value in _values(row).items() if name not in {"breaks", "exceptions"}}
    return Schedule(
        ends_next_day=row.end <= row.start,
        breaks=[ScheduleBreak(**_values(pause)) for pause in row.breaks],
        exceptions=[ScheduleException(**_values(exception)) for exception in row.exceptions],
        **values,
    )


def _values(part: Any) -> dict[str, Any]:
    return {one.name: _stored(getattr(part, one.name)) for one in fields(part)}


def _stored(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return dict(value) if hasattr(value, "keys") else value
