"""The demo with its sign-ins and a slip of its workplace."""

from tests.directory.web.guided import edit, site

__all__ = ["edit", "site"]
