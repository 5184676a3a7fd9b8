"""A big directory to measure with: the demo's activities moved about, mixed and renamed. Nobody's real listing."""

import random
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any, Final

import orjson

from directory import demo
from directory.vocabulary import municipalities

STARTS: Final = ("09:00", "10:00", "12:30", "14:00", "16:00", "17:30", "18:00")
ENDS: Final = {"09:00": "11:00", "10:00": "12:00", "12:30": "14:00", "14:00": "16:00"}
COPIES: Final = 100  # activities per copied set of organisations

Record = dict[str, Any]


def write_file(path: Path, count: int, seed: int = 1) -> None:
    """Write ``count`` activities and their organisations in the project's own format. The same seed, the same file."""
    raw = orjson.loads(demo.DATA.read_bytes())
    chance = random.Random(seed)  # noqa: S311 - repeatable numbers, nothing secret
    with path.open("wb") as file:
        file.write(b'{"organisations": [')
        sets = max(1, count // len(raw["activities"]) // COPIES + 1)
        _write(file, (_organisation(o, n) for n in range(sets) for o in raw["organisations"]))
        file.write(b'], "activities": [')
        _write(file, (_activity(raw["activities"], n, sets, chance) for n in range(count)))
        file.write(b"]}")


def _write(file: Any, records: Iterator[Record]) -> None:
    for number, record in enumerate(records):
        file.write((b",\n" if number else b"\n") + orjson.dumps(record))


def _organisation(base: Record, number: int) -> Record:
    return {**base, "id": f"{base['id']}-{number}"}


def _activity(bases: list[Record], number: int, sets: int, chance: random.Random) -> Record:
    base = deepcopy(chance.choice(bases))
    town = chance.choices(*_towns())[0]
    base["id"] = f"{base['id']}-{number}"
    base["organisation"] = f"{base['organisation']}-{chance.randrange(sets)}"
    _mix_texts(base, chance.choice(bases), town.names, chance)
    other = chance.choice(bases)
    if chance.random() < 0.3 and other["needs"]:
        base["needs"] = list(dict.fromkeys([*base["needs"], chance.choice(other["needs"])]))[:6]
    if base["area"]["level"] in {"local", "municipal"}:
        base["area"]["municipalities"] = [town.names["fi"]]
    for location in base["locations"]:
        location["municipality"] = town.names["fi"]
        if location.get("lat") is not None:
            location["lat"] = round(town.lat + chance.gauss(0, 0.03), 4)
            location["lon"] = round(town.lon + chance.gauss(0, 0.06), 4)
    for row in base["schedule"]:
        if "weekday" in row and row.get("from") != row.get("until") and not row.get("ends_next_day"):
            row["start"] = chance.choice(STARTS)
            row["end"] = ENDS.get(row["start"], "19:30")
            row.pop("exceptions", None)
    return base


def _mix_texts(base: Record, other: Record, names: Any, chance: random.Random) -> None:
    for language, text in base["texts"].items():
        text["title"] = f"{text['title'][:60]} {names[language]}"[:80]
        extra = other["texts"].get(language)
        if extra:
            sentences = extra["description"].replace("\n", " ").split(". ")
            text["description"] += "\n\n" + ". ".join(chance.sample(sentences, min(3, len(sentences))))


def _towns() -> tuple[list[Any], list[int]]:
    active = [municipality for municipality in municipalities().values() if municipality.active]
    return active, [municipality.population for municipality in active]
