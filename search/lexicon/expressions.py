"""How an expression of the lexicon is written, and which words it stands for.

``suru`` is a base form or a part of a compound, ``=ystävä`` a whole word only, ``~yksin`` exactly these letters,
``alkohol*`` a beginning. Several words are a phrase: all of them, in any order, at most two words between.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from search.analysis import Word, analyse, words_in


class Match(StrEnum):
    """What of a word an expression is compared with."""

    FORM = "form"
    WHOLE = "whole"
    EXACT = "exact"
    PREFIX = "prefix"


_MARKS = {"=": Match.WHOLE, "~": Match.EXACT}


def marked(expression: str) -> tuple[Match, str]:
    """The kind of match and the bare text of an expression of one word."""
    if expression.endswith("*"):
        return Match.PREFIX, expression[:-1].lower()
    kind = _MARKS.get(expression[:1])
    return (kind, expression[1:].lower()) if kind else (Match.FORM, expression.lower())


def bases(word: Word, language: str) -> tuple[str, ...]:
    """What an expression's word is compared by: itself when it is a base form already, else its base forms.

    In Swedish and English also itself: utmattad has the base form utmatta, utmattade utmattad.
    """
    if word.surface in word.lemmas:
        return (word.surface,)
    return word.lemmas if language == "fi" else (word.surface, *word.lemmas)


Slot = tuple[str, ...]  # forms of which a word must have one


@dataclass(slots=True)
class Table:
    """The expressions of one language and side, ready to look up: form → concept codes, and phrases."""

    form: dict[str, list[str]] = field(default_factory=dict)
    whole: dict[str, list[str]] = field(default_factory=dict)
    exact: dict[str, list[str]] = field(default_factory=dict)
    prefix: dict[str, list[str]] = field(default_factory=dict)
    phrases: list[tuple[list[Slot], str]] = field(default_factory=list)

    def add(self, expression: str, code: str, language: str) -> None:
        """Take in one expression of a concept."""
        if len(expression.split()) > 1:
            slots = [slot(word, language) for word in expression.split()]
            self.phrases.append((slots, code))
            return
        kind, text = marked(expression)
        keys: Iterable[str] = (text,)
        if kind in {Match.FORM, Match.WHOLE} and words_in(text) == [text]:
            keys = bases(analyse(text, language), language)
        table = {Match.FORM: self.form, Match.WHOLE: self.whole, Match.EXACT: self.exact}.get(kind, self.prefix)
        for key in keys:
            codes = table.setdefault(key, [])
            if code not in codes:
                codes.append(code)


def slot(word: str, language: str) -> Slot:
    """The forms a word of a phrase may take."""
    kind, text = marked(word)
    text = "".join(words_in(text)) or text
    if kind == Match.EXACT:
        return (text,)
    lemmas = analyse(text, language).lemmas
    return (text,) if text in lemmas else tuple(dict.fromkeys((text, *lemmas)))
