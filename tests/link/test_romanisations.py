"""Romanisations of towns in war zones, as news prints them, against the real place index.

``romanisations.tsv`` was compiled by hand: the spellings that news agencies, monitors and maps use for 56
towns, each with the GeoNames id of the town. The ids were checked by their coordinates.
"""

from __future__ import annotations

import csv
import hashlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.link.geocode import PlaceContext, PlaceMention, link_places
from dateline.link.names import exact_key
from dateline.link.places import PlaceIndex
from real_coder import cache_folder

LINES = Path(__file__).with_name("romanisations.tsv").read_text(encoding="utf-8").splitlines()
ROWS = list(csv.DictReader(LINES, delimiter="\t"))
COUNTRIES = ("SY", "IQ", "YE", "LY", "SD", "SO", "ML", "NG", "AF", "UA")


@pytest.fixture(scope="module")
def index() -> Iterator[PlaceIndex]:
    with PlaceIndex.open(cache_folder() / "places.db") as opened:
        yield opened


def linked(index: PlaceIndex, name: str, country: str) -> int | None:
    said = index.country(country)[0].name
    body = f"Fighting was reported in {name}, the government of {said} said. The army of {said} gave no toll."
    (place,) = link_places([PlaceMention(text=name)], index, PlaceContext(body=body))
    return place.geonameid


def test_the_list_holds_150_spellings_of_50_towns_and_points_where_they_lie(index: PlaceIndex) -> None:
    assert len({row["geonameid"] for row in ROWS}) >= 50
    assert len({(row["geonameid"], row["spelling"]) for row in ROWS}) == len(ROWS) >= 150
    for row in ROWS:
        entry = next(e for e in index.lookup(row["name"]) if str(e.geonameid) == row["geonameid"])
        assert entry.latitude == pytest.approx(float(row["latitude"]), abs=0.01)
        assert entry.longitude == pytest.approx(float(row["longitude"]), abs=0.01)


def test_nearly_every_spelling_is_the_right_town_in_a_report_on_its_country(index: PlaceIndex) -> None:
    missed = [
        r["spelling"] for r in ROWS if str(linked(index, r["spelling"], r["country"])) != r["geonameid"]
    ]
    assert len(missed) <= 0.05 * len(ROWS), missed


def _towns(country: str) -> list[tuple[int, str]]:
    """A twentieth of the towns of a country with their main names, the same ones each time."""
    with sqlite3.connect(f"file:{cache_folder() / 'places.db'}?mode=ro", uri=True) as connection:
        rows = connection.execute(
            "SELECT id, name FROM place WHERE kind = 'town' AND country = ? AND geonameid IS NOT NULL",
            (country,),
        ).fetchall()
    return [r for r in rows if int(hashlib.sha256(r[1].encode()).hexdigest(), 16) % 20 == 0]


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_name_that_is_on_the_map_is_never_another_name_that_sounds_alike(
    index: PlaceIndex, country: str
) -> None:
    towns = _towns(country)
    assert towns
    for _, name in towns:
        found = linked(index, name, country)
        bearers = {e.geonameid for e in index.named(name)}
        assert found is None or found in bearers, name


def test_few_names_that_are_on_no_map_sound_like_a_town_of_the_country(index: PlaceIndex) -> None:
    """Each town is looked for as if it were missing: 56 of 373 would be taken for another of their country,
    mostly one of the same word ("Mykolaivka", "Mykolayivka")."""
    asked = mistaken = 0
    for country in COUNTRIES:
        for number, name in _towns(country):
            others = [e for e in index.sounding(name) if e.geonameid != number and e.country == country]
            asked += 1
            mistaken += any(exact_key(name) != exact_key(e.name) and e.kind == "town" for e in others)
    assert mistaken <= 0.16 * asked, f"{mistaken} of {asked}"
