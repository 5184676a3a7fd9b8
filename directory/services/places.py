"""The place register as search reads it."""

from functools import cache

from directory.vocabulary import counties, municipalities, regions
from search.places import Gazetteer


@cache
def places_register() -> Gazetteer:
    """Every place name in every form; made once a process."""
    return Gazetteer(municipalities().values(), counties().values(), regions())
