"""A process that edits an activity and is killed at one step of the outbox.

``python -m … FOLDER ACTIVITY STEP [CHANGE] [SETTINGS]``: CHANGE is rename or end, SETTINGS are other ones, as JSON.
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from directory import create_app
from directory.models import Activity
from directory.services import indexing, outbox
from directory.services.finding import Finder
from search.embedded import files, writer
from tests.conftest import make_settings

STEPS = ("before commit", "before drain", "before write", "before records", "before index commit", "after write", "end")
SERVER_STEPS = ("before server write", "index looked at", "tasks sent", "after server write", "before removal", "end")


def die(*_arguments: Any, **_named: Any) -> Any:
    """No clean-up, no flush, no exit handler."""
    os.kill(os.getpid(), signal.SIGKILL)


def after(function: Callable[..., Any]) -> Callable[..., Any]:
    """Does the thing, then dies."""

    def call(*arguments: Any, **named: Any) -> Any:
        function(*arguments, **named)
        die()

    return call


def arm(step: str, finder: Finder, after_write: list[Any]) -> None:
    """Lay the trap of a step."""
    engine: Any = finder.embedded
    if step == "before drain":
        after_write.insert(0, die)
    elif step == "before write":
        engine.write = die
    elif step == "before records":
        files.RecordWriter.sync = die  # type: ignore[method-assign]
    elif step == "before index commit":
        files.RecordWriter.sync = after(files.RecordWriter.sync)  # type: ignore[method-assign]
    elif step == "after write":
        engine.write = after(engine.write)
    assert writer.RecordWriter is files.RecordWriter
    assert outbox.BATCH


def arm_at_server(step: str, server: Any) -> None:
    """Lay the trap of a step of the search server; the embedded engine has been written before."""
    from search.meilisearch import engine

    if step == "before server write":
        server.write = die
    elif step == "index looked at":
        server._writing.client.get_raw_index = after(server._writing.client.get_raw_index)
    elif step == "tasks sent":
        engine.wait = die
    elif step == "after server write":
        server.write = after(server.write)
    elif step == "before removal":

        def bring(*arguments: Any) -> None:
            really(*arguments)
            if arguments[1] is server:
                die()

        really, outbox.bring = outbox.bring, bring


def main(folder: Path, public_id: str, step: str, change: str = "rename", settings: str = "{}") -> None:
    app = create_app(make_settings(folder, **json.loads(settings)))
    database, finder = app.extensions["database"], app.extensions["search"]
    arm(step, finder, database.after_write)
    if len(finder.engines) > 1:
        arm_at_server(step, finder.engines[0])
    with database.write() as session:
        activity = session.query(Activity).filter_by(public_id=public_id).one()
        if change == "end":
            activity.lifecycle = "ended"
        else:
            activity.texts[0].title = f"Kumppanuuspuisto {step}"
        indexing.changed(session, [activity.id])
        if step == "before commit":
            die()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
