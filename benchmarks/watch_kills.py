"""Kill a watch at random moments, again and again: is anything lost, or taken in twice?

A server on this machine publishes new articles all the time, and a dump grows; a coder that needs no model
stands in for the real one, so that the kills fall on starting, fetching, archiving, coding and resolving
alike.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from fastwarc.warc import ArchiveIterator as FastIterator
from warcio.archiveiterator import ArchiveIterator

from benchmarks.runner import ROOT, BenchmarkFailed, Figure, save
from dateline.store import logical_dump

__all__ = ["measure"]

ARTICLES_A_KILL = 2
LATEST_KILL = 5.0
"""Seconds; a watch has read everything that is new after about two."""
TIMEOUT = 900.0
PROGRAM = (
    "import sys; sys.path[:0] = [{tests!r}]\n"
    "from cli.fakes import fakes\nfrom dateline.cli import main\n"
    "main(['watch', '--db', 'x.db', *sys.argv[1:]], obj=fakes())\n"
)
SOURCES = """
[watch]
between = "0s"
timeout = "5s"
recheck = ["1s"]

[[source]]
name = "wire"
kind = "feed"
url = "{base}/feed"
every = "10s"
allow_private = ["{host}"]
language = "en"

[[source]]
name = "dump"
kind = "jsonl"
path = "dump.jsonl"
every = "10s"
language = "en"
settle = "0s"
"""
TEXT = (
    "A bomb went off in Rava on Monday and killed four people, the mayor of the town said. "
    "Report number {n} of them."
)


def measure(kills: int, seed: int) -> dict[str, Figure]:
    """Watches with ``kills`` SIGKILLs at moments drawn from ``seed``, then once to the end, and counts.

    Raises:
        BenchmarkFailed: the last watch did not end.
    """
    sys.path[:0] = [str(ROOT / "tests")]
    from watch.server import article, feed, served

    draw = random.Random(seed)  # noqa: S311 - repeatable, not secret
    with tempfile.TemporaryDirectory() as scratch, served() as site:
        folder = Path(scratch)
        (folder / "dateline.toml").write_text(
            SOURCES.format(base=site.base, host=site.host), encoding="utf-8"
        )
        paths: list[str] = []

        def publish(count: int) -> None:
            for _ in range(count):
                paths.append(f"/report-{len(paths)}")
                site.give(paths[-1], article(f"Rava{len(paths) - 1}"))
            site.give("/feed", feed(site.base, paths))
            lines = [f'{{"title": "Line {n}", "text": "{TEXT.format(n=n)}"}}' for n in range(len(paths))]
            (folder / "dump.jsonl").write_text("\n".join(lines), encoding="utf-8")

        publish(20)
        _watch(folder, "--once")  # so that caches are there
        killed = stores_broken = 0
        while killed < kills:
            publish(ARTICLES_A_KILL)
            _make_due(folder / "x.db")
            killed += _killed(folder, draw.uniform(0.3, LATEST_KILL))
            stores_broken += not _is_whole(folder / "x.db")
        _make_due(folder / "x.db")
        _watch(folder, "--once")
        return {
            "seed": seed,
            "kills": killed,
            "stores_damaged": stores_broken,
            **_counted(folder, len(paths)),
        }


def _command(folder: Path, *more: str) -> subprocess.Popen[bytes]:
    program = PROGRAM.format(tests=str(ROOT / "tests"))
    return subprocess.Popen(
        [sys.executable, "-c", program, *more],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
        stdout=subprocess.DEVNULL,
        stderr=(folder / "log").open("ab"),
    )


def _watch(folder: Path, *more: str) -> None:
    child = _command(folder, *more)
    try:
        code = child.wait(TIMEOUT)
    finally:
        child.kill()
    if code:
        raise BenchmarkFailed(f"`dateline watch` ended with {code}: {(folder / 'log').read_text()[-800:]}")


def _killed(folder: Path, seconds: float) -> bool:
    """Start a watch and kill it after ``seconds``; it never ends by itself."""
    child = _command(folder)
    time.sleep(seconds)
    child.send_signal(signal.SIGKILL)
    return child.wait() == -signal.SIGKILL


def _make_due(db: Path) -> None:
    """As if time had passed: every source has its turn."""
    with closing(sqlite3.connect(db, timeout=30)) as store:
        store.execute("UPDATE watch_sources SET due = 0")
        store.commit()


def _is_whole(db: Path) -> bool:
    with closing(sqlite3.connect(db, timeout=30)) as store:
        return bool(store.execute("PRAGMA integrity_check").fetchone()[0] == "ok")


def _counted(folder: Path, articles: int) -> dict[str, Figure]:
    """What is in the store and the archive against what was published."""
    dump = logical_dump(folder / "x.db")
    documents = [str(row[1]) for row in dump["documents"]]
    told = {f"Blast in Rava{n}" for n in range(articles)} | {f"Line {n}" for n in range(articles)}
    found = [title for title in told if any(f'"{title}"' in parts for parts in documents)]
    with closing(sqlite3.connect(folder / "x.db")) as store:
        codings = store.execute("SELECT count(*) FROM codings").fetchone()[0]
        coded = store.execute("SELECT count(DISTINCT document_id) FROM codings").fetchone()[0]
        versions = store.execute("SELECT count(*) FROM document_versions WHERE number > 1").fetchone()[0]
        waiting = store.execute(
            "SELECT count(*) FROM watch_pages WHERE state IN ('waiting', 'fetched')"
        ).fetchone()[0]
        captures = store.execute("SELECT file, offset, url, digest FROM captures").fetchall()
        unheld = store.execute(
            "SELECT count(*) FROM documents WHERE id NOT IN (SELECT document_id FROM document_captures)"
        ).fetchone()[0]
    unread = 0
    for file, offset, url, digest in captures:
        with (folder / file).open("rb") as stream:
            stream.seek(offset)
            record = next(iter(ArchiveIterator(stream)))
            headers = record.rec_headers
            unread += headers.get_header("WARC-Target-URI") != url
            unread += headers.get_header("WARC-Payload-Digest") != digest
    records = 0
    for file in sorted((folder / "x.archive").glob("*.warc.gz")):
        with file.open("rb") as stream:
            records += sum(
                str(r.record_type).endswith(("response", "resource", "revisit")) for r in FastIterator(stream)
            )
    return {
        "articles_published": 2 * articles,
        "articles_lost": len(told) - len(found),
        "documents": len(documents),
        "documents_too_many": len(documents) - 2 * articles,
        "coded_twice": codings - coded,
        "not_coded": len(documents) - coded,
        "versions_too_many": versions,
        "documents_without_copy": unheld,
        "pages_left": waiting,
        "captures": len(captures),
        "captures_not_in_the_archive": unread,
        "records_read_by_fastwarc": records,
    }


FAULTS = (
    "stores_damaged", "articles_lost", "documents_too_many", "coded_twice", "not_coded", "versions_too_many",
    "documents_without_copy", "pages_left", "captures_not_in_the_archive",
)  # fmt: skip


def main() -> int:
    """Exit code 1 when anything was lost, came twice or cannot be read."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1, help="of the moments (default 1)")
    asked = parser.parse_args()
    figures = measure(asked.kills, asked.seed)
    save("watch_kills", figures)
    print(figures)
    return int(any(figures[fault] for fault in FAULTS))


if __name__ == "__main__":
    sys.exit(main())
