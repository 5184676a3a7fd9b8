"""How to join and who meets you, in plain sentences made from the codes a group has given."""

from collections.abc import Iterator

from markupsafe import Markup, escape

from directory.models import Activity
from directory.services.cards.making import public_contact
from directory.web.translating import gettext as _


def meets_sentence(activity: Activity) -> tuple[Markup, str]:
    """What the named person does, the name in bold, and the icon for it. Both empty when the group has not told."""
    name, where = activity.meets_name, activity.meets_at
    if not name or where is None:
        return Markup(), ""
    sentence, icon = _meets(where, frozenset(activity.outreach_help))
    # The sentence is ours; the name is people's, and Markup escapes it.
    return escape(sentence) % {"name": Markup("<b>{}</b>").format(name)}, icon


def _meets(where: str, help_: frozenset[str]) -> tuple[str, str]:
    if where == "home" and {"fetched_from_home", "first_call"} <= help_:
        return _("%(name)s phones first and fetches you from home."), "van"
    if where == "home" and "fetched_from_home" in help_:
        return _("%(name)s fetches you from home."), "van"
    sentences = {
        "door": (_("%(name)s meets you at the door."), "door"),
        "stop": (_("%(name)s meets you at the bus stop."), "stop"),
        "home": (_("%(name)s comes to your home."), "home"),
        "phone": (_("%(name)s phones you first."), "phone"),
    }
    return sentences.get(where) or (_("%(name)s meets you."), "people")


def joining_sentences(activity: Activity) -> tuple[str, ...]:
    """Whole sentences in the order in which one acts: what is needed first, what to do, who can help."""
    return (*_needed(activity), *_first_step(activity), *_professional(activity), *_identity(activity))


def _needed(activity: Activity) -> Iterator[str]:
    if "decision" in activity.referral_routes:
        yield _("You need a service decision first. Ask your wellbeing services county for it.")
    if "doctor" in activity.referral_routes:
        yield _("You need a doctor’s referral first.")


def _first_step(activity: Activity) -> Iterator[str]:
    routes, help_, threshold = set(activity.referral_routes), set(activity.outreach_help), set(activity.threshold)
    contact = public_contact(activity)
    first_name = contact.name.split(" ")[0] if contact and contact.name else ""
    phone = bool((contact and contact.phone) or activity.organisation.phone)
    if ("drop_in" in help_ or "no_signup" in threshold) and activity.schedules:
        yield _("Just come along. You do not need to sign up.")
        return
    if routes and "self" not in routes:
        return
    if "fetched_from_home" in help_ and first_name and phone:
        yield _("Call %(name)s and agree where you are fetched.", name=first_name)
    elif phone:
        yield _call(activity, first_name)
    elif contact and contact.email:
        yield _("Write to %(email)s and agree how you start.", email=contact.email)


def _call(activity: Activity, first_name: str) -> str:
    if "phone" in activity.modes and "helpline" in activity.kinds:
        return _("Just call. You will be answered during the hours given on this page.")
    if first_name:
        return _("Call %(name)s and agree how you start.", name=first_name)
    return _("Call the group and agree how you start.")


def _professional(activity: Activity) -> Iterator[str]:
    routes = set(activity.referral_routes)
    if {"professional", "joint_call"} <= routes:
        yield _("With your permission a professional may call for you, also together with you during an appointment.")
    elif "professional" in routes:
        yield _("With your permission a professional may make contact for you.")
    elif "joint_call" in routes:
        yield _("You can call together with a professional during an appointment.")


def _identity(activity: Activity) -> Iterator[str]:
    if "anonymous" in activity.outreach_help or "no_id" in activity.threshold:
        yield _("You do not need to say who you are.")
