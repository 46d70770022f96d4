"""``dateline double``: incidents that two people code apart from one another."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dateline.cli.compose import store_path
from dateline.cli.export import WithFilters
from dateline.errors import UsageError

if TYPE_CHECKING:
    from dateline.api import Record
    from dateline.judging.compared import Alpha
    from dateline.store import Store

__all__ = ["double"]

_Function = TypeVar("_Function", bound=Callable[..., object])
_DB = click.option("--db", metavar="FILE", help="The store.")


def _coding(function: _Function) -> _Function:
    """The options of who codes where."""
    by = click.option("--by", "--as", "by", metavar="NAME", help="Who (default: the name of the user here).")
    return by(_DB(function))


@click.group()
def double() -> None:
    """Have two people code the same incidents, neither seeing what the other says.

    Until both have finished an incident, nothing of it is shown to anybody else and nothing else is
    decided on it. Then `dateline double results` tells how far they agree, and `dateline double settle`
    decides.
    """


@double.command(cls=WithFilters)
@click.option("--number", type=click.IntRange(1), help="How many incidents.")
@click.option(
    "--share", type=click.FloatRange(0, 100, min_open=True), metavar="PERCENT", help="Or what share."
)
@_coding
def draw(
    number: int | None, share: float | None, db: str | None, by: str | None, **filters: str | None
) -> None:
    """Set a random sample aside, of the incidents that match the filters and nobody has decided on.

    Drawing again goes on in the same order: two draws of 50 are one of 100.
    """
    from dateline.indexing import open_index
    from dateline.judging.double import candidates, set_aside

    if (number is None) == (share is None):
        raise UsageError("say either --number or --share")
    with _opened(db, by) as (record, store, person):
        asked = record.filters({name.removeprefix("filter_"): value for name, value in filters.items()})
        open_index(store)
        waiting = candidates(store, asked)
        if number is None:
            number = max(1, round(len(waiting) * (share or 0) / 100))
        told = f"{number} at random of {len(waiting)}"
        where = ", ".join(f"{name} {value}" for name, value in asked.to_query().items())
        for item in set_aside(store, waiting[:number], person, f"{told} with {where}" if where else told):
            click.echo(item)


@double.command("list")
@_DB
def list_(db: str | None) -> None:
    """Print what is set aside: incident, how many have finished it, and how it was drawn."""
    with _opened(db, None) as (_, store, _person):
        for item in store.doubles.items():
            state = "withdrawn" if item.withdrawn else f"finished by {len(item.sheets)} of 2"
            click.echo(f"{item.item}\t{state}\t{item.how}, by {item.by}")


@double.command("next")
@_coding
def next_(db: str | None, by: str | None) -> None:
    """Print the next incident for you to code, with what stands on your sheet."""
    with _opened(db, by) as (record, _, person):
        coder = record.coder(person)
        item = coder.next()
        if item is None:
            click.echo("nothing is left for you to code", err=True)
            return
        _sheet(record, person, item)


@double.command()
@click.argument("item")
@click.argument("field")
@click.argument("value")
@_coding
def say(item: str, field: str, value: str, db: str | None, by: str | None) -> None:
    """Set a field on your sheet; VALUE is written as for `dateline edit`."""
    with _opened(db, by) as (record, _, person):
        record.coder(person).say(item, field, value)
        _sheet(record, person, item)


@double.command()
@click.argument("item")
@click.option("--no-event", is_flag=True, help="There was no such event.")
@_coding
def finish(item: str, *, no_event: bool, db: str | None, by: str | None) -> None:
    """Finish your sheet: this is how you read it."""
    with _opened(db, by) as (record, _, person):
        record.coder(person).finish(item, happened=not no_event)
        click.echo(f"finished {item}")


@double.command()
@_coding
def undo(db: str | None, by: str | None) -> None:
    """Take your newest step back, until the other has finished the incident too."""
    with _opened(db, by) as (record, _, person):
        step = record.coder(person).undo()
        click.echo(f"taken back: {step.field or 'finished'} of {step.item}")


@double.command()
@click.argument("item")
@_DB
def withdraw(item: str, db: str | None) -> None:
    """Ask nobody for an incident any more. What was said of it is kept and shown to nobody."""
    with _opened(db, None) as (_, store, _person):
        if item not in store.doubles.open_items():
            raise UsageError(f"{item} is not set aside, or two have finished it; see `dateline double list`")
        store.doubles.withdraw(item)
        click.echo(f"withdrawn {item}")


@double.command()
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Text for people, or one JSON object.",
)
@_DB
def results(format_: str, db: str | None) -> None:
    """Print how far the two agree, field by field, and what is still to be settled.

    Krippendorff's alpha with a 95 % interval (a bootstrap of the incidents): 1 is full agreement, 0 chance.
    """
    from dateline.judging.compared import results_in

    with _opened(db, None) as (_, store, _person):
        found = results_in(store)
    if format_ == "json":
        click.echo(json.dumps(dataclasses.asdict(found), ensure_ascii=False))
        return
    click.echo(f"{found.complete} coded by two, {found.open} still open, {len(found.unlike)} not compared")
    for row in found.agreements:
        told = [f"{row.field}: {row.same} of {row.incidents} the same", _told(row.nominal)]
        click.echo("; ".join(told + ([_told(row.distance)] if row.distance else [])))
    for difference in found.differences:
        said = ", ".join(f"{coder}: {value}" for coder, value in difference.said)
        state = f"settled by {difference.settled}" if difference.settled else "to settle"
        click.echo(f"{state}: {difference.item} {difference.field} ({said})")


@double.command()
@click.argument("item")
@click.argument("field")
@click.argument("coder")
@_coding
def settle(item: str, field: str, coder: str, db: str | None, by: str | None) -> None:
    """Make what CODER said of FIELD the incident's own; `dateline undo` takes it back."""
    from dateline.export import decision_text

    with _opened(db, by) as (record, _, person):
        judgement = record.settle(item, field, coder, by=person)
        click.echo(f"judgement {judgement['judgement_id']}")
        click.echo(f"  {decision_text(judgement)}")  # type: ignore[arg-type]


def _sheet(record: Record, person: str, item: str) -> None:
    from dateline.judging.double import shown

    click.echo(item)
    for field, values in record.coder(person).sheet(item).items():
        click.echo(f"  {field}: {shown(values)}")


def _told(found: Alpha) -> str:
    value = "not defined" if found.value is None else f"{found.value:.3f}"
    bounds = f" [{found.interval.low:.3f}, {found.interval.high:.3f}]" if found.interval else ""
    return f"alpha ({found.level}, {found.incidents}) {value}{bounds}"


@contextmanager
def _opened(db: str | None, by: str | None) -> Iterator[tuple[Record, Store, str]]:
    """The store as a record and as itself, and who is at work by flag, setting or as user of this machine."""
    from dateline.api import Record
    from dateline.store import Store, person_here, settings_here

    flags: dict[str, Any] = {"db": db, "by": by}
    settings = settings_here(flags)
    with Store.open(store_path(settings), create=False) as store:
        yield Record(store, settings), store, settings.by or person_here(settings)
