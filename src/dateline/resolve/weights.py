"""The fitted weights of what two accounts share (``data/pairs.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
import numpy.typing as npt

from dateline.resolve.features import GROUPS, Levels

__all__ = ["Weights", "shipped"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """``of[g][level]`` is what a level of group ``g`` adds to the log-odds; level 0 adds nothing."""

    constant: float
    join_at: float
    """The log-odds from which two accounts are joined whose texts both give the days. Below 0, because a pair
    that is missed costs as much as one that is wrong, and accounts are mostly of different incidents."""
    join_at_untold: float
    """The same where the days of one are only those before its publication. Higher, because a reader of the
    news forgives two entries for one event sooner than two events in one."""
    of: tuple[npt.NDArray[np.float64], ...]

    def log_odds(self, levels: Levels) -> npt.NDArray[np.float64]:
        """The logarithm of the odds that each pair is one incident."""
        total = np.full(len(levels), self.constant)
        for group, weights in enumerate(self.of):
            total += weights[levels[:, group]]
        return total

    def parts(self, levels: Levels) -> Iterator[tuple[str, float]]:
        """What each level of one pair is called, and what it adds."""
        for group, weights, level in zip(GROUPS, self.of, levels.tolist(), strict=True):
            if level:
                yield group.levels[level], float(weights[level])


@cache
def shipped() -> Weights:
    """The weights that come with the package."""
    text = resources.files("dateline.resolve").joinpath("data/pairs.toml").read_text(encoding="utf-8")
    return read(tomllib.loads(text))


def read(held: dict[str, object]) -> Weights:
    """Weights from their file; a level that is not in it weighs nothing."""
    constant, join_at, untold = (_number(held, name) for name in ("constant", "join_at", "join_at_untold"))
    of = []
    for group in GROUPS:
        named = held.get(group.name)
        weights = named if isinstance(named, dict) else {}
        of.append(np.array([float(weights.get(level, 0.0)) for level in group.levels]))
    return Weights(constant=constant, join_at=join_at, join_at_untold=untold, of=tuple(of))


def _number(held: dict[str, object], name: str) -> float:
    value = held[name]
    if not isinstance(value, float):
        raise TypeError(f"{name} is a number with a decimal point")
    return value
