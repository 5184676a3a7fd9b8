"""Feedback that waits for an answer."""

from directory.services import feedback
from directory.services.feedback import NewFeedback
from tests.access.stage import Call, Stage, acts_on


@acts_on("coordinate.answer POST")
def feedback_on_own_listing(stage: Stage, _member: str) -> Call:
    """Feedback on an activity of the own organisation, in the own county."""
    with stage.write() as session:
        given = feedback.give(session, NewFeedback("times", "Aika on muuttunut", "", "fi"), stage.activity(session))
        session.flush()
        public_id = given.public_id
    return Call({"public_id": public_id}, form={"state": "answered", f"answer-{public_id}": "Korjattu"})


@acts_on("coordinate.answer POST on the service")
def feedback_on_the_service(stage: Stage, _member: str) -> Call:
    """Feedback on the service itself, which is nobody's area."""
    with stage.write() as session:
        given = feedback.give(session, NewFeedback("search", "Ei löydy kuoroa", "", "fi"))
        session.flush()
        public_id = given.public_id
    return Call({"public_id": public_id}, form={"state": "answered", f"answer-{public_id}": "Kiitos"})
