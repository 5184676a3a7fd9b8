"""Searches a professional keeps: saved from the results, listed, renamed, let go of; asked anew for the weekly mail."""

from flask import Blueprint
from flask.blueprints import BlueprintSetupState

from directory.web.saved_searches import listing, saving

blueprint = Blueprint("saved_searches", __name__)
for module in (listing, saving):
    module.register(blueprint)


@blueprint.record_once
def tell_templates(state: BlueprintSetupState) -> None:
    """Let the results page and the account's page know whether the reader keeps searches."""
    state.app.jinja_env.globals["keeps_searches"] = saving.keeps_searches
    state.app.jinja_env.globals["mail_offered"] = saving.mail_offered
