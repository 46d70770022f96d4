"""The texts of human-coded corpora as files that ``dateline code`` reads: what evidence is checked on."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

__all__ = ["write_texts"]

_FIELDS = ("text", "doctext")
"""Where the corpora keep the running text of a record."""


def write_texts(root: Path, folder: Path, leave_out: frozenset[str]) -> int:
    """Write one JSON Lines file for each corpus under ``root`` into ``folder``; gives the number of texts.

    Each text is written once. A corpus that keeps no running text gives none; those in ``leave_out`` are not
    read.
    """
    written = 0
    for corpus in sorted(path for path in root.iterdir() if path.is_dir() and path.name not in leave_out):
        texts = dict.fromkeys(_texts(corpus))
        if texts:
            lines = (json.dumps({"text": text, "language": "en"}) for text in texts)
            (folder / f"{corpus.name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
            written += len(texts)
    return written


def _texts(corpus: Path) -> Iterator[str]:
    for path in sorted(corpus.rglob("*")):
        if path.name.endswith((".jsonl", ".jsonl.gz")):
            for line in _lines(path):
                record = json.loads(line)
                yield from (record[field] for field in _FIELDS if isinstance(record.get(field), str))
        elif path.suffix == ".txt" and corpus.name == "news":
            yield path.read_text(encoding="utf-8")


def _lines(path: Path) -> list[str]:
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [line for line in raw.decode("utf-8").split("\n") if line.strip()]
