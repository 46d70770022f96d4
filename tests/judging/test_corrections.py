"""Corrections: what people decided of accounts becomes what the trainer reads, and nothing else does."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner
from fastapi.testclient import TestClient

import dateline
from dateline.cli import main
from dateline.codebook import Codebook
from dateline.store import settings_here
from dateline.training.corrections.lines import Fault, read_lines
from dateline.web import create_app
from web.served import small_store


def test_the_trainer_reads_what_people_decided(tmp_path: Path) -> None:
    db = small_store(tmp_path / "x.db")
    with dateline.open(db) as record:
        first, second, third, fourth = (
            account["account_id"] for i in record.incidents() for account in i["accounts"]
        )
        record.accept(first, by="ann")
        record.edit(second, "event_type", "assassination", by="ann")
        record.reject(third, by="ben")
        record.edit(fourth, "status", "alleged", by="ben")
        record.undo(by="ben")
        before = next(a for i in record.incidents() for a in i["accounts"] if a["account_id"] == first)
    printed = CliRunner().invoke(main, ["corrections", "--db", str(db)])
    assert printed.exit_code == 0
    path = tmp_path / "corrections.jsonl"
    path.write_text(printed.stdout, encoding="utf-8")
    rows = list(read_lines(path, Codebook.load().types))
    assert not [row for row in rows if isinstance(row, Fault)]
    told = {row["account_id"]: row for row in rows}
    assert {id_: row["verdict"] for id_, row in told.items()} == {
        first: "accept",
        second: "edit",
        third: "reject",
    }
    assert told[second]["event_type"] == "assassination"
    assert told[second]["was"]["event_type"] != "assassination"
    assert told[first]["event_type"] == before["event_type"]
    client = TestClient(create_app(db, settings_here({})))
    assert client.get("/quality/corrections.jsonl").text == printed.stdout


def test_a_discounted_incident_teaches_nothing_of_reading(tmp_path: Path) -> None:
    db = small_store(tmp_path / "x.db")
    with dateline.open(db) as record:
        record.reject(record.incidents()[0]["incident_id"], by="ann")
        record.edit(record.incidents()[1]["incident_id"], "killed", "9", by="ann")
    assert CliRunner().invoke(main, ["corrections", "--db", str(db)]).stdout == ""


def test_a_line_separator_in_a_text_breaks_no_line(tmp_path: Path) -> None:
    db = small_store(tmp_path / "x.db")
    with dateline.open(db) as record:
        record.accept(record.incidents()[0]["incident_id"], by="ann")
    lines = CliRunner().invoke(main, ["corrections", "--db", str(db)]).stdout.split("\n")[:-1]
    assert all(json.loads(line)["review"] == "reviewed" for line in lines)
