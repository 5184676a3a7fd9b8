"""JSON inside a page, for machines."""

from typing import Any

import orjson
from markupsafe import Markup


def for_script(node: dict[str, Any]) -> Markup:
    """JSON that cannot end the script element it stands in, whatever people wrote into their texts."""
    text = orjson.dumps(node).decode()
    escaped = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return Markup(escaped)  # noqa: S704 - every character that means something in HTML is escaped above
