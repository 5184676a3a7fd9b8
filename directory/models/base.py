"""What every table shares: the declarative base, naming of constraints, UTC times, public ids."""

import secrets
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, MetaData, TypeDecorator
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase

# Without 0, 1, i, l, o, u: ids are read aloud on the phone, and spell no words.
PUBLIC_ID_ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"
PUBLIC_ID_LENGTH = 10

# For tables whose rows history names by number: SQLite would give the number of a deleted row to the next one.
NUMBERED_ONCE = {"sqlite_autoincrement": True}

LocalisedText = dict[str, str]  # language of the text (fi, sv, en) -> text


def new_public_id() -> str:
    """A random id for public addresses: 10 characters, about 49 bits."""
    return "".join(secrets.choice(PUBLIC_ID_ALPHABET) for _ in range(PUBLIC_ID_LENGTH))


def utc_now() -> datetime:
    """This moment, in UTC, with its zone."""
    return datetime.now(UTC)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC; naive values are refused, and what is read is aware on every database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Declarative base. JSON columns hold lists of codes and short localised texts."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - read by SQLAlchemy at class creation
        datetime: UtcDateTime,
        list[str]: JSON,
        LocalisedText: JSON,
        dict[str, Any]: JSON,
        dict[str, list[str]]: JSON,
    }
