"""The register's classes, target groups and life events, and which of our codes each one means."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

from directory.vocabulary import REFERENCE

PEOPLE: Final = "KR1"  # target group "citizens", the root of every group of people
EVERYONE: Final = "everyone"


@dataclass(frozen=True, slots=True)
class Meaning:
    """Our codes for one code of the register; all empty when the directory has no word for it."""

    label: str
    kinds: tuple[str, ...]
    needs: tuple[str, ...]
    target_groups: tuple[str, ...]

    @property
    def is_known(self) -> bool:
        """Whether anything of it can be said in our codes."""
        return bool(self.kinds or self.needs or self.target_groups)


@cache
def meanings() -> Mapping[str, Meaning]:
    """Every code of the register's classification (229 classes, 17 target groups, 19 life events)."""
    with (REFERENCE / "ptv_classification.csv").open(encoding="utf-8", newline="") as file:
        return MappingProxyType(
            {
                row["code"]: Meaning(
                    row["fi"],
                    tuple(row["kinds"].split()),
                    tuple(row["needs"].split()),
                    tuple(row["target_groups"].split()),
                )
                for row in csv.DictReader(file)
            }
        )


@dataclass(slots=True)
class Translated:
    """Our codes for a record's classification, and the codes that say nothing here."""

    kinds: list[str]
    needs: list[str]
    target_groups: list[str]
    unmapped: list[str]


def is_for_people(codes: Iterable[str]) -> bool:
    """Whether a record names a group of people; the others are for companies and authorities only."""
    return any(code.split(".")[0] == PEOPLE for code in codes)


def translate(codes: Iterable[str]) -> Translated:
    """Our codes for the register's, each once, in the register's order.

    The register names the root "citizens" beside every narrower group; it means everyone only when it stands alone.
    """
    found = Translated([], [], [], [])
    for code in dict.fromkeys(codes):
        meaning = meanings().get(code)
        if meaning is None or not meaning.is_known:
            found.unmapped.append(f"{code} {meaning.label}" if meaning else code)
            continue
        for target, some in (
            (found.kinds, meaning.kinds),
            (found.needs, meaning.needs),
            (found.target_groups, meaning.target_groups),
        ):
            target += [one for one in some if one not in target]
    if found.target_groups != [EVERYONE] and EVERYONE in found.target_groups:
        found.target_groups.remove(EVERYONE)
    return found
