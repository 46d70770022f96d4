"""``dateline watch``: the sources of ``dateline.toml``, polled, coded and resolved until it is told to
end."""

from __future__ import annotations

import logging
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import click

from dateline.cli.compose import collaborators, store_path
from dateline.cli.progress import index_progress
from dateline.settings import FILE_NAME

__all__ = ["watch"]


@click.command()
@click.option("--db", metavar="FILE", help="The store to write to; made where there is none.")
@click.option(
    "--config", metavar="FILE", default=FILE_NAME, show_default=True, help="Where the sources are declared."
)
@click.option("--once", is_flag=True, help="Give every source one turn, do all that comes of it, and end.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    help="Answer /healthz and /metrics on this port of 127.0.0.1.  [default: on none]",
)
@click.pass_context
def watch(context: click.Context, /, db: str | None, config: str, *, once: bool, port: int | None) -> None:
    """Watch feeds, sitemaps, pages, folders and mail: fetch what is new, archive, code and resolve it.

    Sources are tables [[source]] of dateline.toml. All state is in the store: a watch that was ended or
    killed at any moment goes on where it was. SIGTERM and Ctrl-C finish the document in hand.
    """
    from dateline.store import Store, settings_here
    from dateline.watch.config import read_config
    from dateline.watch.health import HealthServer
    from dateline.watch.metrics import Metrics
    from dateline.watch.opening import open_watcher

    declared = read_config(Path(config))
    settings = settings_here({"db": db})
    parts = collaborators(context)
    metrics = Metrics()
    with (
        _logged(),
        _stopping() as stop,
        Store.open(store_path(settings)) as store,
        parts.open_coder(settings, index_progress()) as coder,
        open_watcher(declared, store, coder, metrics) as watcher,
    ):
        if port is None:
            watcher.run(stop, once=once)
            return
        with HealthServer(metrics, port) as server:
            click.echo(f"http://127.0.0.1:{server.port}/healthz and /metrics answer", err=True)
            watcher.run(stop, once=once)


@contextmanager
def _logged() -> Iterator[None]:
    """What the watch does, a line each on stderr."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%Y-%m-%d %H:%M:%S"))
    logger = logging.getLogger("dateline")
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)


@contextmanager
def _stopping() -> Iterator[Callable[[], bool]]:
    """SIGTERM, and the first Ctrl-C, only ask to stop."""
    asked = False

    def ask(number: int, _frame: FrameType | None) -> None:
        nonlocal asked
        asked = True
        signal.signal(signal.SIGINT, before[signal.SIGINT])
        click.echo("stopping after this document", err=True)

    before = {number: signal.signal(number, ask) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield lambda: asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
