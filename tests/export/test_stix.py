"""STIX: every object valid by the standard's own library, ids that stay, evidence and doubt kept."""

import io
import json

import pytest
import stix2

from dateline.export import Crosswalk, write
from dateline.export.stix import TLP, TLP_LEVELS, stix_id
from export.events import COUNTRY, event, group
from export.samples import DOCUMENT_RECORDS, INCIDENT_RECORD

FULL = event(
    [
        group("perpetrator", "Islamic State", "islamic-state"),
        group("perpetrator", "Malian Armed Forces", "malian-army"),
        group("victim", "Villagers", "generic:villagers:ML"),
    ],
    (2, 5, 7),
)


def bundle(*records, documents=None, **options):
    out = io.BytesIO()
    write(records, out, format="stix", documents=documents, **options)
    return json.loads(out.getvalue())


def of(found, kind):
    return [o for o in found["objects"] if o["type"] == kind]


@pytest.mark.parametrize(
    "record", [FULL, INCIDENT_RECORD, event(place=COUNTRY), event(place=None, sources=[])]
)
def test_the_standards_library_accepts_every_object(record):
    found = bundle(record, documents=DOCUMENT_RECORDS)
    parsed = stix2.parse(found, allow_custom=False)
    assert len(parsed.objects) == len(found["objects"])
    ids = {o["id"] for o in found["objects"]}
    for reference in _references(found):
        assert reference in ids


def _references(found):
    for o in found["objects"]:
        for name in ("source_ref", "target_ref", "created_by_ref"):
            if name in o:
                yield o[name]
        yield from o.get("object_refs", [])
        yield from o.get("object_marking_refs", [])


def test_the_same_incident_is_the_same_objects_in_every_export():
    one, two = bundle(FULL), bundle(FULL)
    assert one == two
    assert of(one, "incident")[0]["id"] == stix_id("incident", "b2:i1")
    both = bundle(FULL, FULL | {"incident_id": "b2:i2"})
    assert len(of(both, "threat-actor")) == 1
    assert len({o["id"] for o in both["objects"]}) == len(both["objects"])


def test_groups_are_threat_actors_and_organs_of_states_are_identities():
    found = bundle(FULL)
    assert [o["name"] for o in of(found, "threat-actor")] == ["Islamic State"]
    identities = {o["name"]: o["identity_class"] for o in of(found, "identity")}
    assert identities == {"Dateline": "system", "Malian Armed Forces": "organization", "Villagers": "class"}
    ties = sorted(o["relationship_type"] for o in of(found, "relationship"))
    assert ties == ["attributed-to", "attributed-to", "located-at", "targets"]


def test_confidence_status_grade_and_machine_are_on_the_incident():
    (incident,) = of(bundle(FULL), "incident")
    assert incident["confidence"] == 80
    assert incident["labels"] == ["armed_attack", "status:occurred", "grade:weak", "machine-made"]
    assert incident["description"].startswith("[machine-made, not reviewed]")
    unmeasured = of(bundle(FULL | {"confidence": None}), "incident")[0]
    assert "confidence" not in unmeasured


def test_evidence_is_a_note_for_each_account_with_the_words():
    found = bundle(INCIDENT_RECORD, documents=DOCUMENT_RECORDS)
    notes = of(found, "note")
    assert len(notes) == 2
    assert "killed: 2 (soldiers: 2) (the Sable Column (claimant)): “two”" in notes[0]["content"]
    assert "killed (rival value): 3" in notes[0]["content"]


def test_sources_are_references_and_only_addresses_of_the_web():
    (report,) = of(bundle(INCIDENT_RECORD, documents=DOCUMENT_RECORDS), "report")
    urls = [reference.get("url") for reference in report["external_references"]]
    assert urls == ["https://harbour.example/orrin", None]
    assert report["report_types"] == ["incident"]


@pytest.mark.parametrize("tlp", TLP_LEVELS)
def test_every_object_carries_the_mark_that_was_asked_for(tlp):
    found = bundle(FULL, tlp=tlp)
    (marking,) = of(found, "marking-definition")
    assert marking["definition"] == {"tlp": tlp}
    assert {tuple(o["object_marking_refs"]) for o in found["objects"] if o is not marking} == {(TLP[tlp],)}
    known = {
        "white": stix2.TLP_WHITE,
        "green": stix2.TLP_GREEN,
        "amber": stix2.TLP_AMBER,
        "red": stix2.TLP_RED,
    }
    assert known[tlp].id == TLP[tlp]


def test_a_country_is_a_location_without_a_point():
    (location,) = of(bundle(event(place=COUNTRY)), "location")
    assert location["country"] == "ML"
    assert "latitude" not in location


def test_a_bundle_of_nothing_is_valid():
    assert stix2.parse(bundle()).type == "bundle"
    assert Crosswalk.load().actors
