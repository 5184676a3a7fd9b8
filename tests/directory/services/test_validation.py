"""Forms of business ids, phone numbers, e-mail and web addresses."""

import pytest

from directory.services.validation import is_business_id, is_email, is_phone, is_web_address


@pytest.mark.parametrize("value", ["0209602-6", "0112038-9", "0100001-0"])
def test_business_ids_that_hold(value: str) -> None:
    # City of Vaasa and Nokia Corporation as published by the Business Information System; one ending in 0.
    assert is_business_id(value)


@pytest.mark.parametrize("value", ["0209602-7", "209602-6", "02096026", "0209602-6 ", "", None, 5, "0000001-8"])
def test_business_ids_that_do_not(value: object) -> None:
    assert not is_business_id(value)


def test_a_remainder_of_one_is_never_given() -> None:
    # Weights 7 9 10 5 8 4 2: 0000006 gives 12, remainder 1; no digit makes it valid.
    assert not any(is_business_id(f"0000006-{digit}") for digit in range(10))


@pytest.mark.parametrize(
    "value", ["+358 50 00 101", "050 123 4567", "116 117", "+46 8 123 456 78", "112", "0800 98 808"]
)
def test_phone_numbers_that_can_be_dialled(value: str) -> None:
    assert is_phone(value)


@pytest.mark.parametrize("value", ["", "ring", "+358", "12", None, 501234567])
def test_phone_numbers_that_cannot(value: object) -> None:
    assert not is_phone(value)


@pytest.mark.parametrize("value", ["aino@kotikulma.example", "info@otavia.fi", "å@exempel.fi"])
def test_email_addresses(value: str) -> None:
    assert is_email(value)


@pytest.mark.parametrize(
    "value", ["a@b", "aino", "aino@", "@kotikulma.example", "a b@otavia.fi", "a..b@x.example", None]
)
def test_no_email_addresses(value: object) -> None:
    assert not is_email(value)


@pytest.mark.parametrize("value", ["https://kotikulma.example", "http://www.vaasa.fi/sv?a=1#b"])
def test_web_addresses(value: str) -> None:
    assert is_web_address(value)


@pytest.mark.parametrize(
    "value",
    [
        "javascript:alert(1)",
        "kotikulma.example",
        "https://",
        "https://nowhere",
        "ftp://a.fi",
        "https://a b.fi",
        None,
        "https://[1",
        "https://a.fi/" + "x" * 500,
        "data:text/html,x",
    ],
)
def test_no_web_addresses(value: object) -> None:
    assert not is_web_address(value)
