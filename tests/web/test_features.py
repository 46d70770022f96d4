"""QGIS's way in: the client library of the OGC reads the store as it would any other service."""

from __future__ import annotations

from pathlib import Path

import httpx
from owslib.ogcapi.features import Features

from web.served import served, small_store


def test_the_ogc_client_reads_incidents_with_and_without_a_point(tmp_path: Path) -> None:
    with served(small_store(tmp_path / "x.db")) as address:
        service = Features(f"{address}/ogc/")
        assert service.feature_collections() == ["incidents"]
        assert any(one.endswith("/conf/geojson") for one in service.conformance()["conformsTo"])
        found = service.collection_items("incidents", limit=2)
        assert (found["numberMatched"], found["numberReturned"]) == (3, 2)
        rest = service.collection_items("incidents", limit=10)
        points = {f["properties"]["place"]: f["geometry"] for f in rest["features"]}
        assert points["Rava"] == {"type": "Point", "coordinates": [20.0, 10.0]}
        assert points[None] is None
        one = service.collection_item("incidents", rest["features"][0]["id"])
        assert one["properties"] == rest["features"][0]["properties"]


def test_box_and_time_of_the_standard_are_kept(tmp_path: Path) -> None:
    with served(small_store(tmp_path / "x.db")) as address:
        service = Features(f"{address}/ogc/")

        def places(**asked: object) -> list[str]:
            return [
                f["properties"]["place"] for f in service.collection_items("incidents", **asked)["features"]
            ]

        assert places(bbox=[19, 9, 21, 11]) == ["Rava"]
        assert places(datetime_="2026-03-10/..") == ["Tolm"]
        assert places(datetime_="2026-03-09T12:00:00Z") == ["Rava"]
        assert places(datetime_="../2026-03-09") == ["Rava"]


def test_the_next_page_is_linked(tmp_path: Path) -> None:
    with served(small_store(tmp_path / "x.db")) as address:
        seen, url = [], f"{address}/ogc/collections/incidents/items?limit=1"
        while url:
            page = httpx.get(url).json()
            seen += [f["id"] for f in page["features"]]
            url = next((link["href"] for link in page["links"] if link["rel"] == "next"), "")
        assert len(seen) == len(set(seen)) == 3
