"""A desk says in the store that it serves it, so that a run there lets people in between."""

from __future__ import annotations

from pathlib import Path

from fastapi.testclient import TestClient

from dateline.store import Store, settings_here
from dateline.web.app import create_app


def test_the_store_is_served_while_the_desk_is_up_and_not_after(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    Store.open(path).close()
    app = create_app(path, settings_here({}))
    with Store.open(path) as store:
        assert not store.index.served()
        with TestClient(app):
            assert store.index.served()
        assert not store.index.served()
