"""``dateline code``: read, code, store, resolve; then say what was done."""

from __future__ import annotations

import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from types import FrameType
from typing import TYPE_CHECKING

import click

from dateline.cli.compose import Collaborators, collaborators, store_path
from dateline.cli.progress import index_progress, ticking
from dateline.settings import Settings

if TYPE_CHECKING:
    from dateline.cli.run import CodeAll, Summary
    from dateline.model import Rejection

__all__ = ["code"]

LISTED_REJECTIONS = 20
"""Rejections that the summary names; the store keeps all."""
STOPPED = 130
"""Exit code of a program ended by Ctrl-C (128 + SIGINT)."""


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--db", metavar="FILE", help="The store to write to; made where there is none.")
@click.option("--title", help="Title of every document read.")
@click.option("--outlet", help="Who published them.")
@click.option("--url", help="Their address.")
@click.option("--published", metavar="DATE", help="When they were published, ISO date or time.")
@click.option("--language", metavar="CODE", help="Their language, two letters; instead of detecting it.")
@click.option("--jobs", metavar="N", help="Processes that code (default 1).")
@click.option("--model", metavar="FOLDER", help="Another trained reader than the one in the package.")
@click.pass_context
def code(
    context: click.Context,
    /,
    paths: tuple[str, ...],
    *,
    db: str | None,
    jobs: str | None,
    model: str | None,
    title: str | None,
    outlet: str | None,
    url: str | None,
    published: str | None,
    language: str | None,
) -> None:
    """Read documents (files, folders, archives, - for stdin), code them and keep the record.

    Documents that the store already holds, coded by the same method, are left as they are: the command can
    be repeated at any time, also after it was interrupted.
    """
    from dateline.cli.run import run
    from dateline.ingest import ReadOptions
    from dateline.store import Store, settings_here

    settings = settings_here({"db": db, "jobs": jobs, "model": model})
    parts = collaborators(context)
    options = ReadOptions(
        title=title,
        outlet=outlet,
        url=url,
        published=published,
        language=language,
        stdin=sys.stdin.buffer,
    )
    with (
        Store.open(store_path(settings)) as store,
        _coder(parts, settings) as coder,
        _stopping() as stop,
        ticking("documents") as tick,
    ):
        summary = run(parts.read(paths, options), store, coder, stop=stop, tick=tick)
    click.echo(_as_text(summary))
    if summary.stopped:
        click.echo("stopped; what is coded is kept. Run the same command again to go on.", err=True)
        context.exit(STOPPED)
    context.exit(1 if summary.rejections else 0)


@contextmanager
def _coder(parts: Collaborators, settings: Settings) -> Iterator[CodeAll]:
    from dateline.cli.run import PooledCoder, SingleCoder

    # Opened here in any case: it builds the index once, before several processes would each want to.
    with parts.open_coder(settings, index_progress()) as coder:
        if settings.jobs == 1:
            yield SingleCoder(coder)
            return
        method = coder.method
    yield PooledCoder(method, settings.jobs, partial(parts.open_coder, settings, _silent))


def _silent(_step: str, _share: float) -> None:
    """Worker processes say nothing."""


@contextmanager
def _stopping() -> Iterator[Callable[[], bool]]:
    """The first Ctrl-C within only asks to stop, so that the document at hand is finished."""
    asked = False

    def ask(_signal: int, _frame: FrameType | None) -> None:
        nonlocal asked
        asked = True
        signal.signal(signal.SIGINT, before)
        click.echo("\nstopping after this document; press Ctrl-C again to stop at once", err=True)

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield lambda: asked
    finally:
        signal.signal(signal.SIGINT, before)


def _as_text(summary: Summary) -> str:
    lines = [
        f"{summary.read} documents read: {summary.coded} coded, {summary.already} already there, "
        f"{len(summary.rejections)} rejected ({summary.seconds:.1f} s)"
    ]
    lines += _rejected(summary.rejections)
    if not summary.stopped:
        lines.append(
            f"{summary.new_accounts} new accounts; the store holds {summary.accounts} accounts of "
            f"{summary.incidents} incidents"
        )
    if summary.in_question:
        told = "1 judgement is" if summary.in_question == 1 else f"{summary.in_question} judgements are"
        lines.append(f"{told} in question; `dateline conflicts` says why")
    return "\n".join(lines)


def _rejected(rejections: list[Rejection]) -> Iterator[str]:
    from dateline.export.excerpt import one_line

    for rejection in rejections[:LISTED_REJECTIONS]:
        yield f"  {one_line(rejection.document)}: {rejection.stage}: {one_line(rejection.reason)}"
    rest = Counter(rejection.stage for rejection in rejections[LISTED_REJECTIONS:])
    if rest:
        told = ", ".join(f"{number} at {stage}" for stage, number in sorted(rest.items()))
        yield f"  and {rest.total()} more ({told}); the table `rejections` of the store has them all"
