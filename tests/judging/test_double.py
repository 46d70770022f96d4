"""Two people code the same incident: neither sees what the other says, and what they differ in is settled."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.errors import UsageError
from dateline.filters import Filters
from dateline.indexing import open_index
from dateline.judging.compared import results_in
from dateline.judging.double import Coder, candidates, set_aside, settle
from dateline.store import Store, logical_dump
from judging.desk import holder, judge, lists, reports, store_of

REPORTS = reports()
RAVA = REPORTS[0][1].id


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with store_of(tmp_path / "d.db", REPORTS) as opened:
        open_index(opened)
        yield opened


def coder(store: Store, person: str) -> Coder:
    return Coder(store=store, person=person, lists=lists)


def aside(store: Store) -> str:
    item = holder(store, RAVA)
    assert set_aside(store, [item], "root", "by hand") == [item]
    return item


def test_both_get_the_same_incident_and_a_third_gets_none(store: Store) -> None:
    item = aside(store)
    assert [coder(store, name).next() for name in ("ana", "ben", "cid")] == [item, item, None]
    with pytest.raises(UsageError, match="not for cid"):
        coder(store, "cid").finish(item)


def test_of_three_who_ask_at_once_two_get_it(store: Store) -> None:
    item = aside(store)
    given: list[str | None] = []

    def ask(name: str) -> None:
        with Store.open(store.path) as own:
            given.append(coder(own, name).next())

    threads = [threading.Thread(target=ask, args=(name,)) for name in ("ana", "ben", "cid")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(given, key=str) == sorted([item, item, None], key=str)


def test_coding_apart_changes_nothing_in_the_record_and_one_sheet_is_not_seen_from_the_other(
    store: Store,
) -> None:
    item = aside(store)
    before = logical_dump(store.path)
    ana, ben = coder(store, "ana"), coder(store, "ben")
    stands = ben.sheet(item)
    ana.next()
    ana.say(item, "killed", "9")
    ana.finish(item)
    assert ben.sheet(item) == stands
    assert results_in(store).agreements == ()
    assert results_in(store).differences == ()
    assert logical_dump(store.path) == before


@pytest.mark.parametrize("verb", ["accept", "reject", "edit", "split", "merge", "account", "undo"])
def test_nothing_else_is_decided_on_it_before_both_are_done(store: Store, verb: str) -> None:
    other = holder(store, REPORTS[3][1].id)
    item = holder(store, RAVA)
    eve = judge(store, "eve")
    kept = eve.accept(item)
    aside(store)
    verbs = {
        "accept": lambda: judge(store, "fay").accept(item),
        "reject": lambda: eve.reject(item),
        "edit": lambda: eve.edit(item, "killed", "7"),
        "split": lambda: eve.split(item, [RAVA]),
        "merge": lambda: eve.merge(item, other),
        "account": lambda: eve.reject(RAVA),
        "undo": lambda: eve.undo(kept.id),
    }
    with pytest.raises(UsageError, match="set aside for double coding"):
        verbs[verb]()
    store.doubles.withdraw(item)
    assert eve.undo(kept.id).kind == "undo"


def test_what_they_differ_in_is_settled_by_a_judgement_that_can_be_undone(store: Store) -> None:
    item = aside(store)
    before = logical_dump(store.path)["incidents"]
    for name, killed in (("ana", "9"), ("ben", "5")):
        one = coder(store, name)
        one.next()
        one.say(item, "killed", killed)
        one.say(item, "status", "alleged")
        one.finish(item)
    found = {row.field: row for row in results_in(store).differences}
    assert dict(found["casualties.killed"].said) == {"ana": "9", "ben": "5"}
    assert (found["status"].agreed, found["status"].stands) == (True, "occurred")
    assert set(found) == {"casualties.killed", "status"}
    kept = settle(store, judge(store, "eve"), item, "casualties.killed", "ben")
    incident = store.incident(item)
    assert incident is not None
    assert incident.casualties["killed"][1] == 5
    assert {d.field: d.settled for d in results_in(store).differences}["casualties.killed"] == kept.id
    judge(store, "eve").undo(kept.id)
    assert logical_dump(store.path)["incidents"] == before
    assert {d.field: d.settled for d in results_in(store).differences}["casualties.killed"] == ""


def test_of_an_event_that_one_denies_only_that_is_to_settle(store: Store) -> None:
    item = aside(store)
    ana, ben = coder(store, "ana"), coder(store, "ben")
    ana.next()
    ana.finish(item)
    ben.next()
    ben.finish(item, happened=False)
    (row,) = results_in(store).differences
    assert (row.field, dict(row.said)) == ("event", {"ana": "yes", "ben": "no"})
    settle(store, judge(store, "eve"), item, "event", "ben")
    incident = store.incident(item)
    assert incident is not None
    assert incident.grade == "discounted"


def test_agreement_counts_equal_values_however_they_were_written(store: Store) -> None:
    item = aside(store)
    for name, place, date in (("ana", "Rava", "2026-03"), ("ben", "11", "2026-03-01/2026-03-31")):
        one = coder(store, name)
        one.next()
        one.say(item, "place", place)
        one.say(item, "date", date)
        one.finish(item)
    found = {row.field: row for row in results_in(store).agreements}
    assert (found["place"].same, found["place"].incidents) == (1, 1)
    assert (found["date"].same, found["date"].incidents) == (1, 1)


def test_a_step_is_taken_back_until_the_other_has_finished_too(store: Store) -> None:
    item = aside(store)
    ana, ben = coder(store, "ana"), coder(store, "ben")
    ana.next()
    stands = ana.sheet(item)
    ana.say(item, "killed", "9")
    ana.finish(item)
    assert ana.undo().field == ""
    assert ana.undo().field == "casualties.killed"
    assert ana.sheet(item) == stands
    ana.finish(item)
    ben.next()
    ben.finish(item)
    with pytest.raises(UsageError, match="nothing to take back"):
        ana.undo()


def test_what_two_read_of_other_accounts_is_not_compared(store: Store) -> None:
    item = aside(store)
    ana, ben = coder(store, "ana"), coder(store, "ben")
    ana.next()
    ana.finish(item)
    ben.next()
    store.doubles.finish(item, "ben", {}, ["another account"])
    found = results_in(store)
    assert (found.complete, found.unlike, found.agreements) == (1, (item,), ())


def test_the_draw_is_of_what_nobody_decided_on_and_goes_on_where_it_ended(store: Store) -> None:
    judge(store).accept(holder(store, RAVA))
    open_index(store)
    first = candidates(store, Filters())
    assert holder(store, RAVA) not in first
    assert len(first) == len(list(store.incidents())) - 1
    set_aside(store, first[:2], "root", "2 at random")
    assert candidates(store, Filters()) == first[2:]
    store.doubles.withdraw(first[0])
    assert candidates(store, Filters()) == [first[0], *first[2:]]
