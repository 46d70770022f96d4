"""``dateline serve``: the desk over one store."""

from __future__ import annotations

import ipaddress

import click

from dateline.cli.compose import store_path
from dateline.errors import UsageError

__all__ = ["serve"]

HERE = ("127.0.0.1", "localhost")
"""Names under which a browser may ask; a bare IPv6 address is no name that another could take."""
TOLD_EVERY = 5000
AT_ONCE = 500


@click.command()
@click.option("--db", metavar="FILE", help="The store to serve.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", default=8710, show_default=True, type=click.IntRange(1, 65535), help="The port to listen on."
)
def serve(db: str | None, host: str, port: int) -> None:
    """Open the desk: map, timeline, evidence and review in the browser, and an interface for programs.

    One process over one file; nothing is asked of the internet. Without users only this machine is let in.
    """
    import uvicorn

    from dateline.store import settings_here
    from dateline.web import create_app

    if not _is_loopback(host):
        raise UsageError(f"--host {host} would let others in, and no users are set up; leave it at 127.0.0.1")
    settings = settings_here({"db": db})
    app = create_app(store_path(settings), settings, _told, hosts=() if ":" in host else HERE)
    shown = f"[{host}]" if ":" in host else host
    click.echo(f"The desk is at http://{shown}:{port}/ (this machine only; Ctrl+C ends it)", err=True)
    uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False)


def _told(done: int, waiting: int) -> None:
    """What a large store that was never served makes one wait for."""
    if done % TOLD_EVERY < AT_ONCE:
        click.echo(f"writing the index: {done} of {waiting} incidents", err=True)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
