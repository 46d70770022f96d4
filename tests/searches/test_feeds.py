"""Feeds that other programs read."""

import json
from pathlib import Path

import feedparser

from dateline.export import Filters
from dateline.judging.resolving import rebuild_incidents
from dateline.searches import Item, atom_feed, items_of, json_feed
from dateline.store import Store
from store.accounts import RAVA, account, day, document, killed

ITEM = Item(
    incident_id="b2:00ff",
    title="Occurred: bombing in Rava & <Tolm>\x00",
    summary="weak: told by one origin. machine-made, not reviewed",
    learned="2026-03-11T08:00:00+00:00",
    machine=True,
    sources=("https://example.org/a?b=1&c=2", "javascript:alert(1)"),
)


def test_an_atom_feed_is_read_back_by_a_feed_reader() -> None:
    feed = feedparser.parse(
        atom_feed("Dateline: bombs", [ITEM], base="https://desk.example/", own="https://desk.example/f")
    )
    assert not feed.bozo
    assert feed.feed.title == "Dateline: bombs"
    (entry,) = feed.entries
    assert entry.id == "urn:dateline:incident:b2:00ff"
    assert {link.href for link in entry.links} == {
        "https://desk.example/incident/b2%3A00ff",
        "https://example.org/a?b=1&c=2",
    }
    assert entry.updated == ITEM.learned


def test_a_json_feed_has_the_same_items_and_no_address_that_runs() -> None:
    feed = json.loads(json_feed("Dateline: bombs", [ITEM]))
    (item,) = feed["items"]
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert item["_dateline"] == {
        "incident_id": "b2:00ff",
        "machine": True,
        "sources": ["https://example.org/a?b=1&c=2"],
    }
    assert "url" not in item


def test_an_empty_feed_is_a_feed() -> None:
    assert not feedparser.parse(atom_feed("x", [])).bozo
    assert json.loads(json_feed("x", []))["items"] == []


def test_items_are_what_the_filters_keep_newest_told_first_and_hold_no_text_of_documents(
    tmp_path: Path,
) -> None:
    with Store.open(tmp_path / "s.db") as store:
        for number in range(5):
            told_by = document(
                f"A bomb number {number} killed {number + 1} people in Rava.", published="2026-03-10"
            )
            one = account(
                told_by, date=day(f"2026-0{number + 1}-05"), place=RAVA, dead=killed(number + 1, number + 1)
            )
            store.add_accounts(told_by, (one,), "rules@1")
        rebuild_incidents(store)
        learned = store.learned("2000-01-01", "2999-12-31")
        all_of_them = items_of(store, Filters(), learned)
        two = items_of(store, Filters(min_killed=4), learned)
        one_item = items_of(store, Filters(), learned, limit=1)
    assert len(all_of_them) == 5
    assert len(two) == 2
    assert one_item == all_of_them[:1]
    assert not any("A bomb number" in item.title + item.summary for item in all_of_them)
