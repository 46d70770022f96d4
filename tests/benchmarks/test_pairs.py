"""The parts of the benchmarks of pairs that need no corpus."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def draw(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(ROOT)
    return importlib.import_module("benchmarks.draw_pairs")


@pytest.fixture
def calibration(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(ROOT)
    return importlib.import_module("benchmarks.pair_calibration")


def test_the_same_pairs_are_drawn_in_whatever_order_they_come(draw: Any) -> None:
    pairs = [(0, at) for at in range(1, 40)]
    ids = [f"b2:{at * 2654435761 % 2**32:08x}" for at in range(40)]
    once = draw.drawn(pairs, ids, "seed", 7)
    assert len(once) == 7
    assert draw.drawn(pairs[::-1], ids, "seed", 7) == once
    assert draw.drawn(pairs, ids, "another seed", 7) != once


def test_a_pair_that_was_judged_is_not_drawn_again(draw: Any) -> None:
    judged = draw.judged_pairs.read()[0]
    ids = [judged.one, judged.other, "b2:ffffffff"]
    assert draw.drawn([(0, 1), (1, 0), (0, 2)], ids, "seed", 5) == [(0, 2)]


def test_a_pair_of_the_published_table_is_not_drawn_again(draw: Any) -> None:
    row = next(line for line in draw._JUDGED.read_text(encoding="utf-8").splitlines() if line.count("`") == 4)
    one, other = row.split("`")[1:4:2]
    assert draw.drawn([(0, 1)], [f"b2:{other}00", f"b2:{one}00"], "seed", 5) == []


def test_what_is_said_and_what_is_so_are_held_together_bin_by_bin(calibration: Any) -> None:
    said = calibration.Said(
        probability=np.array([0.0, 0.15, 0.15, 1.0]),
        same=np.array([False, True, False, True]),
        counts=np.array([10.0, 1.0, 3.0, 2.0]),
    )
    found = list(calibration.bins(said))
    assert [(bin_.low, bin_.pairs, bin_.right) for bin_ in found] == [(0, 10, 0), (0.1, 4, 0.25), (0.9, 2, 1)]
    assert calibration.gap(found) == pytest.approx(4 * 0.1 / 16)
