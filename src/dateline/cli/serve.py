"""``dateline serve``: the desk over one store."""

from __future__ import annotations

import ipaddress
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.compose import store_path
from dateline.errors import UsageError

if TYPE_CHECKING:
    from dateline.indexing import Progress
    from dateline.store.users import Users

__all__ = ["serve"]

TOLD_SECONDS = 5.0


@click.command()
@click.option("--db", metavar="FILE", help="The store to serve.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", default=8710, show_default=True, type=click.IntRange(1, 65535), help="The port to listen on."
)
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="NAME",
    help="A host name that others reach the desk by; may be repeated. Addresses always do.",
)
@click.option(
    "--certificate",
    type=click.Path(dir_okay=False),
    help="PEM file with the certificate for https, and its chain.",
)
@click.option("--key", type=click.Path(dir_okay=False), help="PEM file with the key to it.")
def serve(  # noqa: PLR0917 - click passes them by name
    db: str | None, host: str, port: int, names: tuple[str, ...], certificate: str | None, key: str | None
) -> None:
    """Open the desk: map, timeline, evidence and review in the browser, and an interface for programs.

    One process over one file; nothing is asked of the internet. Without users (`dateline users add`) only
    this machine is let in, and whoever is on it may do everything.
    """
    import uvicorn

    from dateline.store import Store, settings_here
    from dateline.web import create_app
    from dateline.web.auth import Guard

    if (certificate is None) != (key is None):
        raise UsageError("--certificate and --key go together")
    settings = settings_here({"db": db})
    for file in filter(None, (certificate, key)):
        if not Path(file).is_file():
            raise UsageError(f"there is no file {file}")
    path = store_path(settings)
    users = _users_of(path)
    if users is None and not _is_loopback(host):
        raise UsageError(
            f"--host {host} would let others in, and no users are set up; leave it at 127.0.0.1, "
            "or add users with `dateline users add NAME --role reviewer`"
        )
    with Store.open(path, create=False) as store:
        if store.has_older_method():
            click.echo(
                f"The incidents of {path} were made by an older method; making them anew, some two "
                "milliseconds an account",
                err=True,
            )
    app = create_app(path, settings, _told(), guard=Guard(users, {host, *names}))
    shown = f"http{'s' if certificate else ''}://{f'[{host}]' if ':' in host else host}:{port}/"
    click.echo(f"The desk is at {shown} ({_who_gets_in(users)}; Ctrl+C ends it)", err=True)
    if users is not None and certificate is None and not _is_loopback(host):
        click.echo(
            "Passwords travel unencrypted: give --certificate and --key, or put an https proxy before it.",
            err=True,
        )
    uvicorn.run(
        app,
        host=host,
        port=port,
        log_level="warning",
        server_header=False,
        ssl_certfile=certificate,
        ssl_keyfile=key,
    )


def _users_of(db: Path) -> Users | None:
    """The users of a store; ``None`` where none were ever added. Disabling all of them opens nothing."""
    from dateline.store.users import Users, users_file

    if not users_file(db).exists():
        return None
    users = Users.open(users_file(db))
    if users.all():
        return users
    users.close()
    return None


def _who_gets_in(users: Users | None) -> str:
    if users is None:
        return "no users are set up: this machine only, and whoever is on it may do everything"
    return f"{sum(not user.disabled for user in users.all())} users may sign in"


def _told() -> Progress:
    """Says now and then what a large store that was never served makes one wait for."""
    next_at = time.monotonic()

    def told(done: int, waiting: int) -> None:
        nonlocal next_at
        if time.monotonic() >= next_at and done < waiting:
            next_at = time.monotonic() + TOLD_SECONDS
            click.echo(f"writing the index: {done:,} of {waiting:,} incidents", err=True)

    return told


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
