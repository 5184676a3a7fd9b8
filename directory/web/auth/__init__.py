"""Signing in and out, joining, the reader's own account."""

from flask import Blueprint

from directory.web.auth import (
    account,
    email,
    invitation,
    joining,
    link,
    new_phone,
    own_data,
    password,
    proving,
    second_factor,
    sign_in,
    two_step,
)
from directory.web.auth.provider import journey, out

blueprint = Blueprint("auth", __name__)
for module in (
    sign_in,
    journey,
    out,
    link,
    second_factor,
    joining,
    invitation,
    account,
    password,
    proving,
    two_step,
    new_phone,
    email,
    own_data,
):
    module.register(blueprint)
