"""What anyone may see: front page, results, activities, organisations, municipalities, about."""

from flask import Blueprint

blueprint = Blueprint("public", __name__)
