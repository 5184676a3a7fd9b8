"""Places inside a sentence."""

import pytest

from directory.vocabulary import counties, municipalities
from directory.web.place_names import in_county, in_municipality


@pytest.mark.parametrize(
    ("code", "fi", "sv", "en"),
    [
        ("422", "Lieksassa", "i Lieksa", "in Lieksa"),
        ("837", "Tampereella", "i Tammerfors", "in Tampere"),
        ("091", "Helsingissä", "i Helsingfors", "in Helsinki"),
        ("895", "Uudessakaupungissa", "i Nystad", "in Uusikaupunki"),
        ("322", "Kemiönsaaressa", "på Kimitoön", "in Kimitoön"),
    ],
)
def test_where_forms(code: str, fi: str, sv: str, en: str) -> None:
    assert [in_municipality(code, language) for language in ("fi", "sv", "en")] == [fi, sv, en]


def test_every_municipality_has_a_finnish_where_form() -> None:
    for code, town in municipalities().items():
        if town.active:
            form = in_municipality(code, "fi").split()[0]
            assert form.endswith(("ssa", "ssä", "lla", "llä")), form


def test_every_county_has_one() -> None:
    for code in counties():
        assert in_county(code, "fi").endswith(("ella", "llä", "lla", "ssä"))
