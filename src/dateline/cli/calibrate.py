"""``dateline calibrate``: how often coded values are right, and the maps that say so in the record."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from dateline.cli.compose import collaborators
from dateline.cli.progress import index_progress, ticking
from dateline.errors import UsageError

__all__ = ["calibrate"]


@click.command()
@click.option(
    "--data", metavar="DIR", help="Folder of the corpora (DIR/news/NNN.*, DIR/satp/SPLIT.jsonl[.gz])."
)
@click.option(
    "--format",
    "format_",
    default="text",
    show_default=True,
    type=click.Choice(["text", "json"]),
    help="How to print what was measured.",
)
@click.option(
    "--write", is_flag=True, help="Also fit the weights on all the data and write calibration.toml."
)
@click.pass_context
def calibrate(context: click.Context, *, data: str | None, format_: str, write: bool) -> None:
    """Measure how far the confidence of coded values is the share that is right, by field.

    Every value of the news and satp dev parts that people coded too is judged; each probability that is
    measured comes from maps fitted without its document (5 folds, 5 times). ECE is the expected calibration
    error over 10 bins of equal numbers of values, and of equal width; "chance" is what probabilities that
    are exactly true would show on so many values.
    """
    from dateline.evaluate.calibration import as_json, as_text, as_toml
    from dateline.evaluate.calibration import calibrate as measured
    from dateline.store import settings_here

    settings = settings_here({"corpora": data})
    if settings.corpora is None:
        raise UsageError("no corpora are named: give --data DIR or set DATELINE_CORPORA")
    with (
        collaborators(context).open_coder(settings, index_progress()) as coder,
        ticking("documents") as tick,
    ):
        found = measured(
            settings.corpora,
            coder.weigh,
            method=coder.method,
            date=datetime.datetime.now(datetime.UTC).date().isoformat(),
            progress=tick,
        )
    if write:
        _calibration_file().write_text(as_toml(found.maps), encoding="utf-8")
        click.echo("the weights are written into calibration.toml", err=True)
    click.echo(as_json(found) if format_ == "json" else as_text(found))


def _calibration_file() -> Path:
    """The calibration file of the package."""
    from dateline.calibration import __file__ as package

    return Path(package).with_name("calibration.toml")
