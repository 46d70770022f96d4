"""The ``indiapolice`` corpus: every article of one month, labelled for what the police did."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dateline.evaluate.corpora.files import objects, read_rows, split_file, strings, text_of
from dateline.model import Document

__all__ = ["LABELS", "Article", "files", "read"]

LABELS = ("KILL", "ARREST", "FAIL", "FORCE", "ANY_ACTION")
"""Police killed someone, arrested someone, failed to act, used force (a killing too), did anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article; ``sentences`` are the labelled ones with their labels, for a list of misses."""

    name: str
    document: Document
    labels: frozenset[str]
    sentences: tuple[tuple[str, frozenset[str]], ...]


def files(data: Path, split: str) -> tuple[Path, ...]:
    """The file of a split.

    Raises:
        CorpusError: it is missing.
    """
    return (split_file(data / "indiapolice", split),)


def read(data: Path, split: str) -> Iterator[Article]:
    """The articles of a split in file order.

    Raises:
        CorpusError: the file is missing or a line is not JSON.
    """
    for row in read_rows(files(data, split)[0]):
        name = str(row.get("id"))
        parts = {
            "published": text_of(row, "date"),
            "url": text_of(row, "url"),
            "language": "en",
            "body": text_of(row, "text"),
        }
        yield Article(
            name=name,
            document=Document(parts={key: value for key, value in parts.items() if value}, source_name=name),
            labels=frozenset(strings(row.get("labels"))),
            sentences=tuple(
                (text_of(item, "text"), frozenset(strings(item.get("labels"))))
                for item in objects(row.get("sentences"))
                if item.get("labels")
            ),
        )
