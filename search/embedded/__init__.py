"""The embedded engine: Tantivy in the same process, its files in one directory. Default, tests' engine, fallback."""

from search.embedded.engine import EmbeddedEngine

__all__ = ["EmbeddedEngine"]
