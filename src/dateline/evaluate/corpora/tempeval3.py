"""The ``tempeval3`` corpus: TimeBank and AQUAINT with their time expressions (``SPLIT.jsonl[.gz]``).

``train`` is all that is visible. The grammar is written by hand, and errors were looked at in the folds
``fold0``
to ``fold2`` only (by the hash of the document's id); ``unseen`` is the other two.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from dateline.errors import CorpusError
from dateline.evaluate.corpora.files import Row, objects, read_rows, split_file, text_of
from dateline.model import Document

__all__ = ["Article", "Expression", "files", "fold_of", "read"]

FOLDS = 5
_PARTS: Mapping[str, frozenset[int]] = {
    "train": frozenset(range(FOLDS)),
    "seen": frozenset({0, 1, 2}),
    "unseen": frozenset({3, 4}),
    **{f"fold{number}": frozenset({number}) for number in range(FOLDS)},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """One time expression: its characters, TIMEX3 type and value."""

    start: int
    end: int
    kind: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article with its time expressions; offsets are into the body. ``published`` of the document is the
    day on which it was written."""

    name: str
    document: Document
    expressions: tuple[Expression, ...]


def fold_of(name: str) -> int:
    """The fifth of the corpus that a document is in, 0 to 4."""
    return hashlib.sha256(name.encode()).digest()[0] % FOLDS


def files(data: Path, split: str) -> tuple[Path, ...]:
    """The file of a split.

    Raises:
        CorpusError: it is missing, or there is no such split.
    """
    if split not in _PARTS:
        raise CorpusError(f"no split {split!r} of tempeval3; there are {', '.join(_PARTS)}")
    return (split_file(data / "tempeval3", "train"),)


def read(data: Path, split: str) -> Iterator[Article]:
    """The articles of a split in file order.

    Raises:
        CorpusError: the file is missing or a line is not JSON.
    """
    for row in read_rows(files(data, split)[0]):
        name = text_of(row, "id")
        if fold_of(name) not in _PARTS[split]:
            continue
        parts = {"title": text_of(row, "title"), "published": text_of(row, "dct"), "language": "en"}
        parts["body"] = text_of(row, "text")
        yield Article(
            name=name,
            document=Document(parts={key: value for key, value in parts.items() if value}, source_name=name),
            expressions=tuple(filter(None, map(_expression, objects(row.get("timexes"))))),
        )


def _expression(row: Row) -> Expression | None:
    """An expression in the text; ``None`` for the creation time, which has no characters there."""
    start, end = row.get("start"), row.get("end")
    if not isinstance(start, int) or not isinstance(end, int):
        return None
    return Expression(start=start, end=end, kind=text_of(row, "type"), value=text_of(row, "value"))
