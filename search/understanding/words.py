"""Words that are not understood as they stand: spoken forms, unfinished ones, other languages, spelling mistakes."""

from typing import Final

from search.analysis import LANGUAGES, analyse
from search.lexicon import Lexicon
from search.places import Gazetteer
from search.spelling import Speller
from search.understanding.reading import Reading, Token

LEAST_STARTED: Final = 3
LEAST_OTHER: Final = 4
CERTAIN: Final = 1.2  # a correction nearer than this is used without asking


class WordMender:
    """Makes the question's words readable, before places and concepts are looked for."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer, speller: Speller) -> None:
        self._lexicon = lexicon
        self._gazetteer = gazetteer
        self._speller = speller

    def spoken(self, reading: Reading) -> None:
        """Put the written form in place of a spoken one."""
        forms = self._lexicon.plain.spoken[reading.language]
        for token in reading.tokens:
            if written := forms.get(token.surface):
                self._use(token, written, reading.language)

    def mend(self, reading: Reading) -> None:
        """Deal with every free word that nothing knows."""
        last = len(reading.tokens) - 1
        unfinished = bool(reading.text) and not reading.text[-1:].isspace()
        for position in reading.free():
            token = reading.tokens[position]
            if len(token.surface) < LEAST_STARTED or token.surface.isdigit() or self._is_known(token, reading.language):
                continue
            if position == last and unfinished and self._complete(token, reading.language):
                continue
            if self._in_other_language(token, reading.language):
                continue
            self._correct(token, reading.language)

    def _is_known(self, token: Token, language: str) -> bool:
        matcher = self._lexicon.asked(language)
        meaning = matcher.meaning(token.word)
        if meaning.concepts or matcher.fills(token.word) or self._lexicon.plain.is_stop(token.word, language):
            return True
        if self._gazetteer.place(token.surface) is not None:
            return True
        if any(self._speller.knows(lemma) for lemma in token.word.lemmas):
            return True
        # Known to the dictionary, unless it is only so because dots were left out of a word we have.
        return token.word.known and self._speller.undotted(token.surface) is None

    def _complete(self, token: Token, language: str) -> bool:
        found = self._speller.starting(token.surface)
        if not found:
            return False
        best = found[0][1]
        token.completions = tuple((word, round(0.5 + 0.4 * count / best, 3)) for word, count in found)
        token.unfinished = True
        token.word = analyse(found[0][0], language)
        return True

    def _in_other_language(self, token: Token, language: str) -> bool:
        if len(token.surface) < LEAST_OTHER:
            return False
        for other in LANGUAGES:
            if other == language:
                continue
            word = analyse(token.surface, other)
            if self._lexicon.asked(other).meaning(word).concepts:
                token.word, token.language = word, other
                return True
        return False

    def _correct(self, token: Token, language: str) -> None:
        correction = self._speller.correct(token.surface)
        if correction is None or correction.distance > CERTAIN + len(token.surface) / 10:
            return
        token.corrected = correction.word
        for candidate in (language, *(other for other in LANGUAGES if other != language)):
            word = analyse(correction.word, candidate)
            if self._lexicon.asked(candidate).meaning(word).concepts or candidate == language and word.known:
                token.word, token.language = word, candidate
                return
        token.word = analyse(correction.word, language)

    def _use(self, token: Token, written: str, language: str) -> None:
        token.corrected = ""
        token.surface = written
        token.word = analyse(written, language)
