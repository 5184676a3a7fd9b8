"""Signing in and out, the reader's own account."""

from flask import Blueprint

from directory.web.auth import account, password, sign_in
from directory.web.auth.provider import journey, out

blueprint = Blueprint("auth", __name__)
for module in (sign_in, journey, out, account, password):
    module.register(blueprint)
