"""Understanding and features without any knowledge of language: whole words, lower case.

For tests of what comes after understanding, and for a machine on which no lexicon can be read.
"""

from search.types import Document, DocumentFeatures, Question, Term, Understood

TITLE, SUMMARY, BODY = 1.0, 0.6, 0.3


def _words(text: str) -> list[str]:
    return "".join(char if char.isalnum() else " " for char in text.casefold()).split()


class PlainUnderstanding:
    """Every word of the question is a word to look for."""

    def understand(self, question: Question) -> Understood:
        """Words as they are; the last one may be a beginning."""
        terms = tuple(Term(text=word, forms=((word, 1.0),)) for word in _words(question.text))
        return Understood(text=question.text, language=question.ui_language, terms=terms)


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
