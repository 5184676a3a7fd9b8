"""The results page: what was understood, what was found, how to narrow it, and what to do when nothing was."""

from directory.web.public.results.view import register

__all__ = ["register"]
