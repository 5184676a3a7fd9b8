"""Administration: accounts, invitations, mail domains."""

from flask import Blueprint

blueprint = Blueprint("admin", __name__)
