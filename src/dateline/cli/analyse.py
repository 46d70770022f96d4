"""``dateline analyse``: counts over a release."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

__all__ = ["analyse"]

BY = ("type", "actor", "dyad", "country", "admin1", "week", "month")


@click.command()
@click.argument("folder", metavar="RELEASE_DIR")
@click.option("--by", "by", type=click.Choice(BY), default="type", show_default=True, help="Group by this.")
@click.option(
    "--harm", default="killed", show_default=True, help="People to sum: killed, injured, abducted, arrested."
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    show_default=True,
    help="How to print it.",
)
def analyse(folder: str, by: str, harm: str, format_: str) -> None:
    """Count the incidents of a release by type, actor, dyad, place or time.

    What occurred is never added to what is claimed, alleged, attempted or threatened; aggregates ("five
    attacks") stand in rows of their own; incidents without a figure are counted beside the sums. An incident
    with several actors counts for each, so rows by actor and dyad do not add up.
    """
    from dateline.analytics import rows

    found = rows(Path(folder), by, harm=harm)
    if format_ == "json":
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
    elif format_ == "csv":
        _write_csv(found)
    else:
        click.echo(_as_table(found))


def _write_csv(found: Sequence[Mapping[str, str | int | None]]) -> None:
    from dateline.export.csv import safe_text

    writer = csv.writer(sys.stdout)
    writer.writerow(found[0] if found else ())
    writer.writerows(
        ["" if v is None else safe_text(v) if isinstance(v, str) else v for v in row.values()]
        for row in found
    )


def _as_table(found: Sequence[Mapping[str, str | int | None]]) -> str:
    if not found:
        return "no incidents"
    lines = [list(found[0]), *([_shown(value) for value in row.values()] for row in found)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def _shown(value: str | int | None) -> str:
    from dateline.export.excerpt import one_line

    return "?" if value is None else one_line(str(value))
