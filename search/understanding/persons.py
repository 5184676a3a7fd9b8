"""Age in a question: "75-vuotias", "75 v", "70+", "alle 18", "seitsemänkymppinen", "75-årig", "75 years old"."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

from search.types import PartKind
from search.understanding.reading import Reading

OLDEST: Final = 120.0
Found = tuple[float, int, int]  # years, and where it stands in the question
_NUMBER: Final = r"(?P<age>\d{1,3})"
# "mies 75, Lieksa", "82 nainen": a bare number beside the person is an age, unless it counts something.
_PERSON: Final = (
    r"(?:mie(?:s|he\w*)|nai(?:nen|se\w*)|po[ij](?:ka|a\w*)|tyt(?:tö|ö\w*)|äi(?:ti|di\w*)|isä(?:n|lle)?|mumm[ou]\w*"
    r"|ukko|ukki|vaari\w*|rouva\w*|herra\w*|vanhu(?:s|kse\w*)|asiak(?:as|kaa\w*)|leski"
    r"|man|kvinna|dam|herre|pojke|flicka|klient|änka|änkling"
    r"|woman|male|female|boy|girl|lady|gentleman|client|widow(?:er)?)"
)
_PERSON_AFTER: Final = r"(?:mies|nainen|poika|tyttö|man|kvinna|pojke|flicka|male|female|woman|lady)\b"
_TWO_FIGURES: Final = r"(?P<age>[1-9]\d|1[01]\d)(?![\d.:/%–-]|\s\d)"
_COUNTED: Final = (
    r"(?!\s*(?:e\b|€|eur|km|min|h\b|t\b|tun|kert|krt|vk|viik|päiv|kuuk|kk|kg|pros|timm|dag|veck|gång|hour|day|week))"
)
_PATTERNS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d){_NUMBER}\s?[-–]?\s?(?:vuotia\w*|vuotta\s+vanha\w*|vuotta|vuoden\s+ikäi\w*|v\.?(?![\w])|kk:n\s+ikäi\w*)",
        rf"(?<!\d){_NUMBER}\s?[-–]?\s?(?:åring\w*|årig\w*|år\s+gam\w*|år(?!\w))",
        rf"(?<!\d){_NUMBER}\s?[-–]?\s?(?:years?[\s-]old|year[\s-]olds?|yrs?\.?\s?old|y/?o(?!\w)|yrs?(?!\w))",
        rf"\b(?:olen|oon|jag är|i am|i'm|im)\s+(?:itse\s+|itte\s+|själv\s+)?{_NUMBER}(?![\d.:])(?!\s*(?:e|€|euro))",
        rf"(?:(?:ikä|ålder|age|aged|iältään)\s*:?\s*){_NUMBER}(?!\d)",
        rf"(?<!\d){_NUMBER}\s?\+(?!\d)",
    )
)
_BESIDE_PERSON: Final = (
    re.compile(rf"\b{_PERSON},?\s+{_TWO_FIGURES}{_COUNTED}", re.IGNORECASE),
    re.compile(rf"(?<![\w.:])(?<!klo )(?<!kl )(?<!kl\. ){_TWO_FIGURES}\s+{_PERSON_AFTER}", re.IGNORECASE),
)
# "under 18" and "over 65" mean somebody a little younger or older.
_WITH_YEARS: Final = r"(?P<age>\d{1,3})(?:[-\s]?(?:vuotia\w*|v|år\w*))?\b"
_UNDER: Final = re.compile(rf"\b(?:alle|under|below|younger than|yngre än)\s+{_WITH_YEARS}", re.IGNORECASE)
_OVER: Final = re.compile(rf"\b(?:yli|over|över|above|older than|äldre än)\s+{_WITH_YEARS}", re.IGNORECASE)
_RANGE: Final = re.compile(
    r"(?<!\d)(?P<low>\d{1,2})\s?[-–]\s?(?P<high>\d{1,3})\s?[-–]?\s?"
    r"(?:vuotia\w*|v\.?(?!\w)|åring\w*|år(?!\w)|years?[\s-]old)",
    re.IGNORECASE,
)
_DECADES: Final = {
    "parikymppi": 21,
    "kolmekymppi": 32,
    "kolmikymppi": 32,
    "nelikymppi": 42,
    "nelkytvuoti": 42,
    "viisikymppi": 52,
    "kuusikymppi": 62,
    "kuuskymppi": 62,
    "kuuskytvuoti": 62,
    "seitsemänkymppi": 72,
    "seitkytvuoti": 72,
    "seiskakymppi": 72,
    "seiskymppi": 72,
    "kahdeksankymppi": 82,
    "kaheksankymppi": 82,
    "kasikymppi": 82,
    "yhdeksänkymppi": 92,
    "ysikymppi": 92,
    "satavuoti": 100,
    "tjugoåring": 20,
    "trettioåring": 30,
    "fyrtioåring": 40,
    "femtioåring": 50,
    "sextioåring": 60,
    "sjuttioåring": 70,
    "åttioåring": 80,
    "nittioåring": 90,
}
_DECADE_WORDS: Final = re.compile(
    r"\bin (?:his|her|my|their) (twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b",
    re.IGNORECASE,
)
_ENGLISH: Final = {
    "twenties": 25,
    "thirties": 35,
    "forties": 45,
    "fifties": 55,
    "sixties": 65,
    "seventies": 75,
    "eighties": 85,
    "nineties": 95,
}


def read_age(reading: Reading) -> None:
    """Take the first age out of the question."""
    for age, start, end in chain(_in_figures(reading.text), _in_words(reading)):
        _take(reading, age, start, end)
        return


def _in_figures(text: str) -> Iterator[Found]:
    if found := _RANGE.search(text):
        low, high = float(found["low"]), float(found["high"])
        if low < high <= OLDEST:
            yield (low + high) // 2, found.start(), found.end()
    for pattern, shift in ((_UNDER, -1.0), (_OVER, 1.0)):
        if found := pattern.search(text):
            yield max(0.0, float(found["age"]) + shift), found.start(), found.end()
    for pattern in _PATTERNS:
        if found := pattern.search(text):
            yield float(found["age"]), found.start(), found.end()
    for pattern in _BESIDE_PERSON:
        if found := pattern.search(text):  # the person is read by others
            yield float(found["age"]), found.start("age"), found.end("age")


def _in_words(reading: Reading) -> Iterator[Found]:
    if found := _DECADE_WORDS.search(reading.text):
        yield float(_ENGLISH[found[1].lower()]), found.start(), found.end()
    for token in reading.tokens:
        for beginning, age in _DECADES.items():
            if token.surface.startswith(beginning):
                yield float(age), token.start, token.end


def _take(reading: Reading, age: float, start: int, end: int) -> None:
    if age > OLDEST:
        return
    code = f"{age:g}"
    if reading.add(PartKind.AGE, f"age:{code}", code, reading.covering(start, end), age):
        reading.age = age
