"""Work that gives the same each time from the same input: worked out once in a run of the tests.

Hundreds of apps are made in a run, and people sign in to most of them. What the product does is not changed: packed
assets, compiled templates and addresses are those that each app would make anew, and a password that is wrong is looked
at each time.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import brotli
import pytest
from argon2 import PasswordHasher
from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from werkzeug.routing import Rule


@contextmanager
def done_once() -> Iterator[None]:
    """As long as this lasts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(brotli, "compress", cache(brotli.compress))
        patch.setitem(Flask.jinja_options, "bytecode_cache", CompiledTemplates())
        patch.setattr(PasswordHasher, "verify", _verifying(PasswordHasher.verify))
        if hasattr(Rule, "_compile_builder"):  # Werkzeug's own affair: elsewhere it only takes longer
            patch.setattr(Rule, "_compile_builder", _compiling(Rule._compile_builder))
        yield


class CompiledTemplates(BytecodeCache):
    """Compiled templates, for all apps of a run."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill in what was kept."""
        if (code := self._kept.get(bucket.key)) is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it."""
        self._kept[bucket.key] = bucket.bytecode_to_string()


def _verifying(verify: Callable[..., bool]) -> Callable[..., bool]:
    """Argon2 is slow on purpose: once for each hash and its password."""
    right = set()

    def verified(self: PasswordHasher, stored: str, password: str) -> bool:
        if (stored, password) not in right:
            verify(self, stored, password)  # raises when it is not
            right.add((stored, password))
        return True

    return verified


def _compiling(compile_builder: Callable[..., Any]) -> Callable[..., Any]:
    """The function that builds the addresses of a rule takes the rule as its first argument: one serves all apps."""
    kept: dict[object, Any] = {}

    def compiled(self: Rule, append_unknown: bool = True) -> Any:
        converters = {(name, type(one)) for name, one in self._converters.items()}
        key = append_unknown, tuple(self._trace), repr(self.defaults), frozenset(converters)
        if key not in kept:
            kept[key] = compile_builder(self, append_unknown)
        return kept[key]

    return compiled
