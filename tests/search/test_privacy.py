"""What tells who somebody is goes before anything else happens."""

import time

import pytest

from search.privacy import cleaned, holds_identity_code, identifier_in
from tests.pace import slowness


@pytest.mark.parametrize(
    ("text", "left", "count", "codes"),
    [
        ("mies 131052-308T Lieksa", "mies Lieksa", 1, 1),
        ("131052-308X väärä tarkiste", "väärä tarkiste", 1, 1),
        ("010199A123B ja 010594y9021", "ja", 2, 2),
        ("soita 050 123 4567", "soita", 1, 0),
        ("soita +358 40 1234567 illalla", "soita illalla", 1, 0),
        ("013-123456", "", 1, 0),
        ("maija.meikalainen@example.fi masennus", "masennus", 1, 0),
        ("maija(at)example.fi", "", 1, 0),
    ],
)
def test_identifiers_are_taken_out(text: str, left: str, count: int, codes: int) -> None:
    clean = cleaned(text)
    assert " ".join(clean.text.split()) == left
    assert (clean.left_out, clean.identity_codes) == (count, codes)


@pytest.mark.parametrize(
    "text",
    ["80220 Joensuu 75 v", "112", "klo 10-12", "12.3.2026", "F32.1", "Talvitie 12 B 34", "yli 65-vuotiaat", "0-6 v"],
)
def test_other_numbers_stay(text: str) -> None:
    assert cleaned(text).text == text
    assert cleaned(text).left_out == 0


@pytest.mark.parametrize(
    "text",
    [
        "131052-308T",
        "131052-308t",
        "131052 - 308 T",
        "(131052–308T)",
        "010594Y9032",
        "010594y9032 on uusi merkki",
        "x131052-308T.",
        "131052−308T",  # with a minus sign, as word processors write it
        "991352-308P",  # a day that does not exist, the check character right
    ],
)
def test_identity_codes_are_found(text: str) -> None:
    assert holds_identity_code(text)


@pytest.mark.parametrize(
    "text",
    ["", "131052-308A", "puhelin 050 123 4567", "131052-308TX", "9131052-308T", "2026-11-24 klo 10", "1310523087"],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert not holds_identity_code(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Zeb 131052-308T", "identity_code"),
        ("131052-308T, 050 123 4567, a@b.example", "identity_code"),
        ("kirjoita a@b.example tai 050 123 4567", "email"),
        ("soita 050 123 4567", "phone"),
        ("131052-308A", ""),
        ("tiistaisin klo 10–12, Talvitie 12 B 34, 80220 Joensuu", ""),
    ],
)
def test_what_may_not_be_stored_is_named(text: str, found: str) -> None:
    assert identifier_in(text) == found


def test_a_code_with_an_impossible_day_is_left_out_too() -> None:
    assert cleaned("991352-308P Lieksa").identity_codes == 1
    assert cleaned("991352-308A").left_out == 0


@pytest.mark.parametrize("text", ["a" * 100_000, "a" * 50_000 + "@", "a@" * 30_000, "a@b" + ".b" * 30_000 + "@"])
def test_a_long_word_is_read_as_quickly_as_many_short_ones(text: str) -> None:
    began = time.process_time()
    cleaned(text)
    identifier_in(text)
    assert time.process_time() - began < 1.0 * slowness()  # looked at from each of its letters, it takes minutes
