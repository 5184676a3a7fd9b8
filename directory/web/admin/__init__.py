"""Administration: accounts, invitations, mail domains."""

from flask import Blueprint

from directory.web.admin import account, accounts, domains, invitations, inviting

blueprint = Blueprint("admin", __name__)
for module in (accounts, account, invitations, inviting, domains):
    module.register(blueprint)
