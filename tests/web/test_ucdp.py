"""The UCDP-shaped endpoint, read as scripts read UCDP's: page after page along ``NextPageUrl``."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from fastapi.testclient import TestClient

from dateline.export.ucdp import COLUMNS
from dateline.store import settings_here
from dateline.web import create_app
from web.desk import fill, served, told

REPORTS = [
    *(told(number, "Mopti", number % 5) for number in range(10)),
    *(told(number, "Tillaberi", 2) for number in range(40, 44)),
    told(60, "Mali", 9),
    told(80, "Mopti", 3, status="claimed"),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ucdp") / "x.db"
    fill(path, REPORTS)
    return path


@pytest.fixture(scope="module")
def client(store: Path) -> Iterator[TestClient]:
    with TestClient(create_app(store, settings_here({}))) as client:
        yield client


def test_a_script_for_ucdps_api_reads_every_page_into_pandas(store: Path) -> None:
    with served(store) as address:
        url, rows = f"{address}/api/gedevents/25.1?pagesize=4&page=0", []
        while url:
            with urllib.request.urlopen(url) as answer:
                found = json.load(answer)
            rows += found["Result"]
            url = found["NextPageUrl"]
    assert found["TotalCount"] == len(rows) == 13
    assert found["TotalPages"] == 4
    frame = pd.DataFrame(rows)
    assert list(frame.columns) == list(COLUMNS)
    assert frame["id"].is_unique
    assert frame.best.sum() == 37
    assert pd.to_datetime(frame.date_start).is_monotonic_increasing
    parts = frame[["deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"]].sum(axis=1)
    assert (parts == frame.best).all()


def test_the_first_page_is_zero_and_has_none_before_it(client: TestClient) -> None:
    first = client.get("/api/gedevents/25.1?pagesize=5").json()
    assert first["PreviousPageUrl"] == ""
    assert first["NextPageUrl"].endswith("pagesize=5&page=1")
    last = client.get("/api/gedevents/25.1?pagesize=5&page=2").json()
    assert (last["NextPageUrl"], len(last["Result"])) == ("", 3)
    beyond = client.get("/api/gedevents/25.1?pagesize=5&page=9").json()
    assert (beyond["Result"], beyond["TotalCount"]) == ([], 13)


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("Country=432", 9),
        ("country=436", 4),
        ("Country=432,436", 13),
        ("Country=1", 0),
        ("StartDate=2031-02-01", 5),
        ("StartDate=2031-01-03&EndDate=2031-01-05", 3),
        ("TypeOfViolence=3", 13),
        ("TypeOfViolence=1,2", 0),
        ("Geography=14 -5,15 -4", 8),
        ("Geography=10 170,20 -170", 0),
    ],
)
def test_ucdps_filters(query: str, count: int, client: TestClient) -> None:
    found = client.get(f"/api/gedevents/25.1?{query}").json()
    assert found["TotalCount"] == len(found["Result"]) == count


def test_dyads_actors_and_ids_are_found_by_their_numbers(client: TestClient) -> None:
    row = client.get("/api/gedevents/25.1?pagesize=1").json()["Result"][0]
    for name, column, count in (
        ("Dyad", "dyad_new_id", 13),
        ("Actor", "side_a_new_id", 13),
        ("Id", "id", 1),
    ):
        found = client.get(f"/api/gedevents/25.1?{name}={row[column]}").json()
        assert found["TotalCount"] == count


@pytest.mark.parametrize(
    "query",
    [
        "Country=Mali",
        "StartDate=soon",
        "Geography=1,2,3",
        "Geography=nan nan,nan nan",
        "pagesize=0",
        "page=-1",
    ],
)
def test_a_filter_that_does_not_fit_is_refused(query: str, client: TestClient) -> None:
    answer = client.get(f"/api/gedevents/25.1?{query}")
    assert answer.status_code == 422
    assert answer.json()["error"]["status"] == 422


def test_a_version_is_numbers_and_pages_are_at_most_a_thousand(client: TestClient) -> None:
    assert client.get("/api/gedevents/latest").status_code == 422
    found = client.get("/api/gedevents/26.0.1?pagesize=5000").json()
    assert found["TotalPages"] == 1
    assert len(found["Result"]) == 13
