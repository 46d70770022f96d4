"""Accounts of one event share a key wherever they lie, and no crowd makes more pairs than is promised."""

from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.resolve.block import SEEKERS, BlockKeys, candidates, crowding, keys_of, plausible, priorities
from dateline.resolve.cases import cases_of
from dateline.resolve.compare import compare, distance_km
from dateline.resolve.table import CaseTable, Row
from resolve.worlds import world

SPOT = Row(
    id="b2:0", document="b2:d", moment="2026-03-09", published=739_684, first=739_684, last=739_684, own=True,
    coarse=False, dated=True, latitude=10.0, longitude=20.0, precision=2, country="XA", admin1="North",
    place_words="rava", geonameid=11, type="bombing", reality="deed", status=0, statement=False,
    background=False, number=1, killed=(4, 4), injured=(None, None), doers=(), described=(), others=(),
    words="a lorry blew up",
)  # fmt: skip


def pairs(table: CaseTable, keys: BlockKeys | None = None) -> set[tuple[int, int]]:
    made = candidates(keys or keys_of(table), priorities(table.ids))
    return {(a, b) for one, other in made for a, b in zip(one.tolist(), other.tolist(), strict=True)}


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 10**9))
def test_every_pair_that_the_rules_link_and_that_has_a_day_and_a_place_is_a_candidate(seed: int) -> None:
    table = CaseTable.of(cases_of(*world(seed)))
    found = pairs(table)
    all_pairs = np.array(list(combinations(range(len(table)), 2)), dtype=np.intp).reshape(-1, 2)
    odds = compare(table, all_pairs[:, 0], all_pairs[:, 1]).log_odds
    for one, other in all_pairs[odds > 0].tolist():
        told = (table.first[[one, other]] >= 0) & (table.country[[one, other]] >= 0)
        if told.all() and not table.coarse[[one, other]].any():
            assert (one, other) in found
            assert plausible(table, np.array([one]), np.array([other])).all()


@settings(max_examples=500, deadline=None)
@given(
    st.floats(-80, 80),
    st.floats(-180, 180),
    st.floats(-0.44, 0.44),
    st.floats(-2, 2),
    st.integers(-3, 3),
)
def test_towns_within_fifty_kilometres_and_three_days_share_a_key_anywhere_on_earth(
    latitude: float, longitude: float, north: float, east: float, days: int
) -> None:
    near = SPOT._replace(
        id="b2:1",
        document="b2:e",
        latitude=latitude + north,
        longitude=(longitude + east + 180) % 360 - 180,
        first=739_684 + days,
        last=739_684 + days,
        place_words="elsewhere",
        geonameid=12,
        killed=(None, None),
        admin1="South",
    )
    table = CaseTable.of_rows([SPOT._replace(latitude=latitude, longitude=longitude), near])
    if distance_km(table, np.array([0]), np.array([1]))[0] <= 50:
        assert pairs(table) == {(0, 1)}


def test_a_row_has_the_same_keys_alone_and_among_others() -> None:
    cases = cases_of(*world(7))
    table = CaseTable.of(cases)
    together = keys_of(table)
    for row, case in enumerate(cases):
        alone = keys_of(CaseTable.of([case]))
        mine = together.row == row
        assert sorted(zip(alone.key, alone.found, strict=True)) == sorted(
            zip(together.key[mine], together.found[mine], strict=True)
        )


def test_a_crowd_makes_pairs_in_proportion_and_what_is_dropped_is_counted() -> None:
    crowd = SEEKERS * 3
    table = CaseTable.of_rows(SPOT._replace(id=f"b2:{n}", document=f"b2:d{n}") for n in range(crowd))
    few = BlockKeys(
        key=np.zeros(crowd, np.int64), row=np.arange(crowd, dtype=np.int32), found=np.zeros(crowd, np.bool_)
    )
    made = pairs(table, few)
    told = crowding(few)
    assert len(made) == SEEKERS * crowd - SEEKERS * (SEEKERS + 1) // 2
    assert (told.keys, told.crowded, told.accounts) == (1, 1, crowd)
    assert told.dropped == crowd * (crowd - 1) // 2 - len(made)


def test_two_that_are_only_found_are_no_candidates() -> None:
    row = np.arange(3, dtype=np.int32)
    keys = BlockKeys(key=np.zeros(3, np.int64), row=row, found=np.array([True, False, True]))
    table = CaseTable.of_rows(SPOT._replace(id=f"b2:{n}") for n in range(3))
    assert pairs(table, keys) == {(0, 1), (1, 2)}
