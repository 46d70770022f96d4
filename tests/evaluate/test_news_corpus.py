from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.errors import CorpusError
from dateline.evaluate.corpora import news
from dateline.model import Status

BODY = "A bomb went off in Tarsa. Officials spoke. A bomb went off in Tarsa."

EVENT: dict[str, object] = {
    "id": "001-e1",
    "type": "bombing",
    "native_type": "bombing",
    "status": "attempted/foiled",
    "date_start": "2024-03-04",
    "date_end": None,
    "date_precision": "day",
    "date_source": "text",
    "place": {"name": "Tarsa", "country": "XA", "admin1": None, "lat": 1, "lon": 2.5},
    "actors": [{"name": None, "canonical": "Unnamed man", "role": "perpetrator"}],
    "fatalities": {"low": 3, "high": None},
    "injured": None,
    "claimed_by": None,
    "evidence": ["A bomb went off in Tarsa."],
    "optional": False,
    "background": False,
    "accept": {"status": ["occurred"], "native_type": ["grenade"]},
}


def write(root: Path, **changes: object) -> Path:
    folder = root / "news"
    folder.mkdir()
    (folder / "001.txt").write_text(BODY, encoding="utf-8")
    meta = {"title": "Bomb", "publisher": "The Onde Post", "published": None, "kind": "event", "lang": "en"}
    (folder / "001.json").write_text(json.dumps(meta), encoding="utf-8")
    gold = {"doc": "001", "events": [{**EVENT, **changes}], "not_events": [{"evidence": "Officials spoke."}]}
    (folder / "001.gold.json").write_text(json.dumps(gold), encoding="utf-8")
    (folder / "002.txt").write_text("An uncoded text is left out.", encoding="utf-8")
    return root


def test_a_text_is_read_with_its_metadata_events_and_traps(tmp_path: Path) -> None:
    (case,) = news.read(write(tmp_path), "dev")
    assert dict(case.document.parts) == {
        "title": "Bomb",
        "outlet": "The Onde Post",
        "language": "en",
        "body": BODY,
    }
    (event,) = case.events
    assert event.statuses == (Status.ATTEMPTED, Status.OCCURRED)
    assert event.native_types == ("bombing", "grenade")
    assert event.spans == ((0, 25), (43, 68))
    assert event.dates == (news.GoldDate(start="2024-03-04", end="2024-03-04", precision="day"),)
    assert event.killed == (news.GoldCount(low=3, high=None),)
    assert not event.actors[0].named
    assert event.core
    assert [BODY[start:end] for start, end in case.traps] == ["Officials spoke."]


def test_the_split_does_not_choose_among_files(tmp_path: Path) -> None:
    assert len(list(news.read(write(tmp_path), "test"))) == 1


@pytest.mark.parametrize("flag", ["optional", "background"])
def test_optional_and_background_events_are_not_core(tmp_path: Path, flag: str) -> None:
    (case,) = news.read(write(tmp_path, **{flag: True}), "dev")
    assert not case.events[0].core


def test_evidence_that_is_not_in_the_text_is_an_error_that_names_the_event(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="001-e1"):
        list(news.read(write(tmp_path, evidence=["Another sentence."]), "dev"))


def test_a_status_that_nobody_knows_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="perhaps"):
        list(news.read(write(tmp_path, status="perhaps"), "dev"))


def test_a_folder_without_coded_texts_is_an_error_that_says_what_data_must_name(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="--data"):
        news.files(tmp_path, "dev")


def test_a_missing_metadata_file_is_an_error(tmp_path: Path) -> None:
    root = write(tmp_path)
    (root / "news" / "001.json").unlink()
    with pytest.raises(CorpusError, match=r"001\.json: missing"):
        list(news.read(root, "dev"))


def test_the_sources_of_an_event_are_read_as_a_chain_of_names(tmp_path: Path) -> None:
    told = ["Mara Voss (mayor) > publisher of this text", "AFP via Onde Wire"]
    (case,) = news.read(write(tmp_path, attributed_to=told), "dev", {"Mara Voss": "mara-voss"}.get)
    voss, post, wire = case.events[0].sources
    assert voss.names == ("Mara Voss", "mayor")
    assert (voss.actor_ids, voss.outlet) == (frozenset({"mara-voss"}), False)
    assert (post.names, post.outlet) == (("The Onde Post",), True)
    assert wire.names == ("AFP via Onde Wire", "AFP", "Onde Wire")
