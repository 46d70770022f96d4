"""Figures from many accounts: all kept, ranges that hold them, a best one by the written rules."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model import Count, Figure, SideCount, SpeakerKind, Status
from dateline.resolve.tolls import range_of
from resolve.tellings import Told, summed, tell, with_count
from store.accounts import killed


def figure(low, high):
    return Figure(account_id="b2:a", low=low, high=high, text="")


@pytest.mark.parametrize(
    ("figures", "low", "high"),
    [
        ([(7, 7), (11, 11)], 7, 11),
        ([(7, None), (11, 11)], 7, 11),
        ([(30, None), (24, 24)], 24, None),
        ([(7, None), (9, None)], 7, None),
        ([(None, 5), (3, 3)], 3, 5),
        ([(None, 5), (7, 7)], None, 7),
        ([(None, 5)], None, 5),
        ([(10, 12), (11, 11)], 10, 12),
        ([(0, 0), (2, 2)], 0, 2),
    ],
)
def test_a_range_holds_every_figure_and_keeps_an_end_open_that_nobody_closes(figures, low, high):
    told = range_of([figure(*bounds) for bounds in figures])
    assert (told[0], told[2]) == (low, high)


def test_a_toll_that_rises_is_kept_in_the_order_of_publication_with_the_newest_as_best():
    incident = summed(
        tell("B", "2026-03-11", dead=killed(24, 24)),
        tell("A", "2026-03-09", dead=killed(20, 20)),
        tell("C", "2026-03-12", dead=killed(23, 23)),
    )
    assert [f.low for f in incident.casualties_told["killed"]] == [20, 24, 23]
    assert [f.low for f in incident.casualties_told["killed"] if f.best] == [23]
    assert incident.casualties["killed"] == (20, 23, 24)


def test_a_lower_bound_told_since_takes_the_place_of_an_older_exact_figure():
    incident = summed(
        tell("A", "2026-03-09", dead=killed(20, 20)), tell("B", "2026-03-10", dead=killed(24, None))
    )
    assert incident.casualties["killed"] == (20, 24, None)


def test_a_reprint_of_an_older_figure_is_no_newer_figure():
    wire = "At least one wall of the market hall in Rava fell on the crowd below it on Monday."
    incident = summed(
        tell("A", "2026-03-09", wire, origin="Wire", dead=killed(20, 20)),
        tell("B", "2026-03-10", dead=killed(24, 24)),
        tell("C", "2026-03-12", wire, origin="Wire", dead=killed(20, 20)),
    )
    assert incident.casualties["killed"] == (20, 24, 24)


def test_a_figure_of_an_unknown_day_is_never_taken_for_the_newest():
    incident = summed(tell("A", "", dead=killed(5, 5)), tell("B", "2026-03-10", dead=killed(9, 9)))
    assert incident.casualties["killed"] == (5, 9, 9)


def test_of_two_figures_on_one_day_the_higher_is_best():
    for low, high in ((4, 9), (9, 4)):
        told = summed(tell("A", dead=killed(low, low)), tell("B", dead=killed(high, high)))
        assert told.casualties["killed"] == (4, 9, 9)


def test_the_claimants_own_figure_counts_only_when_nobody_else_gives_one():
    boast = tell("A", "2026-03-11", dead=killed(50, 50), kind=SpeakerKind.CLAIMANT)
    alone = summed(boast)
    assert alone.casualties["killed"] == (50, 50, 50)
    assert alone.casualties_told["killed"][0].own_word
    assert summed(boast, tell("B", dead=killed(8, 8))).casualties["killed"] == (8, 8, 50)


def test_what_no_account_counts_stays_unknown_and_is_not_zero():
    incident = summed(tell("A", dead=killed(3, 3)), tell("B"))
    assert set(incident.casualties) == {"killed"}
    assert set(incident.casualties_told) == {"killed"}
    assert summed(tell("A"), tell("B")).casualties == {}
    assert summed(tell("A", dead=Count(low=None, high=None, text="many"))).casualties == {}


def test_who_denies_the_event_gives_no_figure():
    incident = summed(tell("A", dead=killed(3, 3)), tell("B", dead=killed(0, 0), status=Status.DENIED))
    assert incident.casualties["killed"] == (3, 3, 3)


def test_joint_figures_and_the_attackers_own_dead_stay_apart_and_sides_are_kept():
    sides = (SideCount(low=3, high=3, of="soldiers"), SideCount(low=2, high=2, of="farmers"))
    joint = with_count(
        tell("A", dead=replace(killed(5, 5), sides=sides)),
        "killed_or_injured",
        Count(low=30, high=30, text="30"),
    )
    incident = summed(with_count(joint, "perpetrators_killed", killed(1, 1)), tell("B", dead=killed(4, 4)))
    assert incident.casualties == {
        "killed": (4, 5, 5),
        "killed_or_injured": (30, 30, 30),
        "perpetrators_killed": (1, 1, 1),
    }
    assert sides in [figure.sides for figure in incident.casualties_told["killed"]]


def test_a_rival_figure_of_the_same_document_is_kept_beside_the_one_shown():
    one = with_count(
        tell("A", dead=killed(2, 2), kind=SpeakerKind.CLAIMANT), "killed", killed(6, 6), SpeakerKind.MEDIC
    )
    incident = summed(one)
    assert [(f.low, f.choice, f.best) for f in incident.casualties_told["killed"]] == [
        (2, 0, False),
        (6, 1, True),
    ]
    assert incident.casualties["killed"] == (2, 6, 6)


COUNTS = st.one_of(
    st.none(),
    st.integers(0, 60).map(lambda n: killed(n, n)),
    st.integers(0, 60).map(lambda n: killed(n, None)),
    st.integers(0, 60).map(lambda n: Count(low=None, high=n, text="up to")),
    st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda p: killed(min(p), max(p))),
)
TOLD = st.builds(
    tell,
    st.sampled_from("ABCDEFG"),
    st.sampled_from(["2026-03-09", "2026-03-10", "2026-03-12", ""]),
    dead=COUNTS,
    kind=st.sampled_from([SpeakerKind.OFFICIAL, SpeakerKind.CLAIMANT]),
    status=st.sampled_from([Status.OCCURRED, Status.ALLEGED, Status.DENIED]),
)
GROUPS = st.lists(TOLD, min_size=1, max_size=6, unique_by=lambda told: told[1].id)


@given(GROUPS)
@settings(max_examples=300, deadline=None)
def test_every_figure_told_lies_within_low_and_high_and_so_does_the_best(group: list[Told]):
    incident = summed(*group)
    for kind, figures in incident.casualties_told.items():
        low, best, high = incident.casualties[kind]
        assert low is None or all(f.low is None or low <= f.low for f in figures)
        assert low is None or all(f.high is None or low <= f.high for f in figures)
        assert high is None or all(f.high is None or f.high <= high for f in figures)
        assert high is None or all(f.low is None or f.low <= high for f in figures)
        assert best is None or ((low or 0) <= best and (high is None or best <= high))
        assert sum(f.best for f in figures) == (best is not None)


@given(GROUPS, TOLD)
@settings(max_examples=300, deadline=None)
def test_one_more_account_never_shuts_out_what_was_told(group: list[Told], more: Told):
    if more[1].id in {one.id for _, one in group}:
        return
    before, after = summed(*group), summed(*group, more)
    for kind, figures in before.casualties_told.items():
        assert {f.text for f in figures} <= {f.text for f in after.casualties_told[kind]}
        (low, _, high), (now_low, _, now_high) = before.casualties[kind], after.casualties[kind]
        assert now_low is None or low is None or now_low <= low
        assert now_high is None or high is None or now_high >= high
        closes = [f for f in after.casualties_told[kind] if f.high is not None]
        assert high is not None or now_high is None or any(f.high == now_high for f in closes)


@given(GROUPS, st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_the_order_in_which_accounts_come_changes_nothing(group: list[Told], random):
    shuffled = list(group)
    random.shuffle(shuffled)
    assert summed(*group) == summed(*shuffled)
