"""Kill a run at random moments, again and again: does the record end up equal to an undisturbed one?"""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.articles import write_articles
from benchmarks.runner import BenchmarkFailed, Figure, dateline_command, save
from dateline.errors import StoreError
from dateline.store import Store, logical_dump

__all__ = ["measure"]

ARTICLES = 24
"""Articles made when no folder is given: enough that a run is long against the moments of the kills."""
TIMEOUT = 600.0
"""Seconds after which an undisturbed run is given up."""


def measure(folder: Path, kills: int, seed: int) -> dict[str, Figure]:
    """Code ``folder`` undisturbed, then with ``kills`` SIGKILLs at moments drawn from ``seed``, and compare.

    The moments are spread over the length of an undisturbed run. A run that ends before its moment leaves a
    whole store, so the next one begins with a new store: every such store is compared as well.

    Raises:
        BenchmarkFailed: an undisturbed run did not end with 0 or 1.
    """
    draw = random.Random(seed)  # noqa: S311 - repeatable, not secret
    killed = unopened = unequal = stores = 0
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch, "whole.db")
        _finish(folder, whole)  # the first run may build caches
        whole.unlink()
        began = time.perf_counter()
        _finish(folder, whole)
        length = time.perf_counter() - began
        expected = logical_dump(whole)
        while killed < kills:
            stores += 1
            db = Path(scratch, f"{stores}.db")
            while killed < kills and _killed_at(folder, db, draw.uniform(0, length)):
                killed += 1
                unopened += not _opens(db)
            _finish(folder, db)
            unequal += logical_dump(db) != expected
    return {
        "seed": seed,
        "documents": len(expected["documents"]),
        "kills": killed,
        "stores": stores,
        "stores_that_did_not_open": unopened,
        "stores_that_differ": unequal,
        "undisturbed_seconds": round(length, 1),
    }


def _command(folder: Path, db: Path) -> list[str]:
    return [dateline_command(), "code", str(folder), "--db", str(db)]


def _finish(folder: Path, db: Path) -> None:
    done = subprocess.run(_command(folder, db), capture_output=True, text=True, check=False, timeout=TIMEOUT)
    if done.returncode not in {0, 1}:
        raise BenchmarkFailed(f"`dateline code` ended with {done.returncode}: {done.stderr[-500:]}")


def _killed_at(folder: Path, db: Path, seconds: float) -> bool:
    """Start a run and kill it after ``seconds``; False when it had ended before."""
    child = subprocess.Popen(_command(folder, db), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        child.wait(seconds)
    except subprocess.TimeoutExpired:
        child.send_signal(signal.SIGKILL)
    return child.wait() == -signal.SIGKILL


def _opens(db: Path) -> bool:
    """Whether the store opens; a run killed before it made one leaves none, which is as good."""
    if not db.exists():
        return True
    try:
        with Store.open(db) as store:
            list(store.accounts())
    except StoreError as error:
        print(f"{db.name}: {error}", file=sys.stderr)
        return False
    return True


def main() -> int:
    """Exit code 1 when a store did not open or differs from the undisturbed one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, help=f"what to code (default: {ARTICLES} articles)")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1, help="of the moments (default 1)")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = asked.folder
        if folder is None:
            folder = Path(scratch)
            write_articles(folder, ARTICLES)
        figures = measure(folder.absolute(), asked.kills, asked.seed)
    save("kills", figures)
    return int(bool(figures["stores_that_did_not_open"] or figures["stores_that_differ"]))


if __name__ == "__main__":
    sys.exit(main())
