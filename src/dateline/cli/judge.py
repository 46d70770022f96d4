"""``dateline merge``, ``split``, ``accept``, ``reject``, ``edit``, ``undo``, ``history``, ``conflicts``."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dateline.cli.compose import store_path

if TYPE_CHECKING:
    from dateline.api import Record
    from dateline.model import Incident

__all__ = ["accept", "conflicts", "edit", "history", "merge", "reject", "split", "undo"]

_Function = TypeVar("_Function", bound=Callable[..., object])
_DB = click.option("--db", metavar="FILE", help="The store.")
_FORMAT = click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Text for people, or one JSON object a line.",
)


def _judging(function: _Function) -> _Function:
    """The options that every judgement takes."""
    for option in (
        click.option("--why", default="", metavar="TEXT", help="The reason, kept with the judgement."),
        click.option("--by", metavar="NAME", help="Who judges (default: the name of the user here)."),
        _DB,
    ):
        function = option(function)
    return function


@click.command()
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@_judging
def merge(one: str, other: str, db: str | None, by: str | None, why: str) -> None:
    """Make one incident of two.

    A and B are ids of incidents, or of accounts that stand for theirs. The two stay one whatever a later run
    or another method finds, until the judgement is undone.
    """
    with _record(db, by) as (record, person):
        _echo(record, record.merge(one, other, by=person, why=why))


@click.command()
@click.argument("incident", metavar="INCIDENT")
@click.argument("accounts", metavar="ACCOUNT...", nargs=-1, required=True)
@_judging
def split(incident: str, accounts: tuple[str, ...], db: str | None, by: str | None, why: str) -> None:
    """Take accounts out of an incident, into one of their own.

    They stay apart from those left, whatever a later run or another method finds, until the judgement is
    undone.
    """
    with _record(db, by) as (record, person):
        _echo(record, record.split(incident, *accounts, by=person, why=why))


@click.command()
@click.argument("id_", metavar="ID")
@_judging
def accept(id_: str, db: str | None, by: str | None, why: str) -> None:
    """Say that an account is right, or an incident with all its accounts.

    They are shown as reviewed from then on. Accounts that join the incident later are not.
    """
    with _record(db, by) as (record, person):
        _echo(record, record.accept(id_, by=person, why=why))


@click.command()
@click.argument("id_", metavar="ID")
@_judging
def reject(id_: str, db: str | None, by: str | None, why: str) -> None:
    """Say that an account is misread, or that an incident is no such event.

    A rejected account leaves its incident; a rejected incident is kept and graded "discounted". Nothing is
    deleted.
    """
    with _record(db, by) as (record, person):
        _echo(record, record.reject(id_, by=person, why=why))


@click.command()
@click.argument("id_", metavar="ID")
@click.argument("field")
@click.argument("value")
@click.option("--words", default="", metavar="TEXT", help="Words of the account's document that say so.")
@_judging
def edit(id_: str, field: str, value: str, *, words: str, db: str | None, by: str | None, why: str) -> None:
    """Set a field of an account or of an incident.

    FIELD is event_type, status, date, place, claim, background, casualties.KIND (killed, injured, ...) or
    actors.ROLE (perpetrator, target, ...); of an account also weapon and count. The last part is enough:
    "killed".

    VALUE of a figure: 20, 20-24, 20+ (at least) or unknown. Of a date: 2026-03-09, 2026-03, 2026, two of
    them with a slash between, or unknown. Of a place: a name, with its country after a comma where there are
    several; a GeoNames id; latitude,longitude; or unknown. Of actors: names with a semicolon between, or
    none. Of a claim: who claims it, or none. What the machine coded stays beside it.

    Write -- before a value that begins with a minus sign.
    """
    with _record(db, by) as (record, person):
        _echo(record, record.edit(id_, field, value, words=words, by=person, why=why))


@click.command()
@click.argument("judgement", metavar="[JUDGEMENT]", required=False, default="")
@_judging
def undo(judgement: str, db: str | None, by: str | None, why: str) -> None:
    """Take a judgement back; without an id your newest one that is in force.

    Undoing an undo puts the judgement into force again. Undoing a link that a method made keeps its two
    accounts apart.
    """
    with _record(db, by) as (record, person):
        _echo(record, record.undo(judgement, by=person, why=why))


@click.command()
@click.argument("id_", metavar="ID")
@_DB
@_FORMAT
def history(id_: str, db: str | None, format_: str) -> None:
    """Show every judgement on an incident or account, by methods and people, undone ones too.

    ID may also be that of a judgement: then it is shown with what took it back. Of a document, or of the
    address of an article, it shows the versions and what changed from one to the next.
    """
    from dateline.export import history_text
    from dateline.export.versions import versions_text

    with _record(db, None) as (record, _):
        versions = record.versions(id_)
        if versions and format_ == "text":
            click.echo(versions_text(versions), nl=False)
            return
        if versions:
            for one in versions:
                told = {"line": one.line, "number": one.number, "at": one.at, "document_id": one.document.id}
                click.echo(json.dumps(told, ensure_ascii=False))
            return
        _write(record.history(id_), format_, history_text)


@click.command()
@_DB
@_FORMAT
def conflicts(db: str | None, format_: str) -> None:
    """List the judgements that newer judgements or newer documents put in question.

    They stay in force: undo those that no longer hold.
    """
    from dateline.export import conflicts_text

    with _record(db, None) as (record, _):
        _write(record.conflicts(), format_, conflicts_text)


@contextmanager
def _record(db: str | None, by: str | None) -> Iterator[tuple[Record, str | None]]:
    """The open store, and who judges in it by flag or setting; ``None`` for the user of this machine."""
    from dateline.api import open as open_record
    from dateline.store import settings_here

    settings = settings_here({"db": db, "by": by})
    with open_record(store_path(settings)) as record:
        yield record, settings.by


def _write(records: Sequence[Mapping[str, Any]], format_: str, as_text: Callable[[Any], str]) -> None:
    if format_ == "text":
        click.echo(as_text(records), nl=False)
    else:
        for record in records:
            click.echo(json.dumps(record, ensure_ascii=False))


def _echo(record: Record, judgement: Mapping[str, Any]) -> None:
    """What was kept, and the incidents as they are now."""
    from dateline.export import decision_text

    click.echo(f"judgement {judgement['judgement_id']}")
    click.echo(f"  {decision_text(judgement)}")  # type: ignore[arg-type]
    judged = record.judged_by(judgement)
    if judged is not judgement:
        click.echo(f"  that was: {decision_text(judged)}")  # type: ignore[arg-type]
    incidents = record.incidents_holding([*judged["accounts"], *judged["others"]])
    if not incidents:
        click.echo("its accounts are in no incident now")
    for incident in incidents:
        click.echo(f"incident {incident.id}")
        click.echo(f"  {_summed_up(incident)}")


def _summed_up(incident: Incident) -> str:
    from dateline.export.excerpt import one_line

    place = incident.place.name or incident.place.text if incident.place else ""
    date = incident.date.start or "" if incident.date else ""
    accounts = "1 account" if len(incident.account_ids) == 1 else f"{len(incident.account_ids)} accounts"
    told = (incident.event_type, incident.status.value, place, date, incident.grade.value, accounts)
    return one_line(", ".join(filter(None, told)))
