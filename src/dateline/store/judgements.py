"""The log of judgements: appended to, read, and which account of a judgement is still coded."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from dateline.codec.judgements import dump_payload, load_payload
from dateline.model import Judgement, Verdict, content_id
from dateline.resolve.judgement_log import undone
from dateline.store.rows import Row, compact

__all__ = ["append_judgement", "coded_among", "find_judgements", "read_judgements"]

JUDGEMENTS_KEPT = 20_000
"""Judgements that stay read, some 40 MB: every page of an incident asks for the log."""
_COLUMNS = "id, verdict, subject, object, by, at, why, kind, number, payload"


def append_judgement(db: sqlite3.Connection, judgement: Judgement, at: str) -> Judgement:
    """Adds a person's judgement with the next number; what is undone is marked anew. In a transaction.

    The id rests on the number and on what was judged by whom, not on the time: a log that is written again
    has the same ids.
    """
    (last,) = db.execute("SELECT coalesce(max(number), 0) FROM judgements").fetchone()
    payload = dump_payload(judgement)
    columns = (judgement.verdict.value, judgement.subject, judgement.object, judgement.by)
    told = replace(
        judgement,
        id=content_id([last + 1, judgement.kind, *columns, judgement.why, payload]),
        at=judgement.at or at,
        number=last + 1,
    )
    db.execute(
        f"INSERT INTO judgements ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (told.id, *columns, told.at, told.why, told.kind, told.number, compact(payload)),
    )
    if told.kind == "undo":
        marks = undone(read_judgements(db, "number IS NOT NULL AND kind = 'undo'"))
        before = dict(
            db.execute(
                "SELECT id, undone_by FROM judgements WHERE number IS NOT NULL AND undone_by IS NOT NULL"
            )
        )
        changed = [id_ for id_ in marks | before if marks.get(id_) != before.get(id_)]
        db.executemany(
            "UPDATE judgements SET undone_by = ? WHERE id = ?", ((marks.get(id_), id_) for id_ in changed)
        )
    return told


def read_judgements(db: sqlite3.Connection, where: str = "TRUE", *values: str) -> list[Judgement]:
    """Judgements that ``where`` picks: those of methods by time, then those of people in their order."""
    rows = db.execute(f"SELECT {_COLUMNS} FROM judgements WHERE {where} ORDER BY number, at, id", values)
    return list(map(_judgement_of, rows))


@lru_cache(maxsize=JUDGEMENTS_KEPT)
def _judgement_of(row: Row) -> Judgement:
    id_, verdict, subject, object_, by, at, why, kind, number, payload = row
    return Judgement(
        id=id_,
        verdict=Verdict(verdict),
        subject=subject,
        object=object_,
        by=by,
        at=at,
        why=why,
        kind=kind,
        number=number or 0,
        **load_payload(payload),
    )


def find_judgements(db: sqlite3.Connection, id_prefix: str) -> list[Judgement]:
    """Those whose id begins so; ``b2:`` may be left out."""
    prefix = id_prefix if ":" in id_prefix else f"b2:{id_prefix}"
    return read_judgements(db, "substr(id, 1, CAST(? AS INTEGER)) = ?", str(len(prefix)), prefix)


def coded_among(db: sqlite3.Connection, account_ids: Iterable[str]) -> set[str]:
    """Those of ``account_ids`` that a current coding gives."""
    rows = db.execute(
        "SELECT DISTINCT account_id FROM current_assertions "
        "WHERE account_id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(set(account_ids))),),
    )
    return {account for (account,) in rows}
