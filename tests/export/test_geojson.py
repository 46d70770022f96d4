"""GeoJSON: nothing is dropped, and no country is a point."""

import copy
import io
import json

import pytest

from dateline.errors import UsageError
from dateline.export import write
from export.samples import CLAIMED_RECORD, INCIDENT_RECORD, REPORTED_RECORD


def collection(records, level="account"):
    out = io.BytesIO()
    write(records, out, format="geojson", level=level)
    return json.loads(out.getvalue())


def placed(precision, **changes):
    record = copy.deepcopy(CLAIMED_RECORD)
    record["place"] |= {"precision": precision, **changes}
    return record


def test_what_has_no_point_is_kept_and_counted():
    found = collection([CLAIMED_RECORD, REPORTED_RECORD])
    assert [f["geometry"] is None for f in found["features"]] == [False, True]
    assert (found["numberReturned"], found["numberWithoutPoint"]) == (2, 1)


def test_a_point_is_longitude_then_latitude_and_says_its_precision():
    (feature,) = collection([INCIDENT_RECORD], "incident")["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [39.01, -35.95]}
    assert feature["id"] == "b2:i1"
    assert feature["properties"]["place_precision"] == "town"
    assert "latitude" not in feature["properties"]


@pytest.mark.parametrize("precision", ["country", "region", "unknown"])
def test_a_country_or_sea_with_coordinates_is_still_no_point(precision):
    assert collection([placed(precision)])["features"][0]["geometry"] is None


def test_half_a_coordinate_is_no_point():
    assert collection([placed("town", longitude=None)])["features"][0]["geometry"] is None


def test_nothing_is_an_empty_collection():
    assert collection([])["features"] == []


def test_documents_have_no_geojson():
    with pytest.raises(UsageError, match="has no place for documents"):
        collection([], "document")
