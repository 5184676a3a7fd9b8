"""From a stored document to what an engine stores: the one place where documents are analysed."""

from functools import cache

from search.annotating import Annotator
from search.index import IndexEntry, entry_of
from search.lexicon import Lexicon
from search.types import Document


@cache
def annotator() -> Annotator:
    """The annotator of this process; it reads the lexicon once."""
    return Annotator(Lexicon.load())


def entry_of_document(document: Document) -> IndexEntry:
    """Analyse a document and make its index entry."""
    return entry_of(document, annotator().features_of(document))
