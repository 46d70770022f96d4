"""What a store says, without when and in which order it was written: equal dumps are equal records."""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path

from dateline.store.database import connect, explained

__all__ = ["dump_digest", "logical_dump"]

_TABLES = {
    "documents": "id, parts",
    "document_sources": "document_id, source_name, raw_hash, media_type",
    "codings": "document_id, method",
    "assertions": (
        "id, account_id, document_id, position, field, kind, value, spans, attribution, method, confidence"
    ),
    "actor_assertions": (
        "id, document_id, position, kind, relation, subject, object, title, status, ended, date, spans, "
        "attribution, method, confidence"
    ),
    "supersessions": "document_id, method, superseded_by",
    "rejections": "document, stage, reason, raw_hash",
    "judgements": "id, verdict, subject, object, by, why, kind, number, payload, undone_by",
    "incidents": "*",
    "incident_accounts": "*",
    "incident_redirects": "id, leads_to",
    "current_accounts": "*",
}
"""Columns that say something of the record; runs and times say only how it came about."""


def logical_dump(path: Path | str) -> dict[str, list[tuple[object, ...]]]:
    """Table -> sorted rows of the store at ``path``.

    Raises:
        StoreError: there is no store, or it cannot be read.
    """
    path = Path(path)
    connection = connect(path, create=False)
    try:
        with explained(path):
            return {table: _sorted_rows(connection, table, columns) for table, columns in _TABLES.items()}
    finally:
        connection.close()


def dump_digest(path: Path | str) -> str:
    """A hash of :func:`logical_dump`, for a short comparison."""
    digest = hashlib.blake2b(digest_size=16)
    for table, rows in logical_dump(path).items():
        digest.update(repr((table, rows)).encode())
    return f"b2:{digest.hexdigest()}"


def _sorted_rows(connection: sqlite3.Connection, table: str, columns: str) -> list[tuple[object, ...]]:
    return sorted(connection.execute(f"SELECT {columns} FROM {table}"), key=repr)
