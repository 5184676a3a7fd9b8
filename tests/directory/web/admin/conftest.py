"""The installation of the sign-in tests, for administration."""

from tests.directory.web.auth.conftest import mute, office

__all__ = ["mute", "office"]
