"""The page of one activity, its calendar file, and how they are made."""

from directory.web.public.activity.view import register

__all__ = ["register"]
