"""What a question becomes on the page: the spelling that may have been meant, and why each activity came up."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from tests.pages import Page, words_of

PATHS = {"fi": "/fi/haku", "sv": "/sv/sok", "en": "/en/search"}


def ask(page: Callable[..., Page], language: str, question: str) -> Page:
    return page(f"{PATHS[language]}?{urlencode({'q': question})}")


def reasons(found: Page) -> list[str]:
    """The "why this" of each card, without the words it begins with."""
    lines = [words_of(span) for span in found.all("span", class_="reason")]
    return [line.partition(": ")[2] for line in lines]


@pytest.mark.parametrize(
    ("language", "typed", "offered", "said"),
    [
        # Near enough to be assumed.
        ("fi", "muistikahvla Kitee", "muistikahvila Kitee", "Tarkoititko:"),
        ("sv", "ensmahet Jakobstad", "ensamhet Jakobstad", "Menade du:"),
        ("en", "gambeling", "gambling", "Did you mean:"),
        # Too far away to be assumed, and nothing else was understood.
        ("fi", "velknaeuvnota ", "velkaneuvonta", "Tarkoititko:"),
        ("fi", "muistkhvial ", "muistikahvila", "Tarkoititko:"),
        ("fi", "vertlrtuki ", "vertaistuki", "Tarkoititko:"),
        ("sv", "sogegrprp ", "sorgegrupp", "Menade du:"),
        ("sv", "mniaescaé ", "minnescafé", "Menade du:"),
        ("en", "loneuenss ", "loneliness", "Did you mean:"),
        ("en", "imigrratoin ", "immigration", "Did you mean:"),
    ],
)
def test_a_better_spelling_is_offered(
    page: Callable[..., Page], language: str, typed: str, offered: str, said: str
) -> None:
    found = ask(page, language, typed)
    link = next(a for a in found.all("a") if words_of(a) == offered)
    assert said in found.text
    assert parse_qs(urlsplit(link.get("href", "")).query)["q"] == [offered]
    assert reasons(page(link.get("href", "")))


@pytest.mark.parametrize(
    ("language", "question"),
    [("fi", "yksinäinen mies Lieksa"), ("sv", "sorg Vasa"), ("en", "food aid Helsinki"), ("fi", "xq zzk")],
)
def test_nothing_is_offered_for_what_is_understood_or_is_nothing(
    page: Callable[..., Page], language: str, question: str
) -> None:
    text = ask(page, language, question).text
    assert not any(said in text for said in ("Tarkoititko", "Menade du", "Did you mean"))


WHY = [
    ("fi", "yksinäinen mies 75 v Lieksa", "Yksinäisyys, miehet"),
    ("fi", "omaishoitaja uupunut Joensuu", "Omaishoito, uupumus ja jaksaminen"),
    ("fi", "leskien ryhmä", "Suru ja menetys, ohjattu ryhmä, leskeys"),
    ("fi", "mieheni on vankilassa", "Vankien läheiset, omaiset ja läheiset"),
    ("fi", "itsemurha-ajatuksia", "Itsetuhoisuus, puhelin- tai verkkoauttaminen, kriisiapu"),
    ("fi", "ei lähde kotoa, yksinäinen ukko Kitee", "Yksinäisyys, haetaan kotoa, miehet"),
    ("fi", "adhd aikuinen", "Neurokirjo (ADHD, autismi), ADHD, työikäiset"),
    ("fi", "ei AA, juominen hallintaan", "Päihteiden käyttö, päihteetön"),
    ("fi", "velkaneuvonta puhelimitse Kemi", "Raha-asiat ja velka, puhelimitse, koko Suomelle"),
    ("sv", "sorg Vasa", "Sorg och förlust, ”sorg”"),
    ("sv", "ensam äldre Jakobstad", "Ensamhet"),
    ("sv", "stöd för döva", "Syn- eller hörselnedsättning, hörselskada"),
    ("sv", "min son sitter på sitt rum", "Risk för utslagning bland unga"),
    ("sv", "minnescafé Esbo", "Minnessjukdom, ”minnescafé”"),
    ("sv", "hjälp med mobilen Åbo", "Digitalt stöd"),
    ("en", "learn Finnish in Joensuu", "Immigration and integration, language practice"),
    ("en", "lonely old man Savonlinna", "Loneliness, men"),
    ("en", "food aid Helsinki", "Low income, food aid"),
    ("en", "wheelchair sports Rovaniemi", "Physical disability, exercise and functional ability, physical activity"),
    ("en", "exercise for Parkinson's", "Neurological illness, exercise and functional ability, Parkinson’s disease"),
]


@pytest.mark.parametrize(("language", "question", "why"), WHY, ids=[row[1] for row in WHY])
def test_each_card_says_why(page: Callable[..., Page], language: str, question: str, why: str) -> None:
    assert reasons(ask(page, language, question))[0] == why
