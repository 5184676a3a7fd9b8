"""What changed, who changed it and when: written with every act, read by those who may see it."""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.models import Revision
from directory.models.base import utc_now
from directory.services.access import Actor

ACTIVITY, ORGANISATION, ACCOUNT = "activity", "organisation", "account"


def differences(before: Any, after: Any) -> dict[str, list[Any]]:
    """Field → ``[before, after]`` of two plain values, in JSON's types.

    Goes into mappings by key (``texts.fi.title``); a list is one value, before and after.
    """
    return _differences("", _json(before), _json(after))


def record(
    session: Session, actor: Actor, subject: tuple[str, int], action: str, changes: Mapping[str, Sequence[Any]]
) -> Revision:
    """Write one revision of ``subject`` (its type and id). Does not check permission: the act it tells of did."""
    revision = Revision(
        subject_type=subject[0],
        subject_id=subject[1],
        actor_id=actor.account_id,
        actor_role=actor.main_role,
        action=action,
        changes=_json(changes),
        at=utc_now(),
    )
    session.add(revision)
    session.flush()
    return revision


def history(session: Session, subject: tuple[str, int], *, limit: int = 100) -> list[Revision]:
    """Revisions of a thing, the newest first. Whoever asks has checked that the actor may see them."""
    rows = select(Revision).where(Revision.subject_type == subject[0], Revision.subject_id == subject[1])
    return list(session.scalars(rows.order_by(Revision.id.desc()).limit(limit)))


def _json(value: Any) -> Any:
    return orjson.loads(orjson.dumps(value, default=_plain))


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} has no plain form")


def _differences(path: str, before: Any, after: Any) -> dict[str, list[Any]]:
    if before == after:
        return {}
    if not (isinstance(before, dict) and isinstance(after, dict)):
        return {path: [before, after]}
    found: dict[str, list[Any]] = {}
    for key in dict.fromkeys((*before, *after)):
        found |= _differences(f"{path}.{key}" if path else key, before.get(key), after.get(key))
    return found
