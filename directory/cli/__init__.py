"""The command line: ``flask --app directory COMMAND``; one module per subject."""

from flask import Flask


def register(app: Flask) -> None:
    """Add every command to the application."""
