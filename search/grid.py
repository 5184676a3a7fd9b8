"""Distances on earth, and a grid of squares that lets an engine find what is near by looking tokens up."""

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from math import asin, ceil, cos, floor, radians, sin, sqrt
from typing import Final

from search.types import Point

EARTH_KM: Final = 6371.0088  # mean radius, IUGG
KM_PER_DEGREE: Final = 111.2
# Squares by letter: their sides in those of the smallest ones. About 2, 11, 22 and 45 km in Finland's latitudes.
SIDES: Final[Mapping[str, int]] = {"f": 1, "g": 5, "h": 10, "i": 20}
LARGER: Final[Mapping[str, str]] = {"f": "g", "g": "h", "h": "i"}
LAT_STEP: Final = 0.02  # degrees, of the smallest squares
LON_STEP: Final = 0.045
FINE_UP_TO_KM: Final = 25.0

Square = tuple[int, int]  # how many from the equator and from Greenwich


def distance_km(a: Point, b: Point) -> float:
    """Straight-line distance along the surface, kilometres (haversine)."""
    return kilometres(a.lat, a.lon, b.lat, b.lon)


def kilometres(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """``distance_km`` of bare degrees: of a hundred candidates it is asked for each search."""
    half = sin(radians(lat_b - lat_a) / 2) ** 2
    half += cos(radians(lat_a)) * cos(radians(lat_b)) * sin(radians(lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


def cells_of(point: Point) -> tuple[str, ...]:
    """The squares of each size that a point lies in."""
    return tuple(_token(letter, _square(letter, point)) for letter in SIDES)


@lru_cache(maxsize=128)
def cells_inside(centre: Point, radius_km: float) -> tuple[str, ...]:
    """Those squares of ``cells_within`` that lie wholly inside the circle."""
    letter = _letter(radius_km)
    lat_step, lon_step = LAT_STEP * SIDES[letter], LON_STEP * SIDES[letter]

    def inside(square: Square) -> bool:
        norths, easts = (square[0], square[0] + 1), (square[1], square[1] + 1)
        corners = [Point(north * lat_step, east * lon_step) for north in norths for east in easts]
        return all(distance_km(centre, corner) <= radius_km for corner in corners)

    return _joined(letter, {square for square in _touched(letter, centre, radius_km) if inside(square)})


@lru_cache(maxsize=512)  # the same few centres are asked about again and again, each with many squares
def cells_within(centre: Point, radius_km: float) -> tuple[str, ...]:
    """Squares that cover a circle; a point in one of them may lie a square's diagonal outside the circle."""
    letter = _letter(radius_km)
    return _joined(letter, _touched(letter, centre, radius_km))


def _letter(radius_km: float) -> str:
    return "f" if radius_km <= FINE_UP_TO_KM else "g"


def _square(letter: str, point: Point) -> Square:
    # Larger squares are counted in the smallest ones, so that every square lies in one larger one.
    side = SIDES[letter]
    return floor(point.lat / LAT_STEP) // side, floor(point.lon / LON_STEP) // side


def _token(letter: str, square: Square) -> str:
    return f"{letter}{square[0]}:{square[1]}"


def _touched(letter: str, centre: Point, radius_km: float) -> set[Square]:
    lat_step, lon_step = LAT_STEP * SIDES[letter], LON_STEP * SIDES[letter]
    lat_km = lat_step * KM_PER_DEGREE
    lon_km = max(0.1, lon_step * KM_PER_DEGREE * cos(radians(centre.lat)))
    row, column = _square(letter, centre)
    rows, columns = ceil(radius_km / lat_km) + 1, ceil(radius_km / lon_km) + 1
    reach = radius_km + sqrt(lat_km**2 + lon_km**2) / 2
    return {
        (north, east)
        for north in range(row - rows, row + rows + 1)
        for east in range(column - columns, column + columns + 1)
        if kilometres(centre.lat, centre.lon, (north + 0.5) * lat_step, (east + 0.5) * lon_step) <= reach
    }


def _joined(letter: str, squares: set[Square]) -> tuple[str, ...]:
    """The same ground in as few squares as there are: an engine looks each one up."""
    if letter not in LARGER:
        return tuple(_token(letter, square) for square in sorted(squares))
    times = SIDES[LARGER[letter]] // SIDES[letter]
    parts = Counter((north // times, east // times) for north, east in squares)
    whole = {square for square, count in parts.items() if count == times * times}
    rest = sorted(square for square in squares if (square[0] // times, square[1] // times) not in whole)
    return (*_joined(LARGER[letter], whole), *(_token(letter, square) for square in rest))
