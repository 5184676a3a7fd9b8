"""Records come back as they went in."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.frequencies import FrequencyCounter, load, save
from search.records import IN_TITLE, RecordCache, decode, encode, word_hash
from search.types import DocumentFeatures
from tests.search.documents import document, record, session

WORDS = st.dictionaries(st.text(min_size=1), st.floats(0.01, 1.0), max_size=40)


@settings(deadline=None)
@given(WORDS)
def test_every_word_has_its_weight_and_others_have_none(words: dict[str, float]) -> None:
    features = DocumentFeatures(words, {"needs:grief": 0.75}, frozenset(list(words)[:1]))
    found = decode(encode(document("aa", "Nimi"), features))
    for form, weight in words.items():
        kept = found.words.weight(word_hash(form))
        assert kept % IN_TITLE == max(1, round(weight * 100))
        assert (kept > IN_TITLE) == (form in features.title)
    assert found.words.weight(word_hash("no such word of the document")) == 0
    assert found.concepts == {"needs:grief": 75}


def test_keeps_sessions_and_places() -> None:
    found = record(document("aa", "Nimi", sessions=(session(0, 10),)))
    assert found.sessions[1] - found.sessions[0] == 7200
    assert [point.lat for point in found.points()] == [62.601]
    assert found.verified_on is None


def test_keeps_every_code() -> None:
    codes = {"needs": ("grief", "loneliness"), "target_groups": ("older",), "costs": ("free",), "kinds": ()}
    found = record(document("aa", "Nimi", codes=codes))
    assert found.codes == {"target_groups": ["older"]}
    assert found.codes_of("needs") == ["grief", "loneliness"]
    assert (found.codes_of("target_groups"), found.codes_of("kinds")) == (["older"], [])
    assert found.all_codes() == {facet: list(some) for facet, some in codes.items() if some}


@pytest.mark.parametrize("data", [b"", b"abc", b"\x00" * 8, b"\xff" * 30])
def test_refuses_what_is_no_record(data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any of them says that it cannot be read
        decode(data)


def test_the_cache_lets_go_of_what_was_unused_longest() -> None:
    cache: RecordCache[str] = RecordCache(2)
    for key in ("a", "b"):
        cache.put(key, record(document(key, "Nimi")))
    assert cache.get("a") is not None
    cache.put("c", record(document("c", "Nimi")))
    assert cache.get("b") is None
    assert cache.get("a") is not None


def test_frequencies_are_kept_and_rank_rare_words_higher(tmp_path) -> None:
    counter = FrequencyCounter()
    for number in range(100):
        counter.add(["ryhmä", *(["suru"] if number < 10 else []), f"oma{number}"])
    save(counter.counted(), tmp_path / "beside" / "frequencies.json")
    found = load(tmp_path / "beside" / "frequencies.json")
    assert found.rarity("ryhmä") == 0.0
    assert found.rarity("suru") == pytest.approx(0.5)
    assert found.rarity("oma3") == found.rarity("unknown") == 1.0
    assert load(tmp_path / "none.json").rarity("ryhmä") == 1.0
