"""``dateline users``: who may sign in to the desk over one store."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from dateline.cli.compose import store_path

if TYPE_CHECKING:
    from dateline.store.users import Role, Users

__all__ = ["users"]

_ROLES = ("reader", "reviewer", "admin")
_DB = click.option("--db", metavar="FILE", help="The store.")
_ROLE = click.option(
    "--role",
    type=click.Choice(_ROLES),
    required=True,
    help="A reader looks and exports, a reviewer also judges, an admin also sees who signed in.",
)


@click.group()
def users() -> None:
    """Say who may sign in to the desk.

    They are kept in FILE.users beside the store FILE, which is all that a copy or a release of it leaves out.
    With users set up the desk can be opened to others: `dateline serve --host`.
    """


@users.command()
@click.argument("name")
@_ROLE
@_DB
def add(name: str, role: Role, db: str | None) -> None:
    """Add the user NAME; the password is asked for."""
    from dateline.web.auth.passwords import hash_of

    with _open(db) as found:
        added = found.add(name, role, hash_of(_password()))
        click.echo(
            f"{added.name} may sign in as {added.role}; a desk that runs already must be started again "
            "if this is the first user"
        )


@users.command("list")
@_DB
def list_(db: str | None) -> None:
    """Print every user: name, role, since when, whether disabled."""
    with _open(db) as found:
        for user in found.all():
            click.echo(
                f"{user.name}\t{user.role}\t{user.added}\t{'disabled' if user.disabled else 'enabled'}"
            )


@users.command()
@click.argument("name")
@_ROLE
@_DB
def role(name: str, role: Role, db: str | None) -> None:
    """Give the user NAME another role, from their next click on."""
    with _open(db) as found:
        click.echo(f"{name} is now {found.change(name, role=role).role}")


@users.command()
@click.argument("name")
@_DB
def password(name: str, db: str | None) -> None:
    """Set a new password for NAME; ends all their sessions and tokens."""
    from dateline.web.auth.passwords import hash_of

    with _open(db) as found:
        found.change(name, password_hash=hash_of(_password()))
        click.echo(f"{name} has a new password; their sessions are over")


@users.command()
@click.argument("name")
@_DB
def disable(name: str, db: str | None) -> None:
    """Keep NAME out, at once; what they judged stays."""
    with _open(db) as found:
        found.change(name, disabled=True)
        click.echo(f"{name} is disabled; their sessions are over")


@users.command()
@click.argument("name")
@_DB
def enable(name: str, db: str | None) -> None:
    """Let NAME in again."""
    with _open(db) as found:
        found.change(name, disabled=False)
        click.echo(f"{name} may sign in again")


@users.command()
@click.argument("name")
@click.option(
    "--days", default=90, show_default=True, type=click.IntRange(1, 3650), help="How long it holds."
)
@_DB
def token(name: str, days: int, db: str | None) -> None:
    """Print a token for a program of NAME's, to send as `Authorization: Bearer TOKEN`.

    It is shown this once, and may do what NAME may. A new password or disabling NAME ends it.
    """
    from dateline.errors import UsageError

    with _open(db) as found:
        user = found.find(name)
        if user is None:
            raise UsageError(f"there is no enabled user {name!r}; `dateline users list` names them")
        click.echo(found.begin(user.name, "program", dt.timedelta(days=days), dt.timedelta(days=days)))


def _password() -> str:
    return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))


@contextmanager
def _open(db: str | None) -> Iterator[Users]:
    from dateline.errors import UsageError
    from dateline.store import settings_here
    from dateline.store.users import Users, users_file

    path = store_path(settings_here({"db": db}))
    if not path.exists():
        raise UsageError(f"there is no store at {path}; make one with `dateline code PATH... --db {path}`")
    found = Users.open(users_file(path))
    try:
        yield found
    finally:
        found.close()
