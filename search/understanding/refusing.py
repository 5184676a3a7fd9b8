"""What is said not to be wanted: "ei AA", "en halua puhua netissä", "inte i grupp", "ilman seurakuntaa".

"ei ruokaa" is a need and stays; only ways, kinds and faith can be refused.
"""

from typing import Final

from search.understanding.concepts import Found
from search.understanding.kin import relation_of
from search.understanding.reading import Reading

REFUSABLE: Final = ("kinds:", "modes:", "c:faith", "c:alcohol", "c:drugs")
SPEAKS_AGAINST: Final = ("kinds:", "modes:", "c:faith")
_NEGATIONS: Final = """
    ei en eikä enkä emme älä muttei ilman inte ingen inga utan not no without nothing dont don't
"""
NEGATIONS: Final = frozenset(_NEGATIONS.split())
# Verbs and small words that may stand between: "en halua missään nimessä ryhmään".
_WANTING: Final = """
    haluta tahtoa tykätä mennä lähteä mieluusti mielellään missään mikään nimi mihinkään puhua jutella
    vill vilja gilla tycka i till på med någon gå want wants like go to a any in on an the
"""
WANTING: Final = frozenset(_WANTING.split())
FURTHEST: Final = 4  # words after the negation


def not_this(reading: Reading, found: list[Found]) -> list[Found]:
    """Drop what is refused; its words are no longer looked for, and its codes speak against an activity."""
    refused = _refused(reading)
    if not refused:
        return found
    unwanted = [hit for hit in found if hit.words and set(hit.words) <= refused and hit.code.startswith(REFUSABLE)]
    kept = [hit for hit in found if hit not in unwanted]
    for position in refused - {position for hit in kept for position in hit.words}:
        if relation_of(reading, position):
            continue  # "eikä isä osaa": he is not refused
        reading.tokens[position].taken = reading.tokens[position].taken or "refused:"
    reading.refused += [hit.code for hit in unwanted if hit.code.startswith(SPEAKS_AGAINST)]
    return kept


def _refused(reading: Reading) -> set[int]:
    """Positions of words in the reach of a negation."""
    refused: set[int] = set()
    for position, token in enumerate(reading.tokens):
        if token.surface not in NEGATIONS:
            continue
        for place in range(position + 1, min(position + 1 + FURTHEST, len(reading.tokens))):
            refused.add(place)
            if not reading.tokens[place].is_one_of(WANTING):
                break
    return refused
