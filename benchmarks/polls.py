"""Poll sources a hundred thousand times in accelerated time: does memory stay flat?

The clock is moved instead of waited for, and answers come from this process instead of a network; everything
else is the watch as it runs: queue, archive, parsing apart, coding, resolving.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import os
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.runner import ROOT, Figure, save
from dateline.ingest import Fetched
from dateline.store import Store
from dateline.watch.config import read_config
from dateline.watch.exchange import Exchange, NotFetched
from dateline.watch.fetch import Answer, Known
from dateline.watch.fetchers import Job, Result
from dateline.watch.metrics import Metrics
from dateline.watch.opening import open_watcher

__all__ = ["measure"]

SOURCES = 40
EVERY = 900
NEW_EVERY = 1_000
"""Polls of all sources to one with something new, so that polling is what is measured and not coding."""
ARTICLES = 60
"""So many are published, all within the first tenth: what the store takes in costs memory of its own (see
``--articles``), and whether polling does is the question."""
TELLING = 10
"""One article in so many tells an event."""
FAILING = 4
"""Of the sources so many fail two times in three, by turns in three ways."""


class _Clock:
    def __init__(self) -> None:
        self.now = 1_770_000_000.0

    def __call__(self) -> float:
        return self.now


class _Made:
    """Carries jobs out at once, with answers that are made here."""

    size = 8

    def __init__(self, clock: _Clock, articles: int) -> None:
        self._clock = clock
        self._most = articles
        self._results: list[Result] = []
        self.polls = self.articles = 0

    @property
    def free(self) -> int:
        """How many jobs it takes now."""
        return self.size - len(self._results)

    @property
    def running(self) -> int:
        """How many jobs have no result taken yet."""
        return len(self._results)

    def start(self, job: Job) -> None:
        """Takes a job."""
        self._results.append(self._result(job))

    def take(self, seconds: float) -> Result | None:
        """The next result; where there is none time passes."""
        if self._results:
            return self._results.pop(0)
        self._clock.now += max(seconds, 0.0)
        return None

    def close(self) -> None:
        """Nothing is left to do."""

    def _result(self, job: Job) -> Result:
        if job.page is not None:
            return Result(job=job, answer=self._answer(job.url, _article(job.url), "text/html", ""))
        self.polls += 1
        number = int(job.source.name[1:])
        if number < FAILING and self.polls % 3:
            problems = (
                NotFetched("HTTP 429 Too Many Requests", again=True, wait=600.0),
                NotFetched("no whole answer in time", again=True),
            )
            if number % 3 == 2:
                return Result(job=job, answer=self._answer(job.url, b"<rss><channel>", "text/xml", ""))
            return Result(job=job, problem=problems[number % 3])
        if job.known.etag and self.polls % NEW_EVERY:
            return Result(job=job, answer=Answer(page=None, known=job.known, exchanges=()))
        self.articles = min(self.articles + 1, self._most)
        body = _feed(job.host, [self.articles, self.articles - SOURCES])
        return Result(
            job=job, answer=self._answer(job.url, body, "application/rss+xml", f'"{self.articles}"')
        )

    def _answer(self, url: str, body: bytes, kind: str, etag: str) -> Answer:
        exchange = Exchange(
            url=url,
            at=dt.datetime.fromtimestamp(self._clock(), dt.UTC),
            ip="192.0.2.1",
            request=(("User-Agent", "Dateline"),),
            target="/",
            version="HTTP/1.1",
            status=200,
            reason="OK",
            headers=(("Content-Type", kind), ("ETag", etag)),
            body=body,
        )
        page = Fetched(url=url, body=body, media_type=kind)
        return Answer(page=page, known=Known(etag=etag), exchanges=(exchange,))


def _feed(host: str, numbers: list[int]) -> bytes:
    items = "".join(
        f"<item><title>Report {n}</title><link>https://{host}/report-{n}</link></item>"
        for n in numbers
        if n > 0
    )
    return f'<rss version="2.0"><channel><title>{host}</title>{items}</channel></rss>'.encode()


def _article(url: str) -> bytes:
    number = url.rsplit("-", 1)[1]
    what = "A bomb" if int(number) % TELLING == 0 else "A kettle"
    text = (
        f"{what} went off in Rava{number} on Monday and killed four people, the mayor said. "
        f"Shopkeepers told of a "
        "cart that had stood there overnight. The road to the river was closed until noon."
    )
    return (
        f"<html lang='en'><head><title>Report "
        f"{number}</title></head><body><article><p>{text}</p></article></body></html>"
    ).encode()


def measure(polls: int, articles: int) -> dict[str, Figure]:
    """Polls so often, of sources that publish so many articles; resident memory at the start (after a tenth),
    in the middle and at the end, in MiB."""
    sys.path[:0] = [str(ROOT / "tests")]
    from cli.fakes import WordCoder

    clock = _Clock()
    made = _Made(clock, articles)
    marks = {
        "rss_after_a_tenth_mib": polls // 10,
        "rss_in_the_middle_mib": polls // 2,
        "rss_at_the_end_mib": polls,
    }
    rss: dict[str, Figure] = {}

    def reached() -> bool:
        for name, at in marks.items():
            if made.polls >= at and name not in rss:
                gc.collect()
                rss[name] = _resident_mib()
                print(f"{made.polls} polls, {made.articles} articles: {rss[name]} MiB", file=sys.stderr)
        return len(rss) == len(marks)

    with tempfile.TemporaryDirectory() as scratch:
        config = Path(scratch, "dateline.toml")
        config.write_text(
            "watch = {recheck = []}\n"
            + "".join(
                f'[[source]]\nname = "s{n}"\nkind = "feed"\nurl = '
                f'"https://s{n}.example/feed"\nevery = "{EVERY}s"\n'
                'language = "en"\n'
                for n in range(SOURCES)
            ),
            encoding="utf-8",
        )
        began = time.perf_counter()
        with (
            Store.open(Path(scratch, "x.db")) as store,
            open_watcher(
                read_config(config),
                store,
                WordCoder(),
                Metrics(),
                clock=clock,
                fetching=lambda _fetcher, _size: made,
            ) as watcher,
        ):
            start = clock.now
            watcher.run(reached)
            documents = len(store.documents())
            states = store.watch.counts()
        left = sum(count for (_, state), count in states.items() if state in ("waiting", "fetched"))
        return {
            "polls": made.polls,
            "articles": made.articles,
            "sources": SOURCES,
            "days": round((clock.now - start) / 86_400, 1),
            "documents": documents,
            "pages_left": left,
            **rss,
            "seconds": round(time.perf_counter() - began, 1),
            "cpu_seconds": round(time.process_time(), 1),
        }


def _resident_mib() -> float:
    """Resident memory of this process now (Linux)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return round(pages * os.sysconf("SC_PAGE_SIZE") / 2**20, 1)


MOST_GROWTH_MIB = 2.0
"""From the first tenth to the end. The memory of a process is measured to about one."""


def main() -> int:
    """Exit code 1 when memory grew."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--polls", type=int, default=100_000)
    parser.add_argument("--articles", type=int, default=ARTICLES, help="that are published (default 60)")
    asked = parser.parse_args()
    figures = measure(asked.polls, asked.articles)
    save("polls", figures)
    print(figures)
    first, last = figures["rss_after_a_tenth_mib"], figures["rss_at_the_end_mib"]
    return int(float(last or 0) - float(first or 0) > MOST_GROWTH_MIB)


if __name__ == "__main__":
    sys.exit(main())
