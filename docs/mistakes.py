"""What goes wrong on each corpus: kinds of misses by cost, and which value was given for which. No text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from dateline.evaluate import TASKS
from dateline.evaluate.confusion import table

__all__ = ["NONE_YET", "block_of"]

NONE_YET = "*Not measured yet for this version; `make results` does.*"
NO_LIST = "*Scored as groups: no single misses are listed.*"
CEILINGS = {"gold fillers": "the key's own fillers, assembled"}
"""Baselines that are no rival but the most that can be reached, in words."""
_CODE = re.compile(r"[\w /.,()'&+-]{1,60}")
"""What a value of a closed list may look like; a sentence of a corpus does not."""

Report = Mapping[str, Any]


def block_of(part: str, reports: Sequence[Report]) -> str:
    """The tables of one part (``CORPUS-SPLIT``), :data:`NONE_YET` or :data:`NO_LIST`.

    Raises:
        ValueError: a value is no code, so that it might be text of the corpus.
    """
    report = next((one for one in reports if f"{one['corpus']}-{one['split']}" == part), None)
    if report is None:
        return NONE_YET
    if not report.get("confusions") and not report.get("kinds"):
        return NO_LIST
    parts = [_ceilings(report), _kinds(report.get("kinds", ()))]
    for field, rows in report.get("confusions", {}).items():
        heads, cells = table(rows)
        parts.append(f"Which {field}: given (columns) for the gold's (rows).")
        parts.append(
            _markdown([[_code(head) for head in heads], *([_cell(c) for c in row] for row in cells)])
        )
    return "\n\n".join(part for part in parts if part)


def _ceilings(report: Report) -> str:
    names = [name for name in report["baselines"] if name in CEILINGS]
    headline = TASKS[report["corpus"]].headline(report["split"])
    lines = [
        f"Ceiling by {CEILINGS[name]}: "
        + ", ".join(
            f"{score} {value:.3f}"
            for score in headline
            if (value := report["baselines"][name].get(score)) is not None
        )
        + "."
        for name in names
    ]
    return "\n".join(lines)


def _kinds(kinds: Sequence[Mapping[str, Any]]) -> str:
    rows = [[_code(kind["kind"]), f"{kind['misses']:,}", f"{100 * kind['cost']:.1f}"] for kind in kinds]
    return _markdown([["kind of miss", "misses", "cost, points"], *rows])


def _markdown(rows: Sequence[Sequence[str]]) -> str:
    head, *body = rows
    lines = [head, ["---"] * len(head), *body]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _code(value: str) -> str:
    if not _CODE.fullmatch(value):
        raise ValueError(f"{value!r} is no code of a closed list; text of a corpus is never published")
    return value


def _cell(value: str) -> str:
    """A value, a number, or a list of values with their numbers."""
    for one in filter(None, value.split(", ")):
        _code(one)
    return value
