"""What coordinators, and organisations for their own listings, look after."""

from flask import Blueprint

from directory.web.coordinate import feedback

blueprint = Blueprint("coordinate", __name__)
feedback.register(blueprint)
