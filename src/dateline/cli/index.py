"""``dateline index``: build the place index now instead of at the first run."""

from __future__ import annotations

import click

from dateline.cli.compose import collaborators
from dateline.cli.progress import index_progress

__all__ = ["index"]


@click.command()
@click.pass_context
def index(context: click.Context) -> None:
    """Build the place index anew and print where it is; `dateline code` builds a missing one by itself."""
    from dateline.store import settings_here

    click.echo(collaborators(context).build_index(settings_here(), index_progress()))
