"""The gate file: per corpus and split the digest of the data and the lowest scores that pass.

Floors only rise. Lowering one takes a flag and a reason, and both values and the reason stay in the file.
"""

from __future__ import annotations

import json
import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

from dateline.errors import CorpusError, UsageError
from dateline.evaluate.report import Report, Score

__all__ = ["Floors", "Lowered", "Pinned", "load_floors", "pin", "read_floors", "write_floors"]

Key = tuple[str, str]
"""Corpus and split."""
_HEAD = """\
# Lowest scores that pass `make eval`. Written by dateline.evaluate.pin_parts; do not change it by hand.
# `digest` is the data that they were measured on; `lowered` keeps every floor that was given up, and why.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lowered:
    """One floor that was given up."""

    score: str
    was: float
    now: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pinned:
    """The floors of one part of a corpus. For a score where less is better the floor is a ceiling."""

    digest: str
    method: str
    floors: Mapping[str, float]
    ceilings: Mapping[str, float]
    lowered: tuple[Lowered, ...] = ()


Floors = Mapping[Key, Pinned]


def load_floors() -> Floors:
    """The gate file that ships with the package."""
    return read_floors(files("dateline.evaluate").joinpath("floors.toml").read_text(encoding="utf-8"))


def read_floors(text: str) -> Floors:
    """Floors from the text of a gate file.

    Raises:
        CorpusError: it is not a gate file; says where.
    """
    try:
        content = tomllib.loads(text)
        return {
            (corpus, split): _pinned(table)
            for corpus, splits in content.items()
            for split, table in splits.items()
        }
    except (tomllib.TOMLDecodeError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise CorpusError(f"floors.toml is not a gate file: {type(error).__name__}: {error}") from error


def _pinned(table: Mapping[str, Any]) -> Pinned:
    return Pinned(
        digest=str(table["digest"]),
        method=str(table["method"]),
        floors={str(name): float(value) for name, value in table.get("floors", {}).items()},
        ceilings={str(name): float(value) for name, value in table.get("ceilings", {}).items()},
        lowered=tuple(
            Lowered(
                score=str(row["score"]),
                was=float(row["was"]),
                now=float(row["now"]),
                reason=str(row["reason"]),
            )
            for row in table.get("lowered", ())
        ),
    )


def pin(floors: Floors, report: Report, scores: Sequence[str], *, lower_because: str = "") -> Floors:
    """Floors with the named scores of a report as they are; a score without a value is left out.

    Raises:
        UsageError: a floor would sink and ``lower_because`` is empty; names each with both values.
    """
    key = (report.corpus, report.split)
    before = floors.get(key)
    given = [score for score in map(report.score, scores) if score.value is not None]
    new = Pinned(
        digest=report.digest,
        method=report.method,
        floors={score.name: _floor(score) for score in given if score.higher_is_better},
        ceilings={score.name: _floor(score) for score in given if not score.higher_is_better},
    )
    if before is None:
        return {**floors, key: new}
    sunk = _sunk(before, new, lower_because.strip())
    if sunk and not lower_because.strip():
        told = ", ".join(f"{row.score} {row.was:.4f} -> {row.now:.4f}" for row in sunk)
        raise UsageError(f"{report.corpus} {report.split}: this would lower floors ({told}); give the reason")
    return {**floors, key: replace(new, lowered=(*before.lowered, *sunk))}


def _floor(score: Score) -> float:
    """The value at the four digits of the file, rounded to the side that the same run still passes."""
    value = score.value or 0.0
    return (math.floor if score.higher_is_better else math.ceil)(value * 10_000) / 10_000


def _sunk(before: Pinned, new: Pinned, reason: str) -> list[Lowered]:
    """Every score that the new floors hold to less than the old ones did; one that is gone, to nothing."""
    sunk = [
        Lowered(score=name, was=was, now=new.floors.get(name, 0.0), reason=reason)
        for name, was in before.floors.items()
        if new.floors.get(name, 0.0) < was
    ]
    return sunk + [
        Lowered(score=name, was=was, now=new.ceilings.get(name, math.inf), reason=reason)
        for name, was in before.ceilings.items()
        if new.ceilings.get(name, math.inf) > was
    ]


def write_floors(path: Path, floors: Floors) -> None:
    """Write the gate file, corpora and scores in order, so that a change shows as few changed lines."""
    path.write_text(as_toml(floors), encoding="utf-8")


def as_toml(floors: Floors) -> str:
    """The text of a gate file."""
    lines = [_HEAD]
    for (corpus, split), pinned in sorted(floors.items()):
        name = f"{_quoted(corpus)}.{_quoted(split)}"
        lines += [
            f"[{name}]",
            f"digest = {_quoted(pinned.digest)}",
            f"method = {_quoted(pinned.method)}",
            "",
        ]
        for kind, values in (("floors", pinned.floors), ("ceilings", pinned.ceilings)):
            if values:
                lines += [f"[{name}.{kind}]"]
                lines += [f"{_quoted(score)} = {value:.4f}" for score, value in values.items()]
                lines += [""]
        for row in pinned.lowered:
            lines += [
                f"[[{name}.lowered]]",
                f"score = {_quoted(row.score)}",
                f"was = {row.was:.4f}",
                f"now = {row.now:.4f}",
                f"reason = {_quoted(row.reason)}",
                "",
            ]
    return "\n".join(lines)


def _quoted(text: str) -> str:
    """A TOML basic string: JSON's escapes are TOML's, as long as nothing is split into surrogates."""
    return json.dumps(text, ensure_ascii=False)
