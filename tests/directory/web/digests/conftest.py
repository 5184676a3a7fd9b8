"""The demo with its sign-ins and a slip of its workplace."""

from tests.directory.web.guided import site

__all__ = ["site"]
