"""The names of concepts, for chips and for the line that tells why a result came up."""

from directory.vocabulary import CLOSED_LISTS, OPEN_LISTS, codes
from search.lexicon.concepts import concepts


def concept_label(code: str, language: str) -> str:
    """``needs:grief`` → the code list's label, ``c:widow`` → the lexicon's; empty when neither knows it."""
    kind, _, value = code.partition(":")
    if kind in OPEN_LISTS or kind in CLOSED_LISTS:
        labels = codes(kind).get(value)
        return labels[language] if labels else ""
    concept = concepts().get(code)
    return concept.labels.get(language, "") if concept else ""
