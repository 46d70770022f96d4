"""What changed: rates, mixes and silences in a record, tested all at once and told with what speaks against.

:func:`counted` aggregates a record once; :func:`changes_at` asks it what changed by one day. Pure: facts and
numbers of documents arrive as arguments.
"""

from dateline.changes.counted import Counted, counted
from dateline.changes.filtering import kept_facts, refuse_what_needs_documents
from dateline.changes.find import changes_at, changes_in
from dateline.changes.places import country_name, numeric_codes
from dateline.changes.records import Aspect, Changes, Direction, Finding, Level, Series
from dateline.changes.words import as_html, as_json, as_text, sentence

__all__ = [
    "Aspect",
    "Changes",
    "Counted",
    "Direction",
    "Finding",
    "Level",
    "Series",
    "as_html",
    "as_json",
    "as_text",
    "changes_at",
    "changes_in",
    "counted",
    "country_name",
    "kept_facts",
    "numeric_codes",
    "refuse_what_needs_documents",
    "sentence",
]
