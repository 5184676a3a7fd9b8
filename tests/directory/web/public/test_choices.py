"""The numbers beside choices on the results page: each is what choosing it gives."""

import re
from collections.abc import Callable, Iterator

import pytest
import time_machine

from tests.pages import Page, words_of
from tests.relevance.evaluation import NOW

NEAR = "lat=62.6&lon=29.76"


@pytest.fixture(autouse=True)
def season() -> Iterator[None]:
    """A day of the demo's season."""
    with time_machine.travel(NOW, tick=False):
        yield


def total(page: Page) -> int:
    found = re.match(r"(\d+)", words_of(page.one("h1")))
    return int(found[1]) if found else 0


def numbers(page: Page, name: str) -> dict[str, int]:
    """Value → number beside it, for the counted choices of a field."""
    found: dict[str, int] = {}
    for label in page.all("label", class_="opt"):
        box, counts = label.find("input"), [span for span in label.iter("span") if span.get("class") == "n"]
        if box is not None and box.get("name") == name and counts:
            found[box.get("value", "")] = int(words_of(counts[0]))
    return found


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/fi/haku?q=", "when"),
        ("/fi/haku?day=tu&time=afternoon", "when"),
        ("/fi/haku?when=this_week", "day"),
        ("/fi/haku?when=next_week&day=we", "time"),
        ("/fi/haku?q=ryhm%C3%A4", "ages"),
        ("/fi/haku?ages=7-12", "gender"),
        ("/fi/haku?gender=women", "open"),
        (f"/fi/haku?{NEAR}", "km"),
        (f"/fi/haku?{NEAR}&km=20", "cost"),
    ],
)
def test_a_number_is_what_its_choice_gives(page: Callable[..., Page], address: str, name: str) -> None:
    asked = page(address)
    counted = numbers(asked, name)
    assert counted
    others = re.sub(rf"[?&]{name}=[^&]*", "", address)
    for value, number in list(counted.items())[:5]:
        chosen = page(f"{others}{'&' if '?' in others else '?'}{name}={value}")
        assert total(chosen) == number, value


def test_what_would_give_nothing_cannot_be_chosen(page: Callable[..., Page]) -> None:
    asked = page("/fi/haku?q=velkaneuvonta&ages=0-6")
    for name in ("when", "ages", "gender", "open"):
        for value, number in numbers(asked, name).items():
            box = asked.one("input", name=name, value=value)
            assert ("disabled" in box.attrib) == (number == 0 and "checked" not in box.attrib)


@pytest.mark.parametrize(
    ("language", "path", "said"),
    [
        ("fi", "haku", ("Alle 7-vuotiaat", "7–12-vuotiaat", "80 vuotta täyttäneet", "Enintään 5 km")),
        ("sv", "sok", ("Under 7 år", "7–12 år", "80 år och äldre", "Inom 5 km")),
        ("en", "search", ("Under 7 years", "7–12 years", "80 years and over", "Within 5 km")),
    ],
)
def test_choices_are_named_in_the_page_s_language(
    page: Callable[..., Page], language: str, path: str, said: tuple[str, ...]
) -> None:
    labels = [words_of(label) for label in page(f"/{language}/{path}?{NEAR}").all("label", class_="opt")]
    for words in said:
        assert any(label.startswith(words) for label in labels), words


def test_an_age_group_becomes_a_chip(page: Callable[..., Page]) -> None:
    chips = [words_of(chip) for chip in page("/fi/haku?ages=80-").all("a", class_="chip")]
    assert chips == ["Ikä 80 vuotta täyttäneet , poista"]


def test_the_age_in_the_question_can_be_made_to_bind(page: Callable[..., Page]) -> None:
    asked = page("/en/search?q=lonely+75+years+old")
    [link] = [a for a in asked.all("a") if "Only what suits 75-year-olds" in words_of(a)]
    [number] = re.findall(r"\((\d+)\)", words_of(link))
    bound = page(link.get("href", ""))
    assert total(bound) == int(number)
    assert bound.one("input", name="age", id="age").get("value") == "75"
    assert not [a for a in bound.all("a") if "Only what suits" in words_of(a)]


def test_near_me_has_distances_in_place_of_counties(page: Callable[..., Page]) -> None:
    near = page(f"/fi/haku?{NEAR}&km=20")
    assert "checked" in near.one("input", name="km", value="20").attrib
    assert not near.all("input", name="scope")
    assert [value.get("value") for value in near.all("input", name="lat")] == ["62.6"]


def test_municipalities_tell_how_many_are_held_there(page: Callable[..., Page]) -> None:
    asked = page("/fi/haku")
    held = numbers(asked, "place")
    assert len(held) == 6
    assert list(held.values()) == sorted(held.values(), reverse=True)
    there = page(f"/fi/haku?place={next(iter(held))}")
    assert total(there) >= next(iter(held.values()))
