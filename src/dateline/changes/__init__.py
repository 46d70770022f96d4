"""What changed: rates, mixes and silences in a record, tested all at once and told with what speaks against.

:func:`counted` aggregates a record once; :func:`changes_at` asks it what changed by one day. Pure: facts and
numbers of documents arrive as arguments.
"""

from dateline.changes.counted import Counted, counted
from dateline.changes.find import changes_at
from dateline.changes.records import Aspect, Changes, Direction, Finding, Level, Series
from dateline.changes.words import as_json, as_text, sentence

__all__ = [
    "Aspect",
    "Changes",
    "Counted",
    "Direction",
    "Finding",
    "Level",
    "Series",
    "as_json",
    "as_text",
    "changes_at",
    "counted",
    "sentence",
]
