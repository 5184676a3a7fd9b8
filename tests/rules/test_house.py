"""Rules of the house as tests: sizes, names, layers of templates, code lists, hosts."""

import re
import statistics
from pathlib import Path

import pytest
from flask import Flask

from directory.vocabulary import CLOSED_LISTS, OPEN_LISTS, UI_LANGUAGES, codes, counties, municipalities

ROOT = Path(__file__).parent.parent.parent
SOURCES = [p for folder in ("directory", "search") for p in (ROOT / folder).rglob("*.py") if "versions" not in p.parts]
TEMPLATES = list((ROOT / "templates").rglob("*.html"))
STATIC = [p for p in (ROOT / "directory/static").rglob("*") if p.suffix in {".css", ".js", ".svg"}]
BANNED = {"utils", "helpers", "common", "manager", "util", "helper", "misc"}


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_files_are_small_rooms() -> None:
    sizes = {path: lines(path) for path in SOURCES}
    assert not {str(path) for path, size in sizes.items() if size > 400}
    assert statistics.median(sizes.values()) < 90


def test_names_say_what_a_module_is() -> None:
    assert not [path for path in SOURCES if path.stem in BANNED or BANNED & set(path.parts)]


@pytest.mark.parametrize("code_list", [*CLOSED_LISTS, *OPEN_LISTS])
def test_every_code_has_a_label_in_every_language(code_list: str) -> None:
    for code, labels in codes(code_list).items():
        assert re.fullmatch(r"[a-z][a-z0-9_]*", code)
        assert all(labels[language].strip() for language in UI_LANGUAGES), code


@pytest.mark.parametrize("code_list", list(CLOSED_LISTS))
def test_enum_and_file_hold_the_same_codes(code_list: str) -> None:
    assert list(codes(code_list)) == [member.value for member in CLOSED_LISTS[code_list]]


def test_reference_facts() -> None:
    active = [m for m in municipalities().values() if m.active]
    assert len(active) == 308
    assert len(counties()) == 23
    assert {m.county for m in active} == set(counties())
    assert all(59 < m.lat < 70.1 and 19 < m.lon < 31.6 for m in active)
    assert all(municipalities()[m.merged_into].active for m in municipalities().values() if not m.active)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(ROOT)))
def test_templates_hold_no_script_style_or_raw_text(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\|\s*safe\b|\sstyle=|\son[a-z]+=|<style|autoescape false", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/ld\+json)(?![^>]*application/json)", text)


@pytest.mark.parametrize("path", [*TEMPLATES, *STATIC], ids=lambda p: str(p.relative_to(ROOT)))
def test_nothing_comes_from_another_host(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    loads = re.findall(
        r"(?:src|href|action)=\"(https?://[^\"]+)|url\([\"']?(https?://[^)\"']+)|import\s+[\"'](https?://[^\"']+)", text
    )
    outside = [a or b or c for a, b, c in loads]
    linked = [address for address in outside if not re.search(r"<a [^>]*" + re.escape(address), text)]
    assert not linked


def test_every_setting_is_in_the_readme() -> None:
    config = (ROOT / "directory/config.py").read_text(encoding="utf-8")
    names = set(re.findall(r"env(?:\.get\(|\[)\"([A-Z_]+)\"", config)) | set(re.findall(r"\(\"([A-Z_]+)\", \d", config))
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert not {name for name in names if f"`{name}`" not in readme}


def test_every_dependency_has_its_reason() -> None:
    wanted = {
        re.split(r"[\[<>=]", line)[0].strip().lower()
        for line in (ROOT / "requirements.in").read_text().splitlines()
        if line and not line.startswith(("#", "-"))
    }
    decisions = (ROOT / "docs/decisions.md").read_text(encoding="utf-8").lower()
    table = decisions[decisions.index("## dependencies") :]
    assert not {name for name in wanted if not re.search(rf"\b{re.escape(name)}\b", table)}


def test_links_between_documents_lead_somewhere() -> None:
    for document in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", document.read_text(encoding="utf-8")):
            assert (document.parent / target).exists(), f"{document.name}: {target}"


def test_migrations_are_numbered_without_gaps() -> None:
    numbers = sorted(p.name[:4] for p in (ROOT / "directory/migrations/versions").glob("*.py"))
    assert numbers == [f"{n:04}" for n in range(1, len(numbers) + 1)]


def test_pages_stand_at_the_same_place_in_three_languages(app: Flask) -> None:
    by_endpoint: dict[str, set[str]] = {}
    for rule in app.url_map.iter_rules():
        language = rule.rule.strip("/").split("/")[0]
        if language in UI_LANGUAGES:
            by_endpoint.setdefault(rule.endpoint, set()).add(language)
    assert by_endpoint
    assert {endpoint for endpoint, languages in by_endpoint.items() if languages != set(UI_LANGUAGES)} == set()
