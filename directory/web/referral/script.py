"""Three lines to read aloud when calling together, in the client's language, in plain words."""

from datetime import datetime

from flask_babel import force_locale
from markupsafe import Markup, escape

from directory.models import Activity
from directory.services.schedules import upcoming
from directory.services.schedules.sessions import CANCELLED
from directory.vocabulary import Lifecycle
from directory.web.formatting import session_line
from directory.web.public.activity.making import texts_of
from directory.web.translating import gettext as _
from directory.web.words import Words


def lines_of(
    activity: Activity, *, language: str, now: datetime, workplace: str, professional: bool
) -> tuple[str, ...]:
    """Who calls and why; whether there is room and when; who meets. No line names the client."""
    with force_locale(language):
        return (
            _opening(texts_of(activity, language).title, workplace, professional=professional),
            _room(activity, language, now),
            _meeting(activity, professional=professional),
        )


def _opening(title: Words, workplace: str, *, professional: bool) -> Markup:
    # The sentence is ours; names are people's, and Markup escapes them.
    sentence = escape(_opening_words(workplace, professional=professional))
    name = Markup('<span lang="{}">{}</span>').format(title.lang, title.text) if title.lang else title.text
    return sentence % {"title": name, "workplace": workplace}


def _opening_words(workplace: str, *, professional: bool) -> str:
    if not professional:
        return _("Hello. I am calling about “%(title)s”. I would like to come and see what it is like.")
    if workplace:
        return _(
            "Hello, I am calling from %(workplace)s. Beside me sits a person who would like to come to “%(title)s”. "
            "The loudspeaker is on."
        )
    return _("Hello. Beside me sits a person who would like to come to “%(title)s”. The loudspeaker is on.")


def _room(activity: Activity, language: str, now: datetime) -> str:
    if activity.capacity in {"full", "waiting_list"}:
        return _("The group is said to be full. How does one get on the waiting list, and how long is the wait?")
    sessions = () if activity.lifecycle == Lifecycle.PAUSED else upcoming(activity.schedules, now, limit=3)
    held = next((session for session in sessions if session.status != CANCELLED), None)
    if held is None:
        return _("Is there room, and when could one come for the first time?")
    when = session_line(held.start, held.end, language, now.date())
    return _("Is there room? The next time should be %(when)s. Can one come then?", when=when)


def _meeting(activity: Activity, *, professional: bool) -> str:
    if activity.meets_name:
        asked = _("Does %(name)s meet a newcomer, and where exactly?", name=activity.meets_name)
    else:
        asked = _("Who meets a newcomer, and where exactly?")
    return f"{asked} " + (_("Now I give the phone over.") if professional else _("Is there anything to bring?"))
