"""The front page: search, needs in plain words, this week near you."""

from directory.web.public.front.view import register

__all__ = ["register"]
