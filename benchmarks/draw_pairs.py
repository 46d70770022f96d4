"""Merges of a store, and pairs just short of one, drawn to be judged by reading.

``python -m benchmarks.draw_pairs STORE SEED [NUMBER]`` resolves the accounts of the store anew, without
writing, and prints ``NUMBER`` (40) merges between two documents and as many near merges with both texts. None
of them was judged before (``training/judged_pairs.csv``, the table of ``docs/same-incident-judged.md``). What
is printed holds the corpus's text: judge it, and write down ids and reasons only.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from dateline.model import Document
from dateline.resolve.block import candidates, keys_of, plausible, priorities
from dateline.resolve.cases import Case, cases_of
from dateline.resolve.compare import METHOD, compare, reasons
from dateline.resolve.engine import Groups, resolved_rows
from dateline.resolve.table import CaseTable
from dateline.store.store import Store
from dateline.training import judged_pairs

__all__ = ["drawn", "main", "merges_of", "near_merges_of"]

Pair = tuple[int, int]

NEAR = 1.0
"""Log-odds short of a merge that are called near."""
_SHOWN = 8
"""Hexadecimal digits of an account's id by which the table names it."""
_AROUND = 280
"""Characters of the text shown on either side of the first words that an account rests on."""
_JUDGED = Path(__file__).parents[1] / "docs" / "same-incident-judged.md"


def merges_of(table: CaseTable, groups: Groups) -> list[Pair]:
    """The joins between two documents."""
    pairs = ((merge.one, merge.other) for merge in groups.merges)
    return [(one, other) for one, other in pairs if table.document[one] != table.document[other]]


def near_merges_of(table: CaseTable, groups: Groups) -> list[Pair]:
    """Pairs of two documents in two groups whose log-odds fall short of a join by less than :data:`NEAR`."""
    label = np.empty(len(table), np.intp)
    for number, members in enumerate(groups.groups):
        label[members] = number
    found: set[Pair] = set()
    for ones, others in candidates(keys_of(table), priorities(table.ids)):
        kept = plausible(table, ones, others) & (table.document[ones] != table.document[others])
        kept &= label[ones] != label[others]
        one, other = ones[kept], others[kept]
        odds = compare(table, one, other).log_odds
        near = (odds > -NEAR) & (odds <= 0)
        found.update(zip(one[near].tolist(), other[near].tolist(), strict=True))
    return sorted(found)


def drawn(pairs: Iterable[Pair], ids: Sequence[str], seed: str, number: int) -> list[Pair]:
    """``number`` of the pairs that nobody judged yet, by the hash of their ids: the same ones whatever the
    order, and mostly the same ones after a change of method."""
    judged = {frozenset(map(_short, (pair.one, pair.other))) for pair in judged_pairs.read()}
    rows = re.findall(rf"`(\w{{{_SHOWN}}})` `(\w{{{_SHOWN}}})`", _JUDGED.read_text(encoding="utf-8"))
    judged |= {frozenset(row) for row in rows}

    def lot(pair: Pair) -> str:
        return hashlib.sha256("\0".join([seed, *sorted(ids[row] for row in pair)]).encode()).hexdigest()

    fresh = [pair for pair in pairs if frozenset(_short(ids[row]) for row in pair) not in judged]
    return sorted(fresh, key=lot)[:number]


def _short(id_: str) -> str:
    return id_.partition(":")[2][:_SHOWN]


def _told(case: Case, document: Document) -> Iterator[str]:
    account = case.account
    place, date = account.place, account.date
    where = f"{place.name}, {place.admin1}, {place.country} ({place.precision.value})" if place else "-"
    when = f"{date.start}..{date.end} {date.basis.value}" if date else "-"
    toll = f"{case.killed.low}..{case.killed.high}" if case.killed else "-"
    yield (
        f"  `{_short(account.id)}` {account.event_type} {account.status.value}, published"
        f" {document.published}, day {when}, place {where}, killed {toll}, by {sorted(case.perpetrators)}"
    )
    spans = [span for claim in account.of("event_type") for span in claim.spans if span.part == "body"]
    at = spans[0].start if spans else 0
    yield f"      {document.title} | {document.body[max(0, at - _AROUND) : at + _AROUND]!r}"


def main(arguments: Sequence[str]) -> None:
    """Prints. ``arguments``: the store, a word to draw by, and how many of each."""
    seed, number = arguments[1], int(arguments[2]) if len(arguments) > 2 else 40
    with Store.open(Path(arguments[0]), create=False) as store:
        documents = store.documents()
        cases = cases_of(store.accounts(), documents)
    table = CaseTable.of(cases)
    groups = resolved_rows(table)
    for kind, pairs in (("merges", merges_of(table, groups)), ("near merges", near_merges_of(table, groups))):
        print(f"# {METHOD}: {len(pairs)} {kind} between documents")
        for at, (one, other) in enumerate(drawn(pairs, table.ids, seed, number), 1):
            scores = compare(table, np.array([one]), np.array([other]))
            print(f"\n{at}. {scores.log_odds[0]:+.2f} {reasons(scores.features[0])}")
            for row in (one, other):
                print(*_told(cases[row], documents[cases[row].document.id]), sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
