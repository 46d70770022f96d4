"""A reader for each corpus: its files to :class:`~dateline.training.supervision.Example`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from dateline.training.readers import documents, muc4, spans, weak
from dateline.training.supervision import Example

__all__ = ["READERS"]

READERS: Mapping[str, Callable[[Path, str], Iterator[Example]]] = {
    "muc4": muc4.read,
    "satp": documents.satp,
    "hrdsattack": documents.hrdsattack,
    "satp_relevant": documents.satp_relevant,
    "insightcrime": documents.insightcrime,
    "cameo_class": documents.cameo_class,
    "polnear": spans.polnear,
    "cameo_ner": spans.cameo_ner,
    "re3d": spans.re3d,
    "tempeval3": spans.tempeval3,
    "current_events": weak.current_events,
}
"""Corpus -> reader of (folder of the corpora, split)."""
