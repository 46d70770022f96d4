"""``dateline brief``: what came in, said in sentences that each rest on words."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from dateline.cli.compose import store_path
from dateline.cli.export import WithFilters, opened
from dateline.errors import UsageError

if TYPE_CHECKING:
    from dateline.brief import Format
    from dateline.brief.records import Totals

__all__ = ["brief"]


class _Command(WithFilters):
    """The period stands for the filters of time."""

    left_out = frozenset({"from", "to"})


@click.command(cls=_Command)
@click.option("--db", metavar="FILE", help="The store to read.")
@click.option(
    "--since",
    default="7d",
    show_default=True,
    metavar="7d|DAY",
    help="How many days (d, w, m), or the first.",
)
@click.option("--until", metavar="DAY", help="The last day (default: today, UTC).")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["html", "md", "pdf", "json"]),
    default="md",
    show_default=True,
    help="How to write it.",
)
@click.option(
    "--against",
    metavar="FILE",
    help="Compare with this brief, written as JSON (default: as many days before).",
)
@click.option("-o", "--output", default="-", metavar="FILE", help="Where to write (default: stdout).")
def brief(
    *,
    db: str | None,
    since: str,
    until: str | None,
    format_: str,
    against: str | None,
    output: str,
    **filters: str | None,
) -> None:
    """Tell what the record holds of some days, and what changed.

    What happened by place, claims and denials, tolls revised, statements, what is contested and what
    reviewers
    changed, with a map and a comparison with the days before. Every sentence comes with its status, grade and
    the words it rests on; what is machine-made says so.
    """
    from dateline.brief import make_brief, period_of, write
    from dateline.codebook import Codebook
    from dateline.export import Filters
    from dateline.store import Store, settings_here

    settings = settings_here({"db": db})
    codebook = Codebook.load(settings.codebook)
    period = period_of(since, until or dt.datetime.now(tz=dt.UTC).date().isoformat())
    given = {name.removeprefix("filter_"): value or "" for name, value in filters.items()}
    asked = Filters.parse(given, codebook.types)
    with Store.open(store_path(settings), create=False) as store, store.snapshot():
        made = make_brief(
            store,
            period,
            filters=asked,
            codebook=codebook,
            against=None if against is None else _totals(against),
        )
    labels = {name: entry.label for name, entry in codebook.types.items()}
    with opened(output) as out:
        out.write(write(made, cast("Format", format_), labels))
        out.flush()


def _totals(file: str) -> Totals:
    from dateline.brief import totals_from

    try:
        data = json.loads(Path(file).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{file}: cannot be read as a brief written with --format json") from error
    if not isinstance(data, dict):
        raise UsageError(f"{file}: this is no brief written with --format json")
    return totals_from(data)
