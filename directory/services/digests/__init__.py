"""News by mail: of activities on the workplace's slips every day or week, of saved searches every week."""

from directory.services.digests.choosing import CHOICES, account_of_token, choose, stop, stop_token
from directory.services.digests.contents import Contents, WorkplaceNews, contents_of, remember
from directory.services.digests.timing import HOUR, claim, due, is_time, monday_of

__all__ = [
    "CHOICES",
    "HOUR",
    "Contents",
    "WorkplaceNews",
    "account_of_token",
    "choose",
    "claim",
    "contents_of",
    "due",
    "is_time",
    "monday_of",
    "remember",
    "stop",
    "stop_token",
]
