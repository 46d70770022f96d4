"""The ``event_location`` corpus: sentences with one marked verb, and the place names that say where its event
took place, if any do.

Nothing is fitted on it. One sentence in five, by a hash of its words, is ``dev``; the rest is ``train``, to
look at.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dateline.errors import CorpusError
from dateline.evaluate.corpora.files import Row, objects, read_rows, split_file, text_of
from dateline.model import Document

__all__ = ["SPLITS", "Told", "files", "read"]

SPLITS = ("dev", "train")
_FOLDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One verb of one sentence. Offsets are into the body, ends exclusive."""

    name: str
    document: Document
    verb: tuple[int, int]
    locations: tuple[tuple[int, int], ...]
    """The words that say where it happened; none where the sentence does not say."""
    adjudicated: bool
    """Whether the record was checked by a second reader."""


def files(data: Path, split: str) -> tuple[Path, ...]:
    """The file that holds a split.

    Raises:
        CorpusError: there is no such split, or the file is missing.
    """
    if split not in SPLITS:
        raise CorpusError(f"event_location has no split {split!r}; there are {', '.join(SPLITS)}")
    return (split_file(data / "event_location", "train"),)


def read(data: Path, split: str) -> Iterator[Told]:
    """The marked verbs of a split, in file order; all of one sentence are in one split.

    Left out are a record without a verb, which asks nothing, and those of which a place does not stand where
    the record says (empty, or cut within words): most that were checked by a second reader are so.

    Raises:
        CorpusError: the file is missing or a line is not JSON.
    """
    (path,) = files(data, split)
    for row in read_rows(path):
        text = text_of(row, "text")
        verbs = _spans(row, "verb")
        if not verbs or not all(_is_whole(text, span) for span in _spans(row, "location")):
            continue
        if (_fold_of(text) == 0) == (split == "dev"):
            yield _told(row, text, verbs[0])


def _is_whole(text: str, span: tuple[int, int]) -> bool:
    """Whether a span holds whole words, one of them with a capital, as names have."""
    start, end = span
    words = text[start:end]
    cut = text[start - 1 : start + 1].isalnum() if start else False
    return words != words.lower() and not cut and not text[end - 1 : end + 1].isalnum()


def _fold_of(text: str) -> int:
    words = " ".join(text.lower().split())
    return int(hashlib.sha256(words.encode()).hexdigest(), 16) % _FOLDS


def _told(row: Row, text: str, verb: tuple[int, int]) -> Told:
    name = str(row.get("id"))
    return Told(
        name=name,
        document=Document(parts={"body": text, "language": "en"}, source_name=name),
        verb=verb,
        locations=_spans(row, "location"),
        adjudicated=row.get("adjudicated") is True,
    )


def _spans(row: Row, key: str) -> tuple[tuple[int, int], ...]:
    """The offsets of a list of spans, in order."""
    found = [(span.get("start"), span.get("end")) for span in objects(row.get(key))]
    return tuple(sorted((s, e) for s, e in found if isinstance(s, int) and isinstance(e, int)))
