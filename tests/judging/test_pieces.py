"""Incidents read a part at a time are the same as all at once."""

from pathlib import Path

import pytest

from dateline import open as open_record
from dateline.codebook import Codebook
from dateline.export import Filters
from dateline.judging import pieces
from dateline.judging.pieces import IncidentPieces, narrow_of
from dateline.store import Store
from web.desk import fill, told

REPORTS = [
    told(60, "Mali", 2, status="claimed"),
    *(told(number, "Mopti", number % 4) for number in range(9)),
    *(told(number, "Tillaberi", None) for number in range(40, 44)),
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    fill(tmp_path / "x.db", REPORTS)
    return tmp_path / "x.db"


def test_parts_of_any_size_give_every_record_once_oldest_first(path, monkeypatch):
    with open_record(path) as record:
        everything = record.incidents()
    monkeypatch.setattr(pieces, "FIRST", 2)
    monkeypatch.setattr(pieces, "AT_ONCE", 3)
    with Store.open(path) as store:
        found = list(IncidentPieces(store))
    assert found == everything
    days = [incident["date"]["start"] for incident in found]
    assert days == sorted(days)
    assert len(found) == len(REPORTS)


@pytest.mark.parametrize(
    "query",
    [
        {"country": "ML"},
        {"status": "claimed"},
        {"from": "2031-02"},
        {"to": "2031-01-04"},
        {"min_killed": "2"},
        {"type": "armed_attack", "grade": "weak"},
        {"text": "tillaberi villagers"},
        {"outlet": "harbour post"},
        {"bbox": "-5,14,-4,15"},
    ],
)
def test_the_narrowing_drops_nothing_that_the_filters_keep(path, query):
    filters = Filters.parse(query, Codebook.load().types)
    with Store.open(path) as store:
        every = IncidentPieces(store, filters, ids=store.incident_ids(narrow_of(None)))
        assert [r["incident_id"] for r in IncidentPieces(store, filters)] == [r["incident_id"] for r in every]
        assert 0 < sum(1 for _ in IncidentPieces(store, filters)) <= len(REPORTS)


def test_heads_say_what_the_records_say(path):
    with Store.open(path) as store:
        records = list(IncidentPieces(store))
        heads = list(store.incident_heads(narrow_of(None)))
    for head, record in zip(heads, records, strict=True):
        for name in ("incident_id", "event_type", "status", "grade", "date", "place", "actors", "background"):
            assert head[name] == record[name]
        assert {k: v for k, v in record["casualties"].items() if v is not None} == head["casualties"]


def test_texts_are_there_for_every_record_and_few_are_held(path, monkeypatch):
    monkeypatch.setattr(pieces, "TEXTS_HELD", 2)
    with Store.open(path) as store:
        parts = IncidentPieces(store)
        for record in parts:
            for source in record["sources"]:
                assert parts.documents[source["document_id"]]["title"] == source["title"]
        assert len(parts.documents._held) == 2
        assert len(parts.documents) == len(REPORTS)
        assert parts.documents.get("b2:none") is None
