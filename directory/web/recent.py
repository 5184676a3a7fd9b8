"""Recent searches of a professional: kept by the person's own browser, never by us; see docs/decisions.md.

All the server gives is a key under which the browser keeps them, so that two people at one machine do not see each
other's. It says nothing of the account to whoever reads the browser's storage.
"""

import hashlib
import hmac

from flask import current_app

from directory.services.access import Subject, may
from directory.web.auth.user import signed_in_user

KEY_LENGTH = 20


def recent_key() -> str:
    """The key of the signed-in professional's list; "" for everybody else."""
    user = signed_in_user()
    if user is None or not may(user.actor, "search.keep", Subject()):
        return ""
    secret = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(secret, b"recent searches %d" % user.account_id, hashlib.sha256).hexdigest()[:KEY_LENGTH]
