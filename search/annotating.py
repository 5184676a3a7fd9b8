"""What search reads of a document: its words with weights, and the concepts its codes and texts hold.

Each word has one weight, from where it stands; each concept one strength, from its place on the document's list of
codes, raised by mentions in the text. A coded concept the list leaves out stays slight however often it is named.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from search.analysis import Word, analyse, words_in
from search.lexicon import Lexicon
from search.types import Document, DocumentFeatures, DocumentTexts

TITLE: Final = 3.0
SUMMARY: Final = 1.8
LABELS: Final = 1.2
OTHER_LABELS: Final = 0.8
ORGANISATION: Final = 1.0
BODY: Final = 0.7
HALF: Final = 1.5  # the sum at which a word has half of its greatest weight
OF_FINER: Final = 0.8  # what the mention of a finer concept counts for its broader one
REPEATS: Final = 0.3  # what a second mention adds, the third half of that …

LISTED: Final = 0.75
LISTED_STEP: Final = 0.03
LISTED_LEAST: Final = 0.6
MENTION: Final = 0.25
UNLISTED: Final = 0.42
FINE: Final = "c:"
# How much a mention counts by where it stands.
MENTIONS: Final = {TITLE: 1.0, SUMMARY: 0.8, ORGANISATION: 0.6, BODY: 0.45}

Field = tuple[float, str]


class Annotator:
    """Makes features of documents. One instance may be shared between threads."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def features_of(self, document: Document) -> DocumentFeatures:
        """The weighted words and concepts of a document."""
        sums: dict[str, float] = {}
        title: set[str] = set()
        mentions: dict[str, float] = {}
        for language, texts in document.texts.items():
            for weight, text in _fields(texts):
                words = [analyse(word, language) for word in words_in(text)]
                self._add_words(sums, words, weight, language)
                self._add_mentions(mentions, words, MENTIONS[weight], language)
                if weight == TITLE:
                    title.update(form for word in words for form, _ in word.forms)
        for language, labels in document.labels.items():
            weight = LABELS if language in document.texts else OTHER_LABELS
            for label in labels:
                for form, share in _label_forms(label, language):
                    sums[form] = sums.get(form, 0.0) + weight * share
        return DocumentFeatures(
            words={form: round(total / (total + HALF), 3) for form, total in sums.items()},
            concepts=self._concepts(document, mentions),
            title=frozenset(title),
        )

    def _add_words(self, sums: dict[str, float], words: list[Word], weight: float, language: str) -> None:
        stop = self._lexicon.plain.stop[language]
        best: dict[str, float] = {}
        for surface, count in Counter(word.surface for word in words).items():
            if surface in stop:
                continue
            repeated = weight * (1.0 + REPEATS * (2.0 - 2.0 ** (2 - min(count, 4)))) if count > 1 else weight
            for form, share in analyse(surface, language).forms:
                value = repeated * share
                if value > best.get(form, 0.0):
                    best[form] = value
        for form, value in best.items():
            sums[form] = sums.get(form, 0.0) + value

    def _add_mentions(self, mentions: dict[str, float], words: list[Word], share: float, language: str) -> None:
        matcher = self._lexicon.texts(language)
        hits: dict[str, float] = {}
        counts: Counter[str] = Counter()
        meanings = [matcher.meaning(word) for word in words]
        for meaning in meanings:
            for code, strength in meaning.concepts:
                counts[code] += 1
                if strength > hits.get(code, 0.0):
                    hits[code] = strength
        if any(meaning.phrases for meaning in meanings):
            for hit in matcher.phrases(words):
                counts[hit.code] += 1
                hits[hit.code] = 1.0
        for code, strength in hits.items():
            value = min(1.0, share * strength * (1.0 + 0.1 * min(counts[code] - 1, 3)))
            before = mentions.get(code, 0.0)
            mentions[code] = max(value, before) + 0.2 * min(value, before) if before else value

    def _concepts(self, document: Document, mentions: Mapping[str, float]) -> dict[str, float]:
        strengths: dict[str, float] = {}
        said = dict(mentions)
        for concept, mention in mentions.items():
            for broader in self._lexicon.broader(concept):
                said[broader] = max(said.get(broader, 0.0), OF_FINER * mention)
        for facet, codes in document.codes.items():
            for place, code in enumerate(codes):
                concept = f"{facet}:{code}"
                if concept in self._lexicon.concepts:
                    listed = max(LISTED_LEAST, LISTED - LISTED_STEP * place)
                    strengths[concept] = min(1.0, listed + MENTION * min(1.0, said.get(concept, 0.0)))
        for concept, mention in mentions.items():
            if concept in strengths:
                continue
            strengths[concept] = min(1.0, mention) if concept.startswith(FINE) else UNLISTED * min(1.0, mention)
        for concept in tuple(strengths):
            for broader in self._lexicon.broader(concept):
                strengths[broader] = max(strengths.get(broader, 0.0), UNLISTED * strengths[concept])
        return {concept: round(strength, 3) for concept, strength in strengths.items()}


@lru_cache(maxsize=2_000)
def _label_forms(label: str, language: str) -> tuple[tuple[str, float], ...]:
    """A label's forms with their weights; labels are few and come again with every document."""
    best: dict[str, float] = {}
    for word in words_in(label):
        for form, share in analyse(word, language).forms:
            best[form] = max(best.get(form, 0.0), share)
    return tuple(best.items())


def _fields(texts: DocumentTexts) -> Iterator[Field]:
    yield TITLE, texts.title
    yield SUMMARY, f"{texts.summary} . {' . '.join(texts.search_words)}"
    yield ORGANISATION, texts.organisation
    yield BODY, f"{texts.description}\n{texts.how_to_join}\n{texts.who_meets}"
