"""What the desk reads one by one is what the exports write."""

from __future__ import annotations

from pathlib import Path

import pytest

import dateline.api
from dateline.judging.resolving import rebuild_incidents
from dateline.store import Store, settings_here
from dateline.web.reading import Desk
from store.accounts import RAVA, account, day, document, killed

FIRST = document("A bomb killed four in Rava.", title="Bomb in Rava")
SECOND = document("A bomb in Rava killed six, doctors said.", outlet="Outlet B")


@pytest.fixture
def db(tmp_path: Path) -> Path:
    with Store.open(tmp_path / "x.db") as store:
        for told, dead in ((FIRST, 4), (SECOND, 6)):
            store.add_accounts(
                told, [account(told, date=day("2026-03-09"), place=RAVA, dead=killed(dead, dead))], "rules@1"
            )
        rebuild_incidents(store)
    return tmp_path / "x.db"


def test_records_by_id_are_those_of_the_exports(db: Path) -> None:
    desk = Desk(db, settings_here({}))
    with dateline.open(db) as record:
        (incident,) = record.incidents()
        record.edit(
            incident["accounts"][0]["account_id"], "casualties.killed", "5", by="Ada", why="as printed"
        )
        (incident,) = record.incidents()
        accounts = record.accounts()
        documents = record.document_records()
    assert desk.incident_record(incident["incident_id"]) == incident
    assert [desk.account_record(one["account_id"]) for one in accounts] == accounts
    assert desk.accounts_of_document(FIRST.id) == [a for a in accounts if a["document_id"] == FIRST.id]
    assert desk.documents_of(incident) == documents


def test_what_is_not_there_is_none(db: Path) -> None:
    desk = Desk(db, settings_here({}))
    assert desk.incident_record("b2:none") is None
    assert desk.account_record("b2:none") is None
    assert desk.document_record("b2:none") is None
    assert desk.accounts_of_document("b2:none") == []
