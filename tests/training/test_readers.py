"""Readers: what a corpus' row becomes. The rows are invented; no corpus text stands here."""

import gzip
import json

import pytest

from dateline.errors import CorpusError
from dateline.training.readers import READERS
from dateline.training.readers.locate import longest_apart, occurrences


def put(folder, name, rows):
    path = folder / f"{name}.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def words(example, span):
    return example.text[span.start : span.end]


def template(**slots):
    slots_of_roles = [
        "instrument_id",
        "perp_individual",
        "perp_org",
        "phys_tgt_id",
        "hum_tgt_name",
        "hum_tgt_desc",
    ]
    empty = {slot: ["-"] for slot in [*slots_of_roles, "perp_category"]}
    return empty | {"template": ["1"], "incident_type": ["BOMBING"], "stage": ["ACCOMPLISHED"]} | slots


def test_muc4_finds_fillers_and_what_is_said_of_them(tmp_path):
    text = (
        'ARLAN, 3 MAY (XYZ) -- [TEXT] THE "HLF" BOMBED\nTHE OLD BRIDGE. THE OLD  BRIDGE FELL '
        "ON GUARD LUIS ORLAN."
    )
    one = template(
        perp_org=['"\\"HLF\\"" / "HLF"'],
        perp_org_confidence=['POSSIBLE / REPORTED AS FACT: "\\"HLF\\"" / "HLF"'],
        phys_tgt_id=['"OLD BRIDGE"'],
        phys_tgt_type=['TRANSPORTATION ROUTE: "OLD BRIDGE"'],
        hum_tgt_name=['? "LUIS ORLAN"'],
        hum_tgt_desc=['"GUARD": "LUIS ORLAN"'],
        hum_tgt_effect=['DEATH: "LUIS ORLAN"'],
    )
    put(tmp_path, "muc4/full/train", [{"docid": "D1", "text": text, "templates": [one]}])
    (example,) = READERS["muc4"](tmp_path, "train")
    found = {(span.label, words(example, span)): span for span in example.spans}
    assert sorted(found) == [
        ("hum_tgt_desc", "GUARD"),
        ("hum_tgt_name", "LUIS ORLAN"),
        ("perp_org", "HLF"),
        ("phys_tgt", "OLD  BRIDGE"),
        ("phys_tgt", "OLD BRIDGE"),
    ]
    organisation = found["perp_org", "HLF"].attributes
    assert organisation["confidence"] == ("possible", "reported as fact")
    assert organisation["incident"] == ("bombing",)
    assert organisation["optional"] == ("no",)
    victim = found["hum_tgt_name", "LUIS ORLAN"].attributes
    assert victim["hum_tgt_effect"] == ("death",)
    assert victim["optional"] == ("yes",)
    assert example.labels["muc_incident"] == ("any", "bombing")
    assert example.annotated == {"muc"}


def test_a_text_without_a_template_says_that_there_is_none(tmp_path):
    put(tmp_path, "muc4/full/train", [{"docid": "D2", "text": "RAIN IN ARLAN", "templates": []}])
    (example,) = READERS["muc4"](tmp_path, "train")
    assert example.labels == {"muc_incident": ()}
    assert example.spans == ()


def test_fillers_of_two_templates_belong_to_both(tmp_path):
    rows = [template(perp_org=['"HLF"']), template(incident_type=["ARSON"], perp_org=['"HLF"'])]
    put(tmp_path, "muc4/full/train", [{"docid": "D3", "text": "HLF MEN", "templates": rows}])
    (example,) = READERS["muc4"](tmp_path, "train")
    (span,) = example.spans
    assert span.events == (0, 1)
    assert span.attributes["incident"] == ("arson", "bombing")


def test_satp_leaves_out_what_is_not_coded(tmp_path):
    put(
        tmp_path,
        "satp/dev",
        [
            {"id": "a", "text": "Two rebels gave up.", "perpetrator": "Maoist", "actions": ["surrender"]},
            {
                "id": "b",
                "text": "A raid.",
                "perpetrator": None,
                "actions": [],
                "targets": {"types": ["maoist"]},
            },
        ],
    )
    first, second = READERS["satp"](tmp_path, "dev")
    assert first.labels == {"satp_action": ("surrender",), "satp_perpetrator": ("Maoist",)}
    assert second.labels == {"satp_action": (), "satp_target": ("maoist",)}


def test_hrdsattack_finds_names_in_title_and_text(tmp_path):
    labels = {"violation_types": ["killing"], "perpetrator_type": None, "perpetrator_mention": False}
    labels["victims"] = [{"name": "Ada Moren"}, {"name": None}]
    put(
        tmp_path,
        "hrdsattack/train",
        [{"id": "h", "title": "Ada Moren killed", "text": "Police found Ada\nMoren.", "labels": labels}],
    )
    (example,) = READERS["hrdsattack"](tmp_path, "train")
    assert [" ".join(words(example, span).split()) for span in example.spans] == ["Ada Moren", "Ada Moren"]
    assert example.labels["hrds_perpetrator"] == ("none",)
    assert example.labels["hrds_mention"] == ()


def test_polnear_keeps_parts_of_one_attribution_together(tmp_path):
    text = "He said it rained."
    part = {
        "source": [{"start": 0, "end": 2}],
        "cue": [{"start": 3, "end": 7}],
        "content": [{"start": 8, "end": 17}],
    }
    put(tmp_path, "polnear/train", [{"id": "p", "text": text, "attributions": [part]}])
    (example,) = READERS["polnear"](tmp_path, "train")
    assert [(span.label, words(example, span), span.events) for span in example.spans] == [
        ("source", "He", (0,)),
        ("cue", "said", (0,)),
        ("content", "it rained", (0,)),
    ]


def test_cameo_ner_makes_words_of_tags(tmp_path):
    tokens = ["the", "Kaltan", "army", "hit", "Orla"]
    put(tmp_path, "cameo_ner/train", [{"id": "c", "tokens": tokens, "tags": ["O", "B-S", "I-S", "O", "B-T"]}])
    (example,) = READERS["cameo_ner"](tmp_path, "train")
    assert [(span.label, words(example, span)) for span in example.spans] == [
        ("source", "Kaltan army"),
        ("target", "Orla"),
    ]


def test_tempeval3_reads_times_and_events(tmp_path):
    row = {
        "id": "t",
        "text": "He may leave on Monday.",
        "timexes": [{"start": 16, "end": 22, "type": "DATE"}],
        "events": [
            {
                "start": 7,
                "end": 12,
                "class": "OCCURRENCE",
                "instances": [{"tense": "NONE", "modality": "may"}],
            }
        ],
    }
    put(tmp_path, "tempeval3/train", [row])
    (example,) = READERS["tempeval3"](tmp_path, "train")
    event, time = example.spans
    assert words(example, event) == "leave"
    assert event.attributes["modality"] == ("some",)
    assert event.attributes["polarity"] == ("POS",)
    assert time.attributes["timex_type"] == ("DATE",)


def test_re3d_leaves_out_what_annotators_doubted(tmp_path):
    row = {
        "id": "r",
        "text": "Orla rebels",
        "entities": [
            {"begin": 0, "end": 4, "type": "Location", "confidence": 0.9},
            {"begin": 5, "end": 11, "type": "Organisation", "confidence": 0.2},
            {"begin": 5, "end": 11, "type": "Money", "confidence": 1},
        ],
    }
    put(tmp_path, "re3d/x", [row])
    (example,) = READERS["re3d"](tmp_path, "train")
    assert [span.label for span in example.spans] == ["location"]


def test_numbered_labels_and_classes(tmp_path):
    put(tmp_path, "satp_relevant/dev", [{"id": "s", "text": "x", "labels": [0, 1, 0, 1]}])
    put(tmp_path, "cameo_class/train", [{"id": "k", "text": "x", "label": 3}])
    assert next(READERS["satp_relevant"](tmp_path, "dev")).labels == {"satp_relevant": ("1", "3")}
    assert next(READERS["cameo_class"](tmp_path, "train")).labels == {"cameo_class": ("3",)}


def test_current_events_samples_items_of_a_section(tmp_path):
    rows = [{"date": "2020-01-01", "category": "Sports", "text": f"Match {n}"} for n in range(80)]
    rows += [{"date": "2020-01-01", "category": "Uncategorized", "text": f"Item {n}"} for n in range(80)]
    put(tmp_path, "current_events/train", rows)
    found = list(READERS["current_events"](tmp_path, "train"))
    assert 5 < len(found) < 40
    assert {one.labels["section"] for one in found} == {("sport",)}


def test_a_missing_corpus_is_named(tmp_path):
    with pytest.raises(CorpusError, match=r"train\.jsonl"):
        list(READERS["polnear"](tmp_path, "train"))


def test_occurrences_are_whole_words_in_any_case_over_line_breaks():
    text = "The BUS\nDEPOT. Busy bus depots. bus  depot"
    assert [text[a:b] for a, b in occurrences("bus depot", text)] == ["BUS\nDEPOT", "bus  depot"]
    assert list(occurrences("  ", text)) == []
    assert list(occurrences("a.b", "axb a.b")) == [(4, 7)]


def test_the_longest_of_overlapping_places_stays():
    assert longest_apart([(0, 4), (0, 9), (5, 9), (10, 12)]) == [(0, 9), (10, 12)]


def test_gzip_is_read(tmp_path):
    folder = tmp_path / "insightcrime"
    folder.mkdir()
    with gzip.open(folder / "train.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write(json.dumps({"id": "i", "text": "x", "labels": [1]}) + "\n")
    assert next(READERS["insightcrime"](tmp_path, "train")).labels == {"insightcrime": ("0",)}
