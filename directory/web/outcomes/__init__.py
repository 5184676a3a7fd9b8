"""What came of it: organisations tick and count, workplaces and coordinators see sums, slips stay true."""

from flask import Blueprint

from directory.web.outcomes import counting, news, overview, ticking

blueprint = Blueprint("outcomes", __name__)
for module in (overview, ticking, counting, news):
    module.register(blueprint)
