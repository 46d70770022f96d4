"""Finding and reading corpus files: ``ROOT/CORPUS/SPLIT.jsonl`` or ``SPLIT.jsonl.gz``."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TextIO, cast

from dateline.errors import CorpusError

__all__ = ["Row", "digest", "objects", "read_json", "read_rows", "split_file", "strings", "text_of"]

Row = Mapping[str, object]
"""One JSON object as read; its values are checked where they are used."""


def split_file(folder: Path, *names: str) -> Path:
    """The first of ``names`` that is there as ``NAME.jsonl`` or ``NAME.jsonl.gz``.

    Raises:
        CorpusError: none is there; says what was looked for.
    """
    for name in names:
        for suffix in (".jsonl", ".jsonl.gz"):
            path = folder / f"{name}{suffix}"
            if path.is_file():
                return path
    wanted = " or ".join(f"{name}.jsonl[.gz]" for name in names)
    raise CorpusError(
        f"{folder}: no {wanted} here; --data must name the folder that holds one folder per corpus"
    )


def read_rows(path: Path) -> Iterator[Row]:
    """The objects of a JSON Lines file, in order, one at a time.

    Raises:
        CorpusError: a line is not a JSON object, with its number.
    """
    with _opened(path) as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except json.JSONDecodeError as error:
                raise CorpusError(f"{path}:{number}: not JSON ({error.msg})") from error
            if not isinstance(row, dict):
                raise CorpusError(f"{path}:{number}: expected a JSON object, found {type(row).__name__}")
            yield row


def _opened(path: Path) -> TextIO:
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8")
    return path.open(encoding="utf-8")


def read_json(path: Path) -> Row:
    """The one JSON object of a file.

    Raises:
        CorpusError: it is missing, not JSON or not an object.
    """
    try:
        row = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise CorpusError(
            f"{path}: missing; each coded text needs NNN.txt, NNN.json, NNN.gold.json"
        ) from error
    except json.JSONDecodeError as error:
        raise CorpusError(f"{path}: not JSON ({error.msg} at line {error.lineno})") from error
    if not isinstance(row, dict):
        raise CorpusError(f"{path}: expected a JSON object, found {type(row).__name__}")
    return row


def digest(files: Iterable[Path]) -> str:
    """``sha256:`` over names and bytes of ``files`` in the order of their names.

    Raises:
        CorpusError: one cannot be read.
    """
    total = hashlib.sha256()
    for path in sorted(files):
        total.update(path.name.encode() + b"\0")
        try:
            with path.open("rb") as handle:
                total.update(hashlib.file_digest(handle, "sha256").digest())
        except OSError as error:
            raise CorpusError(f"{path}: cannot be read ({error.strerror})") from error
    return "sha256:" + total.hexdigest()


def text_of(row: Row, key: str) -> str:
    """A text field; ``""`` when it is missing, null or not text."""
    value = row.get(key)
    return value if isinstance(value, str) else ""


def strings(value: object) -> tuple[str, ...]:
    """The texts of a list; a lone text counts as a list of one."""
    if isinstance(value, str):
        return (value,)
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()


def objects(value: object) -> tuple[Row, ...]:
    """The JSON objects of a list; anything else is left out."""
    if not isinstance(value, list):
        return ()
    return tuple(cast(Row, item) for item in value if isinstance(item, dict))
