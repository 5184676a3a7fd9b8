"""What is drawn on the small map, as SVG: names of municipalities, then the numbered pins above them."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

from directory.web.pages import Text


@dataclass(frozen=True, slots=True)
class Pin:
    """A numbered place on the map: ``x`` and ``y`` in the map's own units, ``target`` the card it belongs to."""

    number: int
    x: float
    y: float
    lat: float
    lon: float
    title: Text
    target: str
    exact: bool


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A municipality's name on the map's plain ground."""

    x: float
    y: float
    lat: float
    lon: float
    text: str


def drawing(names: Iterable[PlaceName], pins: Iterable[Pin]) -> Markup:
    """The map's contents. Pins lead to their cards."""
    return Markup("".join([*map(_name, names), *map(_pin, pins)]))  # noqa: S704 - numbers, and escaped texts


def _name(name: PlaceName) -> str:
    return (
        f'<text class="town" x="{name.x}" y="{name.y}" data-lat="{name.lat}" data-lon="{name.lon}">'
        f"{escape(name.text)}</text>"
    )


def _pin(pin: Pin) -> str:
    return (
        f'<a href="#{escape(pin.target)}" class="pin{"" if pin.exact else " pin--wide"}" data-lat="{pin.lat}"'
        f' data-lon="{pin.lon}" aria-label="{pin.number}. {escape(pin.title.text)}">'
        f'<circle cx="{pin.x}" cy="{pin.y}" r="14"/><text x="{pin.x}" y="{pin.y + 5}">{pin.number}</text></a>'
    )
