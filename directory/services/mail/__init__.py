"""Mail: written in the transaction that causes it, sent after it, tried again until a mail server has taken it."""

from directory.services.mail.queueing import queue
from directory.services.mail.sending import Postman

__all__ = ["Postman", "queue"]
