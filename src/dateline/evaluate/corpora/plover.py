"""The ``plover`` corpus: single sentences with one PLOVER event, its source and its target.

The visible part is ``gsr.jsonl``; a folder that holds ``SPLIT.jsonl[.gz]`` is read from that.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dateline.evaluate.corpora.files import objects, read_rows, split_file, text_of
from dateline.model import Document

__all__ = ["Sentence", "canonical", "files", "read"]

_RENAMED = {"FIGHT": "ASSAULT", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "DEMAND": "REQUEST"}
"""Types of the 2016 records that the published ontology has since joined or renamed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence; two sources and no target are one reciprocal event."""

    name: str
    document: Document
    event: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]

    @property
    def reciprocal(self) -> bool:
        """Whether either direction is right."""
        return len(self.sources) > 1 and not self.targets


def canonical(event: str) -> str:
    """A PLOVER type in the names of the published ontology.

    >>> canonical("Fight"), canonical("COERCE")
    ('ASSAULT', 'COERCE')
    """
    return _RENAMED.get(event.upper(), event.upper())


def files(data: Path, split: str) -> tuple[Path, ...]:
    """The file of a split.

    Raises:
        CorpusError: neither ``SPLIT.jsonl`` nor ``gsr.jsonl`` is there.
    """
    names = ("gsr",) if split == "dev" else (split, "gsr")
    return (split_file(data / "plover", *names),)


def read(data: Path, split: str) -> Iterator[Sentence]:
    """The sentences in file order.

    Raises:
        CorpusError: the file is missing or a line is not JSON.
    """
    for row in read_rows(files(data, split)[0]):
        name = str(row.get("index", row.get("id")))
        yield Sentence(
            name=name,
            document=Document(parts={"body": text_of(row, "text"), "language": "en"}, source_name=name),
            event=canonical(text_of(row, "event")),
            sources=_actors(row.get("source")),
            targets=_actors(row.get("target")),
        )


def _actors(value: object) -> tuple[str, ...]:
    return tuple(text for actor in objects(value) if (text := text_of(actor, "actorText")))
