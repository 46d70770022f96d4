"""Incidents of named groups of accounts, read from the store and summed up a few hundred at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from dateline.model import Incident
from dateline.resolve.cases import cases_of
from dateline.resolve.incidents import incident_of
from dateline.resolve.judged import accounts_to_resolve, judged_incidents
from dateline.resolve.rulings import Edit, Rulings
from dateline.store.reading import accounts_among, documents_among

__all__ = ["Group", "summed_up"]

_ACCOUNTS_AT_ONCE = 1000

Group = tuple[str, Sequence[str]]
"""The id of an incident and its accounts in order."""


def summed_up(
    db: sqlite3.Connection, groups: Iterable[Group], rulings: Rulings, edits: Mapping[str, Sequence[Edit]]
) -> Iterator[Incident]:
    """The incident of each group, in order; ``edits``: incident id -> what people set of it as a whole."""
    for some in _some(groups):
        mine = [edit for name, _ in some for edit in edits.get(name, ())]
        ruled = replace(rulings, incident_edits=tuple(sorted(mine, key=lambda edit: edit.number)))
        accounts = list(accounts_among(db, (id_ for _, ids in some for id_ in ids)))
        documents = documents_among(db, {account.document_id for account in accounts})
        cases = {c.account.id: c for c in cases_of(accounts_to_resolve(accounts, ruled), documents)}
        incidents = [replace(incident_of([cases[id_] for id_ in ids]), id=name) for name, ids in some]
        yield from judged_incidents(incidents, ruled)


def _some(groups: Iterable[Group]) -> Iterator[list[Group]]:
    """Groups together until they hold enough accounts."""
    some: list[Group] = []
    size = 0
    for group in groups:
        some.append(group)
        size += len(group[1])
        if size >= _ACCOUNTS_AT_ONCE:
            yield some
            some, size = [], 0
    if some:
        yield some
