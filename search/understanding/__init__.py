"""Taking a question apart: places, age, gender, languages, days, concepts, and the words that remain.

``Understander.understand`` is all that others need. The order matters and is told in docs/search.md.
"""

from search.lexicon import Lexicon
from search.places import Gazetteer
from search.privacy import cleaned
from search.spelling import Speller
from search.types import Question, Understood
from search.understanding.chips import chips
from search.understanding.concepts import find_concepts, strongest, wanted
from search.understanding.diagnoses import diagnoses
from search.understanding.guessing import guess_language
from search.understanding.implying import listened_to, open_to_much, unlike
from search.understanding.languages import read_languages
from search.understanding.localities import read_places
from search.understanding.persons import read_age
from search.understanding.reading import MAX_CHARACTERS, Reading, tokens_of
from search.understanding.remaining import did_you_mean, terms_of
from search.understanding.rules import apply_rules, main_needs
from search.understanding.times import read_times
from search.understanding.words import WordMender

__all__ = ["Understander"]


class Understander:
    """Understands questions. Made once for an index; may be used by many threads."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer, speller: Speller) -> None:
        self._lexicon = lexicon
        self._gazetteer = gazetteer
        self._mender = WordMender(lexicon, gazetteer, speller)

    def understand(self, question: Question) -> Understood:
        """Take a question apart. Never raises, whatever was typed; what identifies people is left out first."""
        clean = cleaned(question.text[:MAX_CHARACTERS])
        text = clean.text.strip("\n\r\t")
        language = guess_language(text, self._lexicon, question.ui_language)
        reading = Reading(question, text, language, tokens_of(text, language), clean.left_out)
        self._mender.spoken(reading)
        read_age(reading)
        read_times(reading)
        read_languages(reading)
        read_places(reading, self._gazetteer)
        self._mender.join(reading)
        self._mender.mend(reading)
        self._mender.split(reading)
        read_places(reading, self._gazetteer)
        met = strongest([*find_concepts(reading, self._lexicon), *diagnoses(reading)])
        found = apply_rules(reading, met, self._lexicon)
        if not found and not reading.places:
            self._mender.guess(reading)
        found, main = open_to_much(found, main_needs(found, self._lexicon))
        found, main = listened_to(reading, found, main)
        chips(reading, found, self._lexicon)
        return Understood(
            text=" ".join(text.split()),
            language=language,
            parts=tuple(reading.parts),
            places=tuple(reading.places),
            age=reading.age,
            gender=reading.gender,
            languages=tuple(reading.languages),
            days=tuple(reading.days),
            times=tuple(dict.fromkeys(reading.times)),
            period=reading.period,
            concepts=wanted(found, main, self._lexicon),
            terms=terms_of(reading, found, self._lexicon),
            did_you_mean=did_you_mean(reading, found),
            left_out=reading.left_out,
            unlike=unlike(found, self._lexicon),
            refused=tuple(dict.fromkeys(reading.refused)),
        )
