"""What one concept brings along: acute distress also asks for help at once, an exhausted spouse for rest."""

from typing import Final

from search.lexicon import Lexicon
from search.understanding.concepts import EXHAUSTION, Found
from search.understanding.kin import relation_of
from search.understanding.reading import Reading

BROADER: Final = 0.85  # a need known only from a finer concept
AT_ONCE: Final = ("kinds:crisis_help", "kinds:helpline")
SUICIDE: Final = "needs:suicide"
DISTRESS: Final = frozenset({SUICIDE, "needs:crisis", "needs:anxiety_depression"})
IMPLIED: Final = 0.6
BESIDE_ANOTHER: Final = 0.5
DEPENDENT: Final = frozenset({"needs:memory", "needs:neurological", "needs:long_term_illness"})
REST: Final = frozenset({"kinds:respite_care"})
WORN_OUT: Final = frozenset({EXHAUSTION, "needs:crisis", "c:sleep"})
FETCHED: Final = "outreach_help:fetched_from_home"
HOME_VISIT: Final = "modes:home_visit"
VISITED: Final = 0.8
PARTICIPATION: Final = "needs:participation"
SERVED_BY: Final = (
    ("needs:loneliness", 0.7),
    ("needs:physical_fitness", 0.7),
    ("kinds:culture", 0.7),
    ("kinds:meeting_place", 0.7),
)
# Needs whose finer concepts overlap: who is depressed panics as well.
LOOSE: Final = frozenset(
    {
        "needs:anxiety_depression",
        "needs:mental_health",
        "needs:alcohol_drugs",
        "needs:ageing",
        "needs:immigration",
        "needs:participation",
        "needs:poverty",
    }
)
NOT_BROUGHT: Final = frozenset({"c:mothers", "c:fathers", "c:conversation", "c:errands", "c:homework"})
GAMBLING: Final = frozenset({"needs:gambling", "c:close_gambling", "c:gaming", "needs:other_addiction"})
COUNSELLING: Final = "c:counselling"
CRISIS: Final = "needs:crisis"
# What is heavy to carry alone: whoever tells of it is helped a little by those who listen to anybody.
HEAVY: Final = frozenset(
    {
        "needs:grief",
        "needs:separation",
        "needs:crime_victim",
        "needs:child_welfare",
        "needs:close_one_addiction",
        "needs:sexual_violence",
        "c:perpetrator",
    }
)
TELLING: Final = 4  # words from which a question tells what happened rather than names a service
LISTENED_TO: Final = 0.35


def help_at_once(_reading: Reading, found: list[Found]) -> list[Found]:
    """Who thinks of suicide, or only says that nothing goes on, first needs somebody who answers; beside another need
    distress says how heavy that one is."""
    codes = {hit.code for hit in found}
    others = {hit.code for hit in found if hit.kind == "needs"} - DISTRESS
    if SUICIDE not in codes and others:
        for hit in found:
            if hit.code == "needs:crisis":
                hit.strength = min(hit.strength, BESIDE_ANOTHER)
        return found
    if SUICIDE not in codes and "needs:crisis" not in codes:
        return found
    return [*found, *(Found(code, IMPLIED, (), 0) for code in AT_ONCE if code not in codes)]


def carers_rest(reading: Reading, found: list[Found]) -> list[Found]:
    """A dependent illness beside exhaustion or respite: somebody cares at home, and needs rest."""
    codes = {hit.code for hit in found}
    if not codes & DEPENDENT or not codes & (WORN_OUT | REST):
        return found
    of_another = any(relation_of(reading, position) for position in range(len(reading.tokens)))
    if "needs:memory" not in codes and not codes & REST and not of_another:
        return found  # one's own illness tires as well
    words = {word for hit in found if hit.code in WORN_OUT | REST for word in hit.words}
    tired = {"needs:crisis", "needs:anxiety_depression"}
    rest = [hit for hit in found if not (hit.code in tired and set(hit.words) & words)]
    if "needs:caregiving" in codes:
        return rest
    return [*rest, Found("needs:caregiving", 0.9, tuple(sorted(words)), 1)]


def counselling_is_given(_reading: Reading, found: list[Found]) -> list[Found]:
    """Who asks for somebody trained to talk to is served by those who do just that."""
    codes = {hit.code for hit in found}
    if COUNSELLING not in codes:
        return found
    return [*found, *(Found(code, IMPLIED, (), 0) for code in AT_ONCE if code not in codes)]


def benefits_are_applied_for(_reading: Reading, found: list[Found]) -> list[Found]:
    """The name of a benefit asks for help with applying for it rather than for food."""
    named = any(hit.code == "c:benefits" for hit in found)
    for hit in found:
        if named and hit.code == "needs:poverty" and hit.length == 1:
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


def comes_home(_reading: Reading, found: list[Found]) -> list[Found]:
    """Who does not leave home is fetched, or visited there."""
    codes = {hit.code for hit in found}
    fetched = [hit for hit in found if hit.code == FETCHED]
    if not fetched or HOME_VISIT in codes:
        return found
    return [*found, Found(HOME_VISIT, VISITED, fetched[0].words, fetched[0].length)]


def illness_of_the_close_one(_reading: Reading, found: list[Found]) -> list[Found]:
    """Relatives of people with mental illness are a group of their own among relatives."""
    codes = {hit.code for hit in found}
    if "c:relative_mental" not in codes:
        return found
    brought = {"needs:mental_health": 0.5, "target_groups:close_ones": 0.8}
    return [*found, *(Found(code, share, (), 0) for code, share in brought.items() if code not in codes)]


def open_to_much(found: list[Found], main: frozenset[str]) -> tuple[list[Found], frozenset[str]]:
    """Who only looks for something to do is served by company, exercise and culture as well."""
    asked = [hit for hit in found if hit.code == PARTICIPATION]
    if main != {PARTICIPATION} or not asked:
        return found, main
    codes = {hit.code for hit in found}
    words, length = asked[0].words, asked[0].length
    more = [Found(code, share, words, length) for code, share in SERVED_BY if code not in codes]
    return [*found, *more], main | {hit.code for hit in more}


def listened_to(reading: Reading, found: list[Found], main: frozenset[str]) -> tuple[list[Found], frozenset[str]]:
    """Who tells of something heavy comes, after all that is meant for it, to those who listen at any hour."""
    heavy = [hit for hit in found if hit.code in HEAVY and hit.code in main]
    if not heavy or len(reading.tokens) < TELLING or any(hit.code == CRISIS for hit in found):
        return found, main
    return [*found, Found(CRISIS, LISTENED_TO, heavy[0].words, heavy[0].length)], main | {CRISIS}


def other_side(found: list[Found], lexicon: Lexicon) -> list[Found]:
    """Who asks for the families of prisoners or for those who hit is hardly served by what else the need has."""
    apart = {lexicon.concepts[hit.code].apart for hit in found if hit.kind == "c" and hit.code in lexicon.concepts}
    for hit in found:
        if hit.code in apart:
            hit.strength = min(hit.strength, BESIDE_ANOTHER)
    return found


def unlike(found: list[Found], lexicon: Lexicon) -> tuple[str, ...]:
    """Concepts of another kind of the same needs, none of them asked for: bereaved parents beside widows."""
    codes = {hit.code for hit in found}
    others: list[str] = []
    for hit in found:
        if hit.kind != "c":
            others += lexicon.apart(hit.code)
        elif LOOSE.isdisjoint(lexicon.broader(hit.code)):
            others += lexicon.siblings(hit.code)
    if "needs:close_one_addiction" in codes and GAMBLING.isdisjoint(codes):
        others.append("needs:gambling")  # those beside somebody who drinks are not those beside one who gambles
    return tuple(code for code in dict.fromkeys(others) if code not in codes)
