"""The complete form of ``muc4``: ``muc4/full/SPLIT.jsonl[.gz]``, upper-case text and templates of 24 slots.

The text is given to the coder as released, in upper case; reading single-case text is the coder's work.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.evaluate.corpora.files import Row, objects, read_rows, split_file, strings, text_of
from dateline.evaluate.corpora.muc4_fills import SLOTS, KeyFill, read_fill
from dateline.model import Document
from dateline.text.dateline import parse_day, read_dateline

__all__ = ["FullText", "KeyTemplate", "files", "read", "read_template"]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyTemplate:
    """One incident of the key. ``slots`` has every slot, empty ones too; leaving an ``optional`` incident out
    is no error."""

    number: str
    slots: Mapping[str, tuple[KeyFill, ...]]
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FullText:
    """One text and its key."""

    name: str
    document: Document
    templates: tuple[KeyTemplate, ...]


def files(data: Path, split: str) -> tuple[Path, ...]:
    """The file of a split.

    Raises:
        CorpusError: it is missing.
    """
    return (split_file(data / "muc4" / "full", split),)


def read(data: Path, split: str) -> Iterator[FullText]:
    """The texts of a split in file order.

    Raises:
        CorpusError: the file is missing or a line is not JSON.
    """
    (path,) = files(data, split)
    for row in read_rows(path):
        name, text = text_of(row, "docid"), text_of(row, "text")
        year = _year(text)
        templates = tuple(read_template(item, year) for item in objects(row.get("templates")))
        document = Document(parts={"body": text, "language": "en"}, source_name=name)
        yield FullText(name=name, document=document, templates=templates)


def read_template(row: Row, year: int | None = None) -> KeyTemplate:
    """One template of the key; ``year`` is that of dates without one."""
    number, _, mark = " ".join(strings(row.get("template"))).partition(" ")
    slots = {slot: _fills(slot, strings(row.get(slot)), year) for slot in SLOTS}
    return KeyTemplate(number=number, slots=slots, optional="OPTIONAL" in mark)


def _fills(slot: str, lines: Sequence[str], year: int | None) -> tuple[KeyFill, ...]:
    return tuple(fill for line in lines if (fill := read_fill(slot, line, year)) is not None)


def _year(text: str) -> int | None:
    dateline = read_dateline(text)
    day = parse_day(dateline.date_text) if dateline is not None else None
    return day.year if day is not None else None
