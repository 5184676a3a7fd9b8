"""What tells who somebody is goes before anything else happens."""

import pytest

from search.privacy import cleaned, is_identity_code


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


def test_the_check_character() -> None:
    assert is_identity_code("131052-308T")
    assert not is_identity_code("131052-308X")
    assert not is_identity_code("991352-308T")
    assert not is_identity_code("Lieksa")
