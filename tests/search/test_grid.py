"""Distances and the grid."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.grid import cells_inside, cells_of, cells_within, distance_km
from search.types import Point

HELSINKI, TURKU = Point(60.1699, 24.9384), Point(60.4518, 22.2666)
IN_FINLAND = st.builds(Point, st.floats(59.8, 70.1), st.floats(19.5, 31.6))


def test_distance_of_two_towns() -> None:
    assert distance_km(HELSINKI, TURKU) == pytest.approx(150.4, abs=0.5)
    assert distance_km(HELSINKI, HELSINKI) == 0


@settings(deadline=None)
@given(IN_FINLAND, st.floats(-0.9, 0.9), st.floats(-1.5, 1.5), st.sampled_from([5.0, 12.0, 25.0, 60.0]))
def test_the_squares_cover_the_whole_circle(centre: Point, north: float, east: float, radius: float) -> None:
    point = Point(centre.lat + north, centre.lon + east)
    if distance_km(centre, point) <= radius:
        assert not set(cells_of(point)).isdisjoint(cells_within(centre, radius))


@settings(deadline=None)
@given(IN_FINLAND, st.floats(-0.9, 0.9), st.floats(-1.5, 1.5), st.sampled_from([5.0, 12.0, 25.0, 60.0]))
def test_squares_inside_hold_nothing_outside(centre: Point, north: float, east: float, radius: float) -> None:
    point = Point(centre.lat + north, centre.lon + east)
    if not set(cells_of(point)).isdisjoint(cells_inside(centre, radius)):
        assert distance_km(centre, point) <= radius + 0.05  # a side bulges a little between two corners


@pytest.mark.parametrize(("radius", "most"), [(5.0, 30), (25.0, 170), (60.0, 40), (100.0, 80)])
def test_few_squares_are_enough(radius: float, most: int) -> None:
    assert len(cells_within(HELSINKI, radius)) <= most
