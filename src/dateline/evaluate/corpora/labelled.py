"""Corpora whose texts have yes/no labels and nothing else: ``satp_relevant`` and ``insightcrime``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dateline.evaluate.corpora.files import read_rows, split_file, text_of
from dateline.model import Document

__all__ = ["CLASSES", "Text", "files", "read"]

CLASSES = {"satp_relevant": 4, "insightcrime": 7}
"""Number of labels of each corpus. They are named by their place, "0" first: the source gives no names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One text and the labels that hold."""

    name: str
    document: Document
    labels: frozenset[str]


def files(corpus: str, data: Path, split: str) -> tuple[Path, ...]:
    """The file of a split.

    Raises:
        CorpusError: it is missing.
    """
    return (split_file(data / corpus, split),)


def read(corpus: str, data: Path, split: str) -> Iterator[Text]:
    """The texts of a split in file order.

    Raises:
        CorpusError: the file is missing or a line is not JSON.
    """
    for row in read_rows(files(corpus, data, split)[0]):
        name, flags = text_of(row, "id"), row.get("labels")
        yield Text(
            name=name,
            document=Document(parts={"body": text_of(row, "text"), "language": "en"}, source_name=name),
            labels=frozenset(
                str(n) for n, flag in enumerate(flags if isinstance(flags, list) else ()) if flag
            ),
        )
