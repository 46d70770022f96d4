"""The store keeps everything, adds nothing twice, and says clearly what it refuses."""

import sqlite3
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

from dateline.errors import StoreError
from dateline.model import (
    Document,
    Doer,
    Figure,
    Grade,
    Incident,
    OriginGroup,
    PlaceTold,
    Rejection,
    Relation,
    RelationKind,
    Saying,
    SayingKind,
    Status,
    content_id,
)
from dateline.store import Store, logical_dump
from store.accounts import RAVA, account, by, day, document, killed

TOLD = document("A bomb killed four people in Rava on Monday.")


def coded(method: str = "rules@1", words: str = "") -> tuple[object, ...]:
    return (
        account(
            TOLD,
            words,
            date=day("2026-03-09"),
            place=RAVA,
            actors=(by("gunmen"),),
            dead=killed(4, 4),
            claim="red-front",
            method=method,
        ),
    )


def incident(name: str, *account_ids: str) -> Incident:
    return Incident(
        id=content_id(name),
        account_ids=account_ids,
        best=account_ids[0],
        event_type="bombing",
        status=Status.OCCURRED,
        grade=Grade.WEAK,
        grade_reason="told by one origin",
        date=day("2026-03-09"),
        place=RAVA,
        actors=(by("gunmen"),),
        casualties={"killed": (4, 4, None)},
        claimed_by=("red-front",),
        origins=("Outlet A",),
        outlets=("Outlet A",),
        document_ids=(TOLD.id,),
    )


def test_accounts_and_documents_come_back_as_they_went_in(tmp_path: Path) -> None:
    accounts = coded()
    with Store.open(tmp_path / "s.db") as store:
        assert store.add_accounts(TOLD, accounts, "rules@1")
    with Store.open(tmp_path / "s.db", create=False) as store:
        assert tuple(store.accounts()) == accounts
        assert store.documents() == {TOLD.id: TOLD}
        assert store.account(accounts[0].id) == accounts[0]
        assert store.account("b2:none") is None


def test_recoding_the_same_document_adds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    with Store.open(path) as store:
        store.add_accounts(TOLD, coded(), "rules@1")
        store.add_rejection(Rejection(document="x", stage="read", reason="empty"))
        store.finish_run()
    before = logical_dump(path)
    with Store.open(path) as store:
        assert not store.add_document(TOLD)
        assert not store.add_accounts(TOLD, coded(), "rules@1")
        store.add_rejection(Rejection(document="x", stage="read", reason="empty"))
        store.finish_run()
    assert logical_dump(path) == before
    assert len(before["assertions"]) == 7
    with sqlite3.connect(path) as db:
        assert db.execute("SELECT count(*), count(finished) FROM runs").fetchone() == (1, 1)
    db.close()


def test_the_dump_sees_a_changed_value(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    with Store.open(path) as store:
        store.add_accounts(TOLD, coded(), "rules@1")
    before = logical_dump(path)
    db = sqlite3.connect(path)
    db.execute("UPDATE assertions SET confidence = 0.1 WHERE field = 'place'")
    db.commit()
    db.close()
    assert logical_dump(path) != before


def test_the_same_document_under_another_name_is_kept_once_with_both_names(tmp_path: Path) -> None:
    other = replace(TOLD, source_name="copy.txt")
    with Store.open(tmp_path / "s.db") as store:
        assert store.add_document(TOLD)
        assert not store.add_document(other)
    dump = logical_dump(tmp_path / "s.db")
    assert len(dump["documents"]) == 1
    assert [row[1] for row in dump["document_sources"]] == ["Outlet A.txt", "copy.txt"]


def test_a_document_that_tells_nothing_counts_as_coded(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s.db") as store:
        assert not store.has_coding(TOLD.id, "rules@1")
        store.add_accounts(TOLD, (), "rules@1")
        assert store.has_coding(TOLD.id, "rules@1")
        assert not store.has_coding(TOLD.id, "rules@2")


@pytest.mark.parametrize(
    ("first", "second", "stands"),
    [
        ("rules@1", "rules@2", "rules@2"),
        ("rules@2", "rules@1", "rules@2"),
        ("rules@9", "rules@10", "rules@10"),
        ("rules@2", "trained@1", "trained@1"),
    ],
)
def test_the_newer_version_stands_and_nothing_is_deleted(
    tmp_path: Path, first: str, second: str, stands: str
) -> None:
    with Store.open(tmp_path / "s.db") as store:
        store.add_accounts(TOLD, coded(first), first)
        store.add_accounts(TOLD, coded(second), second)
        assert {a.method for told in store.accounts() for a in told.assertions} == {stands}
    dump = logical_dump(tmp_path / "s.db")
    assert len(dump["assertions"]) == 14
    assert dump["supersessions"] == [(TOLD.id, second if stands == first else first, stands)]


def test_a_third_version_leaves_one_current_and_keeps_the_first_supersession(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s.db") as store:
        for method in ("rules@1", "rules@2", "rules@3"):
            store.add_accounts(TOLD, coded(method), method)
        assert {a.method for told in store.accounts() for a in told.assertions} == {"rules@3"}
    pairs = {row[1:] for row in logical_dump(tmp_path / "s.db")["supersessions"]}
    assert pairs == {("rules@1", "rules@2"), ("rules@2", "rules@3")}


def test_incidents_come_back_and_a_merged_id_leads_to_its_heir(tmp_path: Path) -> None:
    one, other, merged = (
        incident("1", "b2:a"),
        incident("2", "b2:b", "b2:c"),
        incident("1", "b2:a", "b2:b", "b2:c"),
    )
    with Store.open(tmp_path / "s.db") as store:
        store.replace_incidents([one, other])
        assert (
            set(store.incidents()) == {one, other}
            if False
            else list(store.incidents()) == sorted([one, other], key=lambda i: i.id)
        )
        store.replace_incidents([merged])
        assert store.incident(other.id) == store.incident(one.id) == merged
        store.replace_incidents([incident("3", "b2:c", "b2:a", "b2:b")])
        assert store.incident(other.id) == incident("3", "b2:c", "b2:a", "b2:b")
        store.replace_incidents([])
        assert store.incident(other.id) is None


def test_an_id_that_comes_back_is_itself_again(tmp_path: Path) -> None:
    one, other = incident("1", "b2:a"), incident("2", "b2:b")
    with Store.open(tmp_path / "s.db") as store:
        store.replace_incidents([one, other])
        store.replace_incidents([incident("1", "b2:a", "b2:b")])
        store.replace_incidents([one, other])
        assert store.incident(other.id) == other
    assert logical_dump(tmp_path / "s.db")["incident_redirects"] == []


def test_find_takes_a_prefix_with_or_without_the_algorithm(tmp_path: Path) -> None:
    kept = incident("1", coded()[0].id)
    with Store.open(tmp_path / "s.db") as store:
        store.add_accounts(TOLD, coded(), "rules@1")
        store.replace_incidents([kept])
        assert store.find(kept.id[3:12]) == store.find(kept.id) == [("incident", kept.id)]
        assert {level for level, _ in store.find("b2:")} == {"account", "document", "incident"}
        assert store.find("b2:%") == store.find("' OR 1 --") == []


def test_the_store_knows_whether_its_incidents_are_of_its_accounts(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s.db") as store:
        assert store.has_current_incidents()
        store.add_accounts(TOLD, coded(), "rules@1")
        assert not store.has_current_incidents()
        store.replace_incidents([incident("1", coded()[0].id)])
        assert store.has_current_incidents()


def test_plain_sqlite_reads_the_views(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s.db") as store:
        store.add_accounts(TOLD, coded(), "rules@1")
        store.replace_incidents([incident("1", coded()[0].id)])
    db = sqlite3.connect(tmp_path / "s.db")
    row = db.execute(
        "SELECT event_type, status, place_name, killed_low, claimed_by, incident_id FROM current_accounts"
    ).fetchone()
    assert row == ("bombing", "occurred", "Rava", 4, "red-front", content_id("1"))
    assert db.execute("SELECT place_name, killed_low, killed_high FROM current_incidents").fetchall() == [
        ("Rava", 4, None)
    ]
    assert db.execute("SELECT count(*) FROM current_assertions").fetchone() == (7,)
    db.close()


def test_a_store_of_scores_becomes_one_of_probabilities_and_keeps_all_else(tmp_path: Path) -> None:
    with Store.open(tmp_path / "new.db") as store:
        store.add_accounts(TOLD, coded(), "rules@1")
        kept = list(store.accounts())
    old = sqlite3.connect(tmp_path / "old.db", isolation_level=None)
    first = files("dateline.store").joinpath("schema", "0001_record.sql").read_text(encoding="utf-8")
    old.executescript(first)
    old.execute("PRAGMA user_version = 1")
    old.execute(f"PRAGMA application_id = {0x44544C4E}")
    old.execute("ATTACH ? AS new", (str(tmp_path / "new.db"),))
    for table in ("documents (id, parts, raw_hash, source_name, media_type, ingested_at)", "runs", "codings"):
        name, _, columns = table.partition(" ")
        old.execute(f"INSERT INTO main.{table} SELECT {columns.strip('()') or '*'} FROM new.{name}")
    old.execute("INSERT INTO main.assertions SELECT * FROM new.assertions")
    old.close()
    with Store.open(tmp_path / "old.db") as store:
        moved = list(store.accounts())
    assert [account.id for account in moved] == [account.id for account in kept]
    assert {row.confidence for account in kept for row in account.assertions} == {0.8}
    assert {row.confidence for account in moved for row in account.assertions} == {None}
    assert [row.id for account in moved for row in account.assertions] == [
        row.id for account in kept for row in account.assertions
    ]
    db = sqlite3.connect(tmp_path / "old.db")
    assert db.execute("SELECT event_type, confidence FROM current_accounts").fetchall() == [("bombing", None)]
    db.close()


def test_a_file_that_is_no_store_is_refused_and_left_alone(tmp_path: Path) -> None:
    text, other, newer = tmp_path / "a.txt", tmp_path / "other.db", tmp_path / "newer.db"
    text.write_text("this is a plain text file and not a database\n" * 50)
    db = sqlite3.connect(other)
    db.execute("CREATE TABLE t (x)")
    db.close()
    Store.open(newer).close()
    db = sqlite3.connect(newer)
    db.execute("PRAGMA user_version = 99")
    db.close()
    for path, advice in (
        (text, "give another file"),
        (other, "another program"),
        (newer, "install the newer"),
    ):
        before = path.read_bytes()
        with pytest.raises(StoreError, match=advice):
            Store.open(path)
        assert path.read_bytes() == before


def test_a_store_that_must_exist_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="dateline code"):
        Store.open(tmp_path / "none.db", create=False)
    with pytest.raises(StoreError, match="folder"):
        Store.open(tmp_path / "no" / "folder" / "s.db")
    assert list(tmp_path.iterdir()) == []


def test_a_locked_store_is_an_error_after_a_bounded_wait(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s.db") as store:
        rival = sqlite3.connect(tmp_path / "s.db", isolation_level=None)
        rival.execute("BEGIN IMMEDIATE")
        with (
            Store.open(tmp_path / "s.db", lock_seconds=0.05) as second,
            pytest.raises(StoreError, match="another program is writing"),
        ):
            second.add_document(TOLD)
        rival.execute("ROLLBACK")
        rival.close()
        assert store.add_document(TOLD)


def test_a_coding_that_fails_halfway_leaves_nothing(tmp_path: Path) -> None:
    foreign = account(Document({"body": "Another text."}))
    with Store.open(tmp_path / "s.db") as store:
        with pytest.raises(StoreError):
            store.add_accounts(TOLD, (*coded(), foreign), "rules@1")
        assert store.documents() == {}
        assert store.add_accounts(TOLD, coded(), "rules@1")


def test_what_stands_behind_an_incident_comes_back_and_plain_sqlite_reads_it(tmp_path: Path) -> None:
    (told,) = coded()
    figure = Figure(account_id=told.id, low=4, high=None, text="at least four", best=True)
    saying = Saying(kind=SayingKind.CLAIMED, by="red-front", account_id=told.id, mode="video")
    tie = Relation(
        kind=RelationKind.ARREST,
        follows=False,
        incident_id=content_id("other"),
        account_id=told.id,
        document_id=TOLD.id,
        spans=(TOLD.span(0, 6),),
    )
    kept = replace(
        incident("a", told.id),
        casualties_told={"killed": (figure,)},
        doers=(Doer(text="RF", actor_id="red-front", rival=True, sayings=(saying,)),),
        origin_groups=(OriginGroup(name="Outlet A", document_ids=(TOLD.id,)),),
        place_alternatives=(PlaceTold(place=RAVA, account_ids=(told.id,)),),
        related=(tie,),
    )
    path = tmp_path / "s.db"
    with Store.open(path) as store:
        store.add_accounts(TOLD, (told,), "rules@1")
        store.replace_incidents([kept])
        assert list(store.incidents()) == [kept]
    with sqlite3.connect(path) as db:
        assert db.execute("SELECT kind, low, high, best FROM incident_figures").fetchall() == [
            ("killed", 4, None, 1)
        ]
        assert db.execute("SELECT name, rival, kind FROM incident_doers").fetchall() == [("RF", 1, "claimed")]
        assert db.execute("SELECT kind, follows, words FROM incident_relations").fetchall() == [
            ("arrest", 0, "A bomb")
        ]


def test_incidents_of_an_older_store_have_nothing_behind_them_until_the_next_run(tmp_path: Path) -> None:
    (told,) = coded()
    path = tmp_path / "s.db"
    with Store.open(path) as store:
        store.add_accounts(TOLD, (told,), "rules@1")
        store.replace_incidents([incident("a", told.id)])
    with sqlite3.connect(path) as db:
        db.execute("UPDATE incidents SET view = '{}', related = '[]'")
    with Store.open(path) as store:
        assert list(store.incidents()) == [incident("a", told.id)]
