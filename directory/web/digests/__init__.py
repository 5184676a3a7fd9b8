"""News by mail: when it comes, what it says, how it ends."""

from flask import Blueprint

from directory.web.digests import settings, stopping

blueprint = Blueprint("digests", __name__)
for module in (settings, stopping):
    module.register(blueprint)
