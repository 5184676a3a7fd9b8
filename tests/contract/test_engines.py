"""What every engine must do, whatever it is made of."""

import pytest

from search.conditions import EVERYTHING, All, AnyOf, Between, Condition, Either, Not, Selection, Tally, Wish
from search.engine import SearchEngine
from search.errors import IndexMissing
from search.index import AGES, facet_token
from tests.contract.conftest import build
from tests.search.documents import LIEKSA, TURKU, document, entry, record, session

DOCUMENTS = (
    document(
        "aa",
        "Sururyhmä",
        codes={"needs": ("grief",), "kinds": ("peer_group",)},
        age_min=18,
        sessions=(session(1, 18),),
    ),
    document(
        "bb",
        'Miesten "puutyö"',
        codes={"needs": ("loneliness",), "tiers": ("volunteer",)},
        gender="men",
        places=(LIEKSA,),
    ),
    document("cc", "Kävelyryhmä Åsa", codes={"needs": ("loneliness", "grief")}, age_max=17, body="suru ja ilo"),
    document(
        "dd",
        "Puhelin",
        area_level="national",
        area_municipalities=(),
        places=(TURKU,),
        codes={"modes": ("phone",)},
    ),
)


@pytest.fixture
def built(engine: SearchEngine) -> SearchEngine:
    build(engine, DOCUMENTS)
    return engine


def ids(engine: SearchEngine, required: Condition, *wishes: Wish, limit: int = 200) -> list[str]:
    [found] = engine.select([Selection(required, wishes, limit)])
    return [one.id for one in found.records]


def test_without_an_index_says_that_it_is_missing(engine: SearchEngine) -> None:
    with pytest.raises(IndexMissing):
        engine.select([Selection(EVERYTHING)])
    with pytest.raises(IndexMissing):
        engine.health()
    with pytest.raises(IndexMissing):
        engine.write([entry(DOCUMENTS[0])], [])


GRIEF = AnyOf("facets", (facet_token("needs", "grief"),))
LONELY = AnyOf("facets", (facet_token("needs", "loneliness"),))


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (EVERYTHING, "aa bb cc dd"),
        (GRIEF, "aa cc"),
        (AnyOf("facets", ()), ""),
        (Either(()), ""),
        (All((GRIEF, LONELY)), "cc"),
        (Either((GRIEF, LONELY)), "aa bb cc"),
        (Not(GRIEF), "bb dd"),
        (All((LONELY, Not(Either((GRIEF, AnyOf("held", ("853",))))))), "bb"),
        (AnyOf("words", ("sururyhmä",)), "aa"),
        (AnyOf("words", ("suru",)), "cc"),
        (AnyOf("words", ("puutyö", "puhelin")), "bb dd"),
        (AnyOf("words", ('a"b\\', "åsa")), "cc"),
        (AnyOf("words", ("asa",)), ""),
        (AnyOf("held", ("422",)), "bb"),
        (AnyOf("serves", ("all",)), "dd"),
        (AnyOf("gender", ("men",)), "bb"),
        (AnyOf("dates", ("we/evening",)), "aa"),
        (AnyOf("dates", ("2026-11-25",)), "aa"),
        (Between("age_min", None, 150), "bb cc dd"),
        (Between("age_max", 180, None), "aa bb dd"),
        (Between("verified", None, None), "aa bb cc dd"),
    ],
)
def test_selects_what_meets_a_condition(filled: SearchEngine, condition: Condition, expected: str) -> None:
    [found] = filled.select([Selection(condition)])
    assert sorted(one.id for one in found.records) == expected.split()
    assert found.total == len(expected.split())
    assert found.complete
    assert filled.count([condition, EVERYTHING]) == [len(expected.split()), 4]


def test_best_fulfilled_wishes_come_first(filled: SearchEngine) -> None:
    wishes = (Wish(GRIEF, 1.0), Wish(LONELY, 2.0))
    assert ids(filled, EVERYTHING, *wishes)[:3] == ["cc", "bb", "aa"]
    assert ids(filled, EVERYTHING, *wishes, limit=2) == ["cc", "bb"]


def test_two_lighter_wishes_together_outweigh_a_heavier_one(filled: SearchEngine) -> None:
    wishes = (
        Wish(AnyOf("id", ("aa",)), 2.0),
        Wish(AnyOf("id", ("bb", "cc")), 1.5),
        Wish(AnyOf("id", ("cc", "dd")), 1.5),
    )
    assert ids(filled, EVERYTHING, *wishes)[:2] == ["cc", "aa"]


def test_total_counts_beyond_the_limit(filled: SearchEngine) -> None:
    [found] = filled.select([Selection(EVERYTHING, limit=3)])
    assert (len(found.records), found.total, found.complete) == (3, 4, False)


def test_gives_records_back_whole(filled: SearchEngine) -> None:
    assert filled.records(["bb", "zz"]) == {"bb": record(DOCUMENTS[1])}
    assert filled.records([]) == {}


def test_counts_tokens_over_all_that_meet_a_condition(filled: SearchEngine) -> None:
    everything, men = filled.count_tokens([Tally(EVERYTHING), Tally(AnyOf("gender", ("men",)))])
    assert everything[facet_token("needs", "loneliness")] == 2
    assert everything[facet_token("municipalities", "167")] == 2
    everybody = {facet_token("ages", code): 1 for code in AGES}
    assert men == everybody | {
        "needs=loneliness": 1,
        "tiers=volunteer": 1,
        "municipalities=422": 1,
        "gender=men": 1,
        "open_places=1": 1,
    }


def test_counts_what_is_named_beside_the_tokens(filled: SearchEngine) -> None:
    suits_ten = All((Between("age_min", None, 100), Between("age_max", 100, None)))
    named = (
        ("period=today", AnyOf("dates", ("2026-11-25", "2026-11-26"))),
        ("age=10", suits_ten),
        ("odd", AnyOf("words", ('a"b\\', "åsa", "suru"))),
        ("none", AnyOf("dates", ())),
        ("all", Between("verified", None, None)),
    )
    everything, grief = filled.count_tokens([Tally(EVERYTHING, named), Tally(GRIEF, named)])
    assert [everything[name] for name, _ in named] == [1, 3, 1, 0, 4]
    assert [grief[name] for name, _ in named] == [1, 1, 1, 0, 2]


def test_titles_begin_like_what_is_typed(filled: SearchEngine) -> None:
    assert [title.id for title in filled.titles(["suru"], 5)] == ["aa"]
    assert [title.titles["fi"] for title in filled.titles(["kavelyryhma", "a"], 5)] == ["Kävelyryhmä Åsa"]
    assert filled.titles(["xyz"], 5) == []
    assert len(filled.titles(["p"], 1)) == 1


def test_writes_replace_and_delete_and_may_be_repeated(built: SearchEngine) -> None:
    changed = document("aa", "Uusi nimi", revision=2)
    for _ in range(2):
        built.write([entry(changed), entry(document("ee", "Viides"))], ["bb", "unknown"])
        assert ids(built, AnyOf("words", ("sururyhmä",))) == []
        assert ids(built, AnyOf("words", ("nimi",))) == ["aa"]
        assert built.revisions() == {"aa": 2, "cc": 1, "dd": 1, "ee": 1}
        assert built.stats().documents == 4


def test_the_same_asked_again_after_a_change_has_another_answer(built: SearchEngine) -> None:
    assert ids(built, GRIEF, Wish(LONELY, 1.0)) == ["cc", "aa"]
    assert built.count_tokens([Tally(GRIEF)])[0]["needs=grief"] == 2
    built.write([entry(document("aa", "Toinen nimi", codes={"needs": ("loneliness",)}, revision=2))], [])
    assert ids(built, GRIEF, Wish(LONELY, 1.0)) == ["cc"]
    assert built.count_tokens([Tally(GRIEF)])[0]["needs=grief"] == 1
    built.write([entry(document("ff", "Surujen ryhmä", codes={"needs": ("grief",)}))], ["cc"])
    assert ids(built, GRIEF, Wish(LONELY, 1.0)) == ["ff"]


def test_old_index_answers_until_the_swap(built: SearchEngine) -> None:
    with built.rebuild() as building:
        building.add([entry(document("new", "Uusi"))])
        building.finish()
        assert [found.total for found in building.select([Selection(EVERYTHING)])] == [1]
        assert built.stats().documents == 4
        building.swap()
        assert built.stats().documents == 1
    assert built.stats().documents == 1
    built.write([entry(document("newer", "Uudempi"))], [])
    assert built.stats().documents == 2


def test_rebuild_that_fails_leaves_the_old_index(built: SearchEngine) -> None:
    def fail() -> None:
        with built.rebuild() as building:
            building.add([entry(document("new", "Uusi"))])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert built.stats().documents == 4
    build(built, DOCUMENTS)
    assert built.stats().documents == 4


@pytest.mark.parametrize("word", ["\x00", "\"'\\", "🙂" * 50])
def test_no_word_is_too_odd_to_look_up(filled: SearchEngine, word: str) -> None:
    assert ids(filled, AnyOf("words", (word,))) == []
    filled.titles([word], 3)
