"""``dateline export``: what the store holds, filtered, in one of the formats."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

import click

from dateline.cli.compose import store_path
from dateline.errors import UsageError

if TYPE_CHECKING:
    from dateline.export import Style

__all__ = ["export"]

WIDTH_OF_A_FILE = 160
"""Characters a line of a table that goes to a file or another program, where no terminal tells its width."""


class _WithFilters(click.Command):
    """Adds an option for every filter when the command is used: naming them imports the exports."""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        from dateline.export import FILTER_NAMES

        known = {param.name for param in self.params}
        for name, meaning in FILTER_NAMES.items():
            if f"filter_{name}" not in known:
                flag = f"--{name.replace('_', '-')}"
                self.params.append(click.Option([flag, f"filter_{name}"], metavar="X", help=meaning))
        return super().get_params(ctx)


@click.command(cls=_WithFilters)
@click.option("--db", metavar="FILE", help="The store to read.")
@click.option(
    "--as-of",
    metavar="DAY|TIME",
    help="The record as it stood then (UTC): from what it had learned, whenever the events were.",
)
@click.option(
    "--format",
    "format_",
    default="table",
    show_default=True,
    type=click.Choice(["table", "jsonl", "csv", "geojson", "parquet", "html"]),
    help="How to write it.",
)
@click.option(
    "--level",
    default="incident",
    show_default=True,
    type=click.Choice(["incident", "account", "document"]),
    help="What makes one row or record.",
)
@click.option("-o", "--output", default="-", metavar="FILE", help="Where to write (default: stdout).")
def export(
    db: str | None, as_of: str | None, format_: str, level: str, output: str, **filters: str | None
) -> None:
    """Write incidents, accounts or documents; the options below keep only what matches all of them."""
    from dateline.api import open as open_record
    from dateline.export import Format, Level, write
    from dateline.store import settings_here

    with open_record(store_path(settings_here({"db": db})), as_of=as_of) as record:
        asked = record.filters({name.removeprefix("filter_"): value for name, value in filters.items()})
        if level == "incident" and not record.is_current():
            click.echo(
                "the last run of `dateline code` did not end; run it again to bring the incidents up to date",
                err=True,
            )
        rows = list(record.records(cast(Level, level), asked))
        with _opened(output) as out:
            write(
                rows,
                out,
                format=cast(Format, format_),
                level=cast(Level, level),
                documents=record.document_records() if format_ in {"table", "html"} else None,
                style=_style(output) if format_ == "table" else None,
            )
            out.flush()


@contextmanager
def _opened(output: str) -> Iterator[BinaryIO]:
    """Where to write: stdout, or a file that is there whole or, after an error, as it was before."""
    if output == "-":
        yield sys.stdout.buffer
        return
    path = Path(output)
    partial = path.with_name(f".{path.name}.partial")
    try:
        with partial.open("wb") as out:
            yield out
        partial.replace(path)
    except OSError as error:
        raise UsageError(f"{output}: {error.strerror}; give another file with --output") from error
    finally:
        partial.unlink(missing_ok=True)


def _style(output: str) -> Style:
    from dateline.export import Style

    if output != "-" or not sys.stdout.isatty():
        return Style(width=WIDTH_OF_A_FILE)
    return Style(width=shutil.get_terminal_size().columns, colour="NO_COLOR" not in os.environ)
