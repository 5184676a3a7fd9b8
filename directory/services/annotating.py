"""From a stored document to what an engine stores: the one place where documents are analysed."""

from search.index import IndexEntry, entry_of
from search.plain import features_of
from search.types import Document


def entry_of_document(document: Document) -> IndexEntry:
    """Analyse a document and make its index entry."""
    return entry_of(document, features_of(document))
