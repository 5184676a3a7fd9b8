"""Mail domains: the administrators' business."""

from directory.services import mail_domains
from directory.services.access import Actor
from directory.services.mail_domains import DomainChange
from tests.access.stage import Call, Stage, acts_on

FORM = {"domain": "new.example", "name": "Uusi hyvinvointialue", "county": "14", "self_registration": "1"}


@acts_on("admin.new_domain POST")
def domain_to_add(stage: Stage, member: str) -> Call:
    """A domain that is not listed yet."""
    return Call(form=FORM | {"domain": f"{member}.example"})


@acts_on("admin.domain GET", "admin.remove_domain GET", "admin.remove_domain POST")
def listed_domain(stage: Stage, member: str) -> Call:
    """A domain that is listed."""
    return Call({"public_id": _listed(stage)[0]})


@acts_on("admin.domain POST")
def domain_to_change(stage: Stage, member: str) -> Call:
    """A listed domain that gets another name."""
    public_id, domain = _listed(stage)
    return Call({"public_id": public_id}, form=FORM | {"domain": domain, "do": "save"})


@acts_on("admin.domain POST checking")
def domain_to_check(stage: Stage, member: str) -> Call:
    """A listed domain whose provider is to be checked; it has none, so nothing is asked for."""
    return Call({"public_id": _listed(stage)[0]}, form={"do": "check"})


def _listed(stage: Stage) -> tuple[str, str]:
    domain = f"listed-{stage.number()}.example"
    with stage.write() as session:
        change = DomainChange(domain, "Hyvinvointialue")
        added = mail_domains.add(session, Actor.system(), change, secret_key=str(stage.app.config["SECRET_KEY"]))
        return added.public_id, domain
