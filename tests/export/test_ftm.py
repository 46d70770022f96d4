"""followthemoney: entities that its own model accepts without a change, each value a statement."""

import hashlib
import io
import json

import pytest
from followthemoney import model

from dateline.export import write
from export.events import COUNTRY, DAY, event, group
from export.samples import INCIDENT_RECORD

FULL = event(
    [
        group("perpetrator", "Islamic State", "islamic-state"),
        group("target", "Bashar al-Assad", "bashar-al-assad"),
        group("victim", "Villagers", "generic:villagers:ML"),
    ],
    (2, 5, None),
    accounts=[
        {
            "document_id": "b2:d1",
            "method": "rules@3",
            "actors": [group("perpetrator", "IS", "islamic-state") | {"name": "Islamic State"}],
        }
    ],
    claimed_by=["islamic-state"],
)


def entities(*records):
    out = io.BytesIO()
    write(records, out, format="ftm")
    return [json.loads(line) for line in out.getvalue().decode().splitlines()]


def of(found, schema):
    return [entity for entity in found if entity["schema"] == schema]


@pytest.mark.parametrize(
    "record", [FULL, INCIDENT_RECORD, event(place=COUNTRY), event(place=None, date=None)]
)
def test_the_models_library_takes_every_entity_as_it_is(record):
    found = entities(record)
    ids = {entity["id"] for entity in found}
    for entity in found:
        schema = model.get(entity["schema"])
        schema.validate(entity)
        proxy = model.get_proxy(entity, cleaned=False)
        kept = {name: sorted(values) for name, values in proxy.to_dict()["properties"].items()}
        assert kept == {name: sorted(values) for name, values in entity["properties"].items()}
        for name, values in entity["properties"].items():
            prop = schema.get(name)
            if prop.type.name == "entity":
                for value in values:
                    assert value in ids
                    target = next(e for e in found if e["id"] == value)
                    assert model.get(target["schema"]).is_a(prop.range)


def test_every_value_is_a_statement_with_the_statement_models_own_id():
    for entity in entities(FULL):
        told = [(s["prop"], s["value"]) for s in entity["statements"]]
        assert sorted(told) == sorted((n, v) for n, values in entity["properties"].items() for v in values)
        for statement in entity["statements"]:
            key = ".".join(("dateline", entity["id"], statement["prop"], statement["value"]))
            assert statement["id"] == hashlib.sha1(key.encode()).hexdigest()
            assert statement["entity_id"] == entity["id"]


def test_doers_organise_and_the_others_are_involved():
    found = entities(FULL)
    (happened,) = of(found, "Event")
    organisations = {entity["id"]: entity["caption"] for entity in of(found, "Organization")}
    people = {entity["id"]: entity["caption"] for entity in of(found, "Person")}
    assert [organisations[id_] for id_ in happened["properties"]["organizer"]] == ["Islamic State"]
    assert [people[id_] for id_ in happened["properties"]["involved"]] == ["Bashar al-Assad"]
    assert "machine-made, not reviewed" in happened["properties"]["keywords"]
    assert "killed: low 2, best 5, high unknown" in happened["properties"]["notes"]
    assert "claimed by islamic-state" in happened["properties"]["notes"]


def test_villagers_are_nobodys_entity():
    assert "Villagers" not in {entity["caption"] for entity in entities(FULL)}


def test_words_that_name_an_actor_are_mentions():
    found = entities(FULL)
    (mention,) = of(found, "Mention")
    assert mention["properties"]["name"] == ["IS"]
    assert mention["properties"]["resolved"] == [of(found, "Organization")[0]["id"]]
    assert mention["properties"]["document"] == [of(found, "Article")[0]["id"]]


def test_what_several_incidents_share_is_told_once():
    found = entities(FULL, FULL | {"incident_id": "b2:i2"})
    ids = [entity["id"] for entity in found]
    assert len(ids) == len(set(ids))
    assert len(of(found, "Event")) == 2


def test_dates_are_as_exact_as_they_are_known():
    month = DAY | {"start": "2031-03-01", "end": "2031-03-31", "precision": "month"}
    (happened,) = of(entities(event(date=month)), "Event")
    assert happened["properties"]["startDate"] == ["2031-03"]
