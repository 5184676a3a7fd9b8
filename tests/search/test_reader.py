"""Reading the embedded index: the same records, whether there is room to keep them or not."""

from pathlib import Path

from search.conditions import EVERYTHING, Selection
from search.embedded import EmbeddedEngine
from search.embedded.files import live_generation
from search.embedded.reader import Reader
from tests.search.documents import document, entry


def test_reads_the_same_without_room_to_keep_it(tmp_path: Path) -> None:
    engine = EmbeddedEngine(tmp_path)
    with engine.rebuild() as building:
        building.add([entry(document(name, "Kerho")) for name in ("aa", "bb")])
        building.finish()
        building.swap()
    readers = [Reader(live_generation(tmp_path), cached) for cached in (0, 10)]
    for _ in range(2):
        without, with_room = (reader.select(Selection(EVERYTHING)) for reader in readers)
        assert sorted(without.records) == sorted(with_room.records)
        assert [record.id for record in without.records] == ["aa", "bb"]
        assert without.total == with_room.total == 2
    for reader in readers:
        reader.close()
    engine.close()
