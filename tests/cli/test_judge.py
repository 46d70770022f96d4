"""Judging on the command line: what was decided is told back, by whom it was is never silent."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli.fakes import fakes
from dateline.cli import main
from dateline.store import Store
from judging.desk import holder, reports, store_of

REPORTS = reports()
RAVA_1, RAVA_2, RAVA_3, TOLM_1, TOLM_2, APRIL, MAY = (coded.id for _, coded in REPORTS)


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("BY", "JOBS", "CACHE", "CORPORA", "CODEBOOK", "REGISTRY"):
        monkeypatch.delenv(f"DATELINE_{name}", raising=False)
    monkeypatch.setenv("DATELINE_DB", str(tmp_path / "s.db"))
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def db(tmp_path: Path) -> Path:
    store_of(tmp_path / "s.db", REPORTS).close()
    return tmp_path / "s.db"


def dateline(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments), obj=fakes())


def told(*arguments: str) -> str:
    result = dateline(*arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def held(db: Path, account: str) -> str:
    with Store.open(db) as store:
        return holder(store, account)


def test_a_judgement_and_the_incidents_that_it_leaves_are_told(db: Path) -> None:
    lines = told("merge", RAVA_1, held(db, TOLM_1), "--by", "ana", "--why", "one convoy").splitlines()
    assert lines[0].startswith("judgement b2:")
    assert "accounts merged with" in lines[1]
    assert lines[1].endswith(": one convoy")
    assert lines[2:] == [f"incident {held(db, RAVA_1)}", f"  {lines[3].strip()}"]
    assert "5 accounts" in lines[3]
    assert "incident" in told("split", held(db, RAVA_1), TOLM_1, TOLM_2, "--by", "ana")
    assert held(db, RAVA_1) != held(db, TOLM_1)


def test_undo_tells_what_it_took_back(db: Path) -> None:
    told("reject", APRIL, "--by", "ana")
    assert "its accounts are in no incident now" in told("reject", MAY, "--by", "ana")
    shown = told("undo", "--by", "ana")
    assert "that was: account rejected by ana" in shown
    assert held(db, MAY) in shown


def test_what_a_person_decided_is_shown_and_what_nobody_did_is_not(db: Path) -> None:
    told("accept", RAVA_1, "--by", "ana")
    head = told("show", held(db, RAVA_1)).split("\n\n")[0]
    assert "machine-made, not reviewed" in head
    assert json.loads(told("show", RAVA_1, "--format", "json"))["review"] == "reviewed"
    told("accept", held(db, RAVA_1), "--by", "ben", "--why", "seen the list of the hospital")
    shown = told("show", held(db, RAVA_1))
    assert "incident accepted by ben on" in shown
    assert "machine-made" not in shown
    for review, number in (("reviewed", 1), ("machine", 3)):
        found = told("export", "--format", "jsonl", "--review", review).splitlines()
        assert len(found) == number
    assert (
        len(told("export", "--format", "jsonl", "--level", "account", "--review", "reviewed").splitlines())
        == 3
    )


def test_an_edited_value_is_shown_as_the_persons_beside_the_machines(db: Path) -> None:
    told("edit", RAVA_3, "killed", "4", "--by", "ana", "--words", "explosive charge")
    shown = told("show", RAVA_3)
    assert "set by ana, reviewed" in shown
    assert "\u00abexplosive charge\u00bb" in shown
    assert "or: killed      5" in shown
    record = json.loads(told("show", RAVA_3, "--format", "json"))
    assert record["provenance"]["casualties.killed"]["method"] == "person:ana"
    assert [judgement["kind"] for judgement in record["judgements"]] == ["edit"]
    assert record["review"] == "machine"
    (row,) = csv.DictReader(
        io.StringIO(
            told(
                "export",
                "--format",
                "csv",
                "--level",
                "account",
                "--actor",
                "gunmen",
                "--min-killed",
                "4",
                "--text",
                "explosive",
            )
        )
    )
    assert (row["edited"], row["killed_low"]) == ("casualties.killed", "4")


def test_an_edited_incident_is_marked_in_the_table(db: Path) -> None:
    assert "set by a person" not in told("export")
    told("edit", held(db, RAVA_1), "killed", "20+", "--by", "ana")
    shown = " ".join(told("export").split())
    assert "set by a" in shown
    assert json.loads(told("show", held(db, RAVA_1), "--format", "json"))["casualties"]["killed"] == {
        "low": 20,
        "best": 20,
        "high": None,
    }


def test_history_tells_methods_and_people_alike_and_what_was_undone(db: Path) -> None:
    told("accept", RAVA_1, "--by", "ana")
    told("undo", "--by", "ana")
    shown = told("history", RAVA_1)
    assert "joined by resolve@" in shown
    assert "account accepted by ana" in shown
    assert "undone by b2:" in shown
    records = [json.loads(line) for line in told("history", RAVA_1, "--format", "json").splitlines()]
    assert [record["kind"] for record in records][-2:] == ["accept", "undo"]
    assert records[-2]["undone_by"] == records[-1]["judgement_id"]
    assert told("history", records[-2]["judgement_id"]).count("judgement b2:") >= 2
    assert "nothing was judged here" in told("history", MAY)


def test_an_incident_that_lost_its_last_account_says_where_to_look(db: Path) -> None:
    former = held(db, MAY)
    told("reject", MAY, "--by", "ana", "--why", "a drill")
    for command in ("show", "accept"):
        result = dateline(command, former)
        assert result.exit_code == 2
        assert f"`dateline history {former}` tells why" in result.output
    assert "account rejected by ana" in told("history", former)


def test_the_history_of_an_incident_tells_what_was_taken_out_of_it(db: Path) -> None:
    told("split", held(db, RAVA_1), RAVA_3, "--by", "ana")
    told("reject", RAVA_2, "--by", "ana")
    shown = told("history", held(db, RAVA_1))
    assert "1 account told apart from 2 accounts by ana" in shown
    assert "account rejected by ana" in shown


def test_conflicts_are_listed_with_what_was_decided(db: Path) -> None:
    assert told("conflicts") == "no judgement is in question\n"
    told("accept", MAY, "--by", "ana")
    told("reject", MAY, "--by", "ben")
    shown = told("conflicts")
    assert shown.startswith("contradicted: judgement b2:")
    assert "account accepted by ana" in shown
    (record,) = [json.loads(line) for line in told("conflicts", "--format", "json").splitlines()]
    assert (record["kind"], record["judgement"]["by"]) == ("contradicted", "person:ana")


def test_a_run_of_code_tells_how_many_judgements_are_in_question(db: Path, tmp_path: Path) -> None:
    told("accept", MAY, "--by", "ana")
    told("reject", MAY, "--by", "ben")
    (tmp_path / "calm.txt").write_text("Nothing much happened in the town on Monday, the mayor said.")
    assert "1 judgement is in question; `dateline conflicts` says why" in told("code", "calm.txt")


def test_who_judges_is_the_flag_the_setting_or_the_user(
    db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "login")
    assert "by login on" in told("accept", RAVA_1)
    (tmp_path / "dateline.toml").write_text('by = "file"')
    assert "by file on" in told("accept", RAVA_1)
    monkeypatch.setenv("DATELINE_BY", "environment")
    assert "by environment on" in told("accept", RAVA_1)
    assert "by Ana Ruiz on" in told("accept", RAVA_1, "--by", " Ana  Ruiz ")


def test_a_judgement_without_a_name_is_refused(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise OSError("no user")

    monkeypatch.setattr("getpass.getuser", nobody)
    assert "who judges? give --by NAME" in dateline("accept", RAVA_1).output
    assert dateline("accept", RAVA_1, "--by", " ").exit_code == 2
    with Store.open(db) as store:
        assert not store.judgements_of_people()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("merge", "zzz", RAVA_1), "no incident or account in the store has an id that begins with 'zzz'"),
        (("merge", RAVA_1, RAVA_2), "are one incident already"),
        (("accept", "b2:"), "is the beginning of more than one id"),
        (("accept", REPORTS[0][0].id), "cannot be judged; name one of its accounts"),
        (("edit", RAVA_1, "colour", "red"), "'colour' cannot be edited"),
        (("edit", RAVA_1, "killed", "many"), "'many' is no count"),
        (("edit", RAVA_1, "event_type", "explosion"), "there is no type 'explosion'"),
        (("undo", "--by", "ana"), "ana has no judgement in force"),
        (("undo", "b2:ffff"), "no judgement whose id begins with 'b2:ffff'"),
        (("history", "zzz"), "no incident or account"),
    ],
)
def test_what_cannot_be_judged_is_one_message_and_changes_nothing(
    db: Path, arguments: tuple[str, ...], message: str
) -> None:
    result = dateline(*arguments)
    assert result.exit_code == 2
    assert message in result.output
    assert "Traceback" not in result.output
    with Store.open(db) as store:
        assert not store.judgements_of_people()


def test_outside_words_in_a_reason_cannot_write_to_the_terminal(db: Path) -> None:
    result = dateline("accept", RAVA_1, "--by", "ana", "--why", "seen\x1b[2J")
    assert result.exit_code == 2
    assert "\x1b" not in told("history", RAVA_1)
