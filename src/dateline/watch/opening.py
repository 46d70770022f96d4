"""A watch put together: archive, fetchers, pace and loop for one store."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from dateline import __version__
from dateline.ingest import PageReader
from dateline.store import Store
from dateline.watch.archive import Archive
from dateline.watch.coding import Coder
from dateline.watch.config import WatchConfig
from dateline.watch.fetch import MEGABYTE, Bounds, Fetcher
from dateline.watch.fetchers import Fetching, Threads
from dateline.watch.metrics import Metrics
from dateline.watch.net import Look, look_up, trust
from dateline.watch.pace import Pace
from dateline.watch.watcher import Watcher

__all__ = ["agent_of", "archive_folder", "open_watcher"]


def archive_folder(config: WatchConfig, store: Store) -> Path:
    """Where the archive is kept: as configured, relative to the store, else ``NAME.archive`` beside it."""
    named = config.watch.archive
    return store.path.with_suffix(".archive") if named is None else store.path.parent / named.expanduser()


def agent_of(contact: str) -> str:
    """Who asks, and where a webmaster can complain."""
    told = f" (+{contact})" if contact else ""
    return f"Dateline/{__version__}{told}"


@contextmanager
def open_watcher(
    config: WatchConfig,
    store: Store,
    coder: Coder,
    metrics: Metrics,
    *,
    clock: Callable[[], float] = time.time,
    fetching: Callable[[Fetcher, int], Fetching] = Threads,
    look: Look = look_up,
) -> Iterator[Watcher]:
    """A watch over ``store``, closed afterwards.

    Raises:
        UsageError: another one writes to the same archive, or the file of ``authorities`` cannot be read.
    """
    table = config.watch
    chance = random.Random()  # noqa: S311 - spreads requests, keeps no secret
    packed = int(table.largest_mb * MEGABYTE)
    with Archive.open(archive_folder(config, store), store) as archive, PageReader() as reader:
        pace = Pace(table.between, store.watch.hosts(), chance, clock)
        fetcher = Fetcher(
            agent_of(table.contact),
            Bounds(seconds=table.timeout, packed_bytes=packed, body_bytes=2 * packed),
            open_host=pace.is_open,
            look=look,
            clock=clock,
            trusted=trust(table.authorities),
        )
        threads = fetching(fetcher, table.fetchers)
        try:
            yield Watcher(
                config,
                store=store,
                archive=archive,
                coder=coder,
                reader=reader,
                fetching=threads,
                fetcher=fetcher,
                pace=pace,
                metrics=metrics,
                clock=clock,
                chance=chance,
            )
        finally:
            threads.close()
            fetcher.close()
