"""Servers of the measurement: gunicorn on a free loopback port, ended when the measurement ends."""

import os
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Final

STARTS_IN: Final = 90.0  # seconds
ROOT: Final = Path(__file__).parents[3]


@contextmanager
def gunicorn(target: str, ready: str, environment: Mapping[str, str]) -> Iterator[str]:
    """Two workers that serve ``target``; gives the address once ``ready`` answers with 200."""
    port = _free_port()
    own = target.startswith("directory:")
    config = str(ROOT / "gunicorn.conf.py") if own else f"python:{target.partition(':')[0]}"
    command = [sys.executable, "-m", "gunicorn", "--config", config, "--bind", f"127.0.0.1:{port}", target]
    settings = {**os.environ, **environment, "PORT": str(port), "BIND_HOST": "127.0.0.1", "LOG_LEVEL": "WARNING"}
    process = subprocess.Popen(command, cwd=ROOT, env=settings, stdout=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    try:
        _wait(url + ready, process)
        yield url
    finally:
        process.terminate()
        process.wait(30)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait(url: str, process: "subprocess.Popen[bytes]") -> None:
    until = monotonic() + STARTS_IN
    while process.poll() is None and monotonic() < until:
        try:
            with urllib.request.urlopen(url, timeout=STARTS_IN):  # noqa: S310 - our own loopback address
                return
        except (urllib.error.URLError, OSError):
            sleep(0.1)
    raise SystemExit(f"{url} does not answer")


def memory_peak(command: list[str], environment: Mapping[str, str]) -> tuple[float, int, str]:
    """Run a command; seconds, peak memory in MiB (files the system keeps for it included) and its output."""
    import resource

    began = monotonic()
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return monotonic() - began, (max(before, peak)) // unit, done.stdout
