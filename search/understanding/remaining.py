"""The words to look up as they are, and what the reader may have meant."""

from typing import Final

from search.analysis import analyse
from search.lexicon import Lexicon
from search.types import Term
from search.understanding.concepts import Found
from search.understanding.reading import Reading, Token

COVERED: Final = 0.6
CARRIER: Final = 0.12
VERB: Final = 0.4
OTHER_PART: Final = (
    "place:",
    "region:",
    "county:",
    "area:",
    "district:",
    "age:",
    "day:",
    "time:",
    "period:",
    "language:",
    "refused:",
)
GUESSED: Final = 0.8


def terms_of(reading: Reading, found: list[Found], lexicon: Lexicon) -> tuple[Term, ...]:
    """Every word that no place, age, day or language has used, with the forms it is looked up by."""
    covered = {word for hit in found for word in hit.words}
    terms = []
    for position, token in enumerate(reading.tokens):
        if token.taken.startswith(OTHER_PART) or len(token.surface) < 2 or token.surface.isdigit():
            continue
        plain = lexicon.plain
        if plain.is_stop(token.word, token.language) or plain.is_stop(token.word, reading.language):
            continue
        weight = 1.0
        if plain.is_carrier(token.word, token.language):
            weight = CARRIER
        elif position in covered:
            weight = COVERED
        elif plain.is_verb(token.word, token.language):
            weight = VERB
        terms.append(Term(token.text, _forms(token, reading.language), token.unfinished, token.corrected, weight))
    return tuple(terms)


def _forms(token: Token, language: str) -> tuple[tuple[str, float], ...]:
    forms: dict[str, float] = {}
    if token.completions:
        for word, weight in token.completions:
            for form, share in analyse(word, language).forms[:3]:
                forms[form] = max(forms.get(form, 0.0), round(weight * share, 3))
    else:
        share = GUESSED if token.corrected else 1.0
        forms = {form: round(weight * share, 3) for form, weight in token.word.forms}
        if token.corrected or not token.word.known:
            forms.setdefault(token.surface, 1.0)
    return tuple(sorted(forms.items(), key=lambda item: (-item[1], item[0])))


def did_you_mean(reading: Reading, found: list[Found]) -> str:
    """The whole question with its spelling put right; "" when nothing was. Guesses are offered when nothing in the
    question is certain."""
    guessing = not found and not reading.places
    if not any(token.corrected or (guessing and token.guess) for token in reading.tokens):
        return ""
    text, position = "", 0
    for token in reading.tokens:
        better = token.corrected or (token.guess if guessing else "")
        text += reading.text[position : token.start] + (better or token.text)
        position = token.end
    return " ".join((text + reading.text[position:]).split())
