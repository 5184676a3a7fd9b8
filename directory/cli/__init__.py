"""The command line: ``flask --app directory COMMAND``; one module per subject."""

import click
from flask import Flask
from flask.cli import with_appcontext

from directory.cli import accounts, data, digests, prepare, retention, search, upkeep


def register(app: Flask) -> None:
    """Add every command to the application."""
    for module in (accounts, data, digests, prepare, retention, search, upkeep):
        for command in module.COMMANDS:
            _within_app(command)
            app.cli.add_command(command)


def _within_app(command: click.Command) -> None:
    """Run commands inside the application however they are called; ``flask`` does it, a test's runner does not."""
    if isinstance(command, click.Group):
        for part in command.commands.values():
            _within_app(part)
    elif command.callback is not None and not hasattr(command.callback, "__wrapped__"):
        command.callback = with_appcontext(command.callback)
