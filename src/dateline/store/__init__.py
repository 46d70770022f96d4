"""The SQLite store: the only place that touches the database.

:mod:`.database` opens it, :mod:`.rows` turns records into rows, :mod:`.codings` and :mod:`.incidents` write,
:class:`Store` is what others use. The tables are documented in ``schema/0001_record.sql``.
"""

from dateline.store.dump import dump_digest, logical_dump
from dateline.store.releases import Release
from dateline.store.store import Store
from dateline.store.surroundings import person_here, settings_here

__all__ = ["Release", "Store", "dump_digest", "logical_dump", "person_here", "settings_here"]
