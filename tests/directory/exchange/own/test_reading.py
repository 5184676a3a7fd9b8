"""Reading record by record: the same as reading whole, whatever falls on the border of two chunks."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.exchange.own import reading
from directory.exchange.own.reading import Entry, NotTheFormat, entries_in, entries_of

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(st.characters(exclude_categories=("Cs",))),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abc", max_size=3), inner, max_size=4),
    max_leaves=12,
)


@pytest.fixture(params=[7, 64, reading.CHUNK])
def chunk(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(reading, "CHUNK", request.param)
    return int(request.param)


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "file.json"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def read(path: Path) -> list[Entry]:
    return list(entries_in(path)())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(
    organisations=st.lists(VALUES, max_size=3),
    activities=st.lists(VALUES, max_size=3),
    other=VALUES,
    indent=st.sampled_from([None, 1]),
)
def test_reads_what_was_written(
    tmp_path: Path, chunk: int, organisations: list[Any], activities: list[Any], other: Any, indent: int | None
) -> None:
    raw = {"other": other, "activities": activities, "organisations": organisations}
    path = written(tmp_path, json.dumps(raw, indent=indent, ensure_ascii=False))
    found = read(path)
    expected = [Entry("other", None, other)]
    for key in ("activities", "organisations"):
        expected += [Entry(key, i, value) for i, value in enumerate(raw[key])] or [Entry(key, None, [])]
    assert found == expected


def test_a_file_can_be_read_again(tmp_path: Path) -> None:
    entries = entries_in(written(tmp_path, '{"organisations": [1, 2], "activities": []}'))
    assert list(entries()) == list(entries()) == list(entries_of({"organisations": [1, 2], "activities": []})())


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("", "found the end"),
        ("[]", "expected {"),
        ('{"organisations": [1 2]}', "character 21"),
        ('{"organisations": [1', "found the end"),
        ('{"organisations": [{"a": }]}', "character 25"),
        ('{"a": 1} x', "something follows"),
        ('{"a" 1}', "expected :"),
        ("{1: 2}", 'expected "'),
        ('{"a": NaN}', "unexpected"),
        ('{"a": "\\ud800"}', "surrogate"),
        (b'{"a": "\xff"}', "not UTF-8"),
        ('{"a": ' + "[" * 100_000, "nested too deep"),
    ],
)
def test_says_where_a_file_stops_being_json(tmp_path: Path, text: str | bytes, where: str) -> None:
    with pytest.raises(NotTheFormat, match=where.replace("{", r"\{")):
        read(written(tmp_path, text))


def test_a_record_without_end_is_not_read_to_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "CHUNK", 100)
    monkeypatch.setattr(reading, "RECORD_MOST", 500)
    path = written(tmp_path, '{"activities": ["' + "a" * 100_000)
    with path.open(encoding="utf-8") as file, pytest.raises(NotTheFormat):
        list(reading._Window(file).entries())
    with path.open(encoding="utf-8") as file:
        window = reading._Window(file)
        with pytest.raises(NotTheFormat):
            list(window.entries())
        assert file.tell() < 2_000
