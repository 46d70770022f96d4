"""Pairs of accounts of a daily stream that were read and judged: one incident or two.

``judged_pairs.csv`` beside this module holds ids and verdicts and no text: the accounts are those of a store
into which all items of ``current_events`` (train and dev) were coded. ``weight`` is how many pairs of the
stream one judged pair stands for, because pairs were drawn from bands of how likely they looked.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from dateline.resolve.cases import cases_of
from dateline.resolve.table import Row, row_of
from dateline.store.store import Store

__all__ = ["Judged", "judged_rows", "read"]

_FILE = Path(__file__).with_name("judged_pairs.csv")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One judged pair of account ids."""

    one: str
    other: str
    same: bool
    weight: float


def read(path: Path = _FILE) -> list[Judged]:
    """All judged pairs."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            Judged(
                one=row["one"], other=row["other"], same=row["verdict"] == "same", weight=float(row["weight"])
            )
            for row in csv.DictReader(lines)
        ]


def judged_rows(store: Path, pairs: list[Judged]) -> dict[str, Row]:
    """What is compared of each judged account that the store holds; those coded anew are missing."""
    wanted = {id_ for pair in pairs for id_ in (pair.one, pair.other)}
    with Store.open(store, create=False) as held:
        accounts = [account for account in held.accounts() if account.id in wanted]
        documents = held.documents()
    return {case.account.id: row_of(case) for case in cases_of(accounts, documents)}
