"""``dateline release``: freeze a numbered snapshot, list, check and compare them."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import click

from dateline.cli.compose import store_path
from dateline.errors import UsageError

__all__ = ["release"]


@click.command()
@click.argument("name", required=False, metavar="[NAME]")
@click.option("--db", metavar="FILE", help="The store to release.")
@click.option("--out", metavar="DIR", help="Where the folder NAME is made.")
@click.option("--previous", metavar="DIR", help="The release to compare with (default: the last one made).")
@click.option(
    "--bodies",
    metavar="TERMS",
    default="",
    help="Include the documents' texts; TERMS says what allows it and goes into the release.",
)
@click.option(
    "--date", metavar="DAY", help="The release's day (default: SOURCE_DATE_EPOCH, or today in UTC)."
)
@click.option("--list", "listed", is_flag=True, help="List the releases of the store instead.")
@click.option("--verify", "checked", metavar="DIR", help="Check the files of a release instead.")
@click.option("--diff", "pair", nargs=2, metavar="A B", help="Tell what changed from release A to B instead.")
@click.pass_context
def release(
    context: click.Context,
    *,
    name: str | None,
    db: str | None,
    out: str | None,
    previous: str | None,
    bodies: str,
    date: str | None,
    listed: bool,
    checked: str | None,
    pair: tuple[str, str] | None,
) -> None:
    """Freeze what the store says now as the release NAME: tables, codebook, changelog, checksums.

    A release is never written over. The same record gives the same data files, byte for byte. With --verify,
    exit code 1 says that files are not as they were released.
    """
    if sum((name is not None, listed, checked is not None, pair is not None)) != 1:
        raise UsageError("give one of: NAME, --list, --verify DIR, --diff A B")
    if checked is not None:
        _verify(context, Path(checked))
    elif pair is not None:
        from dateline.release import changes, changes_text

        click.echo(changes_text(changes(Path(pair[0]), Path(pair[1]))), nl=False)
    elif listed:
        _list(db)
    else:
        _freeze(name or "", db, out, previous=previous, bodies=bodies, date=date)


def _verify(context: click.Context, folder: Path) -> None:
    from dateline.release import verify

    faults = verify(folder)
    click.echo("\n".join(faults) if faults else "all files are as they were released")
    context.exit(1 if faults else 0)


def _list(db: str | None) -> None:
    from dateline.store import Store, settings_here

    with Store.open(store_path(settings_here({"db": db})), create=False) as store:
        for made in store.releases():
            click.echo(f"{made.number}  {made.name}  {made.at}  sha256:{made.digest[:16]}  {made.folder}")


def _freeze(
    name: str, db: str | None, out: str | None, *, previous: str | None, bodies: str, date: str | None
) -> None:
    if out is None:
        raise UsageError("say with --out DIR where the release goes")
    from dateline.codebook import Codebook
    from dateline.release import freeze
    from dateline.store import Store, settings_here

    settings = settings_here({"db": db})
    with Store.open(store_path(settings), create=False) as store:
        folder = freeze(
            store,
            name,
            Path(out),
            date=_day(date),
            codebook=Codebook.load(settings.codebook),
            previous=None if previous is None else Path(previous),
            bodies_licence=bodies,
        )
    click.echo(folder)


def _day(given: str | None) -> str:
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        if given is not None:
            return dt.date.fromisoformat(given).isoformat()
        if epoch:
            return dt.datetime.fromtimestamp(int(epoch), tz=dt.UTC).date().isoformat()
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(f"{given or epoch!r} is no day; --date takes 2026-03-09") from error
    return dt.datetime.now(tz=dt.UTC).date().isoformat()
