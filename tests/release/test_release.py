"""A release is whole, the same for the same record, readable without us, and says what changed."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pandas
import polars
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from dateline.cli import main
from dateline.codebook import Codebook
from dateline.errors import StoreError, UsageError
from dateline.judging.resolving import rebuild_incidents
from dateline.model import Account, ActorAssertion, ActorFact, Coding, Document, Party
from dateline.release import changes, changes_text, freeze, verify
from dateline.store import Store
from store.accounts import RAVA, TOLM, account, day, killed

TABLES = ("incidents", "accounts", "documents", "assertions", "about_actors", "judgements")


def report(body: str, outlet: str = "Outlet A", **parts: str) -> Document:
    return Document({"body": body, "outlet": outlet, "published": "2026-03-10", **parts})


BOMB = report("A bomb killed four in Rava.", title="=cmd()")
AGAIN = report("Five died when a bomb went off in Rava.", "Outlet B")
OTHER = report("Gunmen shot two in Tolm.", "Outlet C")


def told(document: Document, dead: int, *, method: str = "rules@1") -> Account:
    place = TOLM if document is OTHER else RAVA
    kind = "armed_attack" if document is OTHER else "bombing"
    return account(
        document, event_type=kind, date=day("2026-03-09"), place=place, dead=killed(dead, dead), method=method
    )


def resolve(store: Store) -> None:
    rebuild_incidents(store)


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "record.db"
    with Store.open(path) as store:
        store.add_accounts(BOMB, [told(BOMB, 4)], "rules@1")
        store.add_accounts(AGAIN, [told(AGAIN, 5)], "rules@1")
        resolve(store)
    return path


def release(db: Path, name: str, out: Path, **options: object) -> Path:
    with Store.open(db) as store:
        given = {"date": "2026-04-01", "codebook": Codebook.load(), **options}
        return freeze(store, name, out, **given)


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {f"{table}.{kind}": (folder / f"{table}.{kind}").read_bytes() for table in TABLES
            for kind in ("csv", "parquet")}  # fmt: skip


def test_the_same_record_gives_the_same_bytes_on_another_day_and_under_another_name(
    db: Path, tmp_path: Path
) -> None:
    one = release(db, "one", tmp_path / "out")
    two = release(db, "two", tmp_path / "out", date="2027-01-01")
    assert bytes_of(one) == bytes_of(two)
    manifests = [json.loads((folder / "release.json").read_text()) for folder in (one, two)]
    assert manifests[0]["digest"] == manifests[1]["digest"]
    assert [(m["number"], m["previous"], m["date"]) for m in manifests] == [
        (1, None, "2026-04-01"),
        (2, "one", "2027-01-01"),
    ]


def test_every_table_reads_back_with_pandas_polars_and_pyarrow(db: Path, tmp_path: Path) -> None:
    folder = release(db, "one", tmp_path / "out")
    for table in TABLES:
        rows = pq.read_table(folder / f"{table}.parquet").num_rows
        assert polars.read_parquet(folder / f"{table}.parquet").height == rows
        assert len(pandas.read_parquet(folder / f"{table}.parquet")) == rows
        assert len(pandas.read_csv(folder / f"{table}.csv")) == rows
    incidents = pandas.read_csv(folder / "incidents.csv")
    assert list(incidents["killed_low"]) == [4]
    assert list(incidents["killed_high"]) == [5]
    assert list(incidents["injured_low"].isna()) == [True]
    assertions = pq.read_table(folder / "assertions.parquet").to_pylist()
    dead = [json.loads(row["value"])["low"] for row in assertions if row["field"] == "casualties.killed"]
    assert sorted(dead) == [4, 5]
    assert pq.read_table(folder / "judgements.parquet").to_pylist()[0]["verdict"] == "same"


def test_no_cell_of_a_release_runs_as_a_formula(db: Path, tmp_path: Path) -> None:
    titles = pandas.read_csv(release(db, "one", tmp_path / "out") / "documents.csv")["title"]
    assert list(titles.dropna()) == ["'=cmd()"]


def test_texts_stay_in_unless_terms_are_given(db: Path, tmp_path: Path) -> None:
    without = release(db, "one", tmp_path / "out")
    bodies = release(db, "two", tmp_path / "out", bodies_licence="CC BY 4.0, Outlet A and B")
    assert pandas.read_parquet(without / "documents.parquet")["body"].isna().all()
    assert BOMB.body in set(pandas.read_parquet(bodies / "documents.parquet")["body"])
    assert "CC BY 4.0, Outlet A and B" in (bodies / "README.md").read_text()


def test_checksums_hold_for_others_tools_and_every_kind_of_change_is_found(db: Path, tmp_path: Path) -> None:
    folder = release(db, "one", tmp_path / "out")
    assert verify(folder) == []
    done = subprocess.run(["sha256sum", "--quiet", "-c", "SHA256SUMS"], cwd=folder, check=False)
    assert done.returncode == 0
    (folder / "incidents.csv").write_text("nothing")
    (folder / "accounts.csv").unlink()
    (folder / "notes.txt").write_text("mine")
    assert verify(folder) == [
        "accounts.csv: missing",
        "incidents.csv: changed since it was released",
        "notes.txt: not part of the release",
    ]


def test_a_release_is_never_written_over(db: Path, tmp_path: Path) -> None:
    before = bytes_of(release(db, "one", tmp_path / "out"))
    with pytest.raises(UsageError, match="never written over"):
        release(db, "one", tmp_path / "out")
    with pytest.raises(UsageError, match="never written over"):
        release(db, "one", tmp_path / "elsewhere")
    assert bytes_of(tmp_path / "out" / "one") == before


@pytest.mark.parametrize("name", ["../up", ".hidden", "a/b", "", "x" * 65, "new\nline"])
def test_a_name_that_leaves_the_folder_is_refused(name: str, db: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot name a release"):
        release(db, name, tmp_path / "out")


def test_a_release_that_fails_leaves_nothing_and_takes_no_number(
    db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("dateline.release.writing.write_sums", lambda _folder: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            release(db, "one", tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []
    release(db, "one", tmp_path / "out")
    with Store.open(db) as store:
        assert [(made.number, made.name) for made in store.releases()] == [(1, "one")]


def test_a_store_that_is_locked_leaves_no_folder(db: Path, tmp_path: Path) -> None:
    with (
        Store.open(db) as writer,
        Store.open(db, lock_seconds=0.1) as store,
        writer._writing(),
        pytest.raises(StoreError, match="locked"),
    ):
        freeze(store, "one", tmp_path / "out", date="2026-04-01", codebook=Codebook.load())
    assert list((tmp_path / "out").iterdir()) == []


def test_what_a_newer_record_adds_and_changes_is_told_field_by_field(db: Path, tmp_path: Path) -> None:
    one = release(db, "one", tmp_path / "out")
    with Store.open(db) as store:
        store.add_accounts(OTHER, [told(OTHER, 2)], "rules@1")
        store.add_accounts(AGAIN, [told(AGAIN, 7, method="rules@2")], "rules@2")
        resolve(store)
    two = release(db, "two", tmp_path / "out")
    found = changes(one, two)
    assert (len(found.new), found.gone, found.merged, found.split) == (1, (), (), ())
    assert found.fields["killed_high"] == 1
    assert [(was, now) for _, column, was, now in found.changed if column == "killed_high"] == [("5", "7")]
    assert json.loads((two / "changelog.json").read_text())["fields"] == dict(found.fields)
    assert changes_text(found) in (two / "changelog.md").read_text()
    back = changes(two, one)
    assert (back.gone, back.new) == (found.new, ())


def folder_of(path: Path, incidents: dict[str, str], *, extra: str = "") -> Path:
    path.mkdir()
    head = f"incident_id,status,account_ids{',' + extra if extra else ''}\r\n"
    rows = [f"{id_},occurred,{members}{',' if extra else ''}\r\n" for id_, members in incidents.items()]
    (path / "incidents.csv").write_text(head + "".join(rows), newline="")
    return path


def test_merges_splits_and_new_ids_are_told_apart(tmp_path: Path) -> None:
    older = folder_of(tmp_path / "a", {"i1": "p", "i2": "q", "i3": "r; s", "i4": "t", "i5": "u"})
    newer = folder_of(
        tmp_path / "b", {"i1": "p; q", "i3": "r", "i6": "s", "i7": "t", "i8": "v"}, extra="grade"
    )
    found = changes(older, newer)
    assert found.new == ("i8",)
    assert found.gone == ("i5",)
    assert found.merged == (("i2", "i1"),)
    assert found.split == (("i3", ("i3", "i6")),)
    assert found.renamed == (("i4", "i7"),)
    assert found.columns_new == ("grade",)
    assert {id_ for id_, *_ in found.changed} == {"i1", "i3"}


def test_the_command_makes_lists_checks_and_compares(db: Path, tmp_path: Path) -> None:
    def run(*words: str) -> tuple[int, str]:
        result = CliRunner().invoke(main, ["release", *words])
        return result.exit_code, result.output

    out = str(tmp_path / "out")
    assert run("one", "--db", str(db), "--out", out, "--date", "2026-04-01") == (0, f"{out}/one\n")
    assert run("two", "--db", str(db), "--out", out, "--date", "2026-05-01")[0] == 0
    assert [line.split()[1] for line in run("--list", "--db", str(db))[1].splitlines()] == ["one", "two"]
    assert run("--verify", f"{out}/one") == (0, "all files are as they were released\n")
    assert run("--diff", f"{out}/one", f"{out}/two")[1].startswith("Incidents: 0 new, 0 gone")
    (tmp_path / "out" / "one" / "README.md").write_text("")
    assert run("--verify", f"{out}/one") == (1, "README.md: changed since it was released\n")
    assert run("--verify", str(tmp_path))[0] == 2
    assert run("three", "--list")[0] == 2


def test_what_is_said_about_actors_is_a_table_of_its_own(db: Path, tmp_path: Path) -> None:
    said = ActorAssertion(
        document_id=BOMB.id,
        kind=ActorFact.ROLE,
        relation="leader",
        subject=Party(text="a bomb", actor_id="jonas-orr"),
        spans=(BOMB.span(0, 6),),
        method="rules@2",
    )
    with Store.open(db) as store:
        found = Coding(accounts=(told(BOMB, 4, method="rules@2"),), about_actors=(said,))
        store.add_coding(BOMB, found, "rules@2")
        resolve(store)
    (row,) = pq.read_table(release(db, "one", tmp_path / "out") / "about_actors.parquet").to_pylist()
    assert (row["assertion_id"], row["relation"], row["ended"]) == (said.id, "leader", False)
    assert json.loads(row["subject"])["actor_id"] == "jonas-orr"
    assert json.loads(row["evidence"]) == [[0, 6]]


def test_a_killed_release_is_none_and_the_next_one_has_its_name_and_number(db: Path, tmp_path: Path) -> None:
    code = (
        "import os, signal; from pathlib import Path; from dateline.codebook import Codebook\n"
        "from dateline.release import writing; from dateline.store import Store\n"
        "writing.write_sums = lambda _folder: os.kill(os.getpid(), signal.SIGKILL)\n"
        f"writing.freeze(Store.open({str(db)!r}), 'one', Path({str(tmp_path / 'out')!r}), date='2026-04-01', "
        "codebook=Codebook.load())"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, check=False, capture_output=True)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    assert not (tmp_path / "out" / "one").exists()
    folder = release(db, "one", tmp_path / "out")
    assert verify(folder) == []
    assert json.loads((folder / "release.json").read_text())["number"] == 1
