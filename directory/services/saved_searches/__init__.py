"""Searches that professionals keep: named, opened again, and asked anew once a week for what has come since."""

from directory.services.saved_searches.alerts import News, news_of, told
from directory.services.saved_searches.keeping import (
    NAME_MAX,
    SEARCHES_MAX,
    NewSearch,
    delete,
    keep,
    own,
    rename,
    restore,
    set_alert,
)

__all__ = [
    "NAME_MAX",
    "SEARCHES_MAX",
    "NewSearch",
    "News",
    "delete",
    "keep",
    "news_of",
    "own",
    "rename",
    "restore",
    "set_alert",
    "told",
]
