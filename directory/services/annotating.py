"""From a stored document to what an engine stores: the one place where documents are analysed."""

from functools import lru_cache

from directory.services.lexicon import Additions, joined
from search.annotating import Annotator
from search.index import IndexEntry, entry_of
from search.types import Document


@lru_cache(maxsize=2)
def annotator(added: Additions) -> Annotator:
    """The annotator of this process, with the words that coordinators added."""
    return Annotator(joined(added))


def entry_of_document(document: Document, added: Additions) -> IndexEntry:
    """Analyse a document and make its index entry."""
    return entry_of(document, annotator(added).features_of(document))
