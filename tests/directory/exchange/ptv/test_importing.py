"""Files of the register into the directory: the real records and made-up ones that meet each other."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest
from sqlalchemy import select

from directory.db import Database
from directory.exchange.own.writing import Counts, write
from directory.exchange.ptv import importing as ptv
from directory.models import Activity, Organisation, Provenance, Verification
from tests.directory.exchange.ptv.samples import FILES, channel, description, organisation, service

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)


def written(folder: Path, *records: Any) -> Path:
    path = folder / "register.jsonl"
    path.write_bytes(b"\n".join(orjson.dumps(record) for record in records) + b"\n")
    return path


def mapped(*paths: Path, known: tuple[str, ...] = ()) -> ptv.MappedFile:
    return ptv.map_records(ptv.read_files(paths), known)


def brought(database: Database, file: ptv.MappedFile, now: datetime = NOW) -> Counts:
    assert not list(map(str, file.checked.every_fault()))
    with database.write() as session:
        return write(
            session,
            file.checked,
            now=now,
            source=ptv.SOURCE,
            provenance_of=lambda record, fingerprint, at: ptv.provenance(
                file.activities[record["id"]], fingerprint, at
            ),
        )


def test_the_real_records_come_in_and_come_in_once(database: Database) -> None:
    counts = brought(database, mapped(*FILES))
    assert (counts.added, counts.changed) == (8, 0)  # four services, Vaasa, Liperi, Mikkeli's Otavia and Naantali
    again = brought(database, mapped(*FILES), NOW + timedelta(days=1))
    assert (again.added, again.changed, again.unchanged) == (0, 0, 8)
    with database.read() as session:
        crisis = session.scalars(
            select(Activity).where(Activity.import_id == "ptv-9f242076-de0b-4c58-810e-aac4979d71fa")
        ).one()
        assert {text.language: text.title for text in crisis.texts} == {
            "fi": "Päivystävän kriisiryhmän palvelut",
            "sv": "Krisgruppens jour",
        }
        assert crisis.organisation.names["en"] == "City of Vaasa"
        assert crisis.organisation.business_id == "0209602-6"
        assert (crisis.area_municipalities, crisis.modes, crisis.cost) == (["905"], ["phone"], "free")
        assert "grief" in crisis.needs
        assert len(crisis.schedules) == 7
        assert [contact.phone for contact in crisis.contacts] == ["+358 405501990"]
        assert session.scalars(select(Verification)).all() == []


def test_every_field_group_names_its_record(database: Database, tmp_path: Path) -> None:
    path = written(tmp_path, service(generalDescriptionId="D1"), channel(), organisation(), description())
    brought(database, mapped(path))
    with database.read() as session:
        rows = session.scalars(
            select(Provenance).join(Activity).where(Activity.import_id == "ptv-s1").order_by(Provenance.id)
        ).all()
        assert [(row.field_group, row.source, row.source_id) for row in rows] == [
            ("texts", "ptv", "S1"),
            ("codes", "ptv", "S1"),
            ("place", "ptv", "C1"),
            ("times", "ptv", "C1"),
            ("contact", "ptv", "C1"),
            ("texts", "ptv-description", "D1"),
        ]
        assert {row.licence for row in rows} == {"CC BY 4.0"}
        assert rows[0].source_modified == datetime(2026, 5, 6, 7, 8, 9, tzinfo=UTC)
        assert rows[5].source_modified is None
        assert rows[1].unmapped["classification"] == ["P24.1 Luonnonvaraiset kasvit ja eläimet"]
        assert rows[0].unmapped == {}


def test_a_change_at_the_source_replaces_its_provenance(database: Database, tmp_path: Path) -> None:
    brought(database, mapped(written(tmp_path, service(generalDescriptionId="D1"), description(), organisation())))
    later = service(modified="2026-06-01T00:00:00", serviceChargeType="FreeOfCharge")
    counts = brought(database, mapped(written(tmp_path, later, organisation())), NOW + timedelta(days=1))
    assert counts.changed == 1
    with database.read() as session:
        one = session.scalars(select(Activity).where(Activity.import_id == "ptv-s1")).one()
        assert [(row.field_group, row.source) for row in one.provenance] == [("texts", "ptv"), ("codes", "ptv")]


def test_national_descriptions_have_an_honest_owner(database: Database, tmp_path: Path) -> None:
    brought(database, mapped(written(tmp_path, description(), description(id="D2", type="PermissionAndObligation"))))
    with database.read() as session:
        owner = session.scalars(select(Organisation)).one()
        assert owner.names["en"] == "National service descriptions"
        assert "Suomi.fi" in owner.descriptions["sv"]
        states = session.execute(select(Activity.import_id, Activity.lifecycle).order_by(Activity.import_id))
        assert [tuple(state) for state in states] == [("ptv-d1", "published"), ("ptv-d2", "pending")]


def test_a_body_of_which_only_the_name_is_known(tmp_path: Path) -> None:
    file = mapped(written(tmp_path, service()))
    (owner,) = file.checked.organisations
    assert (owner["id"], owner["name"], owner["type"]) == ("ptv-o1", {"fi": "Lieksan kaupunki"}, "other")


def test_a_body_in_the_directory_is_not_made_anew(tmp_path: Path) -> None:
    assert mapped(written(tmp_path, service()), known=("ptv-o1",)).checked.organisations == []


def test_a_parent_that_is_nowhere_is_left_out(tmp_path: Path) -> None:
    child, head = organisation(parentOrganizationId="O9"), organisation(id="O9")
    assert "parent" not in mapped(written(tmp_path, child)).checked.organisations[0]
    assert mapped(written(tmp_path, child, head)).checked.organisations[0]["parent"] == "ptv-o9"


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"areas": [], "organizations": [{"organization": {"id": "O5", "name": "X"}}]}, "area.municipalities"),
        ({"organizations": []}, "organisation"),
        ({"serviceNames": [{"language": "se", "value": "X", "type": "Name"}]}, "texts"),
    ],
)
def test_what_cannot_be_placed_is_rejected_and_named(tmp_path: Path, changes: dict[str, Any], path: str) -> None:
    faults = [str(fault) for fault in mapped(written(tmp_path, service(**changes))).checked.every_fault()]
    assert len(faults) == 1
    assert faults[0].startswith(f"activities[0].{path}: ")


def test_what_does_not_hold_at_the_source_is_told(tmp_path: Path) -> None:
    file = mapped(written(tmp_path, organisation(businessCode="0209602-7", webPages=[{"url": "lieksa"}])))
    assert file.faulty == {"Lieksan kaupunki": {"business id": "0209602-7", "website": "lieksa"}}
    assert file.checked.organisations[0]["business_id"] is None


def test_what_is_not_of_the_register_is_counted(tmp_path: Path) -> None:
    records = [{"a": 1}, {"id": "S7", "serviceNames": 5, "areas": [3]}, channel(id="C7", serviceChannelType="WebPage")]
    read = ptv.read_files([written(tmp_path, *records)])
    assert dict(read.skipped) == {
        "record of an unknown form": 1,
        "record S7: not of the register's form": 1,
        "channel WebPage": 1,
    }


def test_channels_without_a_service_are_counted(tmp_path: Path) -> None:
    assert mapped(written(tmp_path, channel(services=[]))).channels_alone == 1


def test_a_file_that_is_not_json_is_named(tmp_path: Path) -> None:
    path = tmp_path / "broken.json"
    path.write_text("{")
    with pytest.raises(ValueError, match=r"broken\.json: not JSON"):
        ptv.read_files([path])
