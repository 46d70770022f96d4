"""``kill -9`` at any moment leaves a store that opens, and a repeat that gives the equal record."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from dateline.store import Store, logical_dump

RUN = "from cli.fakes import fakes; from dateline.cli import main; main(obj=fakes())"
DOCUMENTS = 25


def start(reports: Path, db: Path, seconds: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "FAKE_SECONDS": seconds}
    command = [sys.executable, "-c", RUN, "code", str(reports), "--db", str(db)]
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)


def test_three_kills_and_a_repeat_equal_one_undisturbed_run(tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    for number in range(DOCUMENTS):
        text = f"The police of the town said that a bomb went off near house number {number} on Monday night."
        (reports / f"{number:02}.txt").write_text(text)
    whole, killed = tmp_path / "whole.db", tmp_path / "killed.db"
    assert start(reports, whole, "0").wait(60) == 0

    draw = random.Random(7)
    codings = [0]
    for _ in range(3):
        child = start(reports, killed, "0.04")
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline and _coded(killed) <= codings[-1]:
            time.sleep(0.01)
        time.sleep(draw.uniform(0, 0.15))
        child.send_signal(signal.SIGKILL)
        assert child.wait(10) == -signal.SIGKILL
        Store.open(killed, create=False).close()
        codings.append(_coded(killed))
    assert 0 < codings[1] < codings[2] < codings[3] < DOCUMENTS

    assert start(reports, killed, "0").wait(60) == 0
    assert logical_dump(killed) == logical_dump(whole)


def _coded(db: Path) -> int:
    import sqlite3

    if not db.exists():
        return 0
    connection = sqlite3.connect(db)
    try:
        return int(connection.execute("SELECT count(*) FROM codings").fetchone()[0])
    except sqlite3.OperationalError:  # not made yet
        return 0
    finally:
        connection.close()
