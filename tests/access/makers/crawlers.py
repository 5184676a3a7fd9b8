"""Files for machines."""

from tests.access.stage import Call, Stage, acts_on


@acts_on("static GET")
def style_sheet(stage: Stage, _member: str) -> Call:
    """A file of the pages."""
    return Call({"name": stage.app.extensions["assets"].url("app.css").removeprefix("/static/")})


@acts_on("crawlers.sitemap GET")
def site_map(_stage: Stage, _member: str) -> Call:
    """The first part of the site map."""
    return Call({"name": "activities-1"})
