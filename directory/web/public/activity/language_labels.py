"""Saying which language a text is in, and in which language one takes part: two different things."""

from collections.abc import Collection, Sequence

from directory.models import Activity
from directory.vocabulary import codes
from directory.web.formatting import list_of
from directory.web.translating import gettext as _


def only_in(languages: Collection[str]) -> str:
    """``Only in Finnish``, for texts that exist in these of the three languages."""
    return {
        frozenset({"fi"}): lambda: _("Only in Finnish"),
        frozenset({"sv"}): lambda: _("Only in Swedish"),
        frozenset({"en"}): lambda: _("Only in English"),
        frozenset({"fi", "sv"}): lambda: _("Only in Finnish and Swedish"),
        frozenset({"fi", "en"}): lambda: _("Only in Finnish and English"),
        frozenset({"sv", "en"}): lambda: _("Only in Swedish and English"),
    }[frozenset(languages)]()


def own_words_only_in(languages: Collection[str]) -> str:
    """The same label before the group's own words beside ours."""
    return {
        frozenset({"fi"}): lambda: _("The group’s own words, only in Finnish"),
        frozenset({"sv"}): lambda: _("The group’s own words, only in Swedish"),
        frozenset({"en"}): lambda: _("The group’s own words, only in English"),
        frozenset({"fi", "sv"}): lambda: _("The group’s own words, only in Finnish and Swedish"),
        frozenset({"fi", "en"}): lambda: _("The group’s own words, only in Finnish and English"),
        frozenset({"sv", "en"}): lambda: _("The group’s own words, only in Swedish and English"),
    }[frozenset(languages)]()


def written_in(languages: Collection[str]) -> str:
    """The notice when the page's language has no text."""
    return {
        frozenset({"fi"}): lambda: _("The group has written its texts only in Finnish."),
        frozenset({"sv"}): lambda: _("The group has written its texts only in Swedish."),
        frozenset({"en"}): lambda: _("The group has written its texts only in English."),
        frozenset({"fi", "sv"}): lambda: _("The group has written its texts only in Finnish and Swedish."),
        frozenset({"fi", "en"}): lambda: _("The group has written its texts only in Finnish and English."),
        frozenset({"sv", "en"}): lambda: _("The group has written its texts only in Swedish and English."),
    }[frozenset(languages)]()


def take_part_in(activity: Activity, page_language: str) -> str:
    """In which language one takes part, when it is not the page's; empty otherwise or when not stated."""
    spoken: Sequence[str] = activity.languages
    if not spoken or page_language in spoken:
        return ""
    if list(spoken) == ["fi"]:
        return _("You take part in Finnish.")
    if list(spoken) == ["sv"]:
        return _("You take part in Swedish.")
    if list(spoken) == ["en"]:
        return _("You take part in English.")
    names = [codes("languages")[code][page_language] for code in spoken if code in codes("languages")]
    return _("Languages spoken there: %(languages)s.", languages=list_of(names, page_language))
