"""The resolver against a slow twin, over thousands of random worlds: its result depends on nothing but the
accounts and the judgements on them."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.resolve import resolve
from dateline.resolve.cases import Case, cases_of
from dateline.resolve.cluster import Scored, clusters
from dateline.resolve.compare import compare
from dateline.resolve.engine import resolved_rows
from dateline.resolve.rulings import Rulings, pair
from dateline.resolve.table import CaseTable
from resolve.twin import Partition, Twin
from resolve.worlds import world

SEEDS = st.integers(0, 10**9)


def partition(cases: list[Case], rulings: Rulings | None = None) -> Partition:
    table = CaseTable.of(cases)
    groups = resolved_rows(table, rulings).groups
    assert sorted(row for group in groups for row in group) == list(range(len(cases)))
    return {frozenset(table.ids[row] for row in group) for group in groups}


def some_rulings(draw: random.Random, cases: list[Case]) -> Rulings:
    """Judgements that do not contradict each other: a secret partition, some of which people have told."""
    ids = [case.account.id for case in cases]
    secret = {id_: draw.randrange(3) for id_ in ids}
    told = [draw.sample(ids, 2) for _ in range(draw.randrange(5))] if len(ids) > 1 else []
    same = frozenset(pair(*two) for two in told if secret[two[0]] == secret[two[1]])
    return Rulings(must=same, cannot=frozenset(pair(*two) for two in told) - same)


@settings(max_examples=400, deadline=None)
@given(SEEDS)
def test_groups_are_those_of_the_slow_twin(seed: int) -> None:
    cases = cases_of(*world(seed))
    rulings = some_rulings(random.Random(seed), cases)
    twin = Twin(cases, seekers=150)
    assert partition(cases) == twin.partition()
    assert partition(cases, rulings) == twin.partition(rulings)


@settings(max_examples=200, deadline=None)
@given(SEEDS)
def test_crowded_keys_drop_the_same_pairs_as_in_the_twin(seed: int) -> None:
    cases = cases_of(*world(seed))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("dateline.resolve.block.SEEKERS", 2)
        assert partition(cases) == Twin(cases, seekers=2).partition()


@settings(max_examples=250, deadline=None)
@given(SEEDS, SEEDS)
def test_the_order_in_which_accounts_come_makes_no_difference(seed: int, shuffle: int) -> None:
    accounts, documents = world(seed, most=16)
    cases = cases_of(accounts, documents)
    rulings = some_rulings(random.Random(seed), cases)
    shuffled = list(cases)
    random.Random(shuffle).shuffle(shuffled)
    assert partition(cases, rulings) == partition(shuffled, rulings)
    random.Random(shuffle).shuffle(accounts)
    assert resolve(accounts, documents, rulings) == resolve(accounts[::-1], documents, rulings)


@settings(max_examples=400, deadline=None)
@given(SEEDS)
def test_what_people_say_holds(seed: int) -> None:
    cases = cases_of(*world(seed))
    rulings = some_rulings(random.Random(seed), cases)
    group_of = {id_: group for group in partition(cases, rulings) for id_ in group}
    assert all(group_of[one] is group_of[other] for one, other in rulings.must)
    assert all(group_of[one] is not group_of[other] for one, other in rulings.cannot)


@settings(max_examples=200, deadline=None)
@given(SEEDS)
def test_a_component_too_large_for_all_its_pairs_obeys_people_and_no_order(seed: int) -> None:
    cases = cases_of(*world(seed, most=16))
    rulings = some_rulings(random.Random(seed), cases)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("dateline.resolve.cluster.DENSE", 2)
        patch.setattr("dateline.resolve.engine.DENSE", 2)
        found = partition(cases, rulings)
        assert found == partition(cases[::-1], rulings)
    group_of = {id_: group for group in found for id_ in group}
    assert all(group_of[one] is group_of[other] for one, other in rulings.must)
    assert all(group_of[one] is not group_of[other] for one, other in rulings.cannot)
    must_free = rulings.must == frozenset()
    if must_free:
        table = CaseTable.of(cases)
        at = {id_: row for row, id_ in enumerate(table.ids)}
        for group in found:
            rows = sorted(at[id_] for id_ in group)
            one, other = np.triu_indices(len(rows), 1)
            scores = compare(table, np.array(rows)[one], np.array(rows)[other])
            assert len(rows) == 1 or (scores.log_odds > 0).any()


def linked(size: int, odds: dict[tuple[int, int], float]) -> Scored:
    """All pairs of ``size`` members; those not in ``odds`` speak mildly against one incident."""
    one, other = np.triu_indices(size, 1)
    told = [odds.get((int(a), int(b)), -1.0) for a, b in zip(one, other, strict=True)]
    return Scored(
        one=one, other=other, log_odds=np.array(told), forbidden=np.zeros(len(told), dtype=np.bool_)
    )


@pytest.mark.parametrize("dense", [400, 2])
def test_one_bad_link_does_not_chain_two_incidents(dense: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.resolve.cluster.DENSE", dense)
    odds = {(a, b): 5.0 for a in range(5) for b in range(a + 1, 5)}
    odds |= {(a, b): 5.0 for a in range(5, 10) for b in range(a + 1, 10)}
    odds[4, 5] = 9.0
    found = clusters([f"b2:{member}" for member in range(10)], linked(10, odds))
    assert len(found.groups) == 2
    assert {len(group) for group in found.groups} == {4, 6}


def test_very_many_copies_are_one_group_in_seconds() -> None:
    size = 3000
    draw = np.random.default_rng(1)
    one = np.repeat(np.arange(100), size - 100)
    other = np.tile(np.arange(100, size), 100)
    own = np.triu_indices(100, 1)
    one, other = np.concatenate([one, own[0]]), np.concatenate([other, own[1]])
    scored = Scored(
        one=one, other=other, log_odds=4 + draw.random(len(one)), forbidden=np.zeros(len(one), dtype=np.bool_)
    )
    found = clusters([f"{member:05}" for member in range(size)], scored)
    assert len(found.groups) == 1
    assert len(found.merges) == size - 1
