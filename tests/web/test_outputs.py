"""What leaves the desk carries the filters of the page it was asked from."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import feedparser
import pytest
from fastapi.testclient import TestClient

from dateline.store import Store, settings_here
from dateline.web import create_app
from web.served import small_store


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    return TestClient(create_app(small_store(tmp_path / "x.db"), settings_here({})))


def test_feeds_hold_what_passes_the_filters_and_lead_to_its_pages(client: TestClient) -> None:
    told = feedparser.parse(client.get("/feed.atom").content)
    assert (told.bozo, len(told.entries)) == (0, 3)
    some = feedparser.parse(client.get("/feed.atom?country=XA&text=gunmen").content)
    (entry,) = some.entries
    path = entry.link.removeprefix("http://testserver")
    assert client.get(path).status_code == 200
    found = client.get("/feed.json?country=XA").json()
    assert found["version"] == "https://jsonfeed.org/version/1.1"
    assert len(found["items"]) == 2
    assert client.get("/feed.atom?contry=XA").status_code == 422


def test_a_feed_is_xml_whatever_its_filters_say(client: TestClient) -> None:
    body = client.get("/feed.atom", params={"text": "<b>&\x0b"}).content
    assert ET.fromstring(body).tag.endswith("feed")


def test_every_format_is_offered_with_the_filter(client: TestClient) -> None:
    page = client.get("/exports?country=XA").text
    assert "2 of 3 incidents" in page
    for name in ("acled", "ucdp", "gtd", "stix", "ftm", "gpkg", "xlsx", "csv"):
        assert f'href="/export/{name}?country=XA"' in page
    assert client.get("/export/csv?country=XA").text.count("\n") == 3


def test_the_brief_is_of_the_newest_days_told_and_its_style_is_its_own(
    client: TestClient, tmp_path: Path
) -> None:
    page = client.get("/brief?since=14d")
    assert page.status_code == 200
    assert "sha256-" in page.headers["content-security-policy"]
    assert "Rava" in page.text or "Tolm" in page.text
    assert client.get("/brief?since=soon").status_code == 422
    Store.open(tmp_path / "empty.db").close()
    empty = TestClient(create_app(tmp_path / "empty.db", settings_here({})))
    assert "nothing to brief on" in empty.get("/brief").text
