"""What anyone may see: front page, results, activities, organisations, municipalities, about.

Each module has ``register(blueprint)``, which adds its pages.
"""

from flask import Blueprint

from directory.web.public import front

blueprint = Blueprint("public", __name__)

for _module in (front,):
    _module.register(blueprint)
