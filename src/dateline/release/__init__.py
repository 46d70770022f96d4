"""Numbered snapshots of a record: written once, checked by anybody, compared with one another.

:func:`freeze` writes one, :func:`verify` checks its files, :func:`changes` tells what differs between two. A
release folder stands alone: none of its readers needs the store it came from.
"""

from dateline.release.changes import Changes, changes, changes_text
from dateline.release.check import verify
from dateline.release.writing import freeze

__all__ = ["Changes", "changes", "changes_text", "freeze", "verify"]
