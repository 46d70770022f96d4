"""``dateline brief``, ``changes`` and ``search`` as a user calls them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli.fakes import fakes
from dateline.cli import main
from dateline.judging.resolving import rebuild_incidents
from dateline.store import Store
from searches.servers import smtp_sink
from store.accounts import RAVA, account, day, document, killed

ONE = document("A bomb killed four people in Rava on Monday.", published="2026-03-10")


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DB", "CODEBOOK", "REGISTRY", "WEBHOOK_SECRET", "SMTP_USER", "SMTP_PASSWORD"):
        monkeypatch.delenv(f"DATELINE_{name}", raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "s.db"
    with Store.open(path) as store:
        store.add_accounts(
            ONE, (account(ONE, date=day("2026-03-09"), place=RAVA, dead=killed(4, 4)),), "rules@1"
        )
        rebuild_incidents(store)
    return path


def dateline(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(item) for item in arguments], obj=fakes())


def brief(db: Path, *more: object) -> Result:
    return dateline("brief", "--db", db, "--since", "7d", "--until", "2026-03-12", *more)


@pytest.mark.parametrize(
    ("form", "sign"), [("md", b"# Brief"), ("html", b"<!doctype"), ("pdf", b"%PDF-"), ("json", b"{")]
)
def test_a_brief_is_written_in_every_format(db: Path, tmp_path: Path, form: str, sign: bytes) -> None:
    out = tmp_path / f"out.{form}"
    result = brief(db, "--format", form, "-o", out)
    assert result.exit_code == 0, result.output
    assert out.read_bytes().startswith(sign)


def test_a_brief_keeps_what_its_filters_keep_and_has_none_of_time(db: Path) -> None:
    assert "Rava" in brief(db).output
    assert "Rava" not in brief(db, "--type", "protest").output
    assert brief(db, "--from", "2026-01-01").exit_code == 2


def test_a_brief_is_compared_with_one_that_was_written(db: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.json"
    brief(db, "--format", "json", "-o", old)
    again = json.loads(brief(db, "--format", "json", "--against", old).output)
    assert again["before"] == again["totals"]
    (tmp_path / "bad.json").write_text("[]")
    for bad in ("bad.json", "none.json"):
        result = brief(db, "--against", tmp_path / bad)
        assert result.exit_code == 2
        assert "--format json" in result.output


@pytest.mark.parametrize("since", ["0d", "soon", "2026-04-01"])
def test_days_that_are_none_are_refused(db: Path, since: str) -> None:
    result = dateline("brief", "--db", db, "--since", since, "--until", "2026-03-12")
    assert result.exit_code == 2
    assert "--since" in result.output


def test_changes_say_how_many_tests_they_made(db: Path) -> None:
    assert "0 changes until 2026-03-10, of 0 tests" in dateline("changes", "--db", db).output
    data = json.loads(dateline("changes", "--db", db, "--format", "json", "--until", "2026-03-12").output)
    assert (data["until"], data["findings"]) == ("2026-03-12", [])
    assert dateline("changes", "--db", db, "--format", "html").output.startswith("<!doctype html>")
    assert dateline("changes", "--db", db, "--until", "March").exit_code == 2


def test_a_search_is_saved_listed_read_as_a_feed_and_forgotten(db: Path) -> None:
    assert dateline("search", "save", "rava", "--type", "bombing", "--db", db).exit_code == 0
    assert "rava: type=bombing" in dateline("search", "list", "--db", db).output
    assert json.loads(dateline("search", "list", "--format", "json", "--db", db).output)[0]["name"] == "rava"
    assert "bombing in Rava" in dateline("search", "feed", "rava", "--db", db).output
    feed = json.loads(dateline("search", "feed", "rava", "--format", "json", "--db", db).output)
    assert len(feed["items"]) == 1
    assert dateline("search", "remove", "rava", "--db", db).exit_code == 0
    for command in ("feed", "remove"):
        assert dateline("search", command, "rava", "--db", db).exit_code == 2


def test_a_filter_that_is_not_allowed_saves_nothing(db: Path) -> None:
    assert dateline("search", "save", "x", "--type", "nonsense", "--db", db).exit_code == 2
    assert dateline("search", "save", "Not A Name", "--db", db).exit_code == 2
    assert dateline("search", "list", "--db", db).output == ""


def test_digests_are_sent_when_their_period_has_ended(db: Path) -> None:
    dateline("search", "save", "rava", "--db", db)
    assert dateline("search", "digest", "rava", "--mail", "ana@example.org", "--db", db).exit_code == 0
    with smtp_sink() as sink:
        told = ("--smtp", f"127.0.0.1:{sink.port}", "--from", "desk@example.org", "--db", db)
        first = dateline("search", "send", *told)
        assert (first.exit_code, "empty" in first.output) == (0, True)  # yesterday nothing was read
        assert dateline("search", "send", *told).output == ""
    assert "empty for" in dateline("search", "list", "--db", db).output
    assert (
        dateline("search", "digest", "rava", "--mail", "ana@example.org", "--stop", "--db", db).exit_code == 0
    )
    assert (
        dateline("search", "digest", "rava", "--mail", "ana@example.org", "--stop", "--db", db).exit_code == 2
    )


def test_what_sending_lacks_is_said(db: Path) -> None:
    dateline("search", "save", "rava", "--db", db)
    dateline("search", "digest", "rava", "--webhook", "https://example.org/in", "--db", db)
    result = dateline("search", "send", "--db", db)
    assert (result.exit_code, "DATELINE_WEBHOOK_SECRET" in result.output) == (1, True)
    for bad in (("--smtp", "host:x", "--from", "a@b.org"), ("--smtp", "host")):
        assert dateline("search", "send", *bad, "--db", db).exit_code == 2
    for bad_target in ((), ("--mail", "nobody"), ("--mail", "a@b.org", "--webhook", "https://b.org/")):
        assert dateline("search", "digest", "rava", *bad_target, "--db", db).exit_code == 2
