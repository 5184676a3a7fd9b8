"""What one concept brings along: acute distress also asks for help at once, an exhausted spouse for rest."""

from typing import Final

from search.lexicon import Lexicon
from search.understanding.concepts import EXHAUSTION, Found
from search.understanding.reading import Reading

BROADER: Final = 0.85  # a need known only from a finer concept
AT_ONCE: Final = ("kinds:crisis_help", "kinds:helpline")
SUICIDE: Final = "needs:suicide"
DISTRESS: Final = frozenset({SUICIDE, "needs:crisis", "needs:anxiety_depression"})
IMPLIED: Final = 0.6
DEPENDENT: Final = frozenset({"needs:memory", "needs:neurological", "needs:long_term_illness"})
REST: Final = frozenset({"kinds:respite_care"})
WORN_OUT: Final = frozenset({EXHAUSTION, "needs:crisis"})
NOT_BROUGHT: Final = frozenset({"c:mothers", "c:fathers", "c:conversation", "c:errands", "c:homework"})


def help_at_once(_reading: Reading, found: list[Found]) -> list[Found]:
    """Who thinks of suicide, or only says that nothing goes on, first needs somebody who answers."""
    codes = {hit.code for hit in found}
    others = {hit.code for hit in found if hit.kind == "needs"} - DISTRESS
    if SUICIDE not in codes and ("needs:crisis" not in codes or others):
        return found
    return [*found, *(Found(code, IMPLIED, (), 0) for code in AT_ONCE if code not in codes)]


def carers_rest(_reading: Reading, found: list[Found]) -> list[Found]:
    """A dependent illness beside exhaustion or respite: somebody cares at home, and needs rest."""
    codes = {hit.code for hit in found}
    if not codes & DEPENDENT or not codes & (WORN_OUT | REST):
        return found
    words = {word for hit in found if hit.code in WORN_OUT | REST for word in hit.words}
    tired = {"needs:crisis", "needs:anxiety_depression"}
    rest = [hit for hit in found if not (hit.code in tired and set(hit.words) & words)]
    if "needs:caregiving" in codes:
        return rest
    return [*rest, Found("needs:caregiving", 0.9, tuple(sorted(words)), 1)]


def benefits_are_applied_for(_reading: Reading, found: list[Found]) -> list[Found]:
    """The name of a benefit asks for help with applying for it rather than for food."""
    words = {hit.words for hit in found if hit.code == "c:benefits"}
    for hit in found:
        if hit.code == "needs:poverty" and hit.words in words:
            hit.strength = min(hit.strength, 0.5)
    return found


def broader_along(found: list[Found], lexicon: Lexicon) -> list[Found]:
    """A finer concept asks for its broader one too, where nothing else in the question does."""
    codes = {hit.code for hit in found}
    brought: dict[str, Found] = {}
    for hit in found:
        broader = lexicon.broader(hit.code)
        code = broader[-1] if broader else ""
        if not code.startswith("needs:") or hit.code in NOT_BROUGHT or codes.intersection(broader):
            continue
        if code not in brought or brought[code].strength < hit.strength * BROADER:
            brought[code] = Found(code, hit.strength * BROADER, hit.words, hit.length)
    return [*found, *brought.values()]


def unlike(found: list[Found], lexicon: Lexicon) -> tuple[str, ...]:
    """Concepts of another kind of the same needs, none of them asked for: bereaved parents beside widows."""
    codes = {hit.code for hit in found}
    others: list[str] = []
    for hit in found:
        others += lexicon.siblings(hit.code) if hit.kind == "c" else lexicon.apart(hit.code)
    return tuple(code for code in dict.fromkeys(others) if code not in codes)
