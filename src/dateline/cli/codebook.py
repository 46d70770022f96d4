"""``dateline codebook``: the event types, statuses and counting rules in use."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass

import click

__all__ = ["codebook"]


@click.command()
@click.option(
    "--format",
    "format_",
    default="text",
    show_default=True,
    type=click.Choice(["text", "markdown", "json"]),
    help="How to print it.",
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
            click.echo(json.dumps(_plain(loaded.types), ensure_ascii=False, indent=1))


def _plain(value: object) -> object:
    """Records, named tuples and mappings as JSON objects."""
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return _plain(value._asdict())
    return [_plain(item) for item in value] if isinstance(value, tuple) else value
