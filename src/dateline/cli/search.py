"""``dateline search``: saved searches, their feeds, and who gets a digest of them."""

from __future__ import annotations

import datetime as dt
import json
import os
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import click

from dateline.cli.compose import store_path
from dateline.cli.export import WithFilters, opened
from dateline.errors import UsageError

if TYPE_CHECKING:
    from dateline.export import Filters
    from dateline.searches import Sender
    from dateline.store import Store

__all__ = ["search"]

_DB = click.option("--db", metavar="FILE", help="The store.")
RECENT = 3_650
"""Days that a feed looks back at most: it lists the newest only, and ten years of them are enough to find."""


@click.group()
def search() -> None:
    """Keep searches under names; read them as feeds, or have digests of them sent."""


@search.command(cls=WithFilters)
@click.argument("name")
@_DB
def save(name: str, db: str | None, **filters: str | None) -> None:
    """Keep the filters given as NAME; one of that name is replaced."""
    from dateline.searches import search_name

    with ExitStack() as held:
        store, parse = _opened_store(held, db)
        given = parse({key.removeprefix("filter_"): value or "" for key, value in filters.items()})
        new = store.save_search(search_name(name), given.to_query())
        click.echo(f"{'saved' if new else 'replaced'} {name}", err=True)


@search.command(name="list")
@_DB
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print them.",
)
def list_(db: str | None, format_: str) -> None:
    """Show the saved searches, who gets a digest of them, and what became of the last one."""
    with ExitStack() as held:
        store, _ = _opened_store(held, db)
        targets = store.targets()
        rows: list[dict[str, Any]] = []
        for found in store.searches():
            told = []
            for target in (t for t in targets if t.search == found.name):
                last = next(iter(reversed(store.digests(target))), None)
                state = "none sent yet" if last is None else f"{last.state} for {last.first} to {last.last}"
                told.append(
                    {"kind": target.kind, "target": target.target, "days": target.days, "last": state}
                )
            rows.append({"name": found.name, "filters": dict(found.filters), "digests": told})
    if format_ == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for row in rows:
        filters = ", ".join(f"{key}={value}" for key, value in row["filters"].items()) or "everything"
        click.echo(f"{row['name']}: {filters}")
        for one in row["digests"]:
            click.echo(f"  {one['kind']} {one['target']}, every {one['days']} days: {one['last']}")


@search.command()
@click.argument("name")
@_DB
def remove(name: str, db: str | None) -> None:
    """Forget NAME and who gets a digest of it."""
    with ExitStack() as held:
        store, _ = _opened_store(held, db)
        if not store.remove_search(name):
            raise UsageError(f"there is no saved search {name!r}; `dateline search list` shows them")


@search.command()
@click.argument("name")
@_DB
@click.option(
    "--format",
    "format_",
    type=click.Choice(["atom", "json"]),
    default="atom",
    show_default=True,
    help="Atom, or JSON Feed.",
)
@click.option("--limit", type=click.IntRange(1, 1000), default=100, show_default=True, help="Most items.")
@click.option(
    "--base", default="", metavar="URL", help="Address of the desk, so that items lead to its pages."
)
@click.option("-o", "--output", default="-", metavar="FILE", help="Where to write (default: stdout).")
def feed(*, name: str, db: str | None, format_: str, limit: int, base: str, output: str) -> None:
    """Write what NAME finds as a feed, newest told first."""
    from dateline.searches import atom_feed, items_of, json_feed

    today = dt.datetime.now(tz=dt.UTC).date()
    with ExitStack() as held:
        store, parse = _opened_store(held, db)
        found = store.search(name)
        if found is None:
            raise UsageError(f"there is no saved search {name!r}; `dateline search list` shows them")
        learned = store.learned((today - dt.timedelta(days=RECENT)).isoformat(), today.isoformat())
        items = items_of(store, parse(found.filters), learned, limit=limit)
    made = (atom_feed if format_ == "atom" else json_feed)(f"Dateline: {name}", items, base=base)
    with opened(output) as out:
        out.write(made)
        out.flush()


@search.command()
@click.argument("name")
@_DB
@click.option("--mail", metavar="ADDRESS", help="Tell by mail.")
@click.option("--webhook", metavar="URL", help="Tell by a signed POST.")
@click.option(
    "--every",
    type=click.Choice(["1d", "7d"]),
    default="1d",
    show_default=True,
    help="One digest a day, or a week.",
)
@click.option("--stop", is_flag=True, help="Tell no more.")
def digest(
    *, name: str, db: str | None, mail: str | None, webhook: str | None, every: str, stop: bool
) -> None:
    """Say who gets digests of NAME; `dateline search send` sends them."""
    from dateline.searches.names import mail_address, webhook_url
    from dateline.store import DigestTarget

    if (mail is None) == (webhook is None):
        raise UsageError("give one of --mail ADDRESS and --webhook URL")
    with ExitStack() as held:
        store, _ = _opened_store(held, db)
        if store.search(name) is None:
            raise UsageError(f"there is no saved search {name!r}; `dateline search list` shows them")
        target = DigestTarget(
            search=name,
            kind="mail" if mail is not None else "webhook",
            target=mail_address(mail) if mail is not None else webhook_url(webhook or ""),
            days=int(every.removesuffix("d")),
        )
        if not stop:
            store.add_target(target)
        elif not store.remove_target(target):
            raise UsageError(f"{target.target} is not told of {name}")


@search.command()
@_DB
@click.option("--smtp", metavar="HOST[:PORT]", help="Server that takes the mails.")
@click.option("--from", "sender", metavar="ADDRESS", help="Address that the mails come from.")
@click.option(
    "--base", default="", metavar="URL", help="Address of the desk, so that items lead to its pages."
)
@click.pass_context
def send(context: click.Context, *, db: str | None, smtp: str | None, sender: str | None, base: str) -> None:
    """Send the digests that are due: run it every hour or so.

    At most one a period and target, however often it is run or killed. DATELINE_WEBHOOK_SECRET signs
    webhooks;
    DATELINE_SMTP_USER and DATELINE_SMTP_PASSWORD sign in to the server. Exit code 1: one failed or is in
    doubt.
    """
    import httpx

    from dateline.searches import WebhookSender, send_due

    with ExitStack() as held:
        store, parse = _opened_store(held, db)
        senders: dict[str, Sender] = {}
        if smtp is not None:
            senders["mail"] = _mail_sender(smtp, sender)
        if secret := os.environ.get("DATELINE_WEBHOOK_SECRET"):
            client = held.enter_context(httpx.Client())
            senders["webhook"] = WebhookSender(
                secret=secret.encode(), client=client, sleep=time.sleep, clock=time.time
            )
        missing = {target.kind for target in store.targets()} - senders.keys()
        for kind in sorted(missing):
            needed = "--smtp and --from" if kind == "mail" else "DATELINE_WEBHOOK_SECRET"
            click.echo(f"{kind}: not sent; give {needed}", err=True)
        bad = bool(missing)
        for outcome in send_due(store, senders, parse=parse, now=dt.datetime.now(tz=dt.UTC), base=base):
            bad = bad or outcome.state not in {"sent", "empty"}
            why = f": {outcome.problem}" if outcome.problem else ""
            told = f"{outcome.target.search} to {outcome.target.target}, {outcome.first} to {outcome.last}"
            click.echo(f"{told}: {outcome.state}{why}", err=True)
    context.exit(1 if bad else 0)


def _mail_sender(smtp: str, sender: str | None) -> Any:
    from dateline.searches import MailSender
    from dateline.searches.names import mail_address

    if sender is None:
        raise UsageError("say with --from ADDRESS whom the mails come from")
    host, _, port = smtp.partition(":")
    if not host or (port and not (port.isascii() and port.isdecimal() and 0 < int(port) < 65536)):
        raise UsageError(f"--smtp {smtp!r} is no HOST or HOST:PORT")
    return MailSender(
        host=host,
        port=int(port or 25),
        sender=mail_address(sender),
        user=os.environ.get("DATELINE_SMTP_USER", ""),
        password=os.environ.get("DATELINE_SMTP_PASSWORD", ""),
    )


def _opened_store(held: ExitStack, db: str | None) -> tuple[Store, Callable[[Mapping[str, str]], Filters]]:
    """The store, and what reads filters with its codebook."""
    from dateline.codebook import Codebook
    from dateline.export import Filters
    from dateline.store import Store, settings_here

    settings = settings_here({"db": db})
    types = Codebook.load(settings.codebook).types
    store = held.enter_context(Store.open(store_path(settings), create=False))
    return store, lambda given: Filters.parse(given, types)
