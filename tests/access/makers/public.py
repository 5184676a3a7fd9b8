"""Public pages: published listings, and drafts that nobody may know of there."""

from directory.models import Organisation
from tests.access.stage import LIEKSA, Call, Stage, acts_on
from tests.directory.services import cast


@acts_on("public.activity GET")
def published_activity(stage: Stage, _member: str) -> Call:
    """A published activity at its whole address, the slug with it."""
    with stage.database.read() as session:
        public_id = stage.activity(session).public_id
    response = stage.app.test_client().get(stage.url("public.activity", "GET", {"address": public_id}))
    return Call({"address": str(response.location).rpartition("/")[2]})


@acts_on("public.activity_calendar GET", "public.feedback GET", "public.listing_thanks GET")
def published_id(stage: Stage, _member: str) -> Call:
    """A published activity by its id."""
    with stage.database.read() as session:
        return Call({"public_id": stage.activity(session).public_id})


@acts_on("public.feedback POST")
def feedback_on_an_activity(stage: Stage, _member: str) -> Call:
    """A reader's words on a published activity."""
    with stage.database.read() as session:
        return Call({"public_id": stage.activity(session).public_id}, form={"field": "times"})


@acts_on("public.activity GET a draft")
def draft_address(stage: Stage, _member: str) -> Call:
    """A draft of the own organisation: not for its public page, whoever asks."""
    return Call({"address": _draft(stage)})


@acts_on("public.activity_calendar GET a draft", "public.feedback GET a draft", "public.listing_thanks GET a draft")
def draft_id(stage: Stage, _member: str) -> Call:
    """A draft of the own organisation by its id."""
    return Call({"public_id": _draft(stage)})


@acts_on("public.feedback POST a draft")
def feedback_on_a_draft(stage: Stage, _member: str) -> Call:
    """Words on something that is not out."""
    return Call({"public_id": _draft(stage)}, form={"field": "times"})


@acts_on("public.organisation GET")
def organisation(stage: Stage, _member: str) -> Call:
    """The own organisation at its whole address."""
    with stage.database.read() as session:
        public_id = session.get_one(Organisation, stage.organisation).public_id
    response = stage.app.test_client().get(stage.url("public.organisation", "GET", {"address": public_id}))
    return Call({"address": str(response.location).rpartition("/")[2]})


@acts_on("public.municipality GET")
def municipality(_stage: Stage, _member: str) -> Call:
    """A municipality by its name."""
    return Call({"address": "lieksa"})


@acts_on("public.service_feedback POST", "public.accessibility_feedback POST")
def feedback_on_the_service(_stage: Stage, _member: str) -> Call:
    """A reader's words on the service."""
    return Call(form={"field": "accessibility", "message": "Teksti on pientä"})


@acts_on("public.home POST")
def home_municipality(_stage: Stage, _member: str) -> Call:
    """The reader's own municipality, kept in a cookie."""
    return Call(form={"place": LIEKSA})


@acts_on("public.search GET", "public.suggest GET")
def question(_stage: Stage, _member: str) -> Call:
    """Words to search by."""
    return Call(query={"q": "kuoro"})


def _draft(stage: Stage) -> str:
    with stage.write() as session:
        return cast.draft(session, organisation=session.get_one(Organisation, stage.organisation)).public_id
