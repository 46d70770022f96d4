"""Downloads: every format with the filters of the page, safe names, and faults told before the first byte."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from fastapi.testclient import TestClient

from dateline import open as open_record
from dateline.export import FORMAT_INFO, FORMATS
from dateline.store import settings_here
from dateline.web import create_app, downloads
from web.desk import fill, told

REPORTS = [told(1, "Mopti", 4), told(30, "Tillaberi", None), told(60, "Mali", 2, status="claimed")]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("downloads") / "x.db"
    fill(path, REPORTS)
    return path


@pytest.fixture(scope="module")
def client(store: Path) -> Iterator[TestClient]:
    with TestClient(create_app(store, settings_here({}))) as client:
        yield client


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_is_a_download_of_its_media_type(format: str, client: TestClient) -> None:
    answer = client.get(f"/export/{format}")
    info = FORMAT_INFO[format]
    assert answer.status_code == 200
    assert answer.content
    assert answer.headers["content-type"] == info.media_type
    assert answer.headers["content-disposition"] == f'attachment; filename="dateline-incidents.{info.suffix}"'
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_what_is_downloaded_is_what_the_filter_shows(client: TestClient) -> None:
    frame = pd.read_csv(io.BytesIO(client.get("/export/csv?country=ML").content))
    assert set(frame.country) == {"ML"}
    lines = client.get("/export/jsonl?status=claimed").text.splitlines()
    assert [json.loads(line)["status"] for line in lines] == ["claimed"]
    assert client.get("/export/jsonl?text=nowhere").text == ""


def test_the_file_is_that_of_the_command(store: Path, client: TestClient) -> None:
    with open_record(store) as record:
        ids = [incident["incident_id"] for incident in record.incidents()]
    lines = client.get("/export/jsonl").text.splitlines()
    assert [json.loads(line)["incident_id"] for line in lines] == ids


@pytest.mark.parametrize(
    "address",
    [
        *("/export/csv?country=Mali", "/export/csv?colour=red", "/export/acled?level=account", "/export/exe"),
        *("/export/csv?level=page", "/export/csv?level=document&grade=fair", "/export/stix?tlp=blue"),
    ],
)
def test_a_fault_is_an_error_and_not_half_a_file(address: str, client: TestClient) -> None:
    answer = client.get(address)
    assert answer.status_code == 422
    assert answer.json()["error"]["status"] == 422


def test_losses_are_counted_beside_the_file(client: TestClient) -> None:
    found = client.get("/export/acled/left-out").json()
    assert (found["written"], found["left_out"]) == (2, {"claimed (ask with --status claimed)": 1})
    assert sum(found["lossy"].values()) == 1


def test_the_list_of_formats_is_complete(client: TestClient) -> None:
    assert [entry["format"] for entry in client.get("/export").json()] == list(FORMATS)


def test_a_reader_that_goes_away_ends_the_export(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloads, "CHUNK", 1)
    monkeypatch.setattr(downloads, "PATIENCE", 0.05)
    pipe = downloads._Pipe()
    pipe.gone.set()
    with pytest.raises(downloads._Gone):
        pipe.write(b"x")
    full = downloads._Pipe()
    for _ in range(downloads.WAITING):
        full.write(b"x")
    with pytest.raises(downloads._Gone):
        full.write(b"x")
