"""Names that look like places in the gazetteer and are nearly always something else in the news."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

__all__ = ["is_stop_name"]

_SHORTEST = 3


@cache
def _stop_names() -> frozenset[str]:
    text = resources.files("dateline.registry").joinpath("stopnames.toml").read_text(encoding="utf-8")
    return frozenset(word for words in tomllib.loads(text).values() for word in words.split())


def is_stop_name(name: str) -> bool:
    """Whether ``name`` is a common word, a month, a body, a title or a given name, or too short to mean much.

    Abbreviations in capitals ("US", "UAE") are not stopped.
    """
    if name.isupper() and name.isascii() and len(name.replace(".", "")) <= _SHORTEST:
        return name.lower() in (
            "is",
            "un",
            "eu",
            "ap",
            "afp",
            "bbc",
            "cnn",
            "ngo",
            "it",
            "in",
            "on",
            "at",
            "of",
        )
    plain = name.casefold().strip().replace(" ", "-")
    return plain in _stop_names() or (plain.isascii() and len(plain) < _SHORTEST)
