"""What a site map says of one page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """A page: its absolute addresses by language, and when its contents last changed."""

    urls: Mapping[str, str]
    changed: datetime | None

    @property
    def lastmod(self) -> str:
        """W3C date and time in UTC; empty when not known."""
        return self.changed.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if self.changed else ""
