"""JSON lines: the exchange record whole, one a line."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import BinaryIO

from dateline.export.columns import Record

__all__ = ["write_jsonl"]

LINE_BREAKS = {"\u2028": "\\u2028", "\u2029": "\\u2029", "\u0085": "\\u0085"}
"""Legal inside JSON text, but some readers break lines at them."""


def write_jsonl(records: Iterable[Record], out: BinaryIO) -> None:
    """One compact JSON object a line, UTF-8, records in the order given, keys in the order of their type."""
    for record in records:
        line = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
        for character, escape in LINE_BREAKS.items():
            line = line.replace(character, escape)
        out.write(line.encode() + b"\n")
