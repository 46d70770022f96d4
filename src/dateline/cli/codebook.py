"""``dateline codebook``: the event types, statuses and counting rules in use."""

from __future__ import annotations

import dataclasses
import json

import click

__all__ = ["codebook"]


@click.command()
@click.option(
    "--format", "format_", default="text", show_default=True, type=click.Choice(["text", "markdown", "json"])
)
def codebook(format_: str) -> None:
    """Print the codebook: every event type with its definition, examples and codes in other schemes."""
    from dateline.codebook import Codebook
    from dateline.codebook.render import as_markdown, as_text
    from dateline.store import settings_here

    loaded = Codebook.load(settings_here().codebook)
    match format_:
        case "text":
            click.echo(as_text(loaded), nl=False)
        case "markdown":
            click.echo(as_markdown(loaded), nl=False)
        case _:
            types = {name: dataclasses.asdict(entry) for name, entry in loaded.types.items()}
            click.echo(json.dumps(types, ensure_ascii=False, indent=1))
