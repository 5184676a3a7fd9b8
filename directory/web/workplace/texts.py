"""Why something typed on the shelf was refused, and what to do."""

from directory.models.workplace import FOLDER_MAX, NOTE_MAX
from directory.services.shelf import FOLDERS_MAX
from directory.web.translating import gettext as _


def note_problem(fault: str) -> str:
    """What to tell of a note that will not do."""
    return {
        "too_long": _("Shorten the note to %(number)s characters.", number=NOTE_MAX),
        "identity_code": _(
            "The note has a personal identity code in it. Take it out: nothing about clients is kept here. "
            "Nothing was saved."
        ),
        "personal": _(
            "The note has a phone number or an e-mail address in it. Take it out: the contacts of the activity stand "
            "beside it, and nothing about clients is kept here. Nothing was saved."
        ),
    }[fault]


def folder_problem(fault: str) -> str:
    """What to tell of a folder's name that will not do."""
    return {
        "empty": _("Write a name for the folder."),
        "too_long": _("Shorten the name to %(number)s characters.", number=FOLDER_MAX),
        "taken": _("There is a folder of this name already."),
        "too_many": _("The shelf has %(number)s folders, which is the most. Take one away first.", number=FOLDERS_MAX),
        "identity_code": _("The name has a personal identity code in it. Nothing about clients is kept here."),
        "personal": _("The name has a phone number or an e-mail address in it. Write a name without it."),
    }[fault]


def change_names() -> dict[str, str]:
    """What may have changed of an activity."""
    return {
        "times": _("times"),
        "place": _("place"),
        "contact": _("contact"),
        "who_meets": _("who meets you"),
        "joining": _("how to join"),
        "cost": _("cost"),
        "capacity": _("room"),
        "accessibility": _("accessibility"),
        "texts": _("texts"),
        "other": _("other details"),
    }
