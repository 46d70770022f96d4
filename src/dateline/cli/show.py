"""``dateline show``: one record, each field with its sentence and its speaker."""

from __future__ import annotations

import os
import sys

import click

from dateline.cli.compose import store_path

__all__ = ["show"]


@click.command()
@click.argument("id_", metavar="ID")
@click.option("--db", metavar="FILE", help="The store to read.")
def show(id_: str, db: str | None) -> None:
    """Show one incident, account or document: each field with its sentence and its speaker.

    ID is an id or its unmistakable beginning.
    """
    from dateline.api import open as open_record
    from dateline.store import settings_here

    with open_record(store_path(settings_here({"db": db}))) as record:
        colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
        click.echo(record.show(id_, colour=colour), nl=False)
