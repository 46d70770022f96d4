"""``dateline changes``: what is another than its past, tested."""

from __future__ import annotations

import datetime as dt
import json

import click

from dateline.cli.compose import store_path
from dateline.cli.export import WithFilters, opened

__all__ = ["changes"]


class _Command(WithFilters):
    """Filters that facts can answer."""

    left_out = frozenset({"review", "text"})


@click.command(cls=_Command)
@click.option("--db", metavar="FILE", help="The store to read.")
@click.option("--until", metavar="DAY", help="As of the end of this day (default: the last day read of).")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "html"]),
    default="text",
    show_default=True,
    help="How to write it.",
)
@click.option("-o", "--output", default="-", metavar="FILE", help="Where to write (default: stdout).")
def changes(*, db: str | None, until: str | None, format_: str, output: str, **filters: str | None) -> None:
    """Tell which actors, places and types changed in the last eight weeks.

    Rates, mixes of types, targets, places and weapons, whom they name, and who returns after a silence, each
    held against two years before and against how much was reported. The false discovery rate is held over all
    tests made. Each finding lists its incidents and what would explain it away.
    """
    from dateline.changes import as_html, as_json, as_text, changes_in
    from dateline.codebook import Codebook
    from dateline.export import Filters
    from dateline.store import Store, settings_here

    settings = settings_here({"db": db})
    codebook = Codebook.load(settings.codebook)
    given = {name.removeprefix("filter_"): value or "" for name, value in filters.items()}
    asked = Filters.parse(given, codebook.types)
    day = None if until is None else _day(until)
    with Store.open(store_path(settings), create=False) as store, store.snapshot():
        found = changes_in(store, codebook, until=day, filters=asked)
    with opened(output) as out:
        if format_ == "json":
            out.write((json.dumps(as_json(found), ensure_ascii=False, indent=1) + "\n").encode())
        else:
            out.write((as_html(found) if format_ == "html" else as_text(found)).encode())
        out.flush()


def _day(text: str) -> str:
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise click.UsageError(f"--until {text!r} is no day such as 2026-02-28") from error
