"""A user's own places: a TOML file of towns and regions that the place index lacks, and of further names.

The shape is that of the shipped ``registry/placenames.toml`` (docs/add-places.md). It is read each time the
index is opened and held in memory beside it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from dateline.errors import RecordError, UsageError
from dateline.link.entry import Kind, PlaceEntry

__all__ = ["UserPlace", "read_user_places"]

_TABLES: Mapping[str, Kind] = {"town": "town", "region": "region"}
_FIELDS: Mapping[str, frozenset[str]] = {
    "place": frozenset({"geonameid", "names"}),
    "town": frozenset({"name", "names", "country", "admin1", "admin1_code", "point", "population"}),
    "region": frozenset({"name", "names", "country"}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class UserPlace:
    """Names, and the place they name: an entry of the user's own, or the GeoNames id of one in the index."""

    names: tuple[str, ...]
    entry: PlaceEntry | None
    geonameid: int | None


def read_user_places(files: Sequence[Path]) -> tuple[UserPlace, ...]:
    """The places of every file, in order.

    Raises:
        UsageError: a file cannot be read or is not TOML.
        RecordError: rows do not fit; lists every fault as ``file: row: problem``.
    """
    found: list[UserPlace] = []
    faults: list[str] = []
    for path in files:
        for table, row, where in _rows(path, faults):
            if problem := _fault(table, row):
                faults.append(f"{where}: {problem}")
            else:
                found.append(_place(table, row))
    if faults:
        raise RecordError("the places of your own", tuple(faults))
    return tuple(found)


def _rows(path: Path, faults: list[str]) -> Iterator[tuple[str, Mapping[str, object], str]]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{path}: {error}") from error
    for table, rows in content.items():
        if table not in _FIELDS or not isinstance(rows, list):
            faults.append(f"{path}: no table [[{table}]]; there are {', '.join(_FIELDS)}")
            continue
        for number, row in enumerate(rows, start=1):
            where = f"{path}: {table} {number}"
            if isinstance(row, dict):
                yield table, row, where
            else:
                faults.append(f"{where}: is no table")


def _fault(table: str, row: Mapping[str, object]) -> str:
    """What is wrong with a row; ``""`` if nothing is."""
    if unknown := sorted(row.keys() - _FIELDS[table]):
        return f"no field {unknown[0]!r}; there are {', '.join(sorted(_FIELDS[table]))}"
    names = row.get("names", [])
    if not isinstance(names, list) or not all(isinstance(name, str) and name for name in names):
        return "names is no list of names"
    if table == "place":
        return "" if isinstance(row.get("geonameid"), int) and names else "needs a geonameid and names"
    if not isinstance(row.get("name"), str) or not row["name"]:
        return "needs a name"
    country = row.get("country")
    if country is not None and not (isinstance(country, str) and len(country) == 2 and country.isupper()):
        return "country is no ISO 3166-1 alpha-2 code"
    if table == "town" and not _is_point(row.get("point")):
        return "needs a point: [latitude, longitude] in WGS84 degrees"
    people = row.get("population", 0)
    return "" if isinstance(people, int) and people >= 0 else "population is no number of people"


def _is_point(value: object) -> bool:
    if not isinstance(value, list) or len(value) != 2:
        return False
    if not all(isinstance(degrees, int | float) for degrees in value):
        return False
    return bool(abs(value[0]) <= 90 and abs(value[1]) <= 180)


def _place(table: str, row: Mapping[str, object]) -> UserPlace:
    names = tuple(cast(list[str], row.get("names", [])))
    if table == "place":
        return UserPlace(names=names, entry=None, geonameid=cast(int, row["geonameid"]))
    latitude, longitude = cast(list[float], row.get("point", [None, None]))
    entry = PlaceEntry(
        geonameid=None,
        name=str(row["name"]),
        country=cast(str | None, row.get("country")),
        admin1=cast(str | None, row.get("admin1")),
        admin1_code=cast(str | None, row.get("admin1_code")),
        latitude=latitude,
        longitude=longitude,
        kind=_TABLES[table],
        population=cast(int, row.get("population", 0)),
    )
    return UserPlace(names=(entry.name, *names), entry=entry, geonameid=None)
