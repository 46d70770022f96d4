"""What every benchmark shares: a child process measured on one core, and a JSON result of it.

A result is one file ``benchmarks/results/NAME.json`` with the keys ``name``, ``date``, ``commit``,
``machine``, ``versions`` and ``figures``. :mod:`benchmarks.report` turns the files into docs/benchmarks.md.
"""

from __future__ import annotations

import datetime
import json
import os
import platform
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import IO

__all__ = [
    "BENCHMARKS",
    "RESULTS",
    "ROOT",
    "BenchmarkFailed",
    "Measured",
    "dateline_command",
    "run_pinned",
    "save",
]

BENCHMARKS = Path(__file__).parent
ROOT = BENCHMARKS.parent
RESULTS = BENCHMARKS / "results"

Figure = int | float | str | bool | None


class BenchmarkFailed(Exception):
    """What was to be measured did not do its work; a figure would be meaningless."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One child process: wall and CPU seconds, peak resident memory in MiB, exit code (negative: signal)."""

    seconds: float
    cpu_seconds: float
    peak_rss_mib: float
    exit_code: int
    stdout: str
    stderr: str


def dateline_command() -> str:
    """The ``dateline`` program installed beside the interpreter that runs the benchmark.

    Raises:
        BenchmarkFailed: it is not installed.
    """
    program = Path(sys.executable).with_name("dateline")
    if not program.exists():
        raise BenchmarkFailed("dateline is not installed beside this Python; run `make install` first")
    return str(program)


def run_pinned(command: Sequence[str], *, timeout: float) -> Measured:
    """Run ``command`` from the repository's root on one core and measure it.

    A command that runs past ``timeout`` seconds is killed with its children and has exit code -9. Where
    the system cannot pin a process (macOS) it runs on all cores; :func:`save` records which.
    """
    with _scratch() as stdout, _scratch() as stderr:
        began = time.perf_counter()
        with _one_core():
            child = subprocess.Popen(
                command,
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=stdout,
                stderr=stderr,
                start_new_session=True,
            )
        killer = threading.Timer(timeout, os.killpg, (child.pid, signal.SIGKILL))
        killer.start()
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - began
        killer.cancel()
        child.returncode = os.waitstatus_to_exitcode(status)
        return Measured(
            seconds=seconds,
            cpu_seconds=usage.ru_utime + usage.ru_stime,
            peak_rss_mib=usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10),
            exit_code=child.returncode,
            stdout=_written(stdout),
            stderr=_written(stderr),
        )


@contextmanager
def _one_core() -> Iterator[None]:
    """A child started inside runs on the first core that this process may use."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(allowed)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, allowed)


def _scratch() -> IO[str]:
    return tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")


def _written(stream: IO[str]) -> str:
    stream.seek(0)
    return stream.read()


def save(name: str, figures: Mapping[str, Figure], packages: Sequence[str] = ()) -> Path:
    """Write ``benchmarks/results/NAME.json`` and print the figures; returns the file."""
    result = {
        "name": name,
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "commit": _commit(),
        "machine": _machine(),
        "versions": {"python": platform.python_version()}
        | {package: version(package) for package in packages},
        "figures": dict(figures),
    }
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{name}.json"
    path.write_text(json.dumps(result, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{path.relative_to(ROOT)}: {json.dumps(figures, ensure_ascii=False)}")
    return path


def _machine() -> dict[str, Figure]:
    """Enough to compare two results; nothing that names the computer or its owner."""
    return {
        "processor": _processor(),
        "architecture": platform.machine(),
        "system": platform.system(),
        "cores": os.cpu_count(),
        "memory_gib": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1),
        "pinned": hasattr(os, "sched_setaffinity"),
        # A busy machine gives worse figures; the load says how far to trust them.
        "load_1min": round(os.getloadavg()[0], 2),
    }


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        for line in cpuinfo.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or "unknown"


def _commit() -> str:
    """Commit measured, with ``+changes`` when tracked files differ from it."""

    def git(*arguments: str) -> str:
        done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
        return done.stdout.strip()

    changed = git(
        "status", "--porcelain", "--untracked-files=no", "--", ".", ":!benchmarks/results", ":!docs"
    )
    return (git("rev-parse", "--short=12", "HEAD") or "unknown") + ("+changes" if changed else "")
