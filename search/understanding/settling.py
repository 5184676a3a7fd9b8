"""What one concept takes from another: coffee is no drinking, somebody to walk with comes before the walk."""

from typing import Final

from search.understanding.concepts import Found
from search.understanding.implying import BESIDE_ANOTHER, IMPLIED, SUICIDE
from search.understanding.reading import Reading

BEREAVED: Final = "c:suicide_bereaved"
_TRYING: Final = """
    yrittää yrittänyt yritys uhata uhkailla miettiä ajatella harkita suunnitella
    försöka försökt hota hotar tänka funderar planerar try tried attempt threaten think consider plan
"""
TRYING: Final = frozenset(_TRYING.split())
HELPED: Final = frozenset({"needs:loneliness", "needs:ageing", "needs:participation", "needs:immigration"})
DRINKING: Final = frozenset({"needs:alcohol_drugs", "c:alcohol"})
TO_DRINK: Final = frozenset(["juoda", "juominen", "dricka", "dricker", "drack", "drink", "drinks", "drinking"])
_CUPS: Final = """
    kahvi kahvit sumppi sumpit kaffe tee teetä kaakao mehu vesi limu limsa te kaffet saft coffee tea juice
"""
CUPS: Final = frozenset(_CUPS.split())
NEAR_CUP: Final = 3  # words between drinking and the cup
BULLYING: Final = "c:bullying"
# Kinds whose words also name a need: beside another need they say what is done.
DONE: Final = (("kinds:work_activity", "needs:unemployment"), ("kinds:shelter_housing", "needs:homelessness"))
CARED_FOR: Final = 0.55


def illness_of_the_cared_for(_reading: Reading, found: list[Found]) -> list[Found]:
    """Who cares for somebody that forgets asks as a carer; the other one's illness says whom for."""
    codes = {hit.code for hit in found}
    for hit in found:
        if hit.code == "needs:memory" and {"needs:caregiving", "target_groups:close_ones"} <= codes:
            hit.strength = min(hit.strength, CARED_FOR)
    return found


def bullied(_reading: Reading, found: list[Found]) -> list[Found]:
    """Who is called names at school is no victim at home: young people, and somebody to tell it to."""
    words = {word for hit in found if hit.code == BULLYING for word in hit.words}
    if not words:
        return found
    kept = [hit for hit in found if hit.code != "needs:domestic_violence" or words.isdisjoint(hit.words)]
    codes = {hit.code for hit in kept}
    more = (("target_groups:young", IMPLIED), ("kinds:helpline", IMPLIED))
    return [*kept, *(Found(code, share, (), 0) for code, share in more if code not in codes)]


def other_drinks(reading: Reading, found: list[Found]) -> list[Found]:
    """Who drinks coffee or tea does not drink: "missä voi juoda kahvit"."""
    cups = [place for place, token in enumerate(reading.tokens) if token.is_one_of(CUPS)]

    def of_a_cup(hit: Found) -> bool:
        if hit.code not in DRINKING or len(hit.words) != 1:
            return False
        [at] = hit.words
        return any(abs(place - at) <= NEAR_CUP for place in cups) and reading.tokens[at].is_one_of(TO_DRINK)

    drunk = [hit for hit in found if of_a_cup(hit)] if cups else []
    for hit in drunk:
        reading.tokens[hit.words[0]].taken = "refused:"  # nor is the word looked for
    return [hit for hit in found if hit not in drunk]


def still_alive(reading: Reading, found: list[Found]) -> list[Found]:
    """Who thinks of it, threatens or has tried is alive: "poika yritti itsemurhaa" bereaves nobody."""
    if not any(hit.code == BEREAVED for hit in found):
        return found
    if not any(token.is_one_of(TRYING) for token in reading.tokens):
        return found
    words = {word for hit in found if hit.code == BEREAVED for word in hit.words}
    kept = [hit for hit in found if hit.code != BEREAVED]
    if any(hit.code == SUICIDE for hit in kept):
        return kept
    return [*kept, Found(SUICIDE, 1.0, tuple(sorted(words)), 1)]


def help_to_others(_reading: Reading, found: list[Found]) -> list[Found]:
    """Who wants to help the lonely is not lonely."""
    if not any(hit.code == "kinds:volunteering" for hit in found):
        return found
    for hit in found:
        if hit.code in HELPED:
            hit.strength = min(hit.strength, BESIDE_ANOTHER)
    return found


def companion(_reading: Reading, found: list[Found]) -> list[Found]:
    """Who wants somebody to walk with wants somebody before a walk."""
    words = {hit.words for hit in found if hit.code == "c:befriending"}
    alone = not any(hit.kind == "needs" and hit.words not in words for hit in found)
    for hit in found:
        if hit.code == "needs:physical_fitness" and hit.words in words:
            hit.strength = min(hit.strength, IMPLIED if alone else BESIDE_ANOTHER)
    return found


def kind_of_help(_reading: Reading, found: list[Found]) -> list[Found]:
    """Work activity beside another need is a way of spending days, not a matter of having no job."""
    for kind, need in DONE:
        words = next((hit.words for hit in found if hit.code == kind), ())
        others = any(hit.kind == "needs" and hit.strength > BESIDE_ANOTHER and hit.code != need for hit in found)
        for hit in found:
            if others and hit.code == need and hit.words == words:
                hit.strength = min(hit.strength, BESIDE_ANOTHER)
    return found
