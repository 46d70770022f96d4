"""Words for the people of a country ("Syrian", "Nigeriens") to the country's code, of a region or province
("European", "Chechens") to its name."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from dateline.link.names import exact_key

__all__ = ["country_of_demonym", "demonyms", "peoples"]


@cache
def demonyms() -> Mapping[str, str]:
    """Exact key of every listed demonym, singular and plural -> ISO 3166-1 alpha-2."""
    text = resources.files("dateline.registry").joinpath("demonyms.toml").read_text(encoding="utf-8")
    singular = {exact_key(word): code for code, words in tomllib.loads(text).items() for word in words}
    plural = {f"{key}s": code for key, code in singular.items() if not key.endswith(("s", "sh", "ch", "ese"))}
    return {**plural, **singular}


def country_of_demonym(text: str) -> str | None:
    """ISO 3166-1 alpha-2 code of the country whose people ``text`` names, or ``None``.

    >>> country_of_demonym("Syrian"), country_of_demonym("Nigeriens"), country_of_demonym("Martian")
    ('SY', 'NE', None)
    """
    return demonyms().get(exact_key(text))


@cache
def peoples() -> Mapping[str, tuple[str, ...]]:
    """Exact key of every listed people of a region or province, singular and plural -> the names of its
    places."""
    text = resources.files("dateline.registry").joinpath("peoples.toml").read_text(encoding="utf-8")
    found: dict[str, tuple[str, ...]] = {}
    for area, words in tomllib.loads(text).items():
        for word in words:
            for key in (exact_key(word), f"{exact_key(word)}s"):
                found[key] = (*found.get(key, ()), area)
    return found
