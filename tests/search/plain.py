"""Features without any knowledge of language, whole words in lower case: for tests of what comes after."""

from search.types import Document, DocumentFeatures

TITLE, SUMMARY, BODY = 1.0, 0.6, 0.3


def _words(text: str) -> list[str]:
    return "".join(char if char.isalnum() else " " for char in text.casefold()).split()


def features_of(document: Document) -> DocumentFeatures:
    """Words by where they stand, and the codes as concepts, a little less the further down the list."""
    words: dict[str, float] = {}
    for texts in document.texts.values():
        for text, weight in ((texts.title, TITLE), (texts.summary, SUMMARY), (texts.description, BODY)):
            for word in _words(text):
                words[word] = max(weight, words.get(word, 0.0))
    concepts = {
        f"{facet}:{code}": max(0.5, 0.75 - 0.05 * position)
        for facet, codes in document.codes.items()
        for position, code in enumerate(codes)
    }
    title = frozenset(word for texts in document.texts.values() for word in _words(texts.title))
    return DocumentFeatures(words=words, concepts=concepts, title=title)
