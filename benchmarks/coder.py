"""The coder of this checkout, opened for benchmarks that look inside a run."""

from __future__ import annotations

from benchmarks.runner import ROOT
from dateline.link.places import build_index
from dateline.pipeline import Pipeline

__all__ = ["open_coder"]

INDEX = ROOT / "build" / "benchmark-places"
"""Place index of the benchmarks, apart from the user's; `make clean` removes it."""


def open_coder() -> Pipeline:
    """A pipeline to use with ``with``; builds its place index on first use."""
    if not INDEX.exists():
        INDEX.parent.mkdir(exist_ok=True)
        build_index(INDEX, lambda _step, _share: None)
    return Pipeline.open(INDEX)
