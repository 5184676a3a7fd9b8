"""Make the data, index it, serve it, load it, print what came of it."""

import argparse
import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from directory.cli.bench.loading import Load, load, percentile
from directory.cli.bench.making import write_file
from directory.cli.bench.questions import search_paths, suggest_paths
from directory.cli.bench.serving import gunicorn, memory_peak

CONNECTIONS = (1, 8)
DIFFERENT = 2000  # different addresses, so that what is kept ready helps no more than among readers
READY = "/fi/haku?q=koe"

Floor = dict[int, dict[str, float]]  # connections -> page -> answers a second


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


def _floor(seconds: float) -> Floor:
    """Answers a second of the two plain pages."""
    pages = {"ok": "a page that only says ok", "items": "a template of 20 items"}
    floor: Floor = {}
    with gunicorn("directory.cli.bench.baseline:app()", "/ok", {}) as url:
        for connections in CONNECTIONS:
            for page, name in pages.items():
                found = load(url, [f"/{page}"], connections, seconds / 3)
                _print(_named(name, connections), found, {})
                floor.setdefault(connections, {})[page] = found.per_second
    return floor


def _measure(engine: str, settings: Mapping[str, str], floor: Floor, seconds: float) -> None:
    with gunicorn("directory:create_app()", READY, settings) as url:
        load(url, search_paths(DIFFERENT, seed=1), max(CONNECTIONS), min(5.0, seconds))  # both workers read the index
        for connections in CONNECTIONS:
            found = load(url, search_paths(DIFFERENT, seed=1 + connections), connections, seconds)
            _print(_named(f"search page, {engine}", connections), found, floor[connections])
            if found.engines != {engine}:
                print(f"  NOT ALWAYS ANSWERED BY {engine}: {', '.join(sorted(found.engines)) or 'nobody'}")
        typed = load(url, suggest_paths(DIFFERENT), 1, seconds / 2)
        _print(_named(f"suggestions, {engine}", 1), typed, floor[1])


def _named(name: str, connections: int) -> str:
    return f"{name}, {connections} connection{'s' if connections > 1 else ''}"


def _print(name: str, found: Load, floor: Mapping[str, float]) -> None:
    said = f"p50 {percentile(found.times, 0.5):.1f} ms, p95 {percentile(found.times, 0.95):.1f} ms"
    if found.own:
        said += f" (without the engine {percentile(found.own, 0.5):.1f} and {percentile(found.own, 0.95):.1f})"
    said += f", {found.per_second:.0f}/s"
    said += "".join(f", {found.per_second / of:.3f} × {page}" for page, of in floor.items())
    print(f"{name}: {said}" + (f", {found.failed} FAILED" if found.failed else ""), flush=True)


if __name__ == "__main__":
    main()
