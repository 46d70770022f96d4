"""``dateline schema``: the JSON Schema of the exchange records."""

from __future__ import annotations

import json

import click

__all__ = ["schema"]


@click.command()
def schema() -> None:
    """Print the JSON Schema of the records that `dateline export --format jsonl` writes."""
    from dateline.codec import json_schema

    click.echo(json.dumps(json_schema(), ensure_ascii=False, indent=1))
