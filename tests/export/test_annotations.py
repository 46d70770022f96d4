"""Web Annotations: both selectors of every span find the same words."""

import io
import json

import pytest

from dateline.export import write
from dateline.export.annotations import document_urn
from export.samples import CLAIMED_RECORD, DOCUMENT_RECORDS, INCIDENT_RECORD


def collection(record, level):
    out = io.BytesIO()
    write([record], out, format="annotations", level=level, documents=DOCUMENT_RECORDS)
    return json.loads(out.getvalue())


@pytest.mark.parametrize(("record", "level"), [(INCIDENT_RECORD, "incident"), (CLAIMED_RECORD, "account")])
def test_the_quote_stands_where_the_position_says(record, level):
    found = collection(record, level)
    items = found["first"]["items"]
    assert found["total"] == len(items) > 5
    texts = {
        document_urn(id_, part): str(document[part] or "")
        for id_, document in DOCUMENT_RECORDS.items()
        for part in ("title", "body")
    }
    for item in items:
        text = texts[item["target"]["source"]["id"]]
        quote, position = item["target"]["selector"]
        assert (quote["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert text[: position["start"]].endswith(quote["prefix"])
        assert text[position["end"] :].startswith(quote["suffix"])


def test_every_span_of_every_assertion_is_there_rivals_too():
    items = collection(CLAIMED_RECORD, "account")["first"]["items"]
    words = [item["target"]["selector"][0]["exact"] for item in items]
    assert {"attack in", "two", "three dead", "claims attack", "two soldiers"} <= set(words)
    rivals = [item for item in items if item["dateline:rival"]]
    assert [
        item["target"]["selector"][0]["exact"] for item in rivals if "killed" in item["body"][0]["value"]
    ] == ["three dead"]


def test_ids_stay_and_are_distinct():
    one, two = (collection(INCIDENT_RECORD, "incident") for _ in range(2))
    assert one == two
    ids = [item["id"] for item in one["first"]["items"]]
    assert len(ids) == len(set(ids))


def test_the_context_is_the_standards_and_a_machine_is_no_person():
    found = collection(INCIDENT_RECORD, "incident")
    assert found["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert found["type"] == "AnnotationCollection"
    item = found["first"]["items"][0]
    assert item["creator"] == {"type": "Software", "name": "rules@1"}
    assert item["body"][2]["value"] == "machine-made, not reviewed"


def test_a_hostile_address_is_not_given():
    items = collection(INCIDENT_RECORD, "incident")["first"]["items"]
    assert {item.get("dateline:publishedAt") for item in items} == {"https://harbour.example/orrin", None}
