"""Rules about people close to somebody: their drinking, illness, death or sentence is not the asker's own."""

from collections.abc import Iterable
from typing import Final

from search.understanding.concepts import Found
from search.understanding.kin import is_dying, is_mine, is_owned, is_self, relation_of
from search.understanding.reading import Reading

ADDICTIONS: Final = frozenset({"needs:alcohol_drugs", "needs:gambling", "c:alcohol", "c:drugs"})
GAMING: Final = frozenset({"c:gaming", "needs:other_addiction"})
ILLNESSES: Final = frozenset(
    f"needs:{need}"
    for need in [
        "mental_health",
        "anxiety_depression",
        "cancer",
        "memory",
        "neurological",
        "long_term_illness",
        "eating_disorder",
        "pain",
        "suicide",
    ]
)
GRIEF: Final = frozenset({"needs:grief", "c:widow", "c:child_grief", "c:parent_grief", "c:suicide_bereaved"})
# What a word for kin brings along as if it were the target group.
OF_KIN: Final = frozenset(
    {
        "needs:parenting",
        "c:mothers",
        "c:fathers",
        "c:teenager",
        "c:grandparent",
        "target_groups:men",
        "target_groups:women",
        "target_groups:children",
        "target_groups:young",
        "target_groups:families",
        "target_groups:close_ones",
        "target_groups:older",
    }
)
TIRED: Final = frozenset({"needs:anxiety_depression", "needs:crisis"})
CARING: Final = frozenset(
    {"needs:caregiving", "needs:parenting", "needs:baby_family", "c:single_parent", "c:carer_child"}
)
GENDERED: Final = frozenset({"target_groups:men", "target_groups:women"})
PRISONER_FAMILY: Final = "c:prisoner_family"
OF_PRISONERS: Final = frozenset({"target_groups:families", "target_groups:close_ones"})
# Whose death a finer concept of grief is about.
DIED: Final = {"child": "c:child_grief", "spouse": "c:widow", "parent": "c:parent_grief"}
LOSING: Final = frozenset(
    ["menettää", "menettänyt", "menetetty", "förlora", "förlorat", "mista", "mist", "lose", "lost", "loss"]
)
NEAR_LOSS: Final = 3  # words between losing and whom
CLOSE_ONES: Final = "target_groups:close_ones"
CLOSE_ADDICTION: Final = "needs:close_one_addiction"
CLOSE_ILLNESS: Final = "needs:close_one_illness"
# Forms that speak of one person who has something: äidillä, pojan.
OF_ONE: Final = ("lla", "llä", "lta", "ltä", "pojan", "tyttären", "lapsen", "äidin", "isän")
# Forms that speak of many people: whoever they are, they are not one person's kin.
PLURALS: Final = ("nuor", "föräldrar", "parents", "children", "barn", "ungdom")
TELLING: Final = frozenset({"kertoa", "sanoa", "paljastaa", "berätta", "säga", "tell", "telling"})
FOR_WHOM: Final = ("lle", "lleni", "lleen")  # apua lapsille
SOME: Final = ("veria", "vereita", "stäviä")  # kavereita, ystäviä: none in particular
OF_MANY: Final = ("lle", "ille", "jen", "ien", "mat", "set", "det", "t")


def _codes(found: Iterable[Found]) -> set[str]:
    return {hit.code for hit in found}


def _kin_positions(reading: Reading) -> dict[int, str]:
    if reading.kin is None:
        reading.kin = {
            position: relation
            for position in range(len(reading.tokens))
            if not reading.tokens[position].taken and (relation := relation_of(reading, position))
        }
    return dict(reading.kin)


def _without_kin(found: list[Found], positions: Iterable[int]) -> list[Found]:
    places = set(positions)
    return [hit for hit in found if not (hit.code in OF_KIN and set(hit.words) <= places)]


def _added(found: list[Found], code: str, strength: float, words: Iterable[int]) -> list[Found]:
    rest = [hit for hit in found if hit.code != code]
    before = max((hit.strength for hit in found if hit.code == code), default=0.0)
    return [*rest, Found(code, max(strength, before), tuple(sorted(set(words))), 1)]


def _words_of(found: list[Found], codes: frozenset[str]) -> list[int]:
    return [word for hit in found if hit.code in codes for word in hit.words]


def close_ones_addiction(reading: Reading, found: list[Found]) -> list[Found]:
    """Somebody's son, husband, mother … and drink, drugs or gambling: help for those beside them."""
    if "needs:gambling" in _codes(found):
        found = [hit for hit in found if hit.code not in GAMING]
    addiction = _codes(found) & ADDICTIONS
    gaming = _codes(found) & GAMING
    kin = {p: r for p, r in _kin_positions(reading).items() if not _is_told(reading, p)}
    named = CLOSE_ADDICTION in _codes(found)
    if not (addiction or gaming) or not (kin or named):
        return found
    if _is_own_matter(reading, found, kin) and not named:
        return found
    words = [*kin, *_words_of(found, ADDICTIONS | GAMING)]
    found = _without_kin(found, kin)
    if addiction:
        for hit in found:
            if hit.code in ADDICTIONS:
                hit.strength = min(hit.strength, 0.3)
        return _added(_added(found, CLOSE_ADDICTION, 1.0, words), CLOSE_ONES, 0.8, kin or words)
    # A child who games: advice for the parents comes before groups for the close ones of gamblers.
    if "child" in kin.values():
        found = _added(found, "needs:parenting", 0.7, kin)
    return _added(found, CLOSE_ADDICTION, 0.35, words)


def _is_own_matter(reading: Reading, found: list[Found], kin: dict[int, str]) -> bool:
    """A young mother who uses, a father with an age: the client, not a close one."""
    if any(is_owned(reading, position) for position in kin) or {"spouse", "sibling", "other"} & set(kin.values()):
        return False
    if reading.age is not None or "needs:baby_family" in _codes(found):
        return True
    return all(reading.tokens[position].surface.startswith(("nuor", "lapse", "vanhem")) for position in kin)


def close_one_hits(reading: Reading, found: list[Found]) -> list[Found]:
    """ "mies lyö minua": he is not who asks for help."""
    if "needs:domestic_violence" not in _codes(found):
        return found
    kin = _kin_positions(reading)
    places = range(len(reading.tokens))
    done_to_me = any(is_self(reading, position) for position in places)
    if done_to_me or any(is_mine(reading, position) for position in places):
        kin |= {position: "spouse" for hit in found if hit.code in GENDERED for position in hit.words}
    if done_to_me:
        found = [hit for hit in found if hit.code != "c:perpetrator"]
    for hit in found:  # "käy käsiksi kun juo": his drinking is not what help is asked with
        if hit.code in ADDICTIONS and (kin or done_to_me):
            hit.strength = min(hit.strength, 0.5)
    return _without_kin(found, kin)


def close_one_in_prison(reading: Reading, found: list[Found]) -> list[Found]:
    """Somebody's son in prison: those who wait outside."""
    kin = {p: r for p, r in _kin_positions(reading).items() if r != "other" and not _is_told(reading, p)}
    kin = {p: r for p, r in kin.items() if not reading.tokens[p].surface.startswith("nuor")}
    if not _codes(found) & {"needs:prison_release", PRISONER_FAMILY}:
        return found
    if not kin:  # "prison families"
        words = _words_of(found, OF_PRISONERS)
        return _added(found, PRISONER_FAMILY, 0.9, words) if words else found
    return _added(_added(_without_kin(found, kin), PRISONER_FAMILY, 1.0, kin), CLOSE_ONES, 0.8, kin)


def _is_told(reading: Reading, position: int) -> bool:
    """Whether somebody is only spoken to: "ei uskalla kertoa vaimolleen", "ei kavereita"."""
    before = reading.tokens[max(0, position - 2) : position]
    if any(token.is_one_of(TELLING) for token in before):
        return True
    return reading.tokens[position].surface.endswith(SOME) and not is_owned(reading, position)


def grief(reading: Reading, found: list[Found]) -> list[Found]:
    """Who died is not whom the activity is for; a child's, a spouse's and a parent's death differ."""
    if not _codes(found) & GRIEF:
        return found
    died = [position for position in range(len(reading.tokens)) if is_dying(reading, position)]
    kin = _kin_positions(reading)
    for position, token in enumerate(reading.tokens):
        near = any(abs(position - place) <= 2 for place in died)
        if near and position not in kin and set(token.word.lemmas) & {"mies", "man", "ukko"} and reading.age is None:
            kin[position] = "spouse"
    if not kin:
        return found
    found = _without_kin(found, kin)
    if died:  # of several people the one named next to it: "lapsemme kuoli eikä mies puhu"
        next_to_it = min(kin, key=lambda place: min(_apart(reading, place, position) for position in died))
        code = DIED.get(kin[next_to_it], "")
        if code:
            found = [hit for hit in found if hit.code == code or hit.code not in DIED.values()]
            found = _added(found, code, 0.9, [next_to_it, *died])
        left = [place for place, relation in kin.items() if relation == "parent" and place != next_to_it]
        if code == DIED["parent"] and left:  # of two parents one is left alone: "äiti kuoli, isä ei osaa kokata"
            found = _added(found, DIED["spouse"], 0.9, left)
    if "child" not in kin.values():
        found = [hit for hit in found if hit.code != "c:child_grief"]
    return found


def _apart(reading: Reading, place: int, died: int) -> float:
    """Words between somebody and a death; who is lost is named after it, who dies before it."""
    expected = place > died if reading.tokens[died].is_one_of(LOSING) else place < died
    return abs(place - died) - (0.5 if expected else 0.0)


def lost_things(reading: Reading, found: list[Found]) -> list[Found]:
    """ "menetti säästönsä huijarille" is no death: where another need is named, losing needs somebody who was lost."""
    if not any(hit.kind == "needs" and hit.code not in GRIEF for hit in found):
        return found
    kin = _kin_positions(reading)

    def of_things(hit: Found) -> bool:
        if hit.code not in GRIEF or len(hit.words) != 1:
            return False
        [at] = hit.words
        return reading.tokens[at].is_one_of(LOSING) and not any(abs(place - at) <= NEAR_LOSS for place in kin)

    return [hit for hit in found if not of_things(hit)]


def close_ones_illness(reading: Reading, found: list[Found]) -> list[Found]:
    """Somebody's wife with Alzheimer's, a depressed son: those beside them ask."""
    ill = _codes(found) & ILLNESSES
    kin = {p: r for p, r in _kin_positions(reading).items() if _is_ill_one(reading, p, r)}
    if not ill or not kin or _codes(found) & GRIEF or CLOSE_ADDICTION in _codes(found):
        return found
    others = [place for place in _kin_positions(reading) if not reading.tokens[place].surface.endswith(FOR_WHOM)]
    found = _without_kin(found, [*kin, *others])
    found = _added(found, CLOSE_ONES, 0.9, kin)
    if "needs:caregiving" in _codes(found):
        return found
    found = _added(found, CLOSE_ILLNESS, 0.7, kin)
    return _added(found, "c:relative_mental", 0.7, kin) if "needs:mental_health" in ill else found


def _is_ill_one(reading: Reading, position: int, relation: str) -> bool:
    """Somebody's husband is; parents, children and the young more often ask for themselves, unless "my" is said, of
    them or of another: "äitini muisti pätkii ja isä on loppu"."""
    if relation in {"spouse", "sibling"} or _is_somebodys(reading, position, relation):
        return True
    surface = reading.tokens[position].surface
    if surface.startswith(PLURALS) or surface.endswith(OF_MANY):
        return False
    if relation in {"parent", "child"} and surface.endswith(OF_ONE):
        return True
    return surface.startswith(("läheis", "läheinen", "omai", "anhörig", "poika", "poja", "tytär", "tyttäre"))


def _is_somebodys(reading: Reading, position: int, relation: str) -> bool:
    kin = _kin_positions(reading)
    return is_owned(reading, position) or (
        relation == "parent"
        and any(kin[other] == "parent" and is_owned(reading, other) for other in kin if other != position)
    )


def child_with_difference(reading: Reading, found: list[Found]) -> list[Found]:
    """Somebody's son with ADHD: the parents ask."""
    kin = [p for p, relation in _kin_positions(reading).items() if _is_ill_one(reading, p, relation)]
    if "needs:neurodiversity" not in _codes(found) or not kin:
        return found
    return _added(_added(_without_kin(found, kin), "c:carer_child", 0.9, kin), CLOSE_ONES, 0.6, kin)


def parent_in_need(reading: Reading, found: list[Found]) -> list[Found]:
    """ "seuraa äidilleni": the mother is the client, and not a mother of small children."""
    kin = [
        position
        for position, relation in _kin_positions(reading).items()
        if relation == "parent"
        and (_is_somebodys(reading, position, relation) or reading.tokens[position].surface.endswith(OF_ONE[:4]))
    ]
    beside = {CLOSE_ADDICTION, CLOSE_ILLNESS, "needs:caregiving", "needs:grief", PRISONER_FAMILY}
    stays = {"target_groups:older", *({CLOSE_ONES} if _codes(found) & beside else ())}
    rest = [hit for hit in _without_kin(found, kin) if hit.code not in stays]
    return [*rest, *(hit for hit in found if hit.code in stays)] if kin else found


def tired_carer(_reading: Reading, found: list[Found]) -> list[Found]:
    """Exhaustion beside caring, parenting or a loss belongs to it; it is not a depression of its own."""
    tired = [hit for hit in found if hit.code == "c:exhaustion"]
    if not tired or not _codes(found) & (CARING | GRIEF):
        return found
    places = {word for hit in tired for word in hit.words}
    kept = [hit for hit in found if hit.code not in TIRED or not set(hit.words) & places]
    return _added(kept, "c:exhaustion", 0.7, places)


def child_with_parent(_reading: Reading, found: list[Found]) -> list[Found]:
    """A child named beside a parent: the family."""
    codes = _codes(found)
    if "target_groups:children" in codes and codes & {"c:mothers", "c:fathers", "needs:parenting", "c:single_parent"}:
        words = _words_of(found, frozenset({"target_groups:children"}))
        kept = [hit for hit in found if hit.code != "target_groups:children"]
        return _added(kept, "target_groups:families", 0.9, words)
    return found
