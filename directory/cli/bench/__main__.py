"""Make the data, index it, serve it, load it, print what came of it."""

import argparse
import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from directory.cli.bench.loading import Load, load
from directory.cli.bench.making import write_file
from directory.cli.bench.questions import search_paths, suggest_paths
from directory.cli.bench.serving import gunicorn, memory_peak

CONNECTIONS = 8
DIFFERENT = 2000  # different addresses, so that what is kept ready helps no more than among readers
READY = "/fi/haku?q=koe"


def main() -> None:
    """See ``scripts/bench --help``."""
    options = _options()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        settings = {"DATA_DIR": str(folder), "DEMO": "1", "DATABASE_URL": f"sqlite:///{folder / 'directory.sqlite'}"}
        if not (folder / "directory.sqlite").exists():
            _fill(folder, options.activities, settings)
        engines = ["embedded", "meilisearch"] if os.environ.get("MEILISEARCH_URL") else ["embedded"]
        if not options.skip_reindex:
            for engine in engines:
                seconds, peak, said = _flask(["reindex", "--engine", engine], settings)
                print(f"reindex {engine}: {seconds:.1f} s, peak {peak} MiB ({said.strip()})")
        floor = _floor(options.seconds)
        for engine in engines:
            _measure(engine, settings | {"SEARCH_ENGINE": engine}, floor, options.seconds)
    if "meilisearch" not in engines:
        print("Meilisearch was not measured: MEILISEARCH_URL is not set.")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    parser.add_argument("--activities", type=int, default=60_000)
    parser.add_argument("--seconds", type=float, default=15.0, help="of each load")
    parser.add_argument("--keep", type=Path, help="a folder for data and indexes, used again when it has them")
    parser.add_argument("--skip-reindex", action="store_true", help="use the indexes of --keep as they are")
    return parser.parse_args()


def _flask(arguments: list[str], settings: Mapping[str, str]) -> tuple[float, int, str]:
    return memory_peak([sys.executable, "-m", "flask", "--app", "directory", *arguments], settings)


def _fill(folder: Path, activities: int, settings: Mapping[str, str]) -> None:
    write_file(folder / "data.json", activities)
    _flask(["upgrade-database"], settings)
    seconds, peak, said = _flask(["import", str(folder / "data.json")], settings)
    print(f"import of {activities}: {seconds:.1f} s, peak {peak} MiB so far ({said.strip().splitlines()[-1]})")


def _floor(seconds: float) -> dict[str, float]:
    """Answers a second of the two plain pages."""
    with gunicorn("directory.cli.bench.baseline:app()", "/ok", {}) as url:
        loads = {
            name: load(url, [path], CONNECTIONS, seconds / 2) for name, path in (("ok", "/ok"), ("items", "/items"))
        }
    for name, found in loads.items():
        _print("a page that only says ok" if name == "ok" else "a template of 20 items", found, {})
    return {name: found.per_second for name, found in loads.items()}


def _measure(engine: str, settings: Mapping[str, str], floor: Mapping[str, float], seconds: float) -> None:
    with gunicorn("directory:create_app()", READY, settings) as url:
        load(url, search_paths(100, seed=1), CONNECTIONS, min(5.0, seconds))  # both workers read lexicon and index
        one = load(url, search_paths(DIFFERENT, seed=2), 1, seconds)
        _print(f"search page, {engine}, 1 connection", one, floor)
        many = load(url, search_paths(DIFFERENT, seed=3), CONNECTIONS, seconds)
        _print(f"search page, {engine}, {CONNECTIONS} connections", many, floor)
        typed = load(url, suggest_paths(DIFFERENT), 1, seconds / 2)
        _print(f"suggestions, {engine}, 1 connection", typed, floor)


def _print(name: str, found: Load, floor: Mapping[str, float]) -> None:
    ratios = "".join(f", {found.per_second / of:.2f} × {page}" for page, of in floor.items())
    print(
        f"{name}: p50 {found.percentile(0.5):.1f} ms, p95 {found.percentile(0.95):.1f} ms, "
        f"{found.per_second:.0f}/s{ratios}" + (f", {found.failed} FAILED" if found.failed else ""),
        flush=True,
    )


if __name__ == "__main__":
    main()
