"""Features of a document: words by where they stand, concepts by codes and by mentions."""

import pytest

from search.annotating import Annotator
from search.lexicon import Lexicon
from search.types import Document, DocumentFeatures, DocumentTexts


@pytest.fixture(scope="module")
def features() -> DocumentFeatures:
    texts = DocumentTexts(
        title="Leskimiesten verstas",
        summary="Puutöitä ja kahvia",
        description="Kuljettaja hakee kotoa. Joskus puhutaan myös laskuista.",
        organisation="Kalajoen miehet ry",
        search_words=("nikkarointi",),
    )
    document = Document(
        id="1",
        revision=1,
        texts={"fi": texts},
        codes={"needs": ("loneliness", "grief"), "kinds": ("culture",), "capacity": ("open",)},
        labels={"fi": ("Yksinäisyys",), "sv": ("Ensamhet",), "en": ("Loneliness",)},
    )
    return Annotator(Lexicon.load()).features_of(document)


def test_a_word_weighs_by_where_it_stands(features: DocumentFeatures) -> None:
    words = features.words
    assert words["leskimies"] > words["puutyö"] > words["kuljettaja"] > 0
    assert words["leskimies"] > words["leski"] > 0, "a part of a compound weighs less"
    assert all(0 < weight <= 1 for weight in words.values())


def test_labels_of_other_languages_are_words_too(features: DocumentFeatures) -> None:
    assert features.words["ensamhet"] > 0
    assert features.words["loneliness"] > 0


def test_title_words(features: DocumentFeatures) -> None:
    assert {"leskimies", "leski", "mies", "verstas"} <= features.title
    assert "puutyö" not in features.title


def test_listed_codes_are_strong_and_stronger_when_the_text_says_so(features: DocumentFeatures) -> None:
    concepts = features.concepts
    assert concepts["needs:grief"] > concepts["needs:loneliness"] >= 0.6


def test_what_only_the_text_mentions_stays_slight(features: DocumentFeatures) -> None:
    assert 0 < features.concepts["needs:debt"] <= 0.42
    assert "capacity:open" not in features.concepts


def test_finer_concepts_come_from_the_text(features: DocumentFeatures) -> None:
    assert features.concepts["c:widow"] > 0.5
    assert features.concepts["c:woodwork"] > 0.5


def test_nothing_comes_of_an_empty_document() -> None:
    document = Document(id="1", revision=1, texts={}, codes={})
    assert Annotator(Lexicon.load()).features_of(document) == DocumentFeatures({}, {})
