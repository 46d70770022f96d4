"""``dateline show``: one record or the dossier of an actor, each line with its sentence and its speaker."""

from __future__ import annotations

import json
import os
import sys

import click

from dateline.cli.compose import store_path

__all__ = ["show"]


@click.command()
@click.argument("asked_for", metavar="ID|ACTOR")
@click.option("--db", metavar="FILE", help="The store to read.")
@click.option(
    "--as-of",
    metavar="DAY|TIME",
    help="The record as it stood then (UTC): from what it had learned, whenever the events were.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Text for people, or the exchange record.",
)
def show(asked_for: str, db: str | None, as_of: str | None, format_: str) -> None:
    """Show one incident, account or document, or the history of an actor; all with sentence and speaker.

    ID is an id or its unmistakable beginning. ACTOR is a registry id ("islamic-state"), a name or an alias:
    names, offices, ties, memberships, changes of leadership, stances, what it did, what was done to it, what
    it said, and what changed.
    """
    from dateline.api import open as open_record
    from dateline.store import settings_here

    with open_record(store_path(settings_here({"db": db})), as_of=as_of) as record:
        if format_ == "json":
            click.echo(json.dumps(record.get(asked_for), ensure_ascii=False, indent=1))
            return
        colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
        click.echo(record.show(asked_for, colour=colour), nl=False)
