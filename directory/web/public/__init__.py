"""What anyone may see: front page, results, activities, organisations, municipalities, about.

Each module has ``register(blueprint)``, which adds its pages.
"""

from flask import Blueprint

from directory.web.public import (
    activity,
    feedback,
    front,
    home,
    municipality,
    needs,
    organisation,
    results,
    suggest,
    texts,
    week,
)

blueprint = Blueprint("public", __name__)

for _module in (front, home, needs, results, suggest, activity, feedback, municipality, organisation, texts, week):
    _module.register(blueprint)
