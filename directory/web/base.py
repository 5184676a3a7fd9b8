"""The address under which the service is known."""

from flask import current_app, request

from directory.config import Settings


def base_url() -> str:
    """``https://service.example``: the setting, else where this request came to. No slash at the end."""
    settings: Settings = current_app.extensions["settings"]
    return settings.public_url or request.url_root.rstrip("/")
