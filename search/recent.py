"""What was used last, kept; not shared by processes."""

from collections import OrderedDict
from contextlib import suppress
from typing import Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Recent(Generic[Key, Value]):
    """The values used last. Several threads may share one: at worst a value is made once more."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._kept: OrderedDict[Key, Value] = OrderedDict()

    def get(self, key: Key) -> Value | None:
        """The value, if it is kept."""
        value = self._kept.get(key)
        if value is not None:
            with suppress(KeyError):  # another thread may just have let go of it
                self._kept.move_to_end(key)
        return value

    def put(self, key: Key, value: Value) -> Value:
        """Keep a value, letting go of the one unused longest."""
        self._kept[key] = value
        if len(self._kept) > self.size:
            with suppress(KeyError):
                self._kept.popitem(last=False)
        return value

    def clear(self) -> None:
        """Let go of everything."""
        self._kept.clear()
