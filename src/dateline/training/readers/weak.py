"""Weak labels: the section under which the editors of a news digest put an item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from dateline.evaluate.corpora.files import read_rows, split_file, text_of
from dateline.training.supervision import Example

__all__ = ["SECTIONS", "current_events"]

SECTIONS: Mapping[str, str] = {
    "Armed conflicts and attacks": "conflict",
    "Armed conflict and attacks": "conflict",
    "Syrian civil war": "conflict",
    "Conflict in Iraq": "conflict",
    "2011 Libyan civil war": "conflict",
    "Law and crime": "law and crime",
    "Politics and elections": "politics",
    "Politics": "politics",
    "International relations": "international relations",
    "Disasters and accidents": "disasters",
    "Disasters": "disasters",
    "Business and economy": "business",
    "Business and economics": "business",
    "Sport": "sport",
    "Sports": "sport",
    "Health and environment": "other",
    "Arts and culture": "other",
    "Science and technology": "other",
    "Science": "other",
    "Health": "other",
}
"""Section of the digest -> class of the head ``section``."""

_ONE_OF = 4
"""One item of so many is read, chosen by the hash of its words: sections are learned from fewer."""


def current_events(data: Path, split: str) -> Iterator[Example]:
    """A sample of the items that have a section."""
    for row in read_rows(split_file(data / "current_events", split)):
        section, text = SECTIONS.get(text_of(row, "category")), text_of(row, "text")
        identity = sha256(text.encode()).hexdigest()
        if section and int(identity[:8], 16) % _ONE_OF == 0:
            yield Example(
                id=f"{text_of(row, 'date')}-{identity[:8]}",
                corpus="current_events",
                text=text,
                labels={"section": (section,)},
                weight=0.5,
            )
