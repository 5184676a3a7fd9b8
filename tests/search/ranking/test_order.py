"""What the order of results must be, one circumstance at a time."""

from datetime import timedelta
from typing import Any

import pytest

from search.ranking import ask, factors, rank
from search.ranking.asked import Asked
from search.scoping import Area
from search.types import DocumentTexts, Sort, Term, Understood, Wanted
from tests.search.documents import JOENSUU, LIEKSA, NOW, TURKU, document, record, session

LONELY = Wanted("needs:loneliness", 1.0, (0,), main=True)
AROUND_LIEKSA = Area(frozenset({"422"}), frozenset(), frozenset({"11"}), (LIEKSA.point,) if LIEKSA.point else ())
CODES = {"needs": ("loneliness",)}
TODAY = NOW.date()


def asked(*concepts: Wanted, words: tuple[str, ...] = (), **understood: Any) -> Asked:
    terms = tuple(Term(word, ((word, 1.0),)) for word in words)
    return ask(Understood("", "fi", concepts=concepts, terms=terms, **understood), lambda _form: 1.0)


def order(question: Asked, *documents: Any, area: Area | None = None, sort: Sort = Sort.BEST) -> list[str]:
    return [ranked.record.id for ranked in rank(question, [record(d) for d in documents], area, NOW, sort=sort)]


def made(id_: str, **changes: Any) -> Any:
    given = {"codes": CODES, "verified_on": TODAY} | changes
    return document(id_, given.pop("title", "Kerho"), **given)


@pytest.mark.parametrize(
    ("better", "worse", "question"),
    [
        ({}, {"codes": {"needs": ("grief",)}}, asked(LONELY)),
        ({}, {"codes": {"needs": ("grief", "debt", "pain", "cancer", "loneliness")}}, asked(LONELY)),
        ({"title": "Kävelyryhmä"}, {"body": "Kävelyryhmä"}, asked(words=("kävelyryhmä",))),
        ({"gender": "men"}, {"gender": "women"}, asked(LONELY, gender="men")),
        ({"age_min": 60.0}, {"age_max": 29.0}, asked(LONELY, age=75.0)),
        ({}, {"age_max": 29.0}, asked(LONELY, age=75.0)),
        ({"age_max": 75.0}, {"age_max": 74.0}, asked(LONELY, age=75.5)),
        (
            {"codes": CODES | {"target_groups": ("older",)}},
            {"codes": CODES | {"target_groups": ("children",)}},
            asked(LONELY, age=75.0),
        ),
        (
            {"codes": CODES | {"target_groups": ("everyone",)}},
            {"codes": CODES | {"target_groups": ("veterans",)}},
            asked(LONELY),
        ),
        (
            {"codes": CODES | {"languages": ("fi", "sv")}},
            {"codes": CODES | {"languages": ("fi",)}},
            asked(LONELY, languages=("sv",)),
        ),
        ({"codes": CODES | {"capacity": ("open",)}}, {"codes": CODES | {"capacity": ("full",)}}, asked(LONELY)),
        (
            {"codes": CODES | {"capacity": ("waiting_list",)}},
            {"codes": CODES | {"capacity": ("full",)}},
            asked(LONELY),
        ),
        ({}, {"codes": CODES | {"kinds": ("volunteering",)}}, asked(LONELY)),
        ({}, {"verified_on": TODAY - timedelta(days=400)}, asked(LONELY)),
        ({"verified_on": TODAY - timedelta(days=400)}, {"verified_on": None}, asked(LONELY)),
        ({"sessions": (session(6, 10),)}, {"sessions": (session(5, 10),)}, asked(LONELY, days=("mo",))),
        ({"sessions": (session(1, 18),)}, {"sessions": (session(1, 9),)}, asked(LONELY, times=("evening",))),
        ({"sessions": (session(3, 9),)}, {"sessions": (session(8, 9),)}, asked(LONELY, period="this_week")),
    ],
)
def test_the_better_one_comes_first(better: dict[str, Any], worse: dict[str, Any], question: Asked) -> None:
    # The ids speak against the right order, so that a tie fails.
    assert order(question, made("a", **worse), made("b", **better)) == ["b", "a"]


def test_nearer_comes_first_held_before_served_before_near_before_national() -> None:
    places = {
        "elsewhere": made("a", places=(TURKU,), area_municipalities=("853",)),
        "county": made("b", places=(JOENSUU,)),
        "national": made("c", places=(), area_level="national", area_municipalities=()),
        "served": made("d", places=(JOENSUU,), area_municipalities=("422", "167")),
        "held": made("e", places=(LIEKSA,), area_municipalities=("422",)),
    }
    found = rank(asked(LONELY), [record(d) for d in places.values()], AROUND_LIEKSA, NOW)
    assert [ranked.record.id for ranked in found] == ["e", "d", "c", "b", "a"]
    reasons = {r.record.id: [reason.kind for reason in r.hit(AROUND_LIEKSA).reasons] for r in found}
    assert reasons["e"] == ["concept", "place"]
    assert reasons["d"] == ["concept", "serves"]
    assert reasons["c"] == ["concept", "national"]
    assert reasons["a"] == ["concept"]
    assert found[0].hit(AROUND_LIEKSA).distance_km == pytest.approx(0.0)


def test_a_swedish_question_prefers_what_is_in_swedish() -> None:
    swedish = made("b", codes=CODES | {"languages": ("fi", "sv")}, texts={"sv": DocumentTexts("Klubb", "")})
    finnish = made("a", codes=CODES | {"languages": ("fi",)})
    question = ask(Understood("", "sv", concepts=(LONELY,)), lambda _form: 1.0)
    assert order(question, finnish, swedish) == ["b", "a"]


def test_concepts_of_the_same_words_are_alternatives() -> None:
    both = asked(Wanted("needs:grief", 1.0, (0,)), Wanted("c:widow", 1.0, (0,)))
    assert len(both.groups) == 1
    assert both.total_weight == 3.0


WIDOW = Wanted("c:widow", 1.0, (0,), main=True, weight=2.0, adds=True)
GRIEF = Wanted("needs:grief", 1.0, (0,), main=True)


def kinds_of_grief() -> tuple[Any, ...]:
    """A group for bereaved parents, one for all who grieve, one for widows."""
    grief = {"needs": ("grief",)}
    return (
        made("a", codes=grief | {"c": ("child_grief",)}),
        made("b", codes=grief),
        made("c", codes=grief | {"c": ("widow",)}),
    )


def test_a_finer_concept_adds_to_its_broader_one() -> None:
    assert asked(GRIEF, WIDOW).total_weight == 4.0
    assert order(asked(GRIEF, WIDOW), *kinds_of_grief())[0] == "c"
    light = asked(GRIEF, Wanted("c:widow", 1.0, (0,), weight=1.0, adds=True))
    assert light.total_weight == 3.5


def test_another_kind_of_the_same_need_comes_last() -> None:
    assert order(asked(GRIEF, WIDOW, unlike=("c:child_grief",)), *kinds_of_grief()) == ["c", "b", "a"]


def test_what_is_refused_falls_back() -> None:
    both = made("b", codes=CODES | {"modes": ("online", "on_site")})
    online = made("a", codes=CODES | {"modes": ("online",)})
    assert order(asked(LONELY, refused=("modes:online",)), online, both) == ["b", "a"]


def test_groups_of_close_ones_are_not_for_who_is_ill() -> None:
    codes = {"needs": ("mental_health",)}
    beside = made("a", codes=codes | {"target_groups": ("close_ones", "families")})
    oneself = made("b", codes=codes | {"target_groups": ("working_age",)})
    ill = Wanted("needs:mental_health", 1.0, (0,), main=True)
    assert order(asked(ill), beside, oneself) == ["b", "a"]
    close = Wanted("target_groups:close_ones", 1.0, (1,))
    assert order(asked(ill, close), beside, oneself) == ["a", "b"]


def test_who_wants_to_volunteer_first_sees_who_looks_for_volunteers() -> None:
    helped = made("a", codes={"kinds": ("support_person", "volunteering")})
    looking = made("b", codes={"kinds": ("volunteering", "course")})
    assert order(asked(Wanted("kinds:volunteering", 1.0, (0,))), helped, looking) == ["b", "a"]


def test_a_title_of_just_these_words_counts_whatever_its_codes_say() -> None:
    called = made("b", title="Etsivä nuorisotyö", codes={})
    coded = made("a", title="Futista", codes={"needs": ("youth_exclusion",)})
    need = Wanted("needs:youth_exclusion", 1.0, (0, 1), main=True)
    assert order(asked(need, words=("etsivä", "nuorisotyö")), coded, called) == ["b", "a"]


def test_no_timetable_is_not_another_time() -> None:
    untold, other = made("b"), made("a", sessions=(session(5, 10),))
    assert order(asked(LONELY, days=("mo",)), other, untold) == ["b", "a"]


def test_rare_words_weigh_more_than_common_ones() -> None:
    understood = Understood("", "fi", terms=(Term("leski", (("leski", 1.0),)), Term("ryhmä", (("ryhmä", 1.0),))))
    rare, common = ask(understood, lambda form: 1.0 if form == "leski" else 0.0).terms
    assert rare.weight == 2 * common.weight


def test_sorts_do_what_they_say() -> None:
    soon = made("a", sessions=(session(1, 10),), places=(TURKU,), verified_on=TODAY - timedelta(days=9))
    near = made("b", sessions=(session(2, 10),), places=(LIEKSA,), verified_on=TODAY - timedelta(days=8))
    confirmed = made("c", places=(JOENSUU,))
    some = (confirmed, near, soon)
    assert order(asked(LONELY), *some, area=AROUND_LIEKSA, sort=Sort.NEAREST) == ["b", "c", "a"]
    assert order(asked(LONELY), *some, sort=Sort.NEXT) == ["a", "b", "c"]
    assert order(asked(LONELY), *some, sort=Sort.CONFIRMED) == ["c", "b", "a"]


def test_factors_multiply_to_the_score() -> None:
    one = record(made("a", gender="women", codes=CODES | {"capacity": ("full",)}))
    question = asked(LONELY, gender="men", days=("mo",))
    product = 1.0
    for factor in factors(question, one, AROUND_LIEKSA, NOW).values():
        product *= factor
    [ranked] = rank(question, [one], AROUND_LIEKSA, NOW)
    assert ranked.score == pytest.approx(product)
