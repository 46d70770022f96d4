"""The log of judgements gives rulings: what is undone counts no more, what is newer wins and is told."""

import random
from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model import Judgement, Verdict
from dateline.resolve import resolve
from dateline.resolve.judgement_log import in_force, rulings_of, undone
from dateline.resolve.ruled_groups import RuledGroups
from dateline.resolve.rulings import Rulings, pair
from store.accounts import RAVA, TOLM, account, by, day, document, killed

VERDICTS = {
    "merge": Verdict.SAME,
    "split": Verdict.DIFFERENT,
    "accept": Verdict.ACCEPT,
    "reject": Verdict.REJECT,
    "undo": Verdict.UNDO,
}


def judgement(
    number: int, kind: str, accounts: str, others: str = "", *, level: str = "incident", by: str = "ana"
) -> Judgement:
    """A judgement on accounts named by single letters; its id is its number."""
    return Judgement(
        id=f"j{number}",
        verdict=VERDICTS[kind],
        subject=accounts[0],
        object=others[:1],
        by=f"person:{by}",
        at="",
        why="",
        kind=kind,
        number=number,
        level=level,
        accounts=tuple(accounts),
        others=tuple(others),
    )


def undo(number: int, what: int) -> Judgement:
    return replace(judgement(number, "undo", "-"), subject=f"j{what}", accounts=())


def log(*told: tuple[str, str, str]) -> list[Judgement]:
    return [judgement(number, *each) for number, each in enumerate(told, start=1)]


def losers(judgements: Iterable[Judgement]) -> dict[str, tuple[str, ...]]:
    return {told.judgement: told.by for told in rulings_of(judgements).overruled}


def test_an_undone_judgement_rules_nothing_and_an_undone_undo_brings_it_back() -> None:
    judgements = [judgement(1, "merge", "a", "b"), undo(2, 1)]
    assert undone(judgements) == {"j1": "j2"}
    assert rulings_of(judgements).rulings == Rulings()
    judgements.append(undo(3, 2))
    assert rulings_of(judgements).rulings.must == {("a", "b")}
    judgements.append(undo(4, 3))
    assert rulings_of(judgements).rulings == Rulings()


def test_a_merge_links_two_accounts_and_a_split_keeps_each_apart_from_the_rest() -> None:
    rulings = rulings_of(log(("merge", "ab", "cd"), ("split", "xy", "uv"))).rulings
    assert rulings.must == {("a", "c")}
    assert rulings.cannot == {("u", "x"), ("v", "x"), ("u", "y"), ("v", "y")}


def test_a_merge_rests_on_the_other_accounts_once_its_first_is_no_longer_coded_or_rejected() -> None:
    merged = log(("merge", "ab", "cd"))
    assert rulings_of(merged, lambda account: account != "a").rulings.must == {("b", "c")}
    rejected = [*merged, judgement(2, "reject", "c", level="account")]
    assert rulings_of(rejected).rulings.must == {("a", "d")}
    assert rulings_of(merged, lambda account: account not in "ab").rulings == Rulings()


def test_of_two_judgements_that_contradict_by_way_of_a_third_the_oldest_gives_way() -> None:
    same_same_different = log(("merge", "a", "b"), ("merge", "b", "c"), ("split", "a", "c"))
    assert losers(same_same_different) == {"j1": ("j3",)}
    rulings = rulings_of(same_same_different).rulings
    assert (rulings.must, rulings.cannot) == ({("b", "c")}, {("a", "c")})
    different_same_same = log(("split", "a", "c"), ("merge", "a", "b"), ("merge", "b", "c"))
    assert losers(different_same_same) == {"j1": ("j2", "j3")}


def test_a_merge_takes_back_an_older_split_among_all_that_it_merges() -> None:
    assert rulings_of(log(("split", "a", "bc"), ("merge", "a", "bc"))).rulings.cannot == frozenset()


def test_a_merge_holds_for_the_others_when_one_account_is_split_off_later() -> None:
    ruled = rulings_of(log(("merge", "ab", "c"), ("split", "a", "bc")))
    assert ruled.rulings.must == {("b", "c")}
    assert not ruled.overruled


def test_the_newest_verdict_on_an_account_stands_and_disagreeing_people_are_told() -> None:
    own = [judgement(1, "accept", "a", level="account"), judgement(2, "reject", "a", level="account")]
    assert rulings_of(own).rulings.rejected == {"a"}
    assert not rulings_of(own).overruled
    others = [own[0], judgement(2, "reject", "a", level="account", by="ben")]
    assert losers(others) == {"j1": ("j2",)}
    back = [*others, undo(3, 2)]
    assert rulings_of(back).rulings.accepted == {"a"}
    assert not rulings_of(back).overruled


def test_rejecting_an_incident_discounts_its_accounts_and_takes_none_of_them_out() -> None:
    rulings = rulings_of([judgement(1, "reject", "ab")]).rulings
    assert rulings.discounted == {"a", "b"}
    assert rulings.reasons == dict.fromkeys("ab", "on the word of ana")
    assert not rulings.rejected


def test_rejecting_an_account_says_nothing_of_whether_its_event_was_accepted() -> None:
    rulings = rulings_of([judgement(1, "reject", "ab"), judgement(2, "reject", "a", level="account")]).rulings
    assert rulings.discounted == {"a", "b"}
    assert rulings.rejected == {"a"}


ACCOUNTS = "abcdefgh"


@st.composite
def random_logs(draw: st.DrawFn) -> list[Judgement]:
    """Merges, splits and undos of anything before them, also of undos."""
    found: list[Judgement] = []
    for number in range(1, draw(st.integers(1, 14)) + 1):
        if found and draw(st.integers(0, 3)) == 0:
            found.append(undo(number, draw(st.integers(1, number - 1))))
            continue
        kind = draw(st.sampled_from(["merge", "split"]))
        named = draw(st.lists(st.sampled_from(ACCOUNTS), min_size=2, max_size=5, unique=True))
        cut = draw(st.integers(1, len(named) - 1))
        found.append(judgement(number, kind, "".join(named[:cut]), "".join(named[cut:])))
    return found


@settings(max_examples=1000, deadline=None)
@given(random_logs())
def test_links_never_contradict_and_the_newest_judgement_always_holds(judgements: list[Judgement]) -> None:
    rulings = rulings_of(judgements).rulings
    groups = RuledGroups(ACCOUNTS, rulings).groups()
    group_of = {ACCOUNTS[index]: place for place, group in enumerate(groups) for index in group}
    assert all(group_of[one] == group_of[other] for one, other in rulings.must)
    assert all(group_of[one] != group_of[other] for one, other in rulings.cannot)
    standing = in_force(judgements)
    if standing and standing[-1].kind == "split":
        newest = standing[-1]
        assert {pair(a, o) for a in newest.accounts for o in newest.others} <= rulings.cannot
    elif standing:
        newest = standing[-1]
        assert group_of[newest.accounts[0]] == group_of[newest.others[0]]
        merged = {*newest.accounts, *newest.others}
        assert not any(set(between) <= merged for between in rulings.cannot)


def together(must: Iterable[tuple[str, str]], account: str) -> set[str]:
    """All that must-links join with an account, by walking them."""
    found, left = {account}, [account]
    while left:
        here = left.pop()
        for one, other in must:
            if here in (one, other) and not {one, other} <= found:
                left += {one, other} - found
                found |= {one, other}
    return found


def brute_force(judgements: Iterable[Judgement]) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """Must and cannot by trying every pair against all that newer judgements say, without any bookkeeping."""
    must: set[tuple[str, str]] = set()
    cannot: set[tuple[str, str]] = set()
    merged: list[set[str]] = []
    for each in reversed(in_force(judgements)):
        tried = [(one, other) for one in each.accounts for other in each.others]
        if each.kind == "split":
            cannot |= {
                pair(one, other)
                for one, other in tried
                if other not in together(must, one) and not any({one, other} <= said for said in merged)
            }
            continue
        for one, other in tried:
            mine, theirs = together(must, one), together(must, other)
            if mine & theirs or not any(pair(a, b) in cannot for a in mine for b in theirs):
                must.add(pair(one, other))
                merged.append({*each.accounts, *each.others})
                break
    return must, cannot


@settings(max_examples=1000, deadline=None)
@given(random_logs())
def test_links_are_those_of_a_brute_force_twin(judgements: list[Judgement]) -> None:
    rulings = rulings_of(judgements).rulings
    assert (rulings.must, rulings.cannot) == brute_force(judgements)


@settings(max_examples=300, deadline=None)
@given(random_logs(), st.randoms(use_true_random=False))
def test_rulings_do_not_depend_on_the_order_in_which_the_log_is_given(
    judgements: list[Judgement], draw: random.Random
) -> None:
    shuffled = draw.sample(judgements, len(judgements))
    assert rulings_of(shuffled) == rulings_of(judgements)


@settings(max_examples=300, deadline=None)
@given(random_logs(), st.randoms(use_true_random=False))
def test_undoing_all_that_is_in_force_in_any_order_leaves_no_ruling(
    judgements: list[Judgement], draw: random.Random
) -> None:
    for standing in draw.sample(in_force(judgements), len(in_force(judgements))):
        judgements = [*judgements, replace(undo(len(judgements) + 1, 0), subject=standing.id)]
    assert rulings_of(judgements).rulings == Rulings()


def test_groups_only_join_where_no_cannot_link_stands_between_what_they_have_become() -> None:
    groups = RuledGroups("abcd", Rulings(must=frozenset({("a", "b")}), cannot=frozenset({("b", "d")})))
    assert groups.join(2, 3)
    assert not groups.join(0, 2)
    assert groups.groups() == [[0, 1], [2, 3]]


@pytest.mark.parametrize("seed", range(20))
def test_groups_agree_with_a_brute_force_twin(seed: int) -> None:
    draw = random.Random(seed)
    pairs = list(combinations(range(7), 2))
    apart = set(draw.sample(pairs, 4))
    names = "abcdefg"
    cannot = frozenset(pair(names[one], names[other]) for one, other in apart)
    groups = RuledGroups(names, Rulings(cannot=cannot))
    twin = [{index} for index in range(7)]
    for one, other in draw.sample(pairs, len(pairs)):
        groups.join(one, other)
        mine, theirs = (next(group for group in twin if index in group) for index in (one, other))
        if mine is not theirs and not any(
            (min(p), max(p)) in apart for i in mine for j in theirs for p in [(i, j)]
        ):
            twin = [group for group in twin if group is not mine and group is not theirs] + [mine | theirs]
    assert groups.groups() == sorted(sorted(group) for group in twin)


PLACES, DAYS, TOLLS = (RAVA, TOLM, None), ("2026-03-09", "2026-03-10", "2026-03-20"), (2, 4, 40)
TOLD = [
    document(f"A bomb went off and people ran, said witness {number}.", outlet=f"Outlet {number}")
    for number in range(8)
]
DOCUMENTS = {told.id: told for told in TOLD}


@settings(max_examples=400, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(PLACES), st.sampled_from(DAYS), st.sampled_from(TOLLS)),
        min_size=8,
        max_size=8,
    ),
    random_logs(),
    st.sets(st.integers(0, 7), max_size=2),
    st.randoms(use_true_random=False),
)
def test_incidents_obey_every_ruling_whatever_the_accounts_say_and_in_whatever_order_they_come(
    values: list[tuple[object, str, int]],
    judgements: list[Judgement],
    taken_out: set[int],
    draw: random.Random,
) -> None:
    accounts = [
        account(told, place=place, date=day(date), dead=killed(toll, toll), actors=(by("gunmen"),))  # type: ignore[arg-type]
        for told, (place, date, toll) in zip(TOLD, values, strict=True)
    ]
    real = dict(zip(ACCOUNTS, (coded.id for coded in accounts), strict=True))
    on_accounts = [
        replace(
            each,
            accounts=tuple(real[name] for name in each.accounts),
            others=tuple(real[name] for name in each.others),
        )
        for each in judgements
    ]
    number = len(judgements)
    for place in sorted(taken_out):
        number += 1
        rejected = judgement(number, "reject", "a", level="account")
        on_accounts.append(replace(rejected, accounts=(accounts[place].id,)))
    rulings = rulings_of(on_accounts).rulings
    incidents = resolve(accounts, DOCUMENTS, rulings)
    holder = {id_: incident.id for incident in incidents for id_ in incident.account_ids}
    assert set(holder) == {coded.id for coded in accounts} - rulings.rejected
    assert all(holder[one] == holder[other] for one, other in rulings.must)
    assert all(holder[one] != holder[other] for one, other in rulings.cannot)
    shuffled = draw.sample(accounts, len(accounts))
    assert resolve(shuffled, DOCUMENTS, rulings) == incidents
