"""A watch over a store of its own, with a coder that needs no model and without pauses."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from cli.fakes import WordCoder
from dateline.store import Store
from dateline.watch.coding import Coder
from dateline.watch.config import WatchConfig, read_config
from dateline.watch.metrics import Metrics
from dateline.watch.net import Look, look_up
from dateline.watch.opening import open_watcher

__all__ = ["config_of", "watch_once"]


def config_of(folder: Path, sources: str, *, table: str = "") -> WatchConfig:
    """What a ``dateline.toml`` of these tables says; pauses are off, and a fetch has two seconds."""
    path = folder / "dateline.toml"
    told = 'between = "0s"\ntimeout = "2s"\nlargest_mb = 1\n' if "between" not in table else ""
    path.write_text(f"[watch]\n{told}{table}\n{sources}", encoding="utf-8")
    return read_config(path)


def watch_once(
    folder: Path,
    config: WatchConfig,
    *,
    clock: Callable[[], float] = time.time,
    look: Look = look_up,
    coder: Coder | None = None,
    db: str = "x.db",
) -> Path:
    """One turn of every source; the store."""
    path = folder / db
    with (
        Store.open(path) as store,
        open_watcher(config, store, coder or WordCoder(), Metrics(), clock=clock, look=look) as watcher,
    ):
        watcher.run(once=True)
    return path
