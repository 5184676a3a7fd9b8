"""The small map: where this page's results are, on a plain ground with the names of municipalities.

It is drawn on the server and asks nobody for anything. The list says the same; the map only helps to see it.
"""

import math
from collections.abc import Iterable
from functools import cache
from itertools import islice
from typing import Final

from directory.config import Settings
from directory.services.cards import CardLocation
from directory.vocabulary import Municipality, municipalities
from directory.web.listing import ListedCard
from directory.web.public.results.drawing import Pin, PlaceName, drawing
from directory.web.public.results.page import MapView

WIDTH: Final = 420
HEIGHT: Final = 260
MARGIN: Final = 34  # room for half a pin and a name at the edges
NARROWEST: Final = 0.08  # degrees of latitude; about 9 km, so that one town is not blown up to a street
EDGE: Final = 16
NAMES_MAX: Final = 7
NAMES_TRIED: Final = 40  # of a whole country the small ones would not be missed
NAME_MARGIN: Final = 58  # half of a long name
APART: Final = 26  # units between two pins that would cover each other
NAME_APART: Final = (92, 24)
PIN_APART: Final = (52, 21)
PIN_BASE: Final = 5  # units from the middle of a pin down to the line its number stands on
COLUMN: Final = 4  # units across; as finely as it is told what is taken
NAME_STEPS: Final = (20, -14, 34, -28, 5)  # units down from the town
# Where a pin goes whose own spot is taken: further and further out, at the golden angle, which spreads them evenly.
RING: Final = tuple(
    (APART * (step / 6) ** 0.75 * math.cos(step * 2.4), APART * (step / 6) ** 0.75 * math.sin(step * 2.4))
    for step in range(60)
)
ABOVE: Final = -min(NAME_STEPS)
ALL_STEPS: Final = sum(1 << (down + ABOVE) for down in NAME_STEPS)
# Heights at which a name would be cut off, as bits; bit 0 is as far above the map as a name is ever tried.
OFF_THE_MAP: Final = sum(1 << (at + ABOVE) for at in range(-ABOVE, HEIGHT + 60) if not 14 <= at <= HEIGHT - 6)

Placed = tuple[ListedCard, CardLocation]


def map_view(shown: Iterable[ListedCard], settings: Settings, language: str) -> MapView | None:
    """The map of one page of results; None when nothing on it has a place."""
    placed: list[Placed] = []
    unmapped = 0
    for card in shown:
        points = [spot for spot in card.locations if spot.lat is not None and spot.lon is not None]
        unmapped += not points
        placed += [(card, spot) for spot in points[:1]]
    if not placed:
        return None
    ground = _Ground([(spot.lat or 0.0, spot.lon or 0.0) for _card, spot in placed])
    pins = _pins(placed, ground)
    return MapView(
        width=WIDTH,
        height=HEIGHT,
        drawing=drawing(_names(ground, pins, language), pins),
        unmapped=unmapped,
        tiles_url=settings.map_tiles_url,
        attribution=settings.map_attribution,
    )


class _Ground:
    """Turns degrees into the map's units; north up, one scale both ways."""

    def __init__(self, points: list[tuple[float, float]]) -> None:
        lats, lons = [lat for lat, _lon in points], [lon for _lat, lon in points]
        self.lat, self.lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
        self.squeeze = math.cos(math.radians(self.lat))
        high = max(max(lats) - min(lats), NARROWEST)
        wide = max((max(lons) - min(lons)) * self.squeeze, NARROWEST)
        self.scale = min((HEIGHT - 2 * MARGIN) / high, (WIDTH - 2 * MARGIN) / wide)

    def place(self, lat: float, lon: float) -> tuple[float, float]:
        """Units from the left and from the top."""
        x = WIDTH / 2 + (lon - self.lon) * self.squeeze * self.scale
        y = HEIGHT / 2 - (lat - self.lat) * self.scale
        return round(x, 1), round(y, 1)


def _pins(placed: list[Placed], ground: _Ground) -> tuple[Pin, ...]:
    taken: list[tuple[float, float]] = []
    reached: dict[tuple[float, float], int] = {}  # how far out pins of the same spot have come
    pins: list[Pin] = []
    for card, place in placed:
        lat, lon = place.lat or 0.0, place.lon or 0.0
        spot = ground.place(lat, lon)
        (x, y), reached[spot] = _beside(spot, taken, reached.get(spot, 0))
        taken.append((x, y))
        pins.append(Pin(card.number, x, y, lat, lon, card.title, f"a-{card.id}", place.precision == "exact"))
    return tuple(pins)


def _beside(spot: tuple[float, float], taken: list[tuple[float, float]], step: int) -> tuple[tuple[float, float], int]:
    """Pins at one address stand around it in a widening ring, so that each can be seen and pressed."""
    for further, (right, down) in enumerate(RING[step:], step):
        x, y = _inside(spot[0] + right, WIDTH), _inside(spot[1] + down, HEIGHT)
        for a, b in taken:
            if (x - a) * (x - a) + (y - b) * (y - b) < APART * APART:
                break
        else:
            return (round(x, 1), round(y, 1)), further
    return spot, len(RING)


def _inside(at: float, size: int) -> float:
    """Far enough from both edges for half a pin."""
    return EDGE if at < EDGE else min(at, size - EDGE)


@cache
def _largest_first() -> tuple[Municipality, ...]:
    return tuple(sorted((t for t in municipalities().values() if t.active), key=lambda town: -town.population))


def _names(ground: _Ground, pins: tuple[Pin, ...], language: str) -> tuple[PlaceName, ...]:
    """The largest municipalities on the ground, as many as fit without covering a pin or each other."""
    found: list[PlaceName] = []
    taken = _Taken(pins)
    high, wide = HEIGHT / 2 / ground.scale, WIDTH / 2 / ground.scale / ground.squeeze
    # On a small ground there are few.
    there = (t for t in _largest_first() if abs(t.lat - ground.lat) <= high and abs(t.lon - ground.lon) <= wide)
    for town in islice(there, NAMES_TRIED):
        x, y = ground.place(town.lat, town.lon)
        if not (NAME_MARGIN <= x <= WIDTH - NAME_MARGIN and MARGIN / 2 <= y <= HEIGHT - 10):
            continue
        at = taken.free_spot(x, y)
        if at is not None:
            taken.add(x, at, NAME_APART)
            found.append(PlaceName(x, at, town.lat, town.lon, town.names[language]))
        if len(found) == NAMES_MAX:
            break
    return tuple(found)


class _Taken:
    """Where no name can stand: for each column of the map the heights that are taken, as bits of a number.

    Hundreds of towns are tried for a map of the whole country; looking at every pin for each of them took longer than
    everything else about the map.
    """

    def __init__(self, pins: Iterable[Pin]) -> None:
        self._columns = [OFF_THE_MAP] * (WIDTH // COLUMN + 1)
        for pin in pins:
            self.add(pin.x, pin.y + PIN_BASE, PIN_APART)

    def add(self, x: float, y: float, apart: tuple[int, int]) -> None:
        """Take the place around a name or a pin."""
        wide, high = apart
        low = max(0, round(y) - high + ABOVE)
        bits = ((1 << (round(y) + high + ABOVE + 1 - low)) - 1) << low
        for column in range(max(0, round(x) - wide) // COLUMN, min(WIDTH, round(x) + wide) // COLUMN + 1):
            self._columns[column] |= bits

    def free_spot(self, x: float, y: float) -> float | None:
        """How far down a name can stand: under its town, above it, or a little further; None if all is taken."""
        around = self._columns[round(x) // COLUMN] >> round(y)  # bit 0 is the highest step
        if around & ALL_STEPS == ALL_STEPS:
            return None
        return next(round(y + down, 1) for down in NAME_STEPS if not around >> (down + ABOVE) & 1)
