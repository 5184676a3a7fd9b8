"""The referral slip: from ticks in the results to a paper in the hand, signed in or not, with or without script."""

from flask import Blueprint

from directory.web.referral import calling, choosing, comparing, opening, printing

blueprint = Blueprint("referral", __name__)
for module in (calling, choosing, comparing, opening, printing):
    module.register(blueprint)
