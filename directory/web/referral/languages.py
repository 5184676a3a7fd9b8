"""Languages a client may be offered: three for the text, the others as the interpreter needs them named."""

from collections.abc import Mapping, Sequence

from directory.vocabulary import UI_LANGUAGES, codes
from directory.web.language import LANGUAGE_NAMES
from directory.web.referral.choice import INTERPRETED
from directory.web.referral.making import own_name
from directory.web.translating import gettext as _


def client_languages(page_language: str, often: Sequence[str] = ()) -> Mapping[str, str]:
    """Code → what the reader chooses: those asked for ``often`` first, the page's own, the other languages of the
    texts, then languages that need an interpreter."""
    first = sorted(UI_LANGUAGES, key=lambda code: code != page_language)
    offered = {code: LANGUAGE_NAMES[code] for code in first}
    for code, names in codes("languages").items():
        if code not in INTERPRETED:
            own = own_name(code)
            name = names[page_language]
            shown = f"{name} ({own})" if own and own != name else name
            offered[code] = _("interpreter: %(language)s", language=shown)
    return {code: offered[code] for code in dict.fromkeys([*often, *offered]) if code in offered}
