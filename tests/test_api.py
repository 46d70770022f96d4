"""The Python API: one call to code, one to open, frames and filters without configuration."""

import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import dateline
from dateline import api
from dateline.errors import RejectedDocument, StoreError, UsageError
from dateline.model import Account, Document, Rejection
from dateline.resolve import resolve
from dateline.store import Store
from store.accounts import RAVA, account, day, document, killed

TEXT = "The police of the town said that a bomb went off in the market on Monday and killed four people."
TOLD = document("A bomb killed four people in Rava on Monday.")


class Bombs:
    method = "bombs@1"

    def code(self, read: Document) -> tuple[Account, ...]:
        if "unreadable" in read.body:
            raise RejectedDocument("it", "code", "says so")
        return (account(read, "bomb"),) if "bomb" in read.body else ()


@pytest.fixture
def _fake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "_held_pipeline", lambda _settings: Bombs())


@pytest.fixture
def record(tmp_path: Path) -> Iterator[dateline.Record]:
    told = account(TOLD, date=day("2026-03-09"), place=RAVA, dead=killed(4))
    with Store.open(tmp_path / "s.db") as store:
        store.add_accounts(TOLD, (told,), "rules@1")
        store.replace_incidents(resolve([told], {TOLD.id: TOLD}))
    with dateline.open(tmp_path / "s.db") as opened:
        yield opened


def test_what_the_package_offers_is_there() -> None:
    assert all(hasattr(dateline, name) for name in dateline.__all__)
    assert sorted(dateline.__all__) == dateline.__all__ == ["Record", "__version__", "code", "open"]


@pytest.mark.usefixtures("_fake")
def test_code_takes_a_text_a_path_a_document_or_several(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    for source, number in (
        (TEXT, 1),
        (path, 1),
        (str(path), 1),
        (TOLD, 1),
        ([TEXT, path, TOLD], 3),
        (tmp_path, 1),
    ):
        assert len(list(dateline.code(source))) == number  # type: ignore[arg-type]


@pytest.mark.usefixtures("_fake")
def test_a_path_that_is_not_there_is_not_taken_for_a_text() -> None:
    for source in ("missing.txt", "my report.txt", "missing"):
        with pytest.raises(UsageError, match="there is no file"):
            list(dateline.code(source))


@pytest.mark.usefixtures("_fake")
def test_rejections_are_handed_over_or_logged_and_the_rest_goes_on(caplog: pytest.LogCaptureFixture) -> None:
    rejected: list[Rejection] = []
    bad = document("An unreadable text.")
    assert len(list(dateline.code([bad, TEXT], on_rejection=rejected.append))) == 1
    assert [r.reason for r in rejected] == ["says so"]
    with caplog.at_level(logging.WARNING):
        assert list(dateline.code(bad)) == []
    assert "says so" in caplog.text


def test_records_of_every_level_with_filters(record: dateline.Record) -> None:
    assert [r["event_type"] for r in record.incidents(country=["XA"], from_="2026")] == ["bombing"]
    assert record.incidents(country="XB") == []
    assert record.accounts(min_killed=4)[0]["incident_id"] == record.incidents()[0]["incident_id"]
    assert record.documents(text="rava")[0]["body"] == TOLD.body
    assert "«" in record.show(TOLD.id)
    with pytest.raises(UsageError, match="no such filter"):
        record.incidents(colour="red")


def test_frames_have_the_columns_of_the_csv_and_unknown_is_missing(record: dateline.Record) -> None:
    from dateline.export import COLUMNS

    names = [column.name for column in COLUMNS["incident"]]
    frame = record.to_pandas(status="occurred")
    assert list(frame.columns) == names
    assert frame["killed_low"].tolist() == [4]
    assert frame["killed_high"].isna().all()
    assert list(record.to_pandas("account").columns) == [column.name for column in COLUMNS["account"]]
    lazy = record.to_polars()
    assert (lazy.columns, lazy["killed_low"].to_list(), lazy["killed_high"].to_list()) == (names, [4], [None])
    with pytest.raises(UsageError, match="no level"):
        record.to_pandas("world")  # type: ignore[arg-type]


def test_missing_polars_is_a_clear_error(record: dateline.Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(UsageError, match="pip install polars"):
        record.to_polars()


def test_open_makes_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store"):
        dateline.open(tmp_path / "none.db")


def test_one_record_is_read_without_the_rest_of_the_store(
    record: dateline.Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    (incident,) = record.records("incident", None)
    ids = incident["incident_id"], incident["accounts"][0]["account_id"], TOLD.id
    whole = [next(iter(record.records(level, None))) for level in ("incident", "account", "document")]
    shown = [record.show(id_) for id_ in ids]
    for name in ("accounts", "documents", "incidents"):
        monkeypatch.setattr(Store, name, _read_wholly)
    assert [record.get(id_) for id_ in ids] == whole
    assert [record.show(id_) for id_ in ids] == shown


def _read_wholly(_store: Store) -> None:
    raise AssertionError("the whole store was read")
