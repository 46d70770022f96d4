"""Ten thousand, a hundred thousand and a million accounts to incidents: time, memory, and how right it is.

    python -m benchmarks.million --accounts 10000 100000 1000000 --keep /tmp/worlds

A store is filled with the accounts of :mod:`benchmarks.million_world`, as coding would fill it; that is not
timed. Then a program of its own, on two cores, brings the incidents up to date (all of them, from stored
accounts to stored incidents), and another adds 1,000 further documents and does so again. Beside it stand one
incident for each (day, place, type), and, where a Python with Splink 5 is given (``--splink PYTHON``), Splink
fitted without labels on the same columns.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import multiprocessing
import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Self

import numpy as np

from benchmarks.million_world import METHOD, Told, told_world
from benchmarks.runner import ROOT, BenchmarkFailed, Figure, save
from dateline.codec.values import attribution_record, plain_value, span_record
from dateline.model import Value
from dateline.store import Store
from dateline.store.codings import write_document
from dateline.store.database import transaction
from dateline.store.resolution import keep_cases
from dateline.store.rows import compact

__all__ = ["measure", "pair_f1"]

SEED = 5
ADDED = 1_000
"""Documents added to the full store."""
_TOGETHER = 2_000
"""Documents in one transaction."""
CORES = 2


def measure(accounts: int, folder: Path, splink: str | None) -> dict[str, Figure]:
    """The figures of one size; ``folder`` keeps the store, which is not made twice."""
    path, truth = folder / f"{accounts}.db", folder / f"{accounts}.json"
    if not truth.exists():
        path.unlink(missing_ok=True)
        _fill(path, truth, accounts)
    with sqlite3.connect(path) as db:
        (resolved,) = db.execute("SELECT count(*) FROM incident_accounts").fetchone()
    if resolved:
        raise BenchmarkFailed(f"{path} is resolved already; delete {folder} to measure anew")
    whole = _child("whole", path, accounts)
    true = json.loads(truth.read_text(encoding="utf-8"))
    f1, precision, recall = pair_f1(_found(path), true)
    same = _same_key(path)
    figures: dict[str, Figure] = {
        "accounts": len(true),
        "incidents_in_truth": len(set(true.values())),
        "incidents_found": whole["incidents"],
        "seconds": round(whole["seconds"], 1),
        "cpu_seconds": round(whole["cpu_seconds"], 1),
        "peak_rss_mib": round(whole["rss"]),
        "microseconds_cpu_per_account": round(1e6 * whole["cpu_seconds"] / len(true)),
        "pair_f1": f1,
        "pair_precision": precision,
        "pair_recall": recall,
        "pair_f1_of_same_day_place_and_type": pair_f1(same, true)[0],
    }
    added = _child("added", path, accounts)
    figures |= {
        f"seconds_to_add_{ADDED}_documents": round(added["seconds"], 1),
        f"cpu_seconds_to_add_{ADDED}_documents": round(added["cpu_seconds"], 1),
        f"peak_rss_mib_to_add_{ADDED}_documents": round(added["rss"]),
        f"accounts_after_adding_{ADDED}_documents": round(added["accounts"]),
    }
    if splink:
        figures |= _splink(splink, path, true, folder)
    return {f"{accounts}_{name}": figure for name, figure in figures.items()}


def pair_f1(found: dict[str, str], true: dict[str, int]) -> tuple[float, float, float]:
    """F1, precision and recall over the pairs that are together, in per cent."""
    ids = sorted(true)
    _, a = np.unique([found[id_] for id_ in ids], return_inverse=True)
    _, b = np.unique([true[id_] for id_ in ids], return_inverse=True)

    def together(labels: np.ndarray) -> int:
        counts = np.unique(labels, return_counts=True)[1].astype(np.int64)
        return int((counts * (counts - 1) // 2).sum())

    both = together(a.astype(np.int64) * (int(b.max()) + 1) + b)
    precision, recall = both / max(together(a), 1), both / max(together(b), 1)
    f1 = 2 * precision * recall / (precision + recall) if both else 0.0
    return round(100 * f1, 1), round(100 * precision, 1), round(100 * recall, 1)


def _fill(path: Path, truth: Path, accounts: int) -> None:
    """The store with its accounts, each of which is true to one incident.

    Rows are those that ``Store.add_accounts`` writes; written here together, in a fifth of the time.
    """
    true: dict[str, int] = {}
    Store.open(path).close()
    with sqlite3.connect(path, isolation_level=None) as db:
        db.execute("PRAGMA synchronous = OFF")
        db.execute("PRAGMA cache_size = -500000")
        db.execute("INSERT INTO runs (method, started) VALUES (?, '')", (METHOD,))
        for told in _together(told_world(accounts, SEED)):
            with transaction(db):
                _write(db, told)
            for one in told:
                true.update(zip((a.id for a in one.accounts), one.incidents, strict=True))
    truth.write_text(json.dumps(true), encoding="utf-8")


def _write(db: sqlite3.Connection, told: Sequence[Told]) -> None:
    for one in told:
        write_document(db, one.document, "")
        keep_cases(db, one.document, one.accounts)
    db.executemany("INSERT INTO codings VALUES (?, ?, 1)", ((one.document.id, METHOD) for one in told))
    db.executemany(
        "INSERT INTO assertions (id, account_id, document_id, field, kind, value, spans, attribution, "
        "method, confidence, position, run) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?, 1)",
        (row for one in told for row in _assertions(one)),
    )


def _assertions(told: Told) -> Iterator[tuple[object, ...]]:
    position = 0
    for account in told.accounts:
        spans = compact([span_record(span) for span in account.assertions[0].spans])
        for one in account.assertions:
            name = hashlib.blake2b(f"{account.id} {position}".encode(), digest_size=16).hexdigest()
            by = compact(attribution_record(one.attribution)) if one.attribution else "[]"
            value = _json(one.value)
            where = account.id, told.document.id, one.field, type(one.value).__name__, value, spans, by
            yield (f"b2:{name}", *where, METHOD, position)
            position += 1


@lru_cache(maxsize=100_000)
def _json(value: Value) -> str:
    return compact(plain_value(value))


def _together(world: Iterator[Told]) -> Iterator[Sequence[Told]]:
    while some := list(islice(world, _TOGETHER)):
        yield some


def _child(what: str, path: Path, accounts: int) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.million", "--child", what, str(path)]
    done = subprocess.run(
        [*command, "--accounts", str(accounts)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise BenchmarkFailed(done.stderr[-2000:])
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return told


def _work(what: str, path: Path, accounts: int) -> dict[str, float]:
    """In a process of its own, on two cores: resolve, after adding the next documents where asked."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])
    with Store.open(path, create=False) as store:
        more: list[Told] = []
        if what == "added":
            (have,) = sqlite3.connect(path).execute("SELECT count(*) FROM documents").fetchone()
            more = list(islice(told_world(accounts + 100_000, SEED), have, have + ADDED))
        with _Memory() as memory:
            began, before = time.perf_counter(), _cpu_seconds()
            for one in more:
                store.add_accounts(one.document, one.accounts, METHOD)
            added = time.perf_counter() - began
            held, incidents = store.resolve(spawn=True)
            seconds, cpu_seconds = time.perf_counter() - began, _cpu_seconds() - before
    return {
        "seconds": seconds,
        "seconds_to_store": added,
        "cpu_seconds": cpu_seconds,
        "accounts": held,
        "incidents": incidents,
        "rss": memory.peak_mib,
    }


class _Memory:
    """The most memory that this process and those it started held at once, looked at five times a second.

    What the system keeps of an ended child is no use here: it counts what its parent held when it began.
    """

    def __init__(self) -> None:
        self.peak_mib = 0.0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._done.set()
        self._thread.join()

    def _watch(self) -> None:
        page = resource.getpagesize() / 2**20
        while not self._done.wait(0.2):
            held = 0
            for pid in ("self", *(str(child.pid) for child in multiprocessing.active_children())):
                with suppress(OSError):  # it has just ended
                    held += int(Path("/proc", pid, "statm").read_text(encoding="ascii").split()[1])
            self.peak_mib = max(self.peak_mib, held * page)


def _cpu_seconds() -> float:
    """Of this process and of those it has waited for."""
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def _found(path: Path) -> dict[str, str]:
    with sqlite3.connect(path) as db:
        return dict(db.execute("SELECT account_id, incident_id FROM incident_accounts"))


def _same_key(path: Path) -> dict[str, str]:
    """One incident for each day, place and type; what lacks one of them is alone."""
    with sqlite3.connect(path) as db:
        return {
            row["id"]: "|".join((row["day"], row["place"], row["type"])) if row["day"] else row["id"]
            for row in _rows(db)
        }


def _rows(db: sqlite3.Connection) -> Iterator[dict[str, str]]:
    """What the comparisons see of each account."""
    from dateline.resolve.table import Row

    for (content,) in db.execute("SELECT content FROM resolution_cases WHERE content IS NOT NULL"):
        row = Row(*json.loads(content))
        yield {
            "id": row.id,
            "day": str(row.first) if row.own else "",
            "place": str(row.geonameid or ""),
            "type": row.type,
            "latitude": "" if row.latitude is None else str(row.latitude),
            "longitude": "" if row.longitude is None else str(row.longitude),
            "country": row.country,
            "killed": "" if row.killed[0] is None else str(row.killed[0]),
            "actor": ";".join(row.doers),
            "words": row.words,
            "published": str(row.published),
        }


def _splink(python: str, path: Path, true: dict[str, int], folder: Path) -> dict[str, Figure]:
    """Splink on the same rows, by :mod:`benchmarks.million_splink`; ``folder`` keeps what it found."""
    rows, out = folder / "rows.json", folder / f"splink-{len(true)}.json"
    if not out.exists():
        with sqlite3.connect(path) as db:
            rows.write_text("\n".join(map(json.dumps, _rows(db))), encoding="utf-8")
        began = time.perf_counter()
        script = ROOT / "benchmarks" / "million_splink.py"
        done = subprocess.run([python, script, rows, out], capture_output=True, text=True, check=False)
        if done.returncode:
            raise BenchmarkFailed(done.stderr[-2000:])
        fitted = json.loads(out.read_text(encoding="utf-8"))
        out.write_text(
            json.dumps(fitted | {"seconds": round(time.perf_counter() - began, 1)}), encoding="utf-8"
        )
    told = json.loads(out.read_text(encoding="utf-8"))
    known = {
        threshold: {id_: clusters[id_] for id_ in true} for threshold, clusters in told["clusters"].items()
    }
    return {
        "splink_pair_f1_at_its_best_threshold": max(pair_f1(found, true)[0] for found in known.values()),
        "splink_seconds": told["seconds"],
        "splink_peak_rss_mib": told["rss"],
    }


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accounts", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--keep", type=Path, help="folder for the stores (default: a temporary one)")
    parser.add_argument("--splink", help="a Python that has Splink 5, for up to 100,000 accounts")
    parser.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        print(json.dumps(_work(options.child[0], Path(options.child[1]), options.accounts[0])))
        return
    figures: dict[str, Figure] = {}
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        for accounts in options.accounts:
            figures |= measure(accounts, folder, options.splink if accounts <= 100_000 else None)
    save("million", figures, ["dateline", "numpy", "scipy", "rapidfuzz"])


if __name__ == "__main__":
    main()
