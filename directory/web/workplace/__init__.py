"""A professional's own pages: the workplace with its settings, its shelf, and what stands beside public listings."""

from flask import Blueprint

from directory.web.workplace import choosing, deletion, folders, keeping, listing, settings, shelf

blueprint = Blueprint("workplace", __name__)
for module in (shelf, folders, keeping, listing, settings, deletion, choosing):
    module.register(blueprint)
