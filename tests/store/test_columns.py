"""Columns held in memory answer as the SQL of the read index does, also after rows came, changed and went."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from dateline.filters import Filters
from dateline.indexing import open_index
from dateline.store import Store
from dateline.store.columns import HeldColumns, read_columns
from dateline.store.index import FACETS, ORDERS, IncidentIndex, Week
from test_indexing import some_filters, some_store


def summed(weeks: list[Week]) -> dict[tuple[str | None, str, str], tuple[int, ...]]:
    """Incidents, figures and killed of each unit, type and status; an open sum stays open."""
    found: dict[tuple[str | None, str, str], list[Week]] = {}
    for one in weeks:
        found.setdefault((one.week, one.event_type, one.status), []).append(one)
    return {
        key: (
            sum(one.incidents for one in some), sum(one.with_figure for one in some),
            sum(one.killed_low or 0 for one in some), sum(one.killed_best or 0 for one in some),
            -1 if any(one.with_figure and one.killed_high is None for one in some)
            else sum(one.killed_high or 0 for one in some),
        )
        for key, some in found.items()
    }  # fmt: skip


def same_answers(held: IncidentIndex, plain: IncidentIndex, filters: Filters, draw: random.Random) -> None:
    assert held.count(filters) == plain.count(filters)
    assert held.weeks(filters) == plain.weeks(filters)
    counts = held.week_counts(filters)
    assert counts == plain.week_counts(filters)
    starts = {week: week[:7] for week in counts if week is not None and draw.random() < 0.8}
    assert summed(held.units(filters, starts)) == summed(plain.units(filters, starts))
    for name in FACETS:
        assert held.facet(name, filters) == plain.facet(name, filters)
    columns, rows = held.located(filters)
    assert columns.arrays["latitude"][rows].tolist() == list(plain.points(filters).columns["latitude"])
    order, after = draw.choice(list(ORDERS)), None
    while True:
        pages = [index.page(filters, order=order, after=after, limit=2) for index in (held, plain)]
        assert pages[0] == pages[1], (order, after, filters)
        after = pages[0].next
        if after is None:
            break


@pytest.mark.parametrize("seed", range(8))
def test_held_columns_answer_as_the_database_does(seed: int, tmp_path: Path) -> None:
    draw, held = random.Random(seed), HeldColumns()
    with Store.open(tmp_path / "x.db") as writer, Store.open(tmp_path / "x.db") as reader:
        reader.answer_from(held)
        open_index(writer)
        for _ in range(4):
            some_store(draw, writer)
            for _ in range(12):
                same_answers(reader.index, writer.index, some_filters(draw), draw)
            assert (now := held.at(reader._db)) is not None
            assert (len(now), now.revision) == (len(list(writer.incidents())), writer.index.revision())
            same_answers(reader.index, writer.index, Filters(), draw)


def test_rows_that_went_are_forgotten_and_only_newer_ones_are_read(tmp_path: Path) -> None:
    with Store.open(tmp_path / "x.db") as store:
        some_store(random.Random(3), store)
        open_index(store)
        first = read_columns(store.index._db)
        gone = store.index.page(Filters()).rows[0]
        with store.at_once():
            store.index.write([gone["id"]], [])
        store.index._db.execute("UPDATE incident_index SET killed_known = 77")  # not of a new revision
        later = read_columns(store.index._db, first)
    assert len(later) == len(first) - 1
    assert gone["number"] not in later.arrays["number"]
    assert 77 not in later.arrays["killed_known"]


def test_a_reader_of_an_older_moment_is_answered_of_that_moment(tmp_path: Path) -> None:
    held = HeldColumns()
    with Store.open(tmp_path / "x.db") as writer, Store.open(tmp_path / "x.db") as reader:
        open_index(writer)
        some_store(random.Random(1), writer)
        for store in (writer, reader):
            store.answer_from(held)
        with reader.snapshot():
            before = reader.index.count(Filters()).total
            some_store(random.Random(2), writer)
            assert writer.index.count(Filters()).total > before
            assert reader.index.count(Filters()).total == before
            assert reader.index.weeks(Filters(country=("XA",))) == IncidentIndex(
                reader.index._db, tmp_path
            ).weeks(Filters(country=("XA",)))
        assert reader.index.count(Filters()).total > before
