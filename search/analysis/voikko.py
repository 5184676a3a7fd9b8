"""Where Finnish readings come from: the system's libvoikko, else the pure-Python ``pyvoikko``.

Both hold the same morphology and say the same thing in ``FSTOUTPUT``, the transducer's own output, but differ in
what they make of it. So only that string is taken from either (see ``search.analysis.finnish``).
"""

from collections.abc import Callable
from functools import cache
from threading import Lock
from typing import Final

MAX_LETTERS: Final = 60  # longer "words" are noise, and costly for the transducer
Readings = Callable[[str], tuple[str, ...]]
Suggest = Callable[[str], tuple[str, ...]]

_lock = Lock()  # neither analyser may be used by two threads at once


def system_readings() -> tuple[Readings, Suggest] | None:
    """Readings and spelling suggestions from libvoikko; None when the library or its Finnish words are missing."""
    try:
        import libvoikko

        voikko = libvoikko.Voikko("fi")
    except Exception:  # noqa: BLE001  the binding raises plain OSError, AttributeError or its own, by platform
        return None

    def readings(word: str) -> tuple[str, ...]:
        with _lock:
            found = voikko.analyze(word)
        return tuple(reading["FSTOUTPUT"] for reading in found if reading.get("FSTOUTPUT"))

    def suggest(word: str) -> tuple[str, ...]:
        with _lock:
            return tuple(voikko.suggest(word))

    return readings, suggest


def python_readings() -> Readings:
    """Readings from ``pyvoikko``: about 1.2 ms a word, so they are kept by the callers."""
    import pyvoikko

    def readings(word: str) -> tuple[str, ...]:
        with _lock:
            return tuple(reading.FSTOUTPUT for reading in pyvoikko.analyse(word))

    return readings


@cache
def _chosen() -> tuple[Readings, Suggest]:
    return system_readings() or (python_readings(), lambda _word: ())


def readings(word: str) -> tuple[str, ...]:
    """The transducer's outputs for a lower-case word without hyphens; empty for a word it does not know."""
    return _chosen()[0](word) if len(word) <= MAX_LETTERS else ()


def suggestions(word: str) -> tuple[str, ...]:
    """Spellings libvoikko would put in place of a word; none where only ``pyvoikko`` is found."""
    return _chosen()[1](word) if len(word) <= MAX_LETTERS else ()
