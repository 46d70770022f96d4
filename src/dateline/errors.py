"""Every error Dateline raises, as one tree.

::

    DatelineError
    ├── UsageError          the caller asked for something that cannot be done; fix the call
    ├── RejectedDocument    one document cannot be read; the run goes on without it
    ├── SpanError           a span does not hold its quote; a coder is wrong
    ├── RecordError         outside data does not fit a record; lists every fault found
    ├── CodebookError       the codebook or registry data is inconsistent
    ├── StoreError          the database cannot be opened, is newer, or is locked
    └── CorpusError         an evaluation corpus is missing or not laid out as expected

A message says what happened, where, and what to try.
"""

from __future__ import annotations

__all__ = [
    "CodebookError",
    "CorpusError",
    "DatelineError",
    "RecordError",
    "RejectedDocument",
    "SpanError",
    "StoreError",
    "UsageError",
]


class DatelineError(Exception):
    """Root of every error raised on purpose by Dateline."""


class UsageError(DatelineError):
    """The caller asked for something that cannot be done."""


class RejectedDocument(DatelineError):
    """One document cannot be read. ``name`` is where it came from, ``stage`` the step
    (``fetch``, ``read``, ``decode``, ``parse``, ``page``, ``language``, ``code``), ``reason`` one sentence
    for a person."""

    def __init__(self, name: str, stage: str, reason: str) -> None:
        super().__init__(f"{name}: {stage}: {reason}")
        self.name = name
        self.stage = stage
        self.reason = reason


class SpanError(DatelineError):
    """A span points outside its part, or its quote is not the text found there."""


class RecordError(DatelineError):
    """Outside data does not fit a record. ``faults`` lists every one as ``path: problem``."""

    def __init__(self, what: str, faults: tuple[str, ...]) -> None:
        super().__init__(f"{what}: " + "; ".join(faults))
        self.what = what
        self.faults = faults


class CodebookError(DatelineError):
    """The codebook or the actor registry is inconsistent; says which entry and field."""


class StoreError(DatelineError):
    """The database cannot be opened, is of a newer version, or is locked by another writer."""


class CorpusError(DatelineError):
    """An evaluation corpus is missing or is not laid out as the README of the corpora says."""
