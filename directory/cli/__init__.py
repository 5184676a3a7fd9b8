"""The command line: ``flask --app directory COMMAND``; one module per subject."""

from flask import Flask

from directory.cli import accounts, data, prepare, search, upkeep


def register(app: Flask) -> None:
    """Add every command to the application."""
    for module in (accounts, data, prepare, search, upkeep):
        for command in module.COMMANDS:
            app.cli.add_command(command)
