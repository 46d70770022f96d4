"""``dateline corrections``: what people decided, for the trainer."""

from __future__ import annotations

import click

from dateline.cli.compose import store_path

__all__ = ["corrections"]


@click.command()
@click.option("--db", metavar="FILE", help="The store.")
def corrections(db: str | None) -> None:
    """Print what people decided of accounts, a JSON object a line, for `dateline train --corrections`.

    Each has the account with the right values, the verdict, what was coded before, and the text of its
    document.
    """
    import orjson

    from dateline.judging.corrections import corrections_in
    from dateline.store import Store, settings_here

    with Store.open(store_path(settings_here({"db": db})), create=False) as store:
        for record in corrections_in(store):
            click.echo(orjson.dumps(record).decode())
