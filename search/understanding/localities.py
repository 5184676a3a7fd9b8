"""Places in a question, as they are written or once their spelling is put right."""

from search.places import Gazetteer
from search.types import PartKind
from search.understanding.reading import Reading


def read_places(reading: Reading, gazetteer: Gazetteer) -> None:
    """Take places out of the question's free words. Words put right since the last call are read anew."""
    free = reading.free()
    words = [reading.tokens[i].corrected or reading.tokens[i].text.partition(":")[0] for i in free]
    for met in gazetteer.find(words):
        place = met.place
        code = place.key.partition(":")[2]
        positions = free[met.start : met.end]
        if reading.add(PartKind.PLACE, place.key, code, positions) and place not in reading.places:
            reading.places.append(place)
