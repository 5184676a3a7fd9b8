"""The cast on a demo of its own."""

import importlib
import pkgutil
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from directory import create_app
from tests.access import makers
from tests.access.stage import Stage
from tests.conftest import close, make_settings
from tests.providers import cheating_provider

for module in pkgutil.iter_modules(makers.__path__):
    importlib.import_module(f"{makers.__name__}.{module.name}")


@pytest.fixture(scope="package")
def stage(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """The demo, writable, with the cast; each row makes what it acts on, so one stage serves all of them."""
    folder = tmp_path_factory.mktemp("access")
    shutil.copytree(demo_folder, folder, dirs_exist_ok=True)
    mail = {"mail_url": (folder / "mail").as_uri(), "mail_from": "palvelu@cast.example"}
    app = create_app(make_settings(folder, log_level="WARNING", **mail))
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    with cheating_provider() as provider:
        yield Stage(app, provider)
    close(app)
