"""Secrets that are stored: readable with the key, or an earlier one, and with nothing else."""

import pytest

from directory.services.sealing import seal, unseal

KEY, NEWER, OTHER = "a" * 40, "b" * 40, "c" * 40


def test_what_was_sealed_opens_with_its_key_only() -> None:
    sealed = seal(KEY, "JBSWY3DPEHPK3PXP")
    assert "JBSW" not in sealed
    assert unseal([KEY], sealed) == "JBSWY3DPEHPK3PXP"
    with pytest.raises(ValueError, match="another key"):
        unseal([OTHER], sealed)


def test_an_earlier_key_still_opens_after_a_change_of_keys() -> None:
    assert unseal([NEWER, KEY], seal(KEY, "secret")) == "secret"


def test_the_same_text_is_sealed_differently_each_time() -> None:
    assert seal(KEY, "secret") != seal(KEY, "secret")
