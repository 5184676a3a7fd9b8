"""Distances on earth, and a grid of squares that lets an engine find what is near by looking tokens up."""

from functools import lru_cache
from math import asin, ceil, cos, floor, radians, sin, sqrt
from typing import Final

from search.types import Point

EARTH_KM: Final = 6371.0088  # mean radius, IUGG
KM_PER_DEGREE: Final = 111.2
# Degrees of latitude and longitude of a square's sides: about 2 km and 11 km in Finland's latitudes.
FINE: Final = ("f", 0.02, 0.045)
COARSE: Final = ("g", 0.1, 0.225)
FINE_UP_TO_KM: Final = 25.0


def distance_km(a: Point, b: Point) -> float:
    """Straight-line distance along the surface, kilometres (haversine)."""
    return kilometres(a.lat, a.lon, b.lat, b.lon)


def kilometres(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """``distance_km`` of bare degrees: of a hundred candidates it is asked for each search."""
    half = sin(radians(lat_b - lat_a) / 2) ** 2
    half += cos(radians(lat_a)) * cos(radians(lat_b)) * sin(radians(lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


def cells_of(point: Point) -> tuple[str, str]:
    """The fine and the coarse square a point lies in."""
    return (
        f"{FINE[0]}{floor(point.lat / FINE[1])}:{floor(point.lon / FINE[2])}",
        f"{COARSE[0]}{floor(point.lat / COARSE[1])}:{floor(point.lon / COARSE[2])}",
    )


@lru_cache(maxsize=128)
def cells_inside(centre: Point, radius_km: float) -> tuple[str, ...]:
    """Those of ``cells_within`` that lie wholly inside the circle."""
    _, lat_step, lon_step = FINE if radius_km <= FINE_UP_TO_KM else COARSE

    def inside(cell: str) -> bool:
        row, _, column = cell[1:].partition(":")
        norths, easts = (int(row), int(row) + 1), (int(column), int(column) + 1)
        corners = [Point(north * lat_step, east * lon_step) for north in norths for east in easts]
        return all(distance_km(centre, corner) <= radius_km for corner in corners)

    return tuple(cell for cell in cells_within(centre, radius_km) if inside(cell))


@lru_cache(maxsize=512)  # the same few centres are asked about again and again, each with many squares
def cells_within(centre: Point, radius_km: float) -> tuple[str, ...]:
    """Squares that cover a circle; a point in one of them may lie a square's diagonal outside the circle."""
    name, lat_step, lon_step = FINE if radius_km <= FINE_UP_TO_KM else COARSE
    lat_km = lat_step * KM_PER_DEGREE
    lon_km = max(0.1, lon_step * KM_PER_DEGREE * cos(radians(centre.lat)))
    row, column = floor(centre.lat / lat_step), floor(centre.lon / lon_step)
    rows, columns = ceil(radius_km / lat_km) + 1, ceil(radius_km / lon_km) + 1
    reach = radius_km + sqrt(lat_km**2 + lon_km**2) / 2
    cells: list[str] = []
    for north in range(row - rows, row + rows + 1):
        for east in range(column - columns, column + columns + 1):
            middle = Point((north + 0.5) * lat_step, (east + 0.5) * lon_step)
            if distance_km(centre, middle) <= reach:
                cells.append(f"{name}{north}:{east}")
    return tuple(cells)
