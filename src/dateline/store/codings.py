"""Writing what a coder found: documents, assertions and which method gave way to which."""

from __future__ import annotations

import sqlite3

from dateline.model import Coding, Document
from dateline.store.resolution import keep_cases
from dateline.store.rows import ACTOR_ASSERTION_COLUMNS, actor_assertion_row, assertion_row, compact

__all__ = ["write_coding", "write_document"]

_ACTOR_WIDTH = len(ACTOR_ASSERTION_COLUMNS.split(", ")) + 3
"""Columns of ``actor_assertions`` with id, position and run."""


def write_document(db: sqlite3.Connection, document: Document, at: str) -> bool:
    """Adds the document and the name it was read under; whether the document is new. Inside a transaction."""
    added = db.execute(
        "INSERT OR IGNORE INTO documents (id, parts, raw_hash, source_name, media_type, ingested_at) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        (
            document.id,
            compact({name: text for name, text in document.parts.items() if text}),
            document.raw_hash,
            document.source_name,
            document.media_type,
            at,
        ),
    )
    db.execute(
        "INSERT OR IGNORE INTO document_sources VALUES (?, ?, ?, ?)",
        (document.id, document.source_name, document.raw_hash, document.media_type),
    )
    return added.rowcount == 1


def write_coding(
    db: sqlite3.Connection,
    document: Document,
    found: Coding,
    method: str,
    *,
    run: int,
    at: str,
) -> None:
    """Adds a method's assertions on a document and settles which method is current. In a transaction."""
    document_id = document.id
    before = [
        row[0]
        for row in db.execute(
            "SELECT method FROM codings AS c WHERE document_id = ? AND NOT EXISTS "
            "(SELECT 1 FROM supersessions AS s WHERE s.document_id = c.document_id AND s.method = c.method)",
            (document_id,),
        )
    ]
    db.execute("INSERT INTO codings VALUES (?, ?, ?)", (document_id, method, run))
    assertions = (assertion for account in found.accounts for assertion in account.assertions)
    db.executemany(
        "INSERT OR IGNORE INTO assertions (id, account_id, document_id, field, kind, value, spans, "
        "attribution, method, confidence, position, run) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (assertion_row(assertion, position, run) for position, assertion in enumerate(assertions)),
    )
    columns = f"id, {ACTOR_ASSERTION_COLUMNS}, position, run"
    db.executemany(
        f"INSERT INTO actor_assertions ({columns}) VALUES ({', '.join('?' * _ACTOR_WIDTH)}) "
        "ON CONFLICT (id) DO NOTHING",
        (actor_assertion_row(assertion, place, run) for place, assertion in enumerate(found.about_actors)),
    )
    if not any(_older(method, other) for other in before):
        keep_cases(db, document, found.accounts)
    for other in before:
        loser, winner = (method, other) if _older(method, other) else (other, method)
        db.execute(
            "INSERT OR IGNORE INTO supersessions VALUES (?, ?, ?, ?)", (document_id, loser, winner, at)
        )


def _older(method: str, other: str) -> bool:
    """Whether ``method`` is a lower version of the same coder; of different coders the later run stands."""
    (name, version), (other_name, other_version) = _parsed(method), _parsed(other)
    return name == other_name and version < other_version


def _parsed(method: str) -> tuple[str, tuple[int, ...]]:
    """``rules@1.10`` as ``("rules", (1, 10))``; a part that is no number counts as 0."""
    name, _, version = method.partition("@")
    return name, tuple(int(part) if part.isdecimal() else 0 for part in version.split("."))
