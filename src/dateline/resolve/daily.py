"""How often the news tells of a word: the share of days whose news has it (``data/daily.toml``).

Two accounts that name Baghdad and no day may well tell two events, two that name a village seldom do. That is
known before any account is read: it is counted over 22 years of news, not over the accounts at hand, so that
a new document changes no old pair.
"""

from __future__ import annotations

import math
import re
import tomllib
from functools import cache, lru_cache
from importlib import resources

from dateline.resolve.story import stem

__all__ = ["RAREST", "days_with", "rarity", "rarity_of_name"]

_WORD = re.compile(r"[^\W_]+")


@cache
def _shares() -> dict[str, float]:
    text = resources.files("dateline.resolve").joinpath("data/daily.toml").read_text(encoding="utf-8")
    return {
        word: float(share) / 1000
        for share, words in tomllib.loads(text)["per_mille"].items()
        for word in words
    }


def days_with(word: str) -> float:
    """The share of days whose news has the word, already folded and stemmed; half the lowest that is listed
    for a word that is not."""
    return _shares().get(word, 0.005)


def rarity(word: str) -> float:
    """Minus the logarithm of :func:`days_with`."""
    return -math.log(days_with(word))


RAREST = -math.log(0.005)
"""What :func:`rarity` is at most."""


@lru_cache(maxsize=200_000)
def rarity_of_name(name: str) -> float:
    """That of the rarest word of a name; 0 of a name without words."""
    return max((rarity(stem(word)) for word in _WORD.findall(name)), default=0.0)
