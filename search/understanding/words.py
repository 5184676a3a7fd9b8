"""Words that are not understood as they stand: spoken, unfinished, split or joined, of another language, misspelt."""

from typing import Final

from search.analysis import LANGUAGES, Word, analyse
from search.analysis.spoken import stems, written_forms
from search.lexicon import Lexicon
from search.places import Gazetteer
from search.spelling import Speller
from search.understanding.reading import Reading, Token

LEAST_STARTED: Final = 3
LONG_START: Final = 5  # letters from which an unknown last word is rather unfinished than spoken
LEAST_OTHER: Final = 4
LEAST_ABBREVIATION: Final = 3  # … in capitals: AVH, ADHD
LEAST_PLACE: Final = 4
LEAST_JOINED: Final = 6
LEAST_HALF: Final = 3
LEAST_COMPOUND: Final = 8
ONE_SLIP: Final = 0.8  # a correction nearer than this has one letter wrong
WHO: Final = "target_groups:"
CERTAIN: Final = 1.2  # a correction nearer than this, and a little for every letter, is used without asking


class WordMender:
    """Makes the question's words readable, before places and concepts are looked for."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer, speller: Speller) -> None:
        self._lexicon = lexicon
        self._gazetteer = gazetteer
        self._speller = speller

    def spoken(self, reading: Reading) -> None:
        """Put the listed written form in place of a spoken one, whatever else it might be."""
        forms = self._lexicon.plain.spoken[reading.language]
        for token in reading.tokens:
            if written := forms.get(token.surface):
                _use(token, analyse(written, reading.language))

    def join(self, reading: Reading) -> None:
        """Make one word of a compound typed in two: "omais hoitaja", "kriisi puhelin"."""
        language = reading.language
        if language == "en":
            return
        position = 0
        while position + 1 < len(reading.tokens):
            first, second = reading.tokens[position : position + 2]
            joined = first.surface + second.surface
            if (
                len(joined) >= LEAST_JOINED
                and not first.taken
                and not second.taken
                and self._is_compound(first, second, language)
            ):
                text = reading.text[first.start : second.end]
                token = Token(text, first.start, second.end, joined, analyse(joined, language), language)
                reading.tokens[position : position + 2] = [token]
            position += 1

    def mend(self, reading: Reading) -> None:
        """Deal with every free word that nothing knows."""
        last = len(reading.tokens) - 1
        unfinished = bool(reading.text) and not reading.text[-1:].isspace()
        for position in reading.free():
            token = reading.tokens[position]
            self._dot(token, reading.language)
            started = position == last and unfinished
            if self._is_foreign(token, reading.language) and self._in_other_language(token, reading.language):
                if started and self._is_only_a_stem(token) and self._complete(token, reading.language):
                    token.language = reading.language
                continue
            if len(token.surface) < LEAST_STARTED or token.surface.isdigit():
                continue
            if position == last and unfinished and self._is_stem(token, reading.language):
                self._complete(token, reading.language)
            if token.unfinished or self._slipped(token, reading.language) or self._is_known(token, reading.language):
                continue
            _ = (
                (started and len(token.surface) >= LONG_START and self._complete(token, reading.language))
                or self._write(token, reading.language)
                or (started and self._complete(token, reading.language))
                or self._decline(token, reading.language)
                or self._in_other_language(token, reading.language)
                or self._correct(token, reading.language)
            )

    def guess(self, reading: Reading) -> None:
        """Of a question that said nothing: what its words may have been meant to be."""
        free = reading.free()
        for position in free:
            token = reading.tokens[position]
            is_stop = self._lexicon.plain.is_stop(token.word, reading.language)
            doubtful = not token.word.known or len(free) == 1  # a word of its language is meant, beside others
            if doubtful and not token.corrected and not token.guess and not is_stop:
                token.guess = self._speller.guess(token.surface, reading.language)

    def split(self, reading: Reading) -> None:
        """Take apart what was typed together: "yksinäinenmies", "ryhmätampere"."""
        for position in reversed(reading.free()):
            token = reading.tokens[position]
            if token.corrected or len(token.surface) < 2 * LEAST_HALF or self._is_known(token, reading.language):
                continue
            for seam in range(len(token.surface) - LEAST_HALF, LEAST_HALF - 1, -1):
                halves = token.surface[:seam], token.surface[seam:]
                if all(self._means(half, reading.language) for half in halves):
                    middle = token.start + seam
                    bounds = ((token.start, middle), (middle, token.end))
                    reading.tokens[position : position + 1] = [
                        Token(reading.text[a:b], a, b, half, analyse(half, reading.language), reading.language)
                        for half, (a, b) in zip(halves, bounds, strict=True)
                    ]
                    break

    def _is_compound(self, first: Token, second: Token, language: str) -> bool:
        matcher = self._lexicon.asked(language)
        plain = self._lexicon.plain
        if plain.is_stop(first.word, language) or plain.is_stop(second.word, language):
            return False  # "lapset on" is not lapseton
        if self._gazetteer.place(first.surface) is not None:
            return False
        if any(code.startswith(WHO) for code, _ in matcher.meaning(second.word).concepts):
            return False  # "jälkihuolto nuori" names who as well
        if matcher.phrases((first.word, second.word)):
            return False  # "etsivä nuorisotyö" is written so
        word = analyse(first.surface + second.surface, language)
        return any(matcher.knows(lemma) for lemma in (word.surface, *word.lemmas))

    def _means(self, text: str, language: str) -> bool:
        if self._gazetteer.place(text) is not None and len(text) > LEAST_PLACE:
            return True
        word = analyse(text, language)
        matcher = self._lexicon.asked(language)
        return len(text) > LEAST_HALF and any(matcher.knows(lemma) for lemma in (word.surface, *word.lemmas))

    def _is_known(self, token: Token, language: str) -> bool:
        if self._is_ours(token.word, language) or self._gazetteer.place(token.surface) is not None:
            return True
        # Known to the dictionary, unless it is only so because dots were left out of a word we have.
        return token.word.known and self._speller.undotted(token.surface) is None

    def _is_ours(self, word: Word, language: str) -> bool:
        matcher = self._lexicon.asked(language)
        return (
            bool(matcher.meaning(word).concepts)
            or matcher.fills(word)
            or self._lexicon.plain.is_stop(word, language)
            or any(self._speller.knows(lemma) for lemma in word.lemmas)
        )

    def _write(self, token: Token, language: str) -> bool:
        """The written form of a spoken word: one that we have a use for, else one that is a word."""
        if language != "fi" or token.word.known:
            return False
        known: Word | None = None
        for form in written_forms(token.surface):
            word = analyse(form, "fi")
            if not word.known:
                continue
            if self._is_ours(word, "fi"):
                _use(token, word)
                return True
            known = known or word
        return False

    def _is_foreign(self, token: Token, language: str) -> bool:
        """Whether the question's language does not know a word that the index does: "omaishoitaja support group"."""
        word, matcher = token.word, self._lexicon.asked(language)
        return not (
            word.known
            or matcher.meaning(word).concepts
            or matcher.fills(word)
            or self._lexicon.plain.is_stop(word, language)
            or self._gazetteer.place(token.surface) is not None
        )

    def _is_stem(self, token: Token, language: str) -> bool:
        """Whether a word is known only as the stem of others: "caregiv" is not written to its end."""
        matcher = self._lexicon.asked(language)
        return (
            language != "fi"
            and not token.word.known
            and not matcher.meaning(token.word).concepts
            and self._gazetteer.place(token.surface) is None
        )

    def _is_only_a_stem(self, token: Token) -> bool:
        """Whether no language has the word as it stands: "virk" is not yet virkistys, and hardly Swedish virka."""
        return not any(self._lexicon.asked(language).knows(token.surface) for language in LANGUAGES)

    def _slipped(self, token: Token, language: str) -> bool:
        """A compound that only the dictionary makes up, one letter from a word we have: vapapäivä → vapaapäivä."""
        word = token.word
        compound = word.known and len(word.forms) > 1 and len(word.surface) >= LEAST_COMPOUND and language == "fi"
        meant = bool(self._lexicon.asked(language).meaning(word).concepts)
        if not compound or meant or any(self._speller.knows(lemma) for lemma in word.lemmas):
            return False
        correction = self._speller.correct(token.surface, language)
        if correction is None or correction.place or correction.distance >= ONE_SLIP:
            return False
        token.corrected = correction.word
        token.word, token.language = self._reading_of(correction.word, language)
        return True

    def _decline(self, token: Token, language: str) -> bool:
        """A word of the lexicon that no dictionary has, in some case form: subuista, bentsoihin, keloilla."""
        if language != "fi" or token.word.known:
            return False
        matcher = self._lexicon.asked("fi")
        for stem in stems(token.surface):
            if matcher.knows(stem):
                token.word = analyse(stem, "fi")
                return True
        return False

    def _dot(self, token: Token, language: str) -> None:
        """Put dots and rings back, where no word is written without them."""
        if token.word.known or self._speller.knows(token.surface):
            return
        dotted = self._speller.undotted(token.surface)
        if dotted is not None:
            token.word, token.language = self._reading_of(dotted, language)
            token.corrected = dotted

    def _complete(self, token: Token, language: str) -> bool:
        found = self._speller.starting(token.surface)
        if not found:
            return False
        best = found[0]
        if best.place and len(token.surface) >= LEAST_PLACE:
            token.corrected = best.word
            return True
        token.completions = tuple((word, round(0.5 + 0.4 * count / best.documents, 3)) for word, count, _ in found)
        token.unfinished = True
        token.word = analyse(best.word, language)
        return True

    def _in_other_language(self, token: Token, language: str) -> bool:
        if len(token.surface) < (LEAST_ABBREVIATION if token.text.isupper() else LEAST_OTHER):
            return False
        for other in LANGUAGES:
            word = analyse(token.surface, other)
            if other != language and self._lexicon.asked(other).meaning(word).concepts:
                token.word, token.language = word, other
                return True
        return False

    def _correct(self, token: Token, language: str) -> bool:
        correction = self._speller.correct(token.surface, language)
        if correction is None:
            return False
        if correction.distance > CERTAIN + len(token.surface) / 10:
            token.guess = correction.word
            return False
        token.corrected = correction.word
        token.word, token.language = self._reading_of(correction.word, language)
        return True

    def _reading_of(self, word: str, language: str) -> tuple[Word, str]:
        """A word analysed in the question's language, unless only another one knows what it means."""
        own = analyse(word, language)
        for candidate in (language, *(other for other in LANGUAGES if other != language)):
            read = own if candidate == language else analyse(word, candidate)
            if self._lexicon.asked(candidate).meaning(read).concepts:
                return read, candidate
        return own, language


def _use(token: Token, word: Word) -> None:
    token.surface, token.word = word.surface, word
