"""The reading commands: what is in the store comes out, filtered, and errors are one line."""

import csv
import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli.fakes import fakes
from dateline.cli import main
from dateline.export import FILTER_NAMES, FORMAT_INFO, FORMATS
from dateline.model import ActorAssertion, ActorFact, Coding, Party
from dateline.resolve import resolve
from dateline.store import Store
from evaluate.test_calibration import corpora
from store.accounts import RAVA, TOLM, account, by, day, document, killed

ONE = document("A bomb killed four people in Rava on Monday.", title="Blast in Rava")
TWO = document("Soldiers arrested two men in Tolm.", outlet="Outlet B", published="2026-03-12")


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DB", "JOBS", "CACHE", "CORPORA", "CODEBOOK", "REGISTRY"):
        monkeypatch.delenv(f"DATELINE_{name}", raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "s.db"
    accounts = [
        account(ONE, "A bomb killed four people", date=day("2026-03-09"), place=RAVA, dead=killed(4, 4)),
        account(TWO, "arrested two men", event_type="arrest", date=day("2026-03-11"), place=TOLM),
    ]
    with Store.open(path) as store:
        for told_by, told in zip((ONE, TWO), accounts, strict=True):
            store.add_accounts(told_by, (told,), "rules@1")
        store.replace_incidents(resolve(accounts, store.documents()))
    return path


def dateline(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(item) for item in arguments], obj=fakes())


def test_export_offers_every_format_and_filter_of_the_library() -> None:
    told = dateline("export", "--help").stdout
    assert all(f"--{name.replace('_', '-')}" in told for name in FILTER_NAMES)
    assert all(name in told for name in FORMATS)


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_writes_every_level_it_can_hold(db: Path, tmp_path: Path, format_: str) -> None:
    for level in ("incident", "account", "document"):
        out = tmp_path / f"{level}.{format_}"
        result = dateline("export", "--db", db, "--format", format_, "--level", level, "-o", out)
        if level not in FORMAT_INFO[format_].levels:
            assert result.exit_code == 2
            assert not out.exists()
        else:
            assert result.exit_code == 0, result.output
            assert out.stat().st_size > 100


def test_filters_keep_what_matches_all_of_them(db: Path) -> None:
    result = dateline(
        "export", "--db", db, "--format", "csv", "--country", "xa", "--min-killed", "3", "--from", "2026-03"
    )
    (row,) = csv.DictReader(io.StringIO(result.stdout))
    assert (row["event_type"], row["place_name"], row["killed_best"]) == ("bombing", "Rava", "4")


def test_accounts_name_their_incident(db: Path) -> None:
    accounts = [
        json.loads(line)
        for line in dateline(
            "export", "--db", db, "--level", "account", "--format", "jsonl"
        ).stdout.splitlines()
    ]
    incidents = [
        json.loads(line) for line in dateline("export", "--db", db, "--format", "jsonl").stdout.splitlines()
    ]
    assert {a["incident_id"] for a in accounts} == {i["incident_id"] for i in incidents}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["export", "--type", "no_such"], "no_such is not allowed"),
        (["export", "--level", "document", "--type", "arrest"], "cannot filter at level document"),
        (["export", "--format", "acled", "--level", "account"], "acled (ACLED's 31 columns) has no place"),
        (["show", "zzz"], "nothing in the store"),
        (["show", "b2:"], "more than one id"),
        (["evaluate", "news"], "no corpora are named"),
        (["evaluate", "no-such", "--data", "."], "no corpus 'no-such'"),
        (["evaluate", "news", "--data", ".", "--lower-because", "x"], "goes with --update-floors"),
    ],
)
def test_what_cannot_be_done_says_why_and_writes_nothing(
    db: Path, arguments: list[str], message: str
) -> None:
    given = arguments if arguments[0] == "evaluate" else [*arguments, "--db", str(db)]
    result = dateline(*given)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_a_store_that_is_not_there_is_not_made_by_reading(tmp_path: Path) -> None:
    result = dateline("export", "--db", tmp_path / "none.db")
    assert result.exit_code == 2
    assert "there is no store" in result.stderr
    assert not (tmp_path / "none.db").exists()


def test_export_says_when_the_last_run_was_cut_short(db: Path) -> None:
    more = document("A bomb went off in Rava.", outlet="Outlet C")
    with Store.open(db) as store:
        store.add_accounts(more, (account(more, "bomb"),), "rules@1")
    assert "did not end" in dateline("export", "--db", db, "--format", "jsonl").stderr


def test_show_marks_the_words_of_each_level(db: Path) -> None:
    with Store.open(db) as store:
        incident = next(i for i in store.incidents() if i.event_type == "bombing")
    for id_ in (incident.id, incident.id[3:15], incident.account_ids[0], ONE.id):
        result = dateline("show", id_, "--db", db)
        assert result.exit_code == 0, result.output
        assert "«A bomb killed four people»" in result.stdout


def test_show_tells_the_history_of_an_actor_by_its_id_or_name(db: Path) -> None:
    claimed = account(ONE, "A bomb killed four", actors=(by("IS", "islamic-state"),), method="rules@2")
    leads = ActorAssertion(
        document_id=ONE.id,
        kind=ActorFact.ROLE,
        relation="leader",
        subject=Party(text="Jonas Orr"),
        object=Party(text="IS", actor_id="islamic-state", name="Islamic State"),
        spans=(ONE.span(0, 6),),
        method="rules@2",
    )
    with Store.open(db) as store:
        store.add_coding(ONE, Coding(accounts=(claimed,), about_actors=(leads,)), "rules@2")
        store.replace_incidents(resolve(list(store.accounts()), store.documents()))

    by_id, by_alias = (dateline("show", name, "--db", db) for name in ("islamic-state", "Daesh"))
    assert by_id.stdout == by_alias.stdout
    assert "Jonas Orr: leader of Islamic State" in by_id.stdout
    assert "«A bomb killed four people in Rava on Monday.»" in by_id.stdout

    record = json.loads(dateline("show", "islamic-state", "--db", db, "--format", "json").stdout)
    assert [line["section"] for line in record["lines"]] == ["role", "done"]
    assert record["actor"]["actor_id"] == "islamic-state"
    unknown = json.loads(dateline("show", "jonas orr", "--db", db, "--format", "json").stdout)
    assert [line["text"] for line in unknown["lines"]] == ["Jonas Orr: leader of Islamic State"]


def test_show_gives_any_record_as_json(db: Path) -> None:
    record = json.loads(dateline("show", ONE.id, "--db", db, "--format", "json").stdout)
    assert record["title"] == "Blast in Rava"


def test_codebook_prints_in_three_formats() -> None:
    assert "Air" in dateline("codebook").stdout
    assert dateline("codebook", "--format", "markdown").stdout.startswith("# Codebook")
    assert json.loads(dateline("codebook", "--format", "json").stdout)["bombing"]["family"] == "violence"
    assert json.loads(dateline("codebook", "--format", "json").stdout)["bombing"]["acled"]["event_type"]


def test_schema_is_the_one_of_the_records() -> None:
    assert "AccountRecord" in json.loads(dateline("schema").stdout)["$defs"]


def test_help_needs_neither_model_nor_data_frames() -> None:
    heavy = "import sys; from dateline.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass\n"
    heavy += "print(sorted({'spacy', 'pandas', 'pyarrow', 'pydantic', 'rich', 'sqlite3'} & set(sys.modules)))"
    began = time.perf_counter()
    told = subprocess.run(
        [sys.executable, "-c", heavy],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.splitlines()[-1] == "[]"
    assert time.perf_counter() - began < 4  # 0.15 s on an idle machine; a busy one must not fail the tests


def test_a_closed_pipe_ends_quietly(db: Path) -> None:
    run = "from dateline.cli import main; main()"
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-c", run, "export", "--db", str(db), "--format", "jsonl"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=writer,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writer)
    assert done.stderr == ""


def test_calibrate_measures_the_corpora_it_is_given(tmp_path: Path) -> None:
    assert "no corpora are named" in dateline("calibrate").stderr
    missing = dateline("calibrate", "--data", tmp_path)
    assert missing.exit_code == 2
    assert "news" in missing.stderr
    found = dateline("calibrate", "--data", corpora(tmp_path), "--format", "json")
    assert found.exit_code == 0, found.output
    assert set(json.loads(found.stdout)) == {"method", "date", "data", "fields"}
