"""A daily stream replayed: how many items a second, and how long one waits for its incident.

    python -m benchmarks.stream_replay CORPORA [--since 2002-01-01] [--until 2026-12-31] [--keep STORE]

The items of ``current_events`` come day by day, all of a day at once. Each is coded, linked and kept, and
after the last the incidents are brought up to date, as ``dateline watch`` does when nothing is left to code.
An item's latency runs from its day's arrival to the moment at which its incidents are committed. The
store of the replay is a temporary one, or is kept.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import resource
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.runner import Figure, save
from dateline.api import open_pipeline
from dateline.judging.resolving import rebuild_incidents
from dateline.model import Document, content_id
from dateline.store import Store, settings_here

__all__ = ["items", "replay"]

FILES = ("train.jsonl.gz", "dev.jsonl.gz")
SHOWN = 4
"""Years whose figures are shown beside those of the whole: every fourth."""


def items(corpora: Path, since: str, until: str) -> Iterator[tuple[str, list[Document]]]:
    """Each day of the stream with its items, oldest first."""
    rows = []
    for name in FILES:
        with gzip.open(corpora / "current_events" / name, "rt", encoding="utf-8") as lines:
            rows += [row for row in map(json.loads, lines) if since <= row["date"] <= until]
    rows.sort(key=lambda row: row["date"])
    for day, some in itertools.groupby(rows, key=lambda row: str(row["date"])):
        yield day, [_document(row) for row in some]


def replay(corpora: Path, path: Path, *, since: str, until: str) -> dict[str, Figure]:
    """The figures of one replay into a new store at ``path``."""
    days: list[_Day] = []
    with Store.open(path) as store, open_pipeline(settings_here({}), lambda *_: None) as coder:
        began, cpu = time.perf_counter(), time.process_time()
        for day, documents in items(corpora, since, until):
            arrived = time.perf_counter()
            for document in documents:
                store.add_accounts(document, coder.code(document), coder.method)
            coded = time.perf_counter()
            accounts, incidents = rebuild_incidents(store)
            now = time.perf_counter()
            days.append(_Day(day, len(documents), now - arrived, now - coded))
        seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
    figures: dict[str, Figure] = {
        "since": days[0].day,
        "until": days[-1].day,
        "accounts": accounts,
        "incidents": incidents,
        "seconds": round(seconds, 1),
        "cpu_seconds": round(cpu, 1),
        "peak_rss_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    figures |= _figures("", days)
    for year in sorted({day.day[:4] for day in days}):
        if int(year) % SHOWN == 0:
            figures |= _figures(f"{year}_", [day for day in days if day.day.startswith(year)])
    return figures


class _Day(NamedTuple):
    day: str
    documents: int
    seconds: float
    """From the arrival of its items to their incidents."""
    resolving: float
    """Of those the seconds after all were coded."""


def _figures(name: str, days: Sequence[_Day]) -> dict[str, Figure]:
    waits = np.repeat([day.seconds for day in days], [day.documents for day in days])
    resolving = [day.resolving for day in days]
    return {
        f"{name}documents": len(waits),
        f"{name}documents_a_second": round(len(waits) / sum(day.seconds for day in days), 1),
        f"{name}latency_median_ms": round(1000 * float(np.median(waits))),
        f"{name}latency_p99_ms": round(1000 * float(np.quantile(waits, 0.99))),
        f"{name}resolving_a_day_median_ms": round(1000 * float(np.median(resolving))),
        f"{name}resolving_a_day_p99_ms": round(1000 * float(np.quantile(resolving, 0.99))),
    }


def _document(row: dict[str, object]) -> Document:
    outlets = row.get("outlets")
    outlet = str(outlets[0]) if isinstance(outlets, list) and outlets else ""
    parts = {"body": str(row["text"]), "published": str(row["date"]), "outlet": outlet, "language": "en"}
    kept = {name: text for name, text in parts.items() if text}
    return Document(
        kept, raw_hash=content_id(str(row["text"])), source_name="stream", media_type="text/plain"
    )


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--since", default="2002-01-01")
    parser.add_argument("--until", default="2026-12-31")
    parser.add_argument("--keep", type=Path, help="where the new store is written and stays")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        path = given.keep or Path(scratch) / "replay.db"
        if path.exists():
            parser.error(f"{path} is there already; name a new file")
        figures = replay(given.corpora, path, since=given.since, until=given.until)
    save("stream_replay", figures, ["dateline", "numpy", "spacy"])


if __name__ == "__main__":
    main()
