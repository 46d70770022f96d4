"""Files made to break a reader: each must be coded, or rejected with a reason, within seconds."""

from __future__ import annotations

import argparse
import importlib.util
import multiprocessing
import resource
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from benchmarks.hard_texts import write_hard_texts
from benchmarks.runner import ROOT, Figure, dateline_command, run_pinned, save
from dateline.errors import RejectedDocument
from dateline.ingest import read_paths
from dateline.link.places import build_index
from dateline.model import Document, Rejection
from dateline.pipeline import Pipeline

INDEX = ROOT / "build" / "hostile-places"
"""Place index of this benchmark, apart from the user's; `make clean` removes it."""

LIMIT = 10.0
"""Seconds one file may take before it counts as hung."""

START_LIMIT = 120.0
"""Seconds a worker may take to load its model and index; the first one also builds the index."""

RUN_LIMIT = 600.0
"""Seconds that one run of ``dateline code`` over all the files may take."""


def open_coder() -> Pipeline:
    """A pipeline to use with ``with``; builds its place index on first use."""
    if not INDEX.exists():
        INDEX.parent.mkdir(exist_ok=True)
        build_index(INDEX, lambda _step, _share: None)
    return Pipeline.open(INDEX)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one file: ``coded``, ``rejected``, ``crashed``, ``hung`` or ``lost`` (neither coded nor
    rejected, or rejected without a reason)."""

    verdict: str
    detail: str = ""
    seconds: float = 0.0
    peak_rss_mib: float = 0.0


def outcome_of(path: Path, pipeline: Pipeline) -> Outcome:
    """Read and code one file in this process."""
    coded, reasons = 0, []
    try:
        for found in read_paths([str(path)]):
            match found:
                case Document():
                    try:
                        pipeline.code(found)
                        coded += 1
                    except RejectedDocument as refused:
                        reasons.append(refused.reason)
                case Rejection(reason=reason):
                    reasons.append(reason)
    except Exception:  # any error at all is the finding
        return Outcome(verdict="crashed", detail=traceback.format_exc(limit=-3))
    if not all(reasons) or not (coded or reasons):
        return Outcome(verdict="lost", detail=f"{coded} documents, reasons {reasons}")
    return Outcome(verdict="coded" if coded else "rejected", detail="; ".join(reasons))


def serve(files: Connection) -> None:
    """Answer each path that arrives with its :class:`Outcome`, after a first ``None`` that says "ready"."""
    with open_coder() as pipeline:
        files.send(None)
        while True:
            files.send((outcome_of(Path(files.recv()), pipeline), _peak_mib()))


class Worker:
    """A process that codes one file after another and can be killed."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._files, theirs = context.Pipe()
        self._process = context.Process(target=serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()
        if not self._files.poll(START_LIMIT):
            raise TimeoutError(f"the worker did not start within {START_LIMIT:g} s")
        self._files.recv()

    def code(self, path: Path) -> Outcome:
        """Outcome of one file; a worker that hung or died is of no use afterwards."""
        began = time.perf_counter()
        self._files.send(str(path))
        if not self._files.poll(LIMIT):
            return Outcome(verdict="hung", seconds=LIMIT)
        try:
            outcome, peak = self._files.recv()
        except EOFError:
            self._process.join()
            return Outcome(verdict="crashed", detail=f"process ended with {self._process.exitcode}")
        seconds = time.perf_counter() - began
        return Outcome(verdict=outcome.verdict, detail=outcome.detail, seconds=seconds, peak_rss_mib=peak)

    def stop(self) -> None:
        """End the process at once."""
        self._process.kill()
        self._process.join()
        self._files.close()


def outcomes(paths: list[Path]) -> Iterator[tuple[Path, Outcome]]:
    """Outcome of each file, with a new worker after each one that was lost to a file."""
    worker = Worker()
    try:
        for path in paths:
            outcome = worker.code(path)
            yield path, outcome
            if outcome.verdict in {"hung", "crashed"}:
                worker.stop()
                worker = Worker()
    finally:
        worker.stop()


@contextmanager
def hostile_files(seed: int) -> Iterator[tuple[Path, list[Path]]]:
    """A folder with the files that the tests of ingest generate for ``seed``, and the texts hard to code."""
    spec = importlib.util.spec_from_file_location("hostile_files", ROOT / "tests" / "ingest" / "hostile.py")
    assert spec is not None  # noqa: S101 - the path ends in .py
    assert spec.loader is not None  # noqa: S101
    generator = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = generator
    spec.loader.exec_module(generator)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch, "hostile")
        folder.mkdir()
        generator.write_hostile(folder, seed)
        hard = folder / "texts"
        hard.mkdir()
        write_hard_texts(hard)
        yield folder, sorted(path for path in folder.rglob("*") if path.is_file())


def measure(seed: int) -> dict[str, Figure]:
    """Code every hostile file alone, then all in one run of the command; prints each bad outcome."""
    verdicts: Counter[str] = Counter()
    slowest, peak = (0.0, ""), 0.0
    with hostile_files(seed) as (folder, paths):
        for path, outcome in outcomes(paths):
            verdicts[outcome.verdict] += 1
            slowest = max(slowest, (outcome.seconds, path.name))
            peak = max(peak, outcome.peak_rss_mib)
            if outcome.verdict in {"crashed", "hung", "lost"}:
                print(f"{path.name}: {outcome.verdict}: {outcome.detail}", file=sys.stderr)
        database = folder.parent / "hostile.db"
        run = run_pinned([dateline_command(), "code", str(folder), "--db", str(database)], timeout=RUN_LIMIT)
    return {
        "seed": seed,
        "files": len(paths),
        **{verdict: verdicts[verdict] for verdict in ("coded", "rejected", "crashed", "hung", "lost")},
        "slowest_seconds": round(slowest[0], 2),
        "slowest_file": slowest[1],
        "peak_rss_mib": round(peak),
        "one_run_exit_code": run.exit_code,
        "one_run_seconds": round(run.seconds, 1),
    }


def _peak_mib() -> float:
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def main() -> int:
    """Exit code 1 when any file crashed, hung or was lost, or the one run did not end with 0 or 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="seed of the generator (default 1)")
    figures = measure(parser.parse_args().seed)
    save("hostile", figures, ("dateline",))
    bad = any(figures[verdict] for verdict in ("crashed", "hung", "lost"))
    return int(bad or figures["one_run_exit_code"] not in {0, 1})


if __name__ == "__main__":
    sys.exit(main())
