"""What differs between two releases, incident by incident and field by field.

Only their CSV files are read, with whatever columns they have: releases of different versions compare too.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from dateline.errors import UsageError

__all__ = ["Changes", "as_data", "changes", "changes_text"]

MEMBERS = "account_ids"
SEPARATOR = "; "
_Rows = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """From one release to a later one. Ids are of incidents; every list is in order of id."""

    new: tuple[str, ...]
    """None of their accounts was in the older release."""
    gone: tuple[str, ...]
    """None of their accounts is in the newer release."""
    renamed: tuple[tuple[str, str], ...]
    """Same event, other id: its accounts are in one incident that holds no other one's."""
    merged: tuple[tuple[str, str], ...]
    """Old id, and the incident that now holds its accounts with those of another."""
    split: tuple[tuple[str, tuple[str, ...]], ...]
    """Old id, and the incidents that now hold its accounts."""
    fields: Mapping[str, int]
    """Column -> number of incidents, in both under one id or renamed, whose value changed."""
    changed: tuple[tuple[str, str, str, str], ...]
    """Newer id, column, value before, value now; empty is unknown."""
    columns_new: tuple[str, ...]
    columns_gone: tuple[str, ...]


def changes(older: Path, newer: Path) -> Changes:
    """What changed from the release at ``older`` to that at ``newer``.

    Raises:
        UsageError: one of them is no release folder.
    """
    (columns, before), (columns_now, now) = _incidents(older), _incidents(newer)
    old_of, new_of = _holders(before), _holders(now)
    # An incident's heirs are those that now hold its accounts, its parents those that held them before.
    heirs = {id_: _across(row, new_of) for id_, row in before.items()}
    parents = {id_: _across(row, old_of) for id_, row in now.items()}
    single = {id_: next(iter(found)) for id_, found in heirs.items() if len(found) == 1}
    renamed = {id_: heir for id_, heir in single.items() if heir != id_ and len(parents[heir]) == 1}
    pairs = sorted([*renamed.items(), *((id_, id_) for id_ in before if id_ in now)])
    shared = [column for column in columns if column in columns_now and column != "incident_id"]
    changed = tuple(
        (new, column, before[old][column], now[new][column])
        for old, new in pairs
        for column in shared
        if before[old][column] != now[new][column]
    )
    return Changes(
        new=tuple(sorted(id_ for id_, found in parents.items() if not found)),
        gone=tuple(sorted(id_ for id_, found in heirs.items() if not found)),
        renamed=tuple(sorted(renamed.items())),
        merged=tuple(sorted((id_, h) for id_, h in single.items() if h != id_ and len(parents[h]) > 1)),
        split=tuple(sorted((id_, tuple(sorted(found))) for id_, found in heirs.items() if len(found) > 1)),
        fields=dict(sorted(Counter(column for _, column, _, _ in changed).items())),
        changed=changed,
        columns_new=tuple(column for column in columns_now if column not in columns),
        columns_gone=tuple(column for column in columns if column not in columns_now),
    )


def as_data(found: Changes) -> dict[str, object]:
    """``found`` for JSON."""
    return asdict(found)


def changes_text(found: Changes) -> str:
    """The same in words, as Markdown: counts first, then each incident."""
    return "\n".join(_lines(found)) + "\n"


def _lines(found: Changes) -> Iterator[str]:
    told = (
        ("new", len(found.new)),
        ("gone", len(found.gone)),
        ("merged into another", len(found.merged)),
        ("split", len(found.split)),
        ("under another id", len(found.renamed)),
        ("with a changed value", len({id_ for id_, *_ in found.changed})),
    )
    yield "Incidents: " + ", ".join(f"{number} {what}" for what, number in told)
    for what, columns in (("New columns", found.columns_new), ("Columns gone", found.columns_gone)):
        if columns:
            yield f"{what}: {', '.join(columns)}"
    if found.fields:
        yield "Changed values: " + ", ".join(f"{column} {n}" for column, n in found.fields.items())
    yield from (f"- new: {id_}" for id_ in found.new)
    yield from (f"- gone: {id_}" for id_ in found.gone)
    yield from (f"- renamed: {old} is now {new}" for old, new in found.renamed)
    yield from (f"- merged: {old} into {new}" for old, new in found.merged)
    yield from (f"- split: {old} into {', '.join(parts)}" for old, parts in found.split)
    for id_, column, was, is_now in found.changed:
        yield f"- changed: {id_} {column}: {_shown(was)} -> {_shown(is_now)}"


def _shown(value: str) -> str:
    """A value on one line that Markdown leaves alone."""
    return "`" + " ".join(value.split()).replace("`", "'") + "`" if value else "(unknown)"


def _incidents(folder: Path) -> tuple[list[str], dict[str, dict[str, str]]]:
    try:
        with (folder / "incidents.csv").open(encoding="utf-8", newline="") as file:
            # Cells are as long as the lists in them: hundreds of accounts of one incident.
            csv.field_size_limit(1 << 30)
            reader = csv.DictReader(file)
            columns = list(reader.fieldnames or ())
            if not {"incident_id", MEMBERS} <= set(columns):
                raise UsageError(f"{folder}: incidents.csv is not that of a release")
            return columns, {row["incident_id"]: row for row in reader}
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"{folder} is no release: its incidents.csv cannot be read") from error


def _members(row: Mapping[str, str]) -> list[str]:
    return [id_ for id_ in row[MEMBERS].split(SEPARATOR) if id_]


def _holders(rows: _Rows) -> dict[str, str]:
    return {account: id_ for id_, row in rows.items() for account in _members(row)}


def _across(row: Mapping[str, str], holders: Mapping[str, str]) -> set[str]:
    return {holders[account] for account in _members(row) if account in holders}
