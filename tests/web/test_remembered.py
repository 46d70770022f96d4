"""Answers that many pages ask for: made once, never wrong for longer than they cost."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from dateline.store import Store, settings_here
from dateline.web.pages import remembered as module
from dateline.web.pages.remembered import remembered
from dateline.web.reading import Desk


class Clock:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(module, "time", clock)
    return clock


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    Store.open(tmp_path / "x.db").close()
    return Desk(tmp_path / "x.db", settings_here({}))


def changed(desk: Desk) -> None:
    with desk.store.at_once():
        desk.store.index.write([], [])


def test_a_cheap_answer_is_made_again_with_every_change(desk: Desk, clock: Clock) -> None:
    made = iter(range(10))
    assert [remembered(desk, "n", lambda: next(made)) for _ in range(3)] == [0, 0, 0]
    changed(desk)
    assert remembered(desk, "n", lambda: next(made)) == 1


def test_a_costly_answer_rests_while_the_store_changes_and_is_then_made_again(
    desk: Desk, clock: Clock
) -> None:
    made = iter(range(10))

    def costly() -> int:
        clock.now += 0.1
        return next(made)

    assert remembered(desk, "n", costly) == 0
    changed(desk)
    clock.now += 0.5
    assert remembered(desk, "n", costly) == 0
    clock.now += 0.6
    assert remembered(desk, "n", costly) == 1
    clock.now += 60
    assert remembered(desk, "n", costly) == 1  # nothing changed


def test_of_many_who_ask_at_once_one_makes_it(desk: Desk) -> None:
    begun, go = threading.Event(), threading.Event()
    made, got = [], []

    def slow() -> int:
        begun.set()
        assert go.wait(10)
        made.append(1)
        return len(made)

    threads = [
        threading.Thread(target=lambda: got.append(remembered(desk, "n", slow)), daemon=True)
        for _ in range(5)
    ]
    threads[0].start()
    assert begun.wait(10)
    for thread in threads[1:]:
        thread.start()
    go.set()
    for thread in threads:
        thread.join(10)
    assert (made, got) == ([1], [1] * 5)
