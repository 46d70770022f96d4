"""Entities of spans, and incidents of entities."""

import pytest

from dateline.tagging.entities import entities_of, plain_words
from dateline.tagging.incidents import (
    FILLER_FEATURES,
    ROLES,
    TYPE_FEATURES,
    TYPES,
    Assembly,
    candidates_of,
    filler_features,
    type_features,
)
from dateline.tagging.reading import Reading, TaggedSpan


def span(label, text, start, probability=0.9, **incident):
    attributes = {"incident": {kind: incident.get(kind, 0.05) for kind in TYPES}} if incident else {}
    return TaggedSpan(
        layer="muc",
        label=label,
        start=start,
        end=start + len(text),
        text=text,
        probability=probability,
        attributes=attributes,
    )


def test_articles_and_particles_are_no_part_of_a_name():
    assert plain_words("the Front for the Harbour") == ("front", "harbour")
    assert plain_words("the") == ("the",)


@pytest.mark.parametrize(
    ("label", "texts", "number"),
    [
        ("hum_tgt_name", ["Luis Orlan", "Orlan"], 1),
        ("hum_tgt_name", ["Luis Orlan", "Marta Orlan"], 2),
        ("perp_org", ["Harbour Liberation Front", "HLF"], 1),
        ("perp_org", ["Harbour Front", "Front of the Hills"], 2),
        ("phys_tgt", ["bus", "the bus"], 1),
        ("phys_tgt", ["bus", "school bus"], 2),
    ],
)
def test_mentions_of_one_thing_are_one_entity(label, texts, number):
    spans = [span(label, text, 10 * n) for n, text in enumerate(texts)]
    assert len(entities_of(spans)) == number


def test_the_surest_wording_speaks_for_the_entity():
    (entity,) = entities_of([span("perp_org", "HLF", 0, 0.7), span("perp_org", "HLF", 9, 0.8)])
    assert entity.probability == 0.8
    assert entity.best.start == 9


def assembly(**changed):
    """Weights that go by one feature each: the text's label for types, the span's incident for fillers."""
    kinds = [0.0] * TYPE_FEATURES
    kinds[1] = 1.0
    fillers = [0.0] * FILLER_FEATURES
    fillers[4] = 1.0
    settings = {
        "type_weights": kinds,
        "filler_weights": dict.fromkeys(ROLES, fillers),
        "type_threshold": 0.5,
        "filler_thresholds": dict.fromkeys(ROLES, 0.5),
    }
    return Assembly(**(settings | changed))


LABELS = {"muc_incident": dict.fromkeys(TYPES, 0.02) | {"bombing": 0.9, "kidnapping": 0.8, "any": 0.95}}
SPANS = [
    span("perp_org", "HLF", 0, bombing=0.9, kidnapping=0.8),
    span("hum_tgt_name", "Luis Orlan", 20, kidnapping=0.9),
    span("phys_tgt", "bridge", 40, bombing=0.9),
]


def test_incidents_take_the_fillers_of_their_type():
    found = assembly().incidents(candidates_of(SPANS, LABELS, [LABELS], 100))
    assert [incident.type for incident in found] == ["bombing", "kidnapping"]
    bombing, kidnapping = found
    assert [filler.text for filler in bombing.fillers] == ["HLF", "bridge"]
    assert [filler.text for filler in kidnapping.fillers] == ["HLF", "Luis Orlan"]
    assert bombing.of("phys_tgt")[0].probability == pytest.approx(0.9)
    assert (bombing.stage, bombing.category) == ("accomplished", "terrorist act")


def test_thresholds_hold():
    candidates = candidates_of(SPANS, LABELS, [LABELS], 100)
    assert [one.type for one in assembly(type_threshold=0.85).incidents(candidates)] == ["bombing"]
    strict = assembly(filler_thresholds=dict.fromkeys(ROLES, 0.95))
    assert all(not incident.fillers for incident in strict.incidents(candidates))


def test_features_have_their_length_and_no_infinity():
    candidates = candidates_of(SPANS, {}, [], 0)
    for kind in TYPES:
        assert type_features(candidates, kind).shape == (TYPE_FEATURES,)
        for entity in candidates.entities:
            features = filler_features(candidates, entity, kind)
            assert features.shape == (FILLER_FEATURES,)
            assert abs(features).max() < 50


def test_a_reading_gives_its_spans_by_layer_and_label():
    reading = Reading(spans=tuple(SPANS), labels={})
    assert reading.of("muc", "phys_tgt") == (SPANS[2],)
    assert reading.of("muc") == tuple(SPANS)
    assert reading.of("polnear") == ()
