"""The register's codes as ours."""

from directory.exchange.ptv.classification import is_for_people, meanings, translate
from directory.vocabulary import codes


def test_every_code_of_ours_exists() -> None:
    for code, meaning in meanings().items():
        assert set(meaning.kinds) <= set(codes("kinds")), code
        assert set(meaning.needs) <= set(codes("needs")), code
        assert set(meaning.target_groups) <= set(codes("target_groups")), code


def test_the_whole_classification_is_there() -> None:
    schemes = [code.rstrip("0123456789.") for code in meanings()]
    assert {scheme: schemes.count(scheme) for scheme in set(schemes)} == {"P": 229, "KR": 17, "KE": 19}


def test_codes_are_translated_once_each() -> None:
    found = translate(["P5.14", "KE13", "KR1", "KR1.1", "P24.1", "X1"])
    assert found.needs == ["caregiving"]
    assert found.target_groups == ["close_ones", "older"]
    assert found.unmapped == ["P24.1 Luonnonvaraiset kasvit ja eläimet", "X1"]


def test_citizens_alone_are_everyone() -> None:
    assert translate(["KR1"]).target_groups == ["everyone"]


def test_who_a_record_is_for() -> None:
    assert is_for_people(["KR2", "KR1.3"])
    assert not is_for_people(["KR2", "KR2.7", "KR3", "P1"])
    assert not is_for_people([])
