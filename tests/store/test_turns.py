"""Turns: a long run lets others write, and what it did before it was cut short stays."""

import sqlite3
import threading
import time
from pathlib import Path

import pytest

from dateline.judging.resolving import rebuild_incidents
from dateline.model import Rejection
from dateline.store import Store, logical_dump
from resolve.worlds import world
from store.test_resolution import add


def rejection(name: str) -> Rejection:
    return Rejection(document=name, stage="read", reason="it is empty", raw_hash="b2:0")


def test_who_saves_something_does_not_wait_for_the_end_of_a_long_run(tmp_path: Path) -> None:
    Store.open(tmp_path / "s.db").close()
    began, stop = threading.Event(), threading.Event()
    waits: list[float] = []

    def run() -> None:
        with Store.open(tmp_path / "s.db") as store:
            steps = iter(range(10_000))

            def step() -> bool:
                store.add_rejection(rejection(f"{next(steps)}.txt"))
                began.set()
                time.sleep(0.03)
                return not stop.is_set()

            store.in_turns(step)

    thread = threading.Thread(target=run)
    thread.start()
    assert began.wait(10)
    with Store.open(tmp_path / "s.db") as other:
        for number in range(5):
            asked = time.monotonic()
            other.add_rejection(rejection(f"other {number}.txt"))
            waits.append(time.monotonic() - asked)
        assert thread.is_alive()  # or there was nothing to wait for
        stop.set()
        thread.join()
        assert len([one for one in other.rejections() if one.document.startswith("other")]) == 5
    assert max(waits) < 5


def test_a_run_cut_short_between_two_turns_is_gone_on_with_and_ends_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    accounts, documents = world(11, most=10)
    monkeypatch.setattr("dateline.store.turns.HOLD_SECONDS", 0.0)  # a turn for every document
    for name in ("whole.db", "cut.db"):
        with Store.open(tmp_path / name) as store, store.at_once():
            store.index.use()
            store.index.serve(time.time() + 3600)
            for document in documents.values():
                add(store, document, accounts)
    with Store.open(tmp_path / "whole.db") as store:
        counted = rebuild_incidents(store)
        assert store.index.stale() == 0
    with Store.open(tmp_path / "cut.db") as store:
        naps = iter((None, None, KeyboardInterrupt()))

        def nap(_seconds: float) -> None:
            if fault := next(naps):
                raise fault

        with monkeypatch.context() as patch:
            patch.setattr("dateline.store.turns.time.sleep", nap)
            with pytest.raises(KeyboardInterrupt):
                rebuild_incidents(store)
        held, _ = store.resolved()
        assert 0 < held < counted[0]
        assert store.index.stale() == 0  # no incident is there without its row
    with Store.open(tmp_path / "cut.db") as store:
        assert rebuild_incidents(store) == counted
        assert store.index.stale() == 0
    assert logical_dump(tmp_path / "cut.db") == logical_dump(tmp_path / "whole.db")


def test_incidents_of_an_older_method_are_known_as_such_until_they_are_made_anew(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s.db") as store:
        assert not store.has_older_method()
        accounts, documents = world(5, most=4)
        for document in documents.values():
            add(store, document, accounts)
        rebuild_incidents(store)
        assert not store.has_older_method()
    db = sqlite3.connect(tmp_path / "s.db")
    db.execute("UPDATE resolution_state SET method = 'resolve@0'")
    db.commit()
    db.close()
    with Store.open(tmp_path / "s.db") as store:
        assert store.has_older_method()
        rebuild_incidents(store)
        assert not store.has_older_method()


def test_a_store_is_served_only_as_long_as_a_desk_says_so(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s.db") as store:
        assert not store.index.served()
        store.index.serve(time.time() + 60)
        assert store.index.served()
        store.index.serve(time.time() - 1)
        assert not store.index.served(), "a desk that was killed is forgotten"
