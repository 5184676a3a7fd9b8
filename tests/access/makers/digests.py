"""News by mail: the own choice, and the signed link that ends it for whoever has it."""

from directory.services import digests
from tests.access.stage import Call, Stage, acts_on


@acts_on("digests.settings POST")
def own_choice(_stage: Stage, _member: str) -> Call:
    """Once a week."""
    return Call(form={"digest": "weekly"})


@acts_on("digests.stop GET", "digests.stop POST")
def link_in_a_mail(stage: Stage, _member: str) -> Call:
    """The link of the professional's mail: it needs no sign-in, and works for whoever holds it."""
    with stage.database.read() as session:
        token = digests.stop_token(str(stage.app.config["SECRET_KEY"]), stage.account(session, "prof"))
    return Call(query={"t": token})
