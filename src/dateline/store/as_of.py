"""The record as it stood at a moment: what was learned later is taken out of a copy in memory.

"Stood" is about the record, not the world: what counts is when a document, a coding or a judgement came into
the store, not when an event happened or was published.
"""

from __future__ import annotations

import datetime as dt
import sqlite3

from dateline.errors import UsageError

__all__ = ["copy_as_of", "moment"]

_LEARNED = """
    SELECT c.document_id, c.method,
           coalesce(
               (SELECT min(s.at) FROM supersessions AS s
                WHERE s.document_id = c.document_id AND s.superseded_by = c.method),
               max(d.ingested_at, r.started)
           ) AS at
    FROM codings AS c JOIN documents AS d ON d.id = c.document_id JOIN runs AS r ON r.id = c.run
"""
"""When each coding came to stand. One that took over from another says so; of the first one the store keeps
the document's arrival, which is written together with it, and the start of its run, whichever is later."""
_FORGET = (
    "CREATE TEMP TABLE later AS SELECT document_id, method FROM (" + _LEARNED + ") WHERE at > :moment",
    "DELETE FROM supersessions WHERE at > :moment",
    "DELETE FROM assertions WHERE (document_id, method) IN later",
    "DELETE FROM actor_assertions WHERE (document_id, method) IN later",
    "DELETE FROM codings WHERE (document_id, method) IN later",
    "DELETE FROM judgements WHERE at > :moment",
    "UPDATE judgements SET undone_by = NULL WHERE undone_by NOT IN (SELECT id FROM judgements)",
    "DELETE FROM rejections WHERE at > :moment",
    "DELETE FROM releases WHERE at > :moment",
    "DELETE FROM incident_redirects WHERE at > :moment",
    # Incidents are derived: the caller makes them anew from what is left.
    "DELETE FROM incident_history WHERE at > :moment",
    "DELETE FROM resolution_cases",
    "DELETE FROM resolution_keys",
    "DELETE FROM resolution_links",
    "DELETE FROM resolution_ties",
    "UPDATE resolution_state SET method = '', rulings = '{}'",
    "UPDATE index_state SET in_use = 0, served = 0",
    "DELETE FROM incident_index",
    "DELETE FROM incident_accounts",
    "DELETE FROM incidents",
    "DELETE FROM document_versions WHERE at > :moment",
    "DELETE FROM document_captures WHERE document_id IN (SELECT id FROM documents WHERE "
    "ingested_at > :moment) "
    "OR capture_id IN (SELECT id FROM captures WHERE at > :moment)",
    "DELETE FROM document_sources WHERE document_id IN "
    "(SELECT id FROM documents WHERE ingested_at > :moment)",
    "DELETE FROM documents WHERE ingested_at > :moment",
    "DROP TABLE later",
)


def moment(text: str) -> str:
    """A day (its end, UTC) or a time (UTC where it names no zone) as the store writes times.

    >>> moment("2026-03-09"), moment("2026-03-09T12:00+02:00")
    ('2026-03-09T23:59:59+00:00', '2026-03-09T10:00:00+00:00')

    Raises:
        UsageError: it is neither.
    """
    try:
        if len(text) == len("2026-03-09"):
            day = dt.date.fromisoformat(text)
            return dt.datetime.combine(day, dt.time(23, 59, 59), dt.UTC).isoformat(timespec="seconds")
        time = dt.datetime.fromisoformat(text)
        zoned = time if time.tzinfo is not None else time.replace(tzinfo=dt.UTC)
        return zoned.astimezone(dt.UTC).isoformat(timespec="seconds")
    except (ValueError, OverflowError) as error:
        raise UsageError(
            f"{text!r} is neither a day nor a time; write 2026-03-09 or 2026-03-09T12:00"
        ) from error


def copy_as_of(db: sqlite3.Connection, at: str) -> sqlite3.Connection:
    """A copy of ``db`` in memory without what it learned after ``at`` (as :func:`moment` gives it), and
    without incidents. ``db`` is not changed. Needs as much memory as the file is large."""
    copy = sqlite3.connect(":memory:", isolation_level=None)
    try:
        db.backup(copy)
        copy.execute("BEGIN")
        for statement in _FORGET:
            copy.execute(statement, {"moment": at} if ":moment" in statement else {})
        copy.execute("COMMIT")
    except BaseException:
        copy.close()
        raise
    return copy
