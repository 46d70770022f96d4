"""A desk served on this machine, for clients that speak HTTP only."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from dateline.judging.resolving import rebuild_incidents
from dateline.model import Basis
from dateline.store import Store, settings_here
from dateline.web import create_app
from store.accounts import RAVA, TOLM, account, by, day, document, killed


def small_store(path: Path) -> Path:
    """Two reports of one bombing, a clash without place and a statement."""
    told = [
        (
            document("A bomb killed four in Rava.", title="Bomb in Rava"),
            {"place": RAVA, "dead": killed(4, 4)},
        ),
        (
            document("A bomb in Rava killed six, doctors said.", outlet="Outlet B", title="<b>Six</b> dead"),
            {"place": RAVA, "dead": killed(6, 6), "actors": (by("the Front", "front"),)},
        ),
        (
            document("Gunmen fought guards in Tolm.", outlet="Outlet C", published="2026-03-20"),
            {"place": TOLM, "event_type": "armed_clash", "date": day("2026-03-20", Basis.PUBLICATION)},
        ),
        (document("Shots were heard.", outlet="Outlet D"), {"event_type": "armed_clash", "date": None}),
    ]
    with Store.open(path) as store:
        for source, values in told:
            store.add_accounts(source, [account(source, **{"date": day("2026-03-09"), **values})], "rules@1")
        rebuild_incidents(store)
    return path


@contextmanager
def served(db: Path) -> Iterator[str]:
    """The address of a desk over ``db``, while it runs."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(
        uvicorn.Config(create_app(db, settings_here({})), host="127.0.0.1", port=port, log_level="warning")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.01)
        if not thread.is_alive():
            raise RuntimeError("the server did not start")
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(10)
