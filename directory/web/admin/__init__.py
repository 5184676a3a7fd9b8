"""Administration: accounts, invitations, mail domains."""

from flask import Blueprint

from directory.web.admin import domains

blueprint = Blueprint("admin", __name__)
domains.register(blueprint)
