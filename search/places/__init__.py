"""Place names: every municipality, county and region in any form of three languages, and what people call them."""

from search.places.gazetteer import CountyFacts, FoundPlace, Gazetteer, MunicipalityFacts, PlaceName

__all__ = ["CountyFacts", "FoundPlace", "Gazetteer", "MunicipalityFacts", "PlaceName"]
