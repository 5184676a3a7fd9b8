"""Finnish place names in every case form, made by rule: more forms than are right, none of the right ones missing.

Stems follow the vowel-stem patterns and consonant gradation of the Finnish descriptive grammar (VISK §§ 41–79);
which pattern a name follows cannot always be seen (Lahti : Lahden, Pori : Porin), so each is made by all that fit.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

BACK: Final = ("n", "ssa", "sta", "lla", "lta", "lle", "na", "ksi", "tta", "a", "ta", "t", "nne")
PLURAL: Final = (
    "issa",
    "ista",
    "iin",
    "ihin",
    "illa",
    "ilta",
    "ille",
    "ia",
    "ina",
    "iksi",
    "ien",
    "iden",
    "jen",
    "ja",
    "ten",
    "itten",
)
PLURAL_NAMES: Final = ("nen", "t")  # Kauniainen : Kauniaisissa
NEUTRAL: Final = ("niemi", "kivi", "lehti", "vesi", "tie", "meri")
VOWELS: Final = "aeiouyäöå"
# Strong grade → weak grade of all the consonants before the last vowel; of other clusters (Kotka) nothing changes.
_GRADES: Final = """
    kk>k pp>p tt>t nk>ng nt>nn lt>ll rt>rr mp>mm ht>hd hk>h lk>l/lj rk>r/rj lp>lv rp>rv t>d p>v k>/v
    ntt>nt lkk>lk rkk>rk nkk>nk mpp>mp ltt>lt rtt>rt
"""
GRADATION: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {strong: tuple(weak.split("/")) for strong, weak in (pair.split(">") for pair in _GRADES.split())}
)
# First parts that are inflected together with the last one.
BOTH: Final = {
    "uusi": ("uuden", "uudessa", "uudesta", "uuteen", "uudella", "uudelta", "uudelle", "uutta", "uudeksi", "uuden"),
    "iso": ("ison", "isossa", "isosta", "isoon", "isolla", "isolta", "isolle", "isoa", "isoksi"),
    "vähä": ("vähän", "vähässä", "vähästä", "vähään", "vähällä", "vähältä", "vähälle", "vähää"),
}
_CONSONANTS: Final = re.compile(r"([^aeiouyäöå]+)([aeiouyäö]+)$")


@cache
def forms_of(name: str) -> frozenset[str]:
    """Every form of a Finnish name, lower case, the base form among them."""
    name = name.lower()
    forms = {name, *_inflected(name)}
    for first, inflected in BOTH.items():
        if name.startswith(first) and len(name) >= len(first) + 3:
            rest = name.removeprefix(first).lstrip("-")
            last = {rest, *_inflected(rest)}
            forms.update(part + form for part in inflected for form in last)
    return frozenset(forms)


def _inflected(name: str) -> Iterator[str]:
    front = _is_front(name)
    for stem in _stems(name):
        vowel = stem[-1]
        if not front and name.endswith(NEUTRAL):  # Rovaniemellä: the last part of a compound decides
            yield from (stem + _fronted(ending) for ending in BACK)
        for ending in BACK:
            yield stem + (_fronted(ending) if front else ending)
        if vowel in VOWELS:
            yield f"{stem}{vowel}n"  # Lieksaan
            yield f"{stem}h{vowel}n"  # Joensuuhun
            yield f"{stem}seen"  # Espooseen
        if vowel not in VOWELS or not name.endswith(PLURAL_NAMES):
            continue
        base = stem[:-1] if vowel in "aäei" else stem
        for ending in PLURAL:
            yield base + (_fronted(ending) if front else ending)
            if vowel in "aä":
                yield base + "o" + ending if not front else base + "ö" + _fronted(ending)


def _stems(name: str) -> set[str]:
    stems = {name}
    if name.endswith("nen"):
        stems |= {name[:-3] + "se", name[:-3] + "s"}
    elif name.endswith("s"):
        # Nurmes : Nurmekse-, Alavus : Alavude-, Kerkkoo-like names keep theirs
        stems |= {name[:-1] + "kse", name[:-1] + "de", name[:-1] + "te", name[:-1] + name[-2], name[:-1] + "t"}
    elif name[-1] not in VOWELS:
        stems |= {name + "i", name + "e"}
    elif name.endswith("i"):
        stems |= {name[:-1] + "e", *_graded(name), *_graded(name[:-1] + "e")}
        if name.endswith("si"):
            stems.add(name[:-2] + "de")
    elif name.endswith("e"):
        stems |= {name + "e", *_strengthened(name)}
    if name[-1] in VOWELS:
        stems |= _graded(name)
    if name.endswith("mäki"):
        stems.add(name[:-2] + "e")
    if name.endswith("virrat"):
        stems |= {name[:-2], name[:-4] + "ta"}
    elif name.endswith("t") and len(name) > 3:  # plural names: Virrat, Ähtävät
        stems |= {name[:-1]}
    return stems


def _graded(name: str) -> set[str]:
    found = _CONSONANTS.search(name)
    if not found:
        return set()
    consonants, vowels = found.groups()
    head = name[: found.start()]
    return {head + weak + vowels for weak in GRADATION.get(consonants, ())}


def _strengthened(name: str) -> set[str]:
    """Names in -e are in the weak grade and strong elsewhere (Kuorevede- is no such name, Sade : Satee- is)."""
    found = re.search(r"([^aeiouyäöå]+)e$", name)
    if not found:
        return set()
    head, consonants = name[: found.start()], found.group(1)
    return {head + strong + "ee" for strong, weak in GRADATION.items() if consonants in weak}


def _is_front(name: str) -> bool:
    last = name.rpartition("-")[2]
    for char in reversed(last):
        if char in "aou":
            return False
        if char in "äöy":
            return True
    return True


def _fronted(ending: str) -> str:
    return ending.replace("a", "ä").replace("o", "ö").replace("u", "y")
