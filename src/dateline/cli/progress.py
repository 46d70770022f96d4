"""Progress on stderr: a live line on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

__all__ = ["Ticker", "index_progress", "ticking"]


Ticker = Callable[[int], None]
"""Called with the number of documents done."""


@contextmanager
def ticking(label: str) -> Iterator[Ticker]:
    """Counts documents on a terminal; elsewhere says nothing, the summary tells."""
    if not sys.stderr.isatty():
        yield lambda _done: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description} {task.completed}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(label, total=None)
        yield lambda done: progress.update(task, completed=done)


def index_progress() -> IndexProgress:
    """What to show while the place index is built, which happens once on a machine."""
    return IndexProgress(live=sys.stderr.isatty())


class IndexProgress:
    """One line that rewrites itself on a terminal, a first and a last line elsewhere."""

    def __init__(self, *, live: bool) -> None:
        self._live = live
        self._begun = False
        self._width = 0

    def __call__(self, step: str, share: float) -> None:
        if not self._begun:
            self._begun = True
            click.echo("building the place index (once, about half a minute)", err=True)
        if self._live:
            line = f"  {share:4.0%} {step}"
            self._width = max(self._width, len(line))
            click.echo(f"\r{line:<{self._width}}", err=True, nl=share >= 1)
        elif share >= 1:
            click.echo("the place index is built", err=True)
