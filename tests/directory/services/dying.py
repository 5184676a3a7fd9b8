"""A process that edits an activity and is killed at one step of the outbox: ``python -m … FOLDER ACTIVITY STEP``."""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from directory import create_app
from directory.models import Activity
from directory.services import indexing, outbox
from search.embedded import files, writer
from tests.conftest import make_settings

STEPS = ("before commit", "before drain", "before write", "before records", "before index commit", "after write", "end")


def die(*_arguments: Any, **_named: Any) -> Any:
    """No clean-up, no flush, no exit handler."""
    os.kill(os.getpid(), signal.SIGKILL)


def after(function: Callable[..., Any]) -> Callable[..., Any]:
    """Does the thing, then dies."""

    def call(*arguments: Any, **named: Any) -> Any:
        function(*arguments, **named)
        die()

    return call


def main(folder: Path, public_id: str, step: str) -> None:
    app = create_app(make_settings(folder))
    database, engine = app.extensions["database"], app.extensions["search"].embedded
    if step == "before drain":
        database.after_write.insert(0, die)
    elif step == "before write":
        engine.write = die
    elif step == "before records":
        files.RecordWriter.sync = die
    elif step == "before index commit":
        files.RecordWriter.sync = after(files.RecordWriter.sync)
    elif step == "after write":
        engine.write = after(engine.write)
    assert writer.RecordWriter is files.RecordWriter
    assert outbox.BATCH
    with database.write() as session:
        activity = session.query(Activity).filter_by(public_id=public_id).one()
        activity.texts[0].title = f"Kumppanuuspuisto {step}"
        indexing.changed(session, [activity.id])
        if step == "before commit":
            die()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
