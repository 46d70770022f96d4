"""Incidents brought up to date with what was coded and judged since: only what it touches is made anew.

1. which accounts are new, changed or gone, by coding or by ruling    (:func:`_rule`, :func:`_take_in`)
2. their keys and links                                               (:mod:`.neighbourhood`)
3. the components they touch, to groups                               (:mod:`dateline.resolve.engine`)
4. ids for the groups, and what became of the old ones                (:mod:`.incidents`)
5. the incidents of groups that changed, summed up and written        (:mod:`.summing_up`)

All in one transaction: a run that is killed here leaves everything as it was, and the next does it again.
Where much is new, or the method is, 2 and 3 are done for all accounts at once; the groups are the same.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from dateline.model import Account, Document
from dateline.resolve.cases import case_of
from dateline.resolve.cluster import Merge
from dateline.resolve.compare import METHOD
from dateline.resolve.engine import Links, explained, groups_in
from dateline.resolve.incidents import judgement_of
from dateline.resolve.judged import accounts_to_resolve
from dateline.resolve.rulings import Edit, Rulings
from dateline.resolve.table import CaseTable, row_of
from dateline.store.incidents import exchange_incidents, incidents_holding, named_groups, write_past
from dateline.store.neighbourhood import Neighbourhood
from dateline.store.reading import accounts_among, accounts_in_documents, documents_among, in_pieces
from dateline.store.relating import keep_near, relate
from dateline.store.rows import compact
from dateline.store.summing_up import Summing, summed_up

__all__ = ["keep_cases", "resolve_store"]

BULK_SHARE = 0.2
"""Share of accounts that are new from which all are done at once: one by one costs about five times as much
for each."""
_REJECTED = "null"
_NO_MORE = ""

Marks = Mapping[str, Any]


def keep_cases(db: sqlite3.Connection, document: Document, accounts: Sequence[Account]) -> None:
    """Keeps what is compared of the accounts that now stand for ``document``, to be resolved later. In a
    transaction."""
    db.execute("INSERT OR IGNORE INTO resolution_state VALUES (1, ?, '{}', '')", (METHOD,))
    db.execute("UPDATE resolution_cases SET fresh = ? WHERE document_id = ?", (_NO_MORE, document.id))
    _keep(db, accounts, {document.id: document})


def resolve_store(
    db: sqlite3.Connection, rulings: Rulings, at: str, *, jobs: int = 1, most: int | None = None
) -> int:
    """Brings the incidents up to date, with at most ``most`` of the documents that wait (``None``: all), and
    with all that rulings changed; how many accounts are left waiting. In a transaction.

    However many at a time, the groups are the same in the end.
    """
    method, before = db.execute("SELECT method, rulings FROM resolution_state").fetchone() or ("", "{}")
    old, new = json.loads(before), _marks(rulings)
    renewed = method != METHOD
    if renewed:
        _prepare_all(db)
        most = None
    ruled = _differing(old.get("accounts", {}), new["accounts"])
    _rule(db, rulings, ruled)
    parted = _pairs_differing(old, new)
    now = _waiting(db, most, ruled)
    known = _known(db)
    news = _take_in(db, now)
    hood = Neighbourhood(db)
    links: Links
    whole = renewed or len(now) > BULK_SHARE * known
    if whole:
        table, _, links = hood.rebuild(jobs)
    else:
        touched = hood.change(news.gone, news.gone_numbers, news.come)
        # What people had joined to an account that is gone has no link to be found by.
        left = incidents_holding(db, sorted(news.gone_ids)).values()
        stirred = parted.union(*left)
        number_of = _numbers(db, stirred | {id_ for pair in rulings.must for id_ in pair})
        touched.update(number_of[id_] for id_ in stirred if id_ in number_of)
        must = [
            (number_of[one], number_of[other])
            for one, other in rulings.must
            if one in number_of and other in number_of
        ]
        table, numbers = hood.table(hood.component(touched, must))
        links = hood.links_among(numbers)
    found = groups_in(table, links, rulings)
    cause = _Cause(
        renewed=renewed,
        whole=whole,
        parted=parted,
        gone=news.gone_ids,
        anew=news.anew | _differing(old.get("incidents", {}), new["incidents"]),
        at=at,
    )
    groups = [_in_order(table, group) for group in found.groups]
    _keep_merges(db, table, found.merges, news.gone_ids, at)
    del table, links, found  # of a million accounts a gigabyte, which summing up can use
    _write(db, groups, rulings, cause, jobs)
    db.execute("INSERT OR REPLACE INTO resolution_state VALUES (1, ?, ?, ?)", (METHOD, compact(new), at))
    (left,) = db.execute("SELECT count(*) FROM resolution_cases WHERE fresh IS NOT NULL").fetchone()
    return int(left)


@dataclass(frozen=True, slots=True, kw_only=True)
class _News:
    """What changed: rows as they were of accounts that are gone or changed, and the numbers of those that are
    new or changed. ``anew``: accounts of which something changed that is not compared, or may have."""

    gone: CaseTable
    gone_numbers: npt.NDArray[np.int64]
    gone_ids: set[str]
    come: list[int]
    anew: set[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cause:
    """Why incidents change. ``renewed``: by a new method; ``parted``: accounts of changed rulings; ``gone``:
    accounts that are no more; ``anew``: those that changed. ``whole``: all accounts are looked at."""

    renewed: bool
    whole: bool
    parted: set[str]
    gone: set[str]
    anew: set[str]
    at: str

    def of(self, accounts: Iterable[str], event: Sequence[str]) -> tuple[str, str]:
        """By whom, and why."""
        if not event:
            return METHOD, "none of its accounts stands any more"
        if not self.parted.isdisjoint(accounts):
            return "people", "judgements on its accounts were made or undone"
        if self.renewed:
            return METHOD, "accounts are compared by a new method"
        return METHOD, "accounts were added, changed or taken away near it"


def _prepare_all(db: sqlite3.Connection) -> None:
    """Every current account is to be compared anew."""
    db.execute("DELETE FROM resolution_cases")
    ids = [row[0] for row in db.execute("SELECT DISTINCT document_id FROM codings ORDER BY document_id")]
    for piece in in_pieces(ids):
        accounts = list(accounts_in_documents(db, piece))
        _keep(db, accounts, documents_among(db, {account.document_id for account in accounts}))


def _rule(db: sqlite3.Connection, rulings: Rulings, changed: set[str]) -> None:
    """Accounts that people edited or rejected, or no longer do, are to be compared as they rule."""
    ruled = changed | {account for account, _ in rulings.edits} | rulings.rejected
    if not ruled:
        return
    waiting = {
        row[0]
        for piece in in_pieces(sorted(ruled))
        for row in db.execute(
            "SELECT account_id FROM resolution_cases WHERE fresh IS NOT NULL AND fresh <> ? "
            "AND account_id IN (SELECT value FROM json_each(?))",
            (_NO_MORE, json.dumps(piece)),
        )
    }
    accounts = list(accounts_among(db, sorted(changed | waiting)))
    documents = documents_among(db, {account.document_id for account in accounts})
    _keep(db, list(accounts_to_resolve(accounts, rulings)), documents)
    db.executemany(
        "UPDATE resolution_cases SET fresh = ? WHERE account_id = ?",
        ((_REJECTED, account.id) for account in accounts if account.id in rulings.rejected),
    )


def _known(db: sqlite3.Connection) -> int:
    """Accounts that were resolved before. Both counts are of an index: the cases themselves are long."""
    (all_,) = db.execute("SELECT count(*) FROM resolution_cases").fetchone()
    (new,) = db.execute(
        "SELECT count(*) FROM resolution_cases WHERE fresh IS NOT NULL AND content IS NULL"
    ).fetchone()
    return int(all_) - int(new)


def _waiting(db: sqlite3.Connection, most: int | None, ruled: Set[str]) -> list[int]:
    """Numbers of cases to take in now: those of ``ruled``, and of the ``most`` documents that wait longest
    all; one document's cases go together, for some of them may take the place of others."""
    if most is None:
        rows = db.execute("SELECT number FROM resolution_cases WHERE fresh IS NOT NULL ORDER BY number")
        return [number for (number,) in rows]
    documents: dict[str, None] = {}
    for (document,) in db.execute(
        "SELECT document_id FROM resolution_cases WHERE fresh IS NOT NULL ORDER BY number"
    ):
        if len(documents) == most:
            break
        documents[document] = None
    rows = db.execute(
        "SELECT number FROM resolution_cases WHERE fresh IS NOT NULL AND (document_id IN "
        "(SELECT value FROM json_each(?)) OR account_id IN (SELECT value FROM json_each(?))) "
        "ORDER BY number",
        (json.dumps(list(documents)), json.dumps(sorted(ruled))),
    )
    return [number for (number,) in rows]


def _take_in(db: sqlite3.Connection, waiting: Sequence[int]) -> _News:
    """Makes the cases that stand of those that wait under these numbers."""
    db.execute("CREATE TEMP TABLE IF NOT EXISTS taken_in (number INTEGER PRIMARY KEY)")
    db.execute("DELETE FROM taken_in")
    db.executemany("INSERT INTO taken_in VALUES (?)", ((number,) for number in waiting))
    gone_numbers: list[int] = []
    gone: list[Any] = []
    gone_ids, anew = set(), set()
    come = []
    for number, account, content, fresh in db.execute(
        "SELECT number, account_id, content, fresh FROM taken_in CROSS JOIN resolution_cases USING (number) "
        "ORDER BY number"
    ):
        stays = fresh not in (_NO_MORE, _REJECTED)
        if content is not None and content != fresh:
            gone_numbers.append(number)
            gone.append(json.loads(content))
        if content is not None and not stays:
            gone_ids.add(account)
        if stays and content != fresh:
            come.append(number)
        if stays and content is not None:
            anew.add(account)
    among = "number IN (SELECT number FROM taken_in)"
    db.execute(f"DELETE FROM resolution_cases WHERE fresh = ? AND {among}", (_NO_MORE,))
    db.execute(
        f"UPDATE resolution_cases SET content = nullif(fresh, ?), fresh = NULL WHERE {among}", (_REJECTED,)
    )
    return _News(
        gone=CaseTable.of_rows(gone),
        gone_numbers=np.array(gone_numbers, dtype=np.int64),
        gone_ids=gone_ids,
        come=come,
        anew=anew,
    )


def _write(
    db: sqlite3.Connection, groups: Sequence[tuple[str, ...]], rulings: Rulings, cause: _Cause, jobs: int
) -> None:
    """Puts the groups in the place of what held their accounts, under the ids that they keep."""
    here = {account for group in groups for account in group}
    was = incidents_holding(db, None if cause.whole else sorted(here | cause.gone))
    renaming = named_groups(db, groups, was)
    # What people set of a whole incident goes with most of its accounts, which may lie elsewhere.
    moved = [edit for edit in rulings.incident_edits if not (here | cause.gone).isdisjoint(edit.accounts)]
    anew = cause.anew | {account for edit in moved for account in edit.accounts}
    elsewhere = incidents_holding(db, sorted(anew - here - cause.gone))
    standing = elsewhere | dict(zip(renaming.names, groups, strict=True))
    before = elsewhere | was
    changed = {
        name: accounts
        for name, accounts in standing.items()
        if cause.renewed or before.get(name) != accounts or not anew.isdisjoint(accounts)
    }
    edits = _edits(standing, rulings.incident_edits) if anew else {}
    exchange_incidents(
        db,
        summed_up(db, changed.items(), Summing(rulings=rulings, edits=edits, jobs=jobs)),
        gone=before.keys() - (standing.keys() - changed.keys()),
    )
    stirred = None
    if not cause.whole:
        held = (*changed.values(), *(before[name] for name in before.keys() - standing.keys()))
        stirred = cause.gone | cause.anew | {account for accounts in held for account in accounts}
        stirred.update(a for name in changed.keys() & before.keys() for a in before[name])
    relate(db, rulings, changed, stirred, cause.gone | cause.anew)
    causes = {old: cause.of(was[old], heirs) for old, heirs in renaming.heirs.items()}
    write_past(db, renaming, causes, cause.at)


def _edits(standing: Mapping[str, Sequence[str]], edits: Iterable[Edit]) -> dict[str, list[Edit]]:
    """Incident -> the edits of whole incidents that it takes (as :func:`.judged.edits_of`)."""
    holder = {account: name for name, accounts in standing.items() for account in accounts}
    found: dict[str, list[Edit]] = {}
    for edit in edits:
        votes = Counter(holder[account] for account in edit.accounts if account in holder)
        if votes:
            found.setdefault(votes.most_common(1)[0][0], []).append(edit)
    return found


def _keep_merges(
    db: sqlite3.Connection, table: CaseTable, merges: Sequence[Merge], gone: set[str], at: str
) -> None:
    """The machine's judgements on the accounts of ``table`` are those of ``merges`` and no others."""
    made: set[str] = set()

    def rows() -> Iterator[tuple[object, ...]]:
        for merge, why in explained(table, merges):
            told = judgement_of(table.ids[merge.one], table.ids[merge.other], why)
            made.add(told.id)
            yield told.id, told.verdict.value, told.subject, told.object, told.by, at, told.why

    db.executemany(
        "INSERT OR IGNORE INTO judgements (id, verdict, subject, object, by, at, why) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        rows(),
    )
    for piece in in_pieces([*table.ids, *gone]):
        told = db.execute(
            "SELECT id FROM judgements WHERE number IS NULL AND kind = 'link' "
            "AND subject IN (SELECT value FROM json_each(?))",
            (json.dumps(piece),),
        ).fetchall()
        db.executemany("DELETE FROM judgements WHERE id = ?", [row for row in told if row[0] not in made])


def _keep(db: sqlite3.Connection, accounts: Iterable[Account], documents: Mapping[str, Document]) -> None:
    cases = [case_of(account, documents[account.document_id]) for account in accounts]
    db.executemany(
        "INSERT INTO resolution_cases (account_id, document_id, fresh) VALUES (?, ?, ?) "
        "ON CONFLICT (account_id) DO UPDATE SET fresh = excluded.fresh",
        ((case.account.id, case.document.id, compact(row_of(case))) for case in cases),
    )
    keep_near(db, cases)


def _in_order(table: CaseTable, group: Sequence[int]) -> tuple[str, ...]:
    """Account ids in the order of their cases: by publication and id, those without one last."""
    told = ((table.string(int(table.moment[row])) or "9999", table.ids[row]) for row in group)
    return tuple(id_ for _, id_ in sorted(told))


def _numbers(db: sqlite3.Connection, account_ids: Iterable[str]) -> dict[str, int]:
    return dict(
        row
        for piece in in_pieces(account_ids)
        for row in db.execute(
            "SELECT account_id, number FROM resolution_cases WHERE content IS NOT NULL "
            "AND account_id IN (SELECT value FROM json_each(?))",
            (json.dumps(piece),),
        )
    )


def _marks(rulings: Rulings) -> dict[str, Any]:
    """What of rulings must be known next time to tell what changed."""
    accounts: dict[str, list[object]] = {account: ["rejected"] for account in sorted(rulings.rejected)}
    for (account, field), edit in sorted(rulings.edits.items()):
        accounts.setdefault(account, []).append([field, edit.judgement, repr(edit.values)])
    incidents: dict[str, list[object]] = {}
    for account in sorted(rulings.discounted):
        incidents.setdefault(account, []).append(["discounted", rulings.reasons.get(account, "")])
    for edit in rulings.incident_edits:
        for account in edit.accounts:
            incidents.setdefault(account, []).append([edit.field, edit.judgement, repr(edit.values)])
    return {
        "must": sorted(map(list, rulings.must)),
        "cannot": sorted(map(list, rulings.cannot)),
        "accounts": {account: _digest(told) for account, told in accounts.items()},
        "incidents": {account: _digest(told) for account, told in incidents.items()},
    }


def _digest(told: object) -> str:
    return hashlib.blake2b(repr(told).encode(), digest_size=8).hexdigest()


def _differing(old: Mapping[str, str], new: Mapping[str, str]) -> set[str]:
    return {account for account in old.keys() | new.keys() if old.get(account) != new.get(account)}


def _pairs_differing(old: Marks, new: Marks) -> set[str]:
    """Accounts of links between people's accounts that are new or no more."""
    found: set[str] = set()
    for kind in ("must", "cannot"):
        before, now = ({tuple(pair) for pair in marks.get(kind, ())} for marks in (old, new))
        found.update(account for pair in before ^ now for account in pair)
    return found
