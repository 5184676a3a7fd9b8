"""The referral slip: from ticks in the results to a paper in the hand, signed in or not, with or without script."""

from flask import Blueprint

from directory.web.referral import choosing, opening, printing

blueprint = Blueprint("referral", __name__)
for module in (choosing, opening, printing):
    module.register(blueprint)
