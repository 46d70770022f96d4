"""Some accounts and documents of a store, by id: for what looks at a few of many."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator

from dateline.model import Account, Document
from dateline.store.rows import ASSERTION_COLUMNS, accounts_of, document_of

__all__ = ["accounts_among", "accounts_in_documents", "documents_among", "in_pieces"]

_ASKED = 1000
"""Ids in one query: some 5 MB of assertions."""


def in_pieces(ids: Iterable[str]) -> Iterator[list[str]]:
    """The ids, a query's worth at a time."""
    piece: list[str] = []
    for id_ in ids:
        piece.append(id_)
        if len(piece) == _ASKED:
            yield piece
            piece = []
    if piece:
        yield piece


def accounts_among(db: sqlite3.Connection, account_ids: Iterable[str]) -> Iterator[Account]:
    """Those of the accounts that are current, by document."""
    yield from _accounts(db, "account_id", account_ids)


def accounts_in_documents(db: sqlite3.Connection, document_ids: Iterable[str]) -> Iterator[Account]:
    """The current accounts of documents."""
    yield from _accounts(db, "document_id", document_ids)


def documents_among(db: sqlite3.Connection, document_ids: Iterable[str]) -> dict[str, Document]:
    """The documents by id."""
    found: dict[str, Document] = {}
    for piece in in_pieces(document_ids):
        rows = db.execute(
            "SELECT id, parts, raw_hash, source_name, media_type FROM documents "
            "WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(piece),),
        )
        found.update((row[0], document_of(row[1:])) for row in rows)
    return found


def _accounts(db: sqlite3.Connection, column: str, ids: Iterable[str]) -> Iterator[Account]:
    for piece in in_pieces(ids):
        rows = db.execute(
            f"SELECT {ASSERTION_COLUMNS} FROM current_assertions "
            f"WHERE {column} IN (SELECT value FROM json_each(?)) ORDER BY document_id, method, position",
            (json.dumps(piece),),
        ).fetchall()
        yield from accounts_of(rows)
