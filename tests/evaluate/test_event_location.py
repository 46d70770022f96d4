"""Which place of a sentence is the event's, scored with the verb given."""

from __future__ import annotations

import json
from pathlib import Path

from dateline.evaluate.corpora.event_location import Told, read
from dateline.evaluate.metrics.event_location import score
from dateline.model import Document, PlaceRef

BODY = "Police in Umber said a bomb killed four in Orrvale."


def told(*locations: tuple[int, int]) -> Told:
    document = Document(parts={"body": BODY})
    return Told(name="1", document=document, verb=(28, 34), locations=locations, adjudicated=False)


def named(case: Told) -> list[tuple[object, PlaceRef]]:
    return [
        (case.document.span(10, 15), PlaceRef(text="Umber")),
        (case.document.span(43, 50), PlaceRef(text="Orrvale")),
    ]


def test_the_place_of_the_verb_is_right_and_the_nearest_and_first_are_beside_it() -> None:
    case = told((43, 50))
    tally = score(case, case.document.span(43, 50), named(case)).tally
    assert [tally[f"all.{name}.right"] for name in ("chosen", "nearest", "first")] == [1, 1, 0]


def test_no_place_is_an_answer_and_right_where_none_is_marked() -> None:
    case = told()
    scored = score(case, None, named(case))
    assert (scored.tally["all.chosen.right"], scored.tally["all.gold"], scored.misses) == (1, 0, ())
    assert score(told((43, 50)), None, []).misses[0].kind == "missed"


def test_records_without_a_verb_or_with_a_place_cut_within_words_are_left_out(tmp_path: Path) -> None:
    folder = tmp_path / "event_location"
    folder.mkdir()
    rows = []
    for number in range(40):
        verb = [] if number == 0 else [{"start": 28, "end": 34}]
        place = {"start": 44, "end": 50} if number == 1 else {"start": 43, "end": 50}
        rows.append({"id": number, "text": f"{BODY} {number}", "verb": verb, "location": [place]})
    (folder / "train.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")

    names = [case.name for split in ("dev", "train") for case in read(tmp_path, split)]

    assert sorted(map(int, names)) == list(range(2, 40))
    assert any(read(tmp_path, "dev"))
