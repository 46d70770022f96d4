"""What people judge holds through every re-run, can be taken back, and is questioned aloud."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

import dateline
from dateline.errors import UsageError
from dateline.judging.judge import Judge
from dateline.judging.resolving import doubts_in, rebuild_incidents, ruled_in
from dateline.model import Account, Grade, Judgement, Verdict
from dateline.resolve.judged import judged
from dateline.resolve.judgement_log import in_force
from dateline.store import Store, logical_dump
from judging.desk import SENTENCES, add, groups, holder, judge, report, reports, store_of
from store.accounts import RAVA, TOLM, account, by, day, document, killed

REPORTS = reports()
RAVA_1, RAVA_2, RAVA_3, TOLM_1, TOLM_2, APRIL, MAY = (coded.id for _, coded in REPORTS)
IN_RAVA, IN_TOLM = {RAVA_1, RAVA_2, RAVA_3}, {TOLM_1, TOLM_2}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with store_of(tmp_path / "s.db", REPORTS) as opened:
        yield opened


def record(path: Path, *, ids: bool = True) -> dict[str, list[tuple[object, ...]]]:
    """What a store says but for the log, and for ids that were given out for a while.

    Without ``ids``, an incident goes by its first account: an id lives on in what holds most of its accounts.
    """
    dump = logical_dump(path)
    told = {name: rows for name, rows in dump.items() if name not in ("judgements", "incident_redirects")}
    if ids:
        return told
    first = {row[0]: row[2] for row in dump["incident_accounts"] if row[1] == 0}
    return {
        name: sorted((tuple(first.get(cell, cell) for cell in row) for row in rows), key=repr)
        for name, rows in told.items()
    }


def test_the_reports_make_four_incidents_before_anyone_judges(store: Store) -> None:
    assert groups(store) == {frozenset(IN_RAVA), frozenset(IN_TOLM), frozenset({APRIL}), frozenset({MAY})}


def test_a_merge_joins_two_incidents_whole_and_the_former_id_leads_to_the_one_left(store: Store) -> None:
    former = {holder(store, RAVA_1), holder(store, TOLM_1)}
    kept = judge(store).merge(RAVA_1, holder(store, TOLM_1), "one convoy")
    assert frozenset(IN_RAVA | IN_TOLM) in groups(store)
    assert {store.incident(id_).id for id_ in former} == {holder(store, RAVA_1)}  # type: ignore[union-attr]
    assert (kept.verdict, kept.kind, kept.by, kept.why) == (Verdict.SAME, "merge", "person:ana", "one convoy")
    assert {kept.subject, kept.object} <= IN_RAVA | IN_TOLM
    assert kept.at


def test_a_split_keeps_the_accounts_apart_from_the_rest(store: Store) -> None:
    judge(store).split(holder(store, RAVA_1), [RAVA_2])
    assert {frozenset({RAVA_2}), frozenset(IN_RAVA - {RAVA_2})} <= groups(store)


def test_a_split_says_what_cannot_be_split(store: Store) -> None:
    whole = holder(store, RAVA_1)
    with pytest.raises(UsageError, match="no account of incident"):
        judge(store).split(whole, [TOLM_1])
    with pytest.raises(UsageError, match="leave no account"):
        judge(store).split(whole, sorted(IN_RAVA))
    with pytest.raises(UsageError, match="one incident already"):
        judge(store).merge(RAVA_1, RAVA_2)
    assert not store.judgements_of_people()


def test_a_rejected_account_is_in_no_incident_and_an_undo_puts_it_back(store: Store) -> None:
    before = groups(store)
    judge(store).reject(RAVA_2, "a quiz question")
    assert store.incident_of(RAVA_2) is None
    assert store.has_current_incidents(ruled_in(store).rulings.rejected)
    with pytest.raises(UsageError, match="in no incident"):
        judge(store).merge(RAVA_2, TOLM_1)
    judge(store).undo()
    assert groups(store) == before


def test_a_rejected_incident_is_kept_and_discounted_with_who_and_why(store: Store) -> None:
    judge(store, "ben").reject(holder(store, APRIL), "a drill")
    incident = store.incident_of(APRIL)
    assert incident is not None
    assert (incident.grade, incident.grade_reason) == (Grade.DISCOUNTED, "ben: a drill")


def test_an_edited_account_keeps_the_machines_value_beside_the_persons(store: Store) -> None:
    judge(store).edit(RAVA_3, "killed", "4")
    account = store.account(RAVA_3)
    assert account is not None
    told = judged(account, ruled_in(store).rulings).of("casualties.killed")
    assert [(a.value.low, a.method) for a in told] == [(4, "person:ana"), (5, "rules@1")]  # type: ignore[union-attr]
    assert all(a.spans for a in told)
    incident = store.incident_of(RAVA_3)
    assert incident is not None
    assert incident.casualties["killed"] == (4, 4, 4)


def test_an_edit_rests_on_the_words_that_the_person_names(store: Store) -> None:
    judge(store).edit(RAVA_3, "weapon", "mine", words="explosive charge")
    (told,) = judged(store.account(RAVA_3), ruled_in(store).rulings).of("weapon")  # type: ignore[arg-type]
    assert [span.quote for span in told.spans] == ["explosive charge"]
    with pytest.raises(UsageError, match="does not have the words"):
        judge(store).edit(RAVA_3, "weapon", "mine", words="a mine")
    with pytest.raises(UsageError, match="edit that account"):
        judge(store).edit(holder(store, RAVA_3), "killed", "4", words="explosive charge")


def test_an_account_whose_place_is_corrected_moves_to_the_incident_that_it_tells_of(store: Store) -> None:
    judge(store).edit(TOLM_1, "place", "Rava")
    assert store.incident_of(TOLM_1) == store.incident_of(RAVA_1)
    judge(store).undo()
    assert store.incident_of(TOLM_1) == store.incident_of(TOLM_2)


def test_an_edited_incident_shows_the_persons_value_and_the_newest_edit_stands(store: Store) -> None:
    whole = holder(store, RAVA_1)
    for value, toll in (("20", (20, 20, 20)), ("20-24", (20, 20, 24)), ("20+", (20, 20, None))):
        judge(store).edit(whole, "casualties.killed", value)
        assert store.incident(whole).casualties["killed"] == toll  # type: ignore[union-attr]
    judge(store).edit(whole, "killed", "unknown")
    judge(store).edit(whole, "date", "2026-03-08/2026-03-09")
    judge(store).edit(whole, "perpetrator", "RF; men in masks")
    judge(store).edit(whole, "claim", "Red Front")
    incident = store.incident(whole)
    assert incident is not None
    assert "killed" not in incident.casualties
    assert (incident.date.start, incident.date.precision) == ("2026-03-08", "2-6 days")  # type: ignore[union-attr]
    assert [(actor.text, actor.actor_id) for actor in incident.actors] == [
        ("RF", "red-front"),
        ("men in masks", None),
    ]
    assert incident.claimed_by == ("red-front",)


def test_an_edit_of_an_incident_stays_with_most_of_its_accounts(store: Store) -> None:
    judge(store).edit(holder(store, RAVA_1), "killed", "9")
    judge(store).split(holder(store, RAVA_1), [RAVA_1])
    assert store.incident_of(RAVA_2).casualties["killed"] == (9, 9, 9)  # type: ignore[union-attr]
    assert store.incident_of(RAVA_1).casualties["killed"] == (4, 4, 4)  # type: ignore[union-attr]


def test_the_same_word_of_the_same_person_is_kept_once(store: Store) -> None:
    first = judge(store).accept(RAVA_1)
    assert judge(store).accept(RAVA_1) == first
    assert judge(store, "ben").accept(RAVA_1) != first
    edits = [judge(store).edit(RAVA_1, "killed", value) for value in ("3", "3", "4", "3")]
    assert len({edit.id for edit in edits}) == 3


def test_undo_without_an_id_steps_back_through_ones_own_judgements(store: Store) -> None:
    judge(store).accept(RAVA_1)
    mine = judge(store).accept(RAVA_2)
    judge(store, "ben").accept(RAVA_3)
    assert judge(store).undo().subject == mine.id
    with pytest.raises(UsageError, match="is undone already"):
        judge(store).undo(mine.id)
    judge(store).undo()
    with pytest.raises(UsageError, match="ana has no judgement in force"):
        judge(store).undo()
    with pytest.raises(UsageError, match="no judgement whose id begins"):
        judge(store).undo("b2:ffffffffff")


def test_undoing_a_link_of_the_method_keeps_its_accounts_apart_until_that_is_undone(store: Store) -> None:
    before = groups(store)
    link = next(j for j in store.judgements() if {j.subject, j.object} == IN_TOLM)
    kept = judge(store).undo(link.id)
    assert {frozenset({TOLM_1}), frozenset({TOLM_2})} <= groups(store)
    judge(store).undo(kept.id)
    assert groups(store) == before


def test_the_table_tells_in_sql_what_is_undone(store: Store, tmp_path: Path) -> None:
    kept = judge(store).accept(RAVA_1)
    gone = judge(store).undo()
    back = judge(store).undo(gone.id)
    db = sqlite3.connect(tmp_path / "s.db")
    marks = dict(db.execute("SELECT id, undone_by FROM judgements WHERE number IS NOT NULL").fetchall())
    current = [row[0] for row in db.execute("SELECT id FROM current_judgements")]
    db.close()
    assert marks == {kept.id: None, gone.id: back.id, back.id: None}
    assert current == [kept.id]


def one_at_random(store: Store, draw: random.Random) -> Judgement:
    """A judgement of a kind and on ids drawn at random; the next draw where it cannot be."""
    while True:
        who = judge(store, draw.choice(("ana", "ben")))
        incidents = sorted(incident.id for incident in store.incidents())
        accounts = sorted(coded.id for _, coded in REPORTS)
        anything = draw.choice(incidents + accounts)
        try:
            match draw.choice(("merge", "split", "accept", "reject", "edit", "undo")):
                case "merge":
                    return who.merge(*draw.sample(incidents, 2))
                case "split":
                    whole = store.incident(draw.choice(incidents))
                    assert whole is not None
                    return who.split(whole.id, draw.sample(whole.account_ids, 1))
                case "accept":
                    return who.accept(anything)
                case "reject":
                    return who.reject(anything)
                case "edit":
                    field, value = draw.choice(
                        (("killed", "9"), ("place", "Rava"), ("date", "2026-04"), ("claim", "none"))
                    )
                    return who.edit(anything, field, value)
                case _:
                    return who.undo(draw.choice(store.judgements_of_people()).id)
        except (UsageError, IndexError, ValueError):
            continue


@pytest.mark.parametrize(
    "verb",
    [
        lambda who, store: who.merge(RAVA_1, TOLM_1),
        lambda who, store: who.split(holder(store, RAVA_1), [RAVA_2]),
        lambda who, store: who.accept(holder(store, RAVA_1)),
        lambda who, store: who.reject(RAVA_1),
        lambda who, store: who.reject(holder(store, TOLM_1)),
        lambda who, store: who.edit(TOLM_1, "place", "Rava"),
        lambda who, store: who.edit(holder(store, RAVA_1), "date", "2026-01"),
    ],
    ids=["merge", "split", "accept", "reject account", "reject incident", "edit account", "edit incident"],
)
def test_a_judgement_undone_leaves_the_store_as_it_was_to_the_last_id(
    store: Store, tmp_path: Path, verb: Callable[[Judge, Store], Judgement]
) -> None:
    before = record(tmp_path / "s.db")
    kept = verb(judge(store), store)
    judge(store).undo(kept.id)
    assert record(tmp_path / "s.db") == before


@pytest.mark.timeout(300)
def test_a_thousand_judgements_undone_in_any_order_leave_the_store_as_it_was(
    store: Store, tmp_path: Path
) -> None:
    draw = random.Random(5)
    before = record(tmp_path / "s.db", ids=False)
    for _ in range(1000):
        kept = one_at_random(store, draw)
        if kept.kind == "merge":
            assert holder(store, kept.subject) == holder(store, kept.object)
        if kept.kind == "split":
            sides = [{holder(store, account) for account in side} for side in (kept.accounts, kept.others)]
            assert sides[0].isdisjoint(sides[1])
    assert len(store.judgements_of_people()) > 700
    assert record(tmp_path / "s.db", ids=False) != before
    while standing := store.judgements_in_force():
        if len(standing) % 100 == 0:
            assert standing == in_force(store.judgements_of_people())
        judge(store).undo(draw.choice(standing).id)
    assert record(tmp_path / "s.db", ids=False) == before
    assert not doubts_in(store)


def test_what_people_judged_outlives_a_coder_that_reads_everything_anew(store: Store) -> None:
    judge(store).merge(RAVA_1, APRIL)
    judge(store).split(holder(store, TOLM_1), [TOLM_1])
    judge(store).edit(MAY, "killed", "7")
    judge(store).reject(RAVA_2)
    before = groups(store)
    for source, coded in REPORTS:
        anew = replace(coded, assertions=tuple(replace(a, method="rules@2") for a in coded.assertions))
        store.add_accounts(source, (anew,), "rules@2")
    rebuild_incidents(store)
    assert groups(store) == before
    assert store.incident_of(MAY).casualties["killed"] == (7, 7, 7)  # type: ignore[union-attr]
    assert not doubts_in(store)


def test_an_account_that_is_no_longer_coded_leaves_the_judgement_in_force_but_dangling(
    store: Store, tmp_path: Path
) -> None:
    kept = judge(store).merge(RAVA_1, APRIL)
    store.add_accounts(REPORTS[5][0], (), "rules@2")
    rebuild_incidents(store)
    (doubt,) = doubts_in(store)
    assert (doubt.judgement, doubt.kind, doubt.accounts) == (kept.id, "dangling", (APRIL,))
    with dateline.open(tmp_path / "s.db") as opened:
        assert [told["judgement_id"] for told in opened.history(APRIL)][-1:] == [kept.id]
    assert in_force(store.judgements_of_people())[0].id == kept.id
    source, coded = REPORTS[5]
    again = replace(coded, assertions=tuple(replace(a, method="rules@3") for a in coded.assertions))
    store.add_accounts(source, (again,), "rules@3")
    rebuild_incidents(store)
    assert holder(store, RAVA_1) == holder(store, APRIL)
    assert not doubts_in(store)


def test_a_later_account_that_links_what_was_told_apart_is_raised_and_merges_nothing(store: Store) -> None:
    kept = judge(store).split(holder(store, RAVA_1), [RAVA_3])
    later = document(SENTENCES[2] + " It was told again.", outlet="Late Post", published="2026-03-10")
    coded = report(later, place=RAVA, date=day("2026-03-09"), dead=killed(4, 4))
    assert not doubts_in(store)
    add(store, later, coded)
    assert holder(store, RAVA_3) != holder(store, RAVA_1)
    (doubt,) = doubts_in(store)
    assert (doubt.judgement, doubt.kind, doubt.accounts) == (kept.id, "new evidence", (coded.id,))
    assert "town: rava" in doubt.text


def test_a_later_document_that_tells_two_events_of_what_was_merged_is_raised(store: Store) -> None:
    kept = judge(store).merge(RAVA_1, TOLM_1)
    later = document(
        "Bombs went off on Monday in Rava, killing four. Another bomb in Tolm killed two people.",
        outlet="Late Post",
    )
    accounts = [
        account(
            later, words, place=place, date=day("2026-03-09"), dead=killed(dead, dead), actors=(by("gunmen"),)
        )
        for words, place, dead in (("Bombs went off", RAVA, 4), ("Another bomb", TOLM, 2))
    ]
    add(store, later, *accounts)
    assert [(doubt.judgement, doubt.kind) for doubt in doubts_in(store)] == [(kept.id, "new evidence")]
    assert later.id in doubts_in(store)[0].text


def test_what_is_in_question_is_told_from_what_was_judged_and_lies_with_it_alone(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge(store).split(holder(store, RAVA_1), [RAVA_3])
    read: set[str] = set()
    among = Store.accounts_among

    def noted(self: Store, account_ids: Iterable[str]) -> Iterator[Account]:
        asked = list(account_ids)
        read.update(asked)
        return among(self, asked)

    monkeypatch.setattr(Store, "accounts_among", noted)
    assert not doubts_in(store)
    assert read == IN_RAVA


@pytest.mark.parametrize(("told", "raised"), [(35, True), (20, False)])
def test_a_later_toll_that_an_edit_leaves_no_room_for_is_raised(
    store: Store, told: int, raised: bool
) -> None:
    judge(store).edit(holder(store, RAVA_1), "killed", "20")
    later = document(SENTENCES[0] + " It was told again.", outlet="Late Post", published="2026-03-10")
    add(store, later, report(later, place=RAVA, date=day("2026-03-09"), dead=killed(told, told)))
    found = [(doubt.kind, doubt.text) for doubt in doubts_in(store)]
    text = "accounts that it was not made on tell another casualties.killed: 35"
    assert found == ([("new evidence", text)] if raised else [])
    assert store.incident_of(RAVA_1).casualties["killed"] == (20, 20, 20)  # type: ignore[union-attr]


def test_a_newer_coder_that_reads_another_value_than_was_corrected_is_raised(store: Store) -> None:
    kept = judge(store).edit(RAVA_3, "killed", "4")
    source, coded = REPORTS[2]
    anew = report(source, "rules@2", place=RAVA, date=day("2026-03-09"), dead=killed(8, 8))
    assert anew.id == coded.id
    store.add_accounts(source, (anew,), "rules@2")
    rebuild_incidents(store)
    assert [(doubt.judgement, doubt.kind) for doubt in doubts_in(store)] == [(kept.id, "new evidence")]


def test_an_accepted_incident_that_grew_is_raised_until_it_is_accepted_again(store: Store) -> None:
    judge(store).accept(holder(store, RAVA_1))
    later = document(SENTENCES[0] + " It was told again.", outlet="Late Post", published="2026-03-10")
    add(store, later, report(later, place=RAVA, date=day("2026-03-09"), dead=killed(4, 4)))
    assert [doubt.kind for doubt in doubts_in(store)] == ["grown"]
    judge(store).accept(holder(store, RAVA_1))
    assert not doubts_in(store)


def test_two_people_who_contradict_each_other_are_told_and_the_newer_word_holds(store: Store) -> None:
    kept = judge(store).merge(RAVA_1, TOLM_1)
    newer = judge(store, "ben").split(holder(store, RAVA_1), sorted(IN_TOLM))
    assert holder(store, RAVA_1) != holder(store, TOLM_1)
    (doubt,) = doubts_in(store)
    assert (doubt.judgement, doubt.kind) == (kept.id, "contradicted")
    assert newer.id in doubt.text


def test_two_people_who_edit_one_field_otherwise_are_told_and_one_who_edits_it_twice_is_not(
    store: Store,
) -> None:
    first = judge(store).edit(holder(store, RAVA_1), "killed", "20")
    judge(store, "ben").edit(holder(store, RAVA_1), "killed", "25")
    assert [(doubt.judgement, doubt.kind) for doubt in doubts_in(store)] == [(first.id, "contradicted")]
    judge(store).edit(holder(store, TOLM_1), "killed", "7")
    judge(store).edit(holder(store, TOLM_1), "killed", "8")
    assert len(doubts_in(store)) == 1


def test_an_edit_of_an_incident_that_is_merged_into_another_is_told_where_a_newer_one_hides_it(
    store: Store,
) -> None:
    first = judge(store).edit(holder(store, RAVA_1), "killed", "20")
    newer = judge(store).edit(holder(store, TOLM_1), "killed", "7")
    judge(store).merge(RAVA_1, TOLM_1)
    assert store.incident_of(RAVA_1).casualties["killed"] == (7, 7, 7)  # type: ignore[union-attr]
    assert [(doubt.judgement, doubt.kind) for doubt in doubts_in(store)] == [
        (first.id, "contradicted"),
        (newer.id, "new evidence"),  # the accounts in Rava tell of four
    ]


def test_a_judgement_leaves_what_was_coded_meanwhile_to_the_run_that_coded_it(store: Store) -> None:
    told = document("A bomb killed nine in Rava on a holiday.", outlet="Outlet 9", published="2026-06-01")
    coded = report(told, place=RAVA, date=day("2026-06-01"), dead=killed(9, 9))
    store.add_accounts(told, (coded,), "rules@1")
    judge(store).merge(RAVA_1, TOLM_1)
    assert holder(store, RAVA_1) == holder(store, TOLM_1)
    assert store.incident_of(coded.id) is None
    rebuild_incidents(store)
    assert store.incident_of(coded.id) is not None
    assert holder(store, RAVA_1) == holder(store, TOLM_1)


KILLED = """
import sys, time
from dateline.judging import judge as verbs
from dateline.store import Store
from judging.desk import judge
put_into_effect = verbs.judged_now
def slowly(store):
    put_into_effect(store)
    print("between", flush=True)
    time.sleep(60)
verbs.judged_now = slowly
judge(Store.open(sys.argv[1], create=False)).merge(sys.argv[2], sys.argv[3])
"""


def test_a_kill_in_the_middle_of_a_judgement_leaves_the_store_as_it_was(store: Store, tmp_path: Path) -> None:
    before = logical_dump(tmp_path / "s.db")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(tmp_path / "s.db"), RAVA_1, TOLM_1],
        env=environment,
        stdout=subprocess.PIPE,
    ) as child:
        assert child.stdout is not None
        told = child.stdout.readline()  # judgement and incidents are written, not committed
        child.kill()
    assert (told, child.returncode) == (b"between\n", -signal.SIGKILL)
    assert logical_dump(tmp_path / "s.db") == before
    judge(store).merge(RAVA_1, TOLM_1)
    assert holder(store, RAVA_1) == holder(store, TOLM_1)


def test_a_store_of_before_judgements_had_kinds_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    db = sqlite3.connect(path)
    for number in ("0001_record", "0002_confidence", "0003_about_actors"):
        db.executescript(files("dateline.store").joinpath("schema", f"{number}.sql").read_text())
    db.execute("INSERT INTO judgements VALUES ('b2:1', 'same', 'b2:a', 'b2:b', 'resolve@1', '2026', 'near')")
    db.execute("PRAGMA user_version = 3")
    db.execute(f"PRAGMA application_id = {0x44544C4E}")
    db.commit()
    db.close()
    with Store.open(path) as store:
        (old,) = store.judgements()
        assert (old.verdict, old.kind, old.number, old.why) == (Verdict.SAME, "link", 0, "near")
        assert not store.judgements_of_people()
        for source, coded in REPORTS:
            store.add_accounts(source, (coded,), "rules@1")
        rebuild_incidents(store)
        judge(store).merge(RAVA_1, TOLM_1)
        assert holder(store, RAVA_1) == holder(store, TOLM_1)
