"""The ``polnear`` corpus: articles with the source, cue and content of every attribution
(``SPLIT.jsonl[.gz]``)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dateline.evaluate.corpora.files import Row, objects, read_rows, split_file, text_of
from dateline.model import Document

__all__ = ["Article", "Attribution", "files", "read"]

Places = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One attribution: the character ranges of its parts, in order; empty where one is not expressed."""

    source: Places
    cue: Places
    content: Places

    def of(self, label: str) -> Places:
        """The ranges of ``source``, ``cue`` or ``content``."""
        return {"source": self.source, "cue": self.cue, "content": self.content}[label]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article with all its attributions; offsets are into the body."""

    name: str
    document: Document
    attributions: tuple[Attribution, ...]


def files(data: Path, split: str) -> tuple[Path, ...]:
    """The file of a split.

    Raises:
        CorpusError: it is missing.
    """
    return (split_file(data / "polnear", split),)


def read(data: Path, split: str) -> Iterator[Article]:
    """The articles of a split in file order.

    Raises:
        CorpusError: the file is missing or a line is not JSON.
    """
    for row in read_rows(files(data, split)[0]):
        name = text_of(row, "id")
        parts = {"title": text_of(row, "title"), "published": text_of(row, "date"), "language": "en"}
        parts["body"] = text_of(row, "text")
        yield Article(
            name=name,
            document=Document(parts={key: value for key, value in parts.items() if value}, source_name=name),
            attributions=tuple(
                Attribution(
                    source=_places(item, "source"), cue=_places(item, "cue"), content=_places(item, "content")
                )
                for item in objects(row.get("attributions"))
            ),
        )


def _places(row: Row, label: str) -> Places:
    pairs = ((item.get("start"), item.get("end")) for item in objects(row.get(label)))
    return tuple(
        sorted((start, end) for start, end in pairs if isinstance(start, int) and isinstance(end, int))
    )
