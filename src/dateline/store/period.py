"""Which incidents a stretch of days touches: they happened then, or were told then."""

from __future__ import annotations

import sqlite3

__all__ = ["incidents_touching"]

_QUERY = """
SELECT id FROM incidents
WHERE json_extract(date, '$.start') <= :last AND json_extract(date, '$.end') >= :first
UNION
SELECT i.incident_id FROM documents AS d JOIN assertions AS a ON a.document_id = d.id
JOIN incident_accounts AS i ON i.account_id = a.account_id
WHERE d.published >= :first AND substr(d.published, 1, 10) <= :last
UNION
SELECT i.incident_id FROM documents AS d JOIN assertions AS a ON a.document_id = d.id
JOIN incident_accounts AS i ON i.account_id = a.account_id
WHERE d.published IS NULL AND substr(d.ingested_at, 1, 10) BETWEEN :first AND :last
"""


def incidents_touching(db: sqlite3.Connection, first: str, last: str) -> list[str]:
    """Ids of incidents that may have happened between two ISO days, both inclusive, or of which a document
    was published then (or, where its day of publication is not known, read then); sorted."""
    return sorted(id_ for (id_,) in db.execute(_QUERY, {"first": first, "last": last}))
