"""Written forms that a spoken Finnish word may stand for: väsyny → väsynyt, ongelmii → ongelmia, juop → juo.

The sounds are those of the common spoken language and the great dialect groups (VISK § 33–37; eastern -p, Savonian
vowels between consonants, western ua). Rules give more forms than are words; the caller keeps those that are.
"""

import re
from collections.abc import Iterator
from typing import Final

# spoken ending>written ending, likelier first
_ENDING_TABLE: Final = """
    nu>nut ny>nyt llu>llut lly>llyt ssu>ssut ssy>ssyt rru>rrut rry>rryt ne>nen s>ssa s>ssä st>sta st>stä
    l>lla l>llä lt>lta lt>ltä t>ta t>tä ks>ksi ii>ia ii>iä ii>iin oo>oa oo>oaa oo>aa öö>öä ee>ea ee>eä
    ee>een uu>ua yy>yä uu>uun aa>aan ää>ään ää>eä eää>ää öö>ee oo>ee ie>ia an>amaan aan>amaan ään>ämään
    een>emaan een>emään oon>omaan iin>imaan iin>imään uun>umaan yyn>ymään sin>isin p> pi> kaa>kaan kää>kään
    ttaa>taan is>isi isko>isiko ois>oisi nää>nä tä>täs ha>han hä>hän emp>empi
    es>esi as>asi äs>äsi us>usi ys>ysi os>osi ku>kui pu>pui tu>tui ty>tyi ky>kyi
"""
_ENDINGS: Final = tuple(tuple(pair.split(">")) for pair in _ENDING_TABLE.split())
LEAST_STEM: Final = 3
_CASE_TABLE: Final = """
    issa issä ista istä illa illä ilta iltä ille iksi ihin ina inä ia iä ja jä ien iin
    ssa ssä sta stä lla llä lta ltä lle ksi na nä ta tä seen han hän an än oon uun yyn een iin aan ään in n a ä
    is ist il ilt ks s l lt t
"""
_CASES: Final = tuple(_CASE_TABLE.split())
_INSIDE: Final = tuple(
    (re.compile(pattern), written)
    for pattern, written in (
        ("ua", "uo"),
        ("iä", "ie"),
        ("yä", "yö"),
        ("oa", "aa"),
        ("eä", "ää"),
        ("tt", "ts"),
        ("(?<=[aeiouyäö])h(?=[aeiouyäö])", "hd"),
        ("(?<=[aeiouyäö])r(?=[aeiouyäö])", "d"),
        ("ij", "id"),
        ("uv", "ud"),
        ("oe", "oi"),
        ("ae", "ai"),
        ("äe", "äi"),
        ("ao", "au"),
        ("sh", "s"),
        # -inen without its i: aikanen, yksinänen, semmosia.
        ("([aoäöu])(?=(?:nen|sen|set|sia|siä|sta|stä|sten|sille|selle|sella|sellä|seks|seksi)$)", r"\1i"),
        # A vowel slipped in between two consonants: kylymä, jalaka, kolome.
        ("([lnhr])([aeiouyäö])(?=[mkvpjhfg][aeiouyäö])", r"\1"),
        # Doubled consonants of the east: tulloo, mittää.
        (r"([aeiouyäö])([lmnprstkhjv])\2(?=[aeiouyäö]{2})", r"\1\2"),
    )
)


def written_forms(word: str) -> Iterator[str]:
    """Written forms the word may stand for, likeliest first, the word itself not among them."""
    seen = {word}
    for form in _forms(word):
        if form not in seen and len(form) > 2:
            seen.add(form)
            yield form


def stems(word: str) -> Iterator[str]:
    """What may be the base form of a word that no dictionary has: subuista → subu. At least three letters each."""
    for ending in _CASES:
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < LEAST_STEM:
            continue
        yield stem
        if stem.endswith(("i", "j")) and len(stem) > LEAST_STEM:
            yield stem[:-1]
            yield stem[:-1] + "a"
            yield stem[:-1] + "ä"
        else:
            yield stem + "i"


def _forms(word: str) -> Iterator[str]:
    by_ending = [word[: -len(spoken)] + written for spoken, written in _ENDINGS if word.endswith(spoken)]
    yield from by_ending
    inside = [form for pattern, written in _INSIDE if (form := pattern.sub(written, word)) != word]
    yield from inside
    for form in inside:
        for spoken, written in _ENDINGS:
            if form.endswith(spoken):
                yield form[: -len(spoken)] + written
        for pattern, written in _INSIDE:
            yield pattern.sub(written, form)
