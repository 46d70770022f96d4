"""Where an outlet is at home: a local paper's Paris is the one of its own province."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

__all__ = ["Home", "home_of"]

Home = tuple[str, str]
"""ISO code of an outlet's country and GeoNames code of its province, ``""`` where only the country is
known."""


@cache
def _homes() -> Mapping[str, Home]:
    """Lower-case name or address of an outlet -> its home."""
    text = resources.files("dateline.registry").joinpath("outlets.toml").read_text(encoding="utf-8")
    homes: dict[str, Home] = {}
    for area, names in tomllib.loads(text).items():
        country, _, province = area.partition(".")
        homes.update(dict.fromkeys((name.lower() for name in names), (country, province)))
    return homes


def home_of(outlet: str) -> Home | None:
    """The listed home of an outlet, by its name or the address of its site; ``None`` if it is not listed.

    >>> home_of("dailytrust.com"), home_of("The Unheard-of Herald")
    (('NG', ''), None)
    """
    plain = outlet.lower().strip().removeprefix("https://").removeprefix("http://").removeprefix("www.")
    return _homes().get(plain.partition("/")[0]) or _homes().get(plain.removeprefix("the "))
