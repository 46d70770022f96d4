"""The record answers as it stood: from what it had learned by then, whenever the events were."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import dateline.api
from dateline.cli import main
from dateline.errors import UsageError
from dateline.model import Account, Document, Judgement, Verdict
from dateline.store import Store
from dateline.store.as_of import moment
from store.accounts import RAVA, account, day, document, killed

FIRST = document("A bomb killed four in Rava.", published="2026-03-10")
SECOND = document("A bomb in Rava killed six, doctors said.", outlet="Outlet B", published="2026-03-09")


def told(told_by: Document, dead: int, method: str = "rules@1") -> Account:
    return account(told_by, date=day("2026-03-09"), place=RAVA, dead=killed(dead, dead), method=method)


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """On 1 April the first report, on 2 April the second, on 3 April the first again by a newer method."""
    path = tmp_path / "record.db"
    steps = (("2026-04-01", FIRST, 4, "rules@1"), ("2026-04-02", SECOND, 6, "rules@1"),
             ("2026-04-03", FIRST, 9, "rules@2"))  # fmt: skip
    for today, source, dead, method in steps:
        clock = type("Clock", (dateline.store.store.datetime.datetime,), {})
        now = clock.fromisoformat(f"{today}T12:00:00+00:00")
        monkeypatch.setattr(clock, "now", classmethod(lambda _cls, _zone, now=now: now), raising=False)
        with monkeypatch.context() as patched, Store.open(path) as store:
            patched.setattr("dateline.store.store.datetime.datetime", clock)
            store.add_accounts(source, [told(source, dead, method)], method)
            store.finish_run()
    with Store.open(path) as store:
        store.add_judgements(
            [Judgement(id="b2:j", verdict=Verdict.SAME, subject="a", object="b", by="someone",
                       at="2026-04-02T18:00:00+00:00", why="")]
        )  # fmt: skip
    return path


def dead_as_of(db: Path, time: str) -> list[tuple[int, int]]:
    with dateline.open(db, as_of=time) as record:
        tolls = [incident["casualties"]["killed"] for incident in record.incidents()]
        return [(toll["low"], toll["high"]) for toll in tolls]


@pytest.mark.parametrize(
    ("time", "dead"),
    [
        ("2026-03-31", []),
        ("2026-04-01T11:59", []),
        ("2026-04-01T12:00", [(4, 4)]),
        ("2026-04-01", [(4, 4)]),
        ("2026-04-02", [(4, 6)]),
        ("2026-04-03T13:30+02:00", [(4, 6)]),
        ("2026-04-03", [(6, 9)]),
        ("2099-01-01", [(6, 9)]),
    ],
)
def test_the_record_answers_from_what_it_had_learned(
    db: Path, time: str, dead: list[tuple[int, int]]
) -> None:
    assert dead_as_of(db, time) == dead


def test_judgements_made_later_are_not_there_yet(db: Path) -> None:
    with Store.open(db) as store:
        for time, ids in (("2026-04-02T17:00", []), ("2026-04-02T18:00", ["b2:j"])):
            with store.as_of(time) as then:
                assert [judgement.id for judgement in then.judgements()] == ids


def test_looking_back_changes_nothing(db: Path) -> None:
    with Store.open(db) as store:
        before = list(store.accounts())
        with store.as_of("2026-04-01") as then:
            assert len(list(then.accounts())) == 1
        assert list(store.accounts()) == before


@pytest.mark.parametrize(
    "text", ["", "yesterday", "2026-13-01", "2026-02-30", "2026-04", "9999-12-31T23:59-14:00"]
)
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="neither a day nor a time"):
        moment(text)


def test_the_commands_take_a_day(db: Path) -> None:
    asked = ["export", "--db", str(db), "--as-of", "2026-04-02", "--format", "jsonl"]
    result = CliRunner().invoke(main, asked)
    assert result.exit_code == 0, result.output
    (incident,) = map(json.loads, result.stdout.splitlines())
    shown = CliRunner().invoke(
        main, ["show", incident["incident_id"], "--db", str(db), "--as-of", "2026-04-02"]
    )
    assert shown.exit_code == 0
    assert incident["incident_id"] in shown.output
