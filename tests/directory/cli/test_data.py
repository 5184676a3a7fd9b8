"""Import, export and check-data from the command line: what they tell, their exit codes, the register's account."""

from datetime import timedelta
from pathlib import Path

import orjson
from flask import Flask
from sqlalchemy import select, update

from directory.db import Database
from directory.models import Activity, CooperationContact
from directory.models.base import utc_now
from tests.directory.exchange.own.samples import activity, organisation
from tests.directory.exchange.ptv.samples import FILES, channel, description, service
from tests.directory.exchange.ptv.samples import organisation as body


def run(app: Flask, *arguments: str) -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    return result.exit_code, result.output


def file_of(folder: Path, *activities: dict[str, object], name: str = "file.json") -> Path:
    path = folder / name
    path.write_bytes(orjson.dumps({"organisations": [organisation()], "activities": list(activities)}))
    return path


def test_every_fault_is_told_however_many(app: Flask, tmp_path: Path) -> None:
    code, output = run(app, "import", str(file_of(tmp_path, *(activity(id=f"a-{i}", gender="x") for i in range(300)))))
    assert code == 1
    assert output.count(".gender: 'x' - one of all, men, women") == 300
    assert "300 faults, nothing was imported." in output


def test_partial_writes_reasons_with_the_rejected_records(app: Flask, tmp_path: Path) -> None:
    path = file_of(tmp_path, activity(), activity(id="toinen", tier="x"), activity(id="kolmas"))
    code, output = run(app, "import", "--partial", str(path))
    assert code == 1
    assert "3 added, 0 changed, 0 as they were." in output
    (rejected,) = orjson.loads((tmp_path / "file.rejected.json").read_bytes())
    assert (rejected["list"], rejected["index"], rejected["record"]["id"]) == ("activities", 1, "toinen")
    assert rejected["reasons"] == ["activities[1].tier: 'x' - one of market, professional, volunteer"]


def test_partial_does_not_help_a_file_that_is_no_file(app: Flask, tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    path.write_text("[]")
    code, output = run(app, "import", "--partial", str(path))
    assert code == 1
    assert "nothing was imported" in output


def test_the_other_files_go_in_when_one_is_refused(app: Flask, tmp_path: Path) -> None:
    bad = file_of(tmp_path, activity(tier="x"), name="bad.json")
    good = file_of(tmp_path, activity(), name="good.json")
    code, output = run(app, "import", str(bad), str(good))
    assert code == 1
    assert "good.json: 2 added" in output


def test_edits_made_here_are_kept_and_told(app: Flask, tmp_path: Path) -> None:
    assert run(app, "import", str(file_of(tmp_path, activity())))[0] == 0
    database: Database = app.extensions["database"]
    with database.write() as session:
        session.execute(update(Activity).values(age_min=50, updated_at=utc_now() + timedelta(minutes=1)))
    again = str(file_of(tmp_path, activity(age_max=90)))
    assert "1 kept as edited here since" in run(app, "import", again)[1]
    assert "1 changed" in run(app, "import", "--overwrite", again)[1]


def test_an_export_to_standard_output_is_json(app: Flask, tmp_path: Path) -> None:
    run(app, "import", str(file_of(tmp_path, activity())))
    result = app.test_cli_runner().invoke(args=["export"])
    assert result.exit_code == 0
    assert orjson.loads(result.stdout_bytes) == {"organisations": [organisation()], "activities": [activity()]}


def test_check_data_tells_by_its_exit_code(app: Flask, tmp_path: Path) -> None:
    run(app, "import", str(file_of(tmp_path, activity())))
    code, output = run(app, "check-data")
    assert (code, output) == (0, "1 activities, 0 faults.\n")
    database: Database = app.extensions["database"]
    with database.write() as session:
        session.execute(update(Activity).values(age_min=99, age_max=9))
    code, output = run(app, "check-data")
    assert code == 1
    assert "age_min: 99 is above age_max 9" in output
    assert output.endswith("1 activities, 2 faults.\n")  # the card was not brought along either


def test_the_register_import_gives_its_account(app: Flask, tmp_path: Path) -> None:
    path = tmp_path / "register.jsonl"
    records = [
        service(),
        channel(),
        channel(id="C5", services=[]),
        channel(id="C6", serviceChannelType="EChannel"),
        body(businessCode="1234567-8"),
        description(target_group=[{"code": "KR2"}]),
    ]
    path.write_bytes(b"\n".join(map(orjson.dumps, records)))
    code, output = run(app, "import", "--format", "ptv", str(path))
    assert code == 0
    for line in (
        "2 services, 2 channels, 1 organisations read; 4 added, 0 changed, 0 as they were. 0 rejected.",
        "1 are permits, or for companies or authorities only: they wait as pending for a coordinator.",
        "Left out: channel EChannel: 1",
        "Left out: channels of no service in these files: 1",
        "Left out: Lieksan kaupunki: business id '1234567-8' does not hold",
        "Not mapped of organisations (not kept): webPages: 1",
        "  channel details: 1",
        "  class P24.1 Luonnonvaraiset kasvit ja eläimet: 1",
    ):
        assert line in output.splitlines()


def test_the_register_import_rejects_what_it_cannot_place(app: Flask, tmp_path: Path) -> None:
    path = tmp_path / "register.json"
    path.write_bytes(orjson.dumps([service(), service(id="S2", organizations=[])]))
    code, output = run(app, "import", "--format", "ptv", str(path))
    assert code == 1
    assert "activities[1].organisation" in output
    assert "1 rejected." in output


def test_real_records_and_the_demo_stand_side_by_side(demo_copy: Flask) -> None:
    code, output = run(demo_copy, "import", "--format", "ptv", *map(str, FILES))
    assert code == 0
    assert "8 added" in output
    assert (
        run(demo_copy, "import", "--format", "ptv", *map(str, FILES))[1].count("0 added, 0 changed, 5 as they were")
        == 1
    )


def test_loading_the_demo_again_changes_nothing(demo_copy: Flask) -> None:
    database: Database = demo_copy.extensions["database"]
    with database.read() as session:
        people = session.scalars(select(CooperationContact)).all()
        assert {(person.municipality, person.name) for person in people} >= {("422", "Marja Piironen")}
    code, output = run(demo_copy, "load-demo", "--on", "2026-11-24")
    assert (code, output) == (0, "Demo: 0 added, 0 changed, 350 as they were.\n")
    with database.read() as session:
        assert len(session.scalars(select(CooperationContact)).all()) == len(people)
