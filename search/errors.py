"""What an engine can fail with; each engine maps its own errors to these in one table."""


class SearchError(Exception):
    """Base of all search errors."""


class EngineUnavailable(SearchError):
    """The engine is down, too slow, its queue full, or it refuses the key. Another engine may answer."""


class QuestionRefused(EngineUnavailable):
    """The engine is well, but does not take this question; another engine may answer it, and others may be asked."""


class IndexMissing(SearchError):
    """The engine answers but has no index yet; reindexing makes one."""


class WriteFailed(SearchError):
    """The engine answers, but did not take a change in; trying again later may help."""
