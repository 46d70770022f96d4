"""``dateline code``: everything is coded or rejected with a reason, and a repeat changes nothing."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli.fakes import WordCoder, fakes
from dateline.cli import main
from dateline.cli.run import SingleCoder, run
from dateline.model import Account, Document
from dateline.store import Store, logical_dump
from store.accounts import document

RUN = "from cli.fakes import fakes; from dateline.cli import main; main(obj=fakes())"
ENGLISH = "The police of the town said that a bomb went off in the market on Monday and killed four people."


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(f"{ENGLISH} This is the report with the number {number}.\n")
    (folder / "calm.txt").write_text("The council of the town met on Monday to talk about the new library.\n")
    return folder


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings of the machine or the folder it is run in."""
    for name in ("DB", "JOBS", "CACHE", "CORPORA"):
        monkeypatch.delenv(f"DATELINE_{name}", raising=False)
    monkeypatch.chdir(tmp_path)


def dateline(*arguments: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(item) for item in arguments], obj=fakes(), input=stdin)


def test_a_folder_is_coded_and_the_summary_tells(reports: Path, tmp_path: Path) -> None:
    result = dateline("code", reports, "--db", tmp_path / "s.db")
    assert result.exit_code == 0, result.output
    assert "4 documents read: 4 coded, 0 already there, 0 rejected" in result.stdout
    assert "3 new accounts; the store holds 3 accounts of" in result.stdout
    assert result.stderr == ""


def test_running_twice_changes_nothing(reports: Path, tmp_path: Path) -> None:
    db = tmp_path / "s.db"
    dateline("code", reports, "--db", db)
    before = logical_dump(db)
    result = dateline("code", reports, "--db", db)
    assert "0 coded, 4 already there" in result.stdout
    assert logical_dump(db) == before
    assert before["incidents"]


def test_a_bad_document_is_rejected_with_its_reason_and_the_others_are_coded(
    reports: Path, tmp_path: Path
) -> None:
    (reports / "empty.txt").write_text("")
    (reports / "no.txt").write_text(f"{ENGLISH} It is unreadable for the coder of this test.\n")
    (reports / "fault.txt").write_text(f"{ENGLISH} It has a fault in it that the coder trips over.\n")
    result = dateline("code", reports, "--db", tmp_path / "s.db")
    assert result.exit_code == 1
    assert "7 documents read: 4 coded, 0 already there, 3 rejected" in result.stdout
    assert "it says so itself" in result.stdout
    assert "ZeroDivisionError: a fault of the coder" in result.stdout
    with Store.open(tmp_path / "s.db") as store:
        assert {Path(r.document).name for r in store.rejections()} == {"empty.txt", "no.txt", "fault.txt"}


def test_options_are_said_of_every_document_and_stdin_is_read(tmp_path: Path) -> None:
    result = dateline(
        "code",
        "-",
        "--db",
        tmp_path / "s.db",
        "--outlet",
        "The Paper",
        "--published",
        "2026-03-10",
        stdin=ENGLISH,
    )
    assert result.exit_code == 0, result.output
    with Store.open(tmp_path / "s.db") as store:
        (read,) = store.documents().values()
    assert (read.outlet, read.published) == ("The Paper", "2026-03-10")


def test_several_jobs_give_the_same_store(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
    (reports / "no.txt").write_text(f"{ENGLISH} It is unreadable for the coder of this test.\n")
    one = dateline("code", reports, "--db", tmp_path / "one.db")
    two = dateline("code", reports, "--db", tmp_path / "two.db", "--jobs", "2")
    assert (one.exit_code, two.exit_code) == (1, 1), two.output
    assert logical_dump(tmp_path / "one.db") == logical_dump(tmp_path / "two.db")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["code"], "Missing argument"),
        (["code", "x.txt"], "no store is named"),
        (["code", "x.txt", "--db", "s.db", "--jobs", "0"], "--jobs: '0' is not a whole number from 1"),
        (["code", "x.txt", "--db", "no/such/folder/s.db"], "check that its folder exists"),
    ],
)
def test_what_cannot_be_done_is_a_usage_error(arguments: list[str], message: str) -> None:
    result = dateline(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


def test_a_stopped_run_keeps_what_is_coded_and_the_repeat_is_equal(tmp_path: Path) -> None:
    class Counting(WordCoder):
        coded = 0

        def code(self, document: Document) -> tuple[Account, ...]:
            self.coded += 1
            return super().code(document)

    coder = Counting()
    documents = [document(f"A bomb went off, says report {number}.") for number in range(4)]
    with Store.open(tmp_path / "a.db") as store:
        summary = run(documents, store, SingleCoder(coder), stop=lambda: coder.coded >= 2)
        assert (summary.stopped, summary.coded) == (True, 2)
        assert not store.has_current_incidents()
        assert not run(documents, store, SingleCoder(WordCoder())).stopped
    with Store.open(tmp_path / "b.db") as store:
        run(documents, store, SingleCoder(WordCoder()))
    assert logical_dump(tmp_path / "a.db") == logical_dump(tmp_path / "b.db")


def _started(arguments: list[str], **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", RUN, *arguments],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _wait_for_a_coding(db: Path, ended: Callable[[], int | None]) -> None:
    import time

    for _ in range(400):
        if db.exists() and ended() is None:
            try:
                if logical_dump(db)["codings"]:
                    return
            except Exception:  # the file is just being made
                pass
        time.sleep(0.02)
    raise AssertionError("the run coded nothing in time")


def test_ctrl_c_ends_after_the_document_at_hand_and_says_how_to_go_on(reports: Path, tmp_path: Path) -> None:
    db = tmp_path / "s.db"
    child = _started(["code", str(reports), "--db", str(db)], FAKE_SECONDS="0.3")
    _wait_for_a_coding(db, child.poll)
    child.send_signal(signal.SIGINT)
    stdout, stderr = child.communicate(timeout=30)
    assert child.returncode == 130
    assert "Run the same command again" in stderr
    assert "Traceback" not in stderr
    assert "coded" in stdout
    assert dateline("code", reports, "--db", db).exit_code == 0


def test_index_tells_its_progress_on_stderr_and_its_path_on_stdout(tmp_path: Path) -> None:
    (tmp_path / "dateline.toml").write_text('cache = "here"\n')
    result = dateline("index")
    assert result.stdout.strip() == str(Path("here") / "places.db")
    assert "building the place index" in result.stderr
