"""Some accounts and documents of a store, by id: for what looks at a few of many."""

from __future__ import annotations

import json
import sqlite3
from collections import OrderedDict
from collections.abc import Iterable, Iterator

from dateline.model import Account, Document
from dateline.resolve.cases import Case, case_of
from dateline.resolve.judged import judged
from dateline.resolve.rulings import Rulings
from dateline.store.rows import ASSERTION_COLUMNS, Row, account_of, accounts_of, document_of

__all__ = ["accounts_among", "accounts_in_documents", "cases_among", "documents_among", "in_pieces"]

_ASKED = 1000
"""Ids in one query: some 5 MB of assertions."""
_CASES_KEPT = 4096
"""Cases that stay prepared, some 80 MB: one by one, new reports touch the same ones again and again, and
whoever writes meanwhile waits. They are kept under their whole rows; a document's id is a hash of its
text."""
_kept: OrderedDict[tuple[Row, ...], Case] = OrderedDict()
_ASSERTIONS = f"SELECT {ASSERTION_COLUMNS} FROM current_assertions"
_AMONG = "IN (SELECT value FROM json_each(?))"
_IN_ORDER = "ORDER BY document_id, method, position"


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


def cases_among(db: sqlite3.Connection, account_ids: Iterable[str], rulings: Rulings) -> list[Case]:
    """Those of the accounts that are current, as they are resolved under ``rulings``: in order, without those
    rejected, with the values that people set."""
    rows_of: dict[str, list[Row]] = {}
    for piece in in_pieces(account_ids):
        for row in db.execute(f"{_ASSERTIONS} WHERE account_id {_AMONG} {_IN_ORDER}", (json.dumps(piece),)):
            rows_of.setdefault(row[0], []).append(row)
    edited = {account_id for account_id, _ in rulings.edits}
    cases: list[Case] = []
    missing: dict[tuple[Row, ...], Account] = {}
    for account_id, told in rows_of.items():
        if account_id in rulings.rejected:
            continue
        rows = tuple(told)
        # Taken out and put back, which no thread can come between.
        case = None if account_id in edited else _kept.pop(rows, None)
        if case is None:
            account = account_of(rows)
            missing[rows] = judged(account, rulings) if account_id in edited else account
        else:
            _kept[rows] = case
            cases.append(case)
    documents = documents_among(db, sorted({account.document_id for account in missing.values()}))
    for rows, account in missing.items():
        case = case_of(account, documents[account.document_id])
        cases.append(case)
        if account.id not in edited:
            _kept[rows] = case
    while len(_kept) > _CASES_KEPT:
        _kept.popitem(last=False)
    return sorted(cases, key=lambda case: case.order)


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
        rows = db.execute(f"{_ASSERTIONS} WHERE {column} {_AMONG} {_IN_ORDER}", (json.dumps(piece),))
        yield from accounts_of(rows.fetchall())
