"""Which incidents belong together, kept up to date: only follow-ups near what changed are looked for anew.

The ties are kept between accounts (``resolution_ties``), since ids of incidents come and go; what an incident
shows of them (``incidents.related``) is put together from the ties of its accounts.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from dateline.codec.incident_view import dump_related
from dateline.model import RelationKind, Span
from dateline.resolve.cases import Case
from dateline.resolve.followed import BACK_DAYS, PROVINCE, Found, keys_elsewhere
from dateline.resolve.relations import follows_others, found_ties, put_together
from dateline.resolve.rulings import Rulings
from dateline.store.incidents import incidents_holding
from dateline.store.reading import cases_among, in_pieces
from dateline.store.rows import compact

__all__ = ["keep_near", "relate"]

_FOLLOWERS_AT_ONCE = 200


def keep_near(db: sqlite3.Connection, cases: Iterable[Case]) -> None:
    """Notes what leads from follow-ups to these accounts, and whether they are follow-ups themselves."""
    prepared = {case.account.id: case for case in cases}
    for piece in in_pieces(prepared):
        number_of = dict(
            db.execute(
                "SELECT account_id, number FROM resolution_cases "
                "WHERE account_id IN (SELECT value FROM json_each(?))",
                (json.dumps(piece),),
            )
        )
        numbers = json.dumps(list(number_of.values()))
        for table in ("resolution_followers", "resolution_near"):
            db.execute(f"DELETE FROM {table} WHERE number IN (SELECT value FROM json_each(?))", (numbers,))
        for account_id, number in number_of.items():
            case = prepared[account_id]
            days = case.days
            if days is not None:
                keys = {_hashed(key) for key in keys_elsewhere(case)}
                db.executemany(
                    "INSERT OR IGNORE INTO resolution_near VALUES (?, ?, ?)",
                    ((key, days.first, number) for key in keys),
                )
            if follows_others(case):
                db.execute(
                    "INSERT INTO resolution_followers VALUES (?, ?, ?, ?)",
                    (number, case.number > 1, days and days.first, days and days.last),
                )


def relate(
    db: sqlite3.Connection,
    rulings: Rulings,
    changed: Mapping[str, Sequence[str]],
    stirred: set[str] | None,
    other: Set[str] = frozenset(),
) -> None:
    """Brings ``incidents.related`` up to date. In a transaction.

    ``changed``: incidents written anew, with their accounts; ``stirred``: all accounts of which something
    changed, those that are no more included; ``None``: all. ``other``: those of them that said another thing
    before, or are no more; of the rest only the incident changed.
    """
    followers = _followers(db, stirred, other)
    ends = _without(db, followers, stirred)
    for piece in _pieces(followers):
        ends |= _look_anew(db, rulings, piece)
    ends.update(account for accounts in changed.values() for account in accounts)
    _put_together(db, rulings, sorted(ends))


def _hashed(key: str) -> int:
    """A 63-bit number, odd where the key is a province."""
    number = int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest()) >> 1
    return number & ~1 | key.startswith(PROVINCE)


def _followers(db: sqlite3.Connection, stirred: set[str] | None, other: Set[str]) -> list[str]:
    """Follow-ups that lie near an account of which something changed, or tell a tie to one.

    Near in days too, as :func:`_look_anew` looks; where an account lay before it said another thing is not
    known, so those are near whatever the day.
    """
    if stirred is None:
        rows = db.execute(
            "SELECT c.account_id FROM resolution_followers AS f JOIN resolution_cases AS c USING (number)"
        )
        return sorted(row[0] for row in rows)
    of_one_document = (
        "SELECT o.account_id FROM resolution_cases AS c "
        "JOIN resolution_cases AS o ON o.document_id = c.document_id "
        "JOIN resolution_followers AS f ON f.number = o.number WHERE c.account_id IN"
    )
    that_were_tied = "SELECT follower FROM resolution_ties WHERE event IN"
    of_one_place_doer_or_province = (
        "SELECT o.account_id FROM resolution_cases AS c JOIN resolution_near AS n USING (number) "
        "JOIN resolution_near AS m ON m.key = n.key {} JOIN resolution_followers AS f "
        "ON f.number = m.number AND (f.counts OR n.key % 2 = 0) {} "
        "JOIN resolution_cases AS o ON o.number = m.number WHERE c.account_id IN"
    )
    in_time = of_one_place_doer_or_province.format(
        f"AND m.day <= n.day + {BACK_DAYS}", "AND n.day <= f.last + 1"
    )
    at_any_time = of_one_place_doer_or_province.format("", "")
    found: set[str] = set()
    for near, accounts in ((in_time, stirred - other), (at_any_time, stirred & other)):
        for piece in in_pieces(sorted(accounts)):
            asked = (json.dumps(piece),)
            found.update(
                row[0]
                for query in (of_one_document, near, that_were_tied)
                for row in db.execute(f"{query} (SELECT value FROM json_each(?))", asked)
            )
    return sorted(found)


def _without(db: sqlite3.Connection, followers: Sequence[str], stirred: set[str] | None) -> set[str]:
    """Forgets the ties of follow-ups that are looked at anew or are no more; the accounts that they tied."""
    old = "SELECT follower, event FROM resolution_ties"
    if stirred is None:
        ends = {account for row in db.execute(old) for account in row}
        db.execute("DELETE FROM resolution_ties")
        return ends
    ends = set()
    for piece in in_pieces(sorted({*followers, *stirred})):
        asked = (json.dumps(piece),)
        where = "WHERE follower IN (SELECT value FROM json_each(?))"
        ends.update(account for row in db.execute(f"{old} {where}", asked) for account in row)
        db.execute(f"DELETE FROM resolution_ties {where}", asked)
    return ends


def _pieces(followers: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(followers), _FOLLOWERS_AT_ONCE):
        yield followers[start : start + _FOLLOWERS_AT_ONCE]


def _look_anew(db: sqlite3.Connection, rulings: Rulings, followers: Sequence[str]) -> set[str]:
    """Finds the events of follow-ups among all that may be; the accounts that it ties."""
    asked = (json.dumps(followers),)
    near = {
        row[0]
        for query in (
            "SELECT o.account_id FROM resolution_cases AS c "
            "JOIN resolution_cases AS o ON o.document_id = c.document_id "
            "WHERE c.account_id IN (SELECT value FROM json_each(?))",
            "SELECT o.account_id FROM resolution_cases AS c JOIN resolution_followers AS f USING (number) "
            "JOIN resolution_near AS n ON n.number = c.number AND (f.counts OR n.key % 2 = 0) "
            "JOIN resolution_near AS m ON m.key = n.key "
            f"AND m.day BETWEEN f.first - {BACK_DAYS} AND f.last + 1 "
            "JOIN resolution_cases AS o ON o.number = m.number "
            "WHERE c.account_id IN (SELECT value FROM json_each(?))",
        )
        for row in db.execute(query, asked)
    }
    cases, incident_of = _standing(db, rulings, sorted(near))
    mine = {index for index, case in enumerate(cases) if case.account.id in set(followers)}
    found = [tie for tie in found_ties(cases, incident_of) if tie.follower in mine]
    rows = [
        (cases[t.follower].account.id, cases[t.event].account.id, t.kind.value, _spans_json(t.spans))
        for t in found
    ]
    db.executemany("INSERT OR IGNORE INTO resolution_ties VALUES (?, ?, ?, ?)", rows)
    return {account for row in rows for account in row[:2]}


def _standing(
    db: sqlite3.Connection, rulings: Rulings, account_ids: Sequence[str]
) -> tuple[list[Case], dict[int, str]]:
    """The accounts as they are resolved, and the incidents that hold them."""
    cases = cases_among(db, account_ids, rulings)
    holder = _holders(db, account_ids)
    return cases, {i: holder[c.account.id] for i, c in enumerate(cases) if c.account.id in holder}


def _holders(db: sqlite3.Connection, account_ids: Iterable[str]) -> dict[str, str]:
    return dict(
        row
        for piece in in_pieces(account_ids)
        for row in db.execute(
            "SELECT account_id, incident_id FROM incident_accounts "
            "WHERE account_id IN (SELECT value FROM json_each(?))",
            (json.dumps(piece),),
        )
    )


def _put_together(db: sqlite3.Connection, rulings: Rulings, account_ids: Sequence[str]) -> None:
    """Writes what the incidents of these accounts show of the ties that there are."""
    for piece in in_pieces(sorted(incidents_holding(db, account_ids))):
        held = {
            account
            for (account,) in db.execute(
                "SELECT account_id FROM incident_accounts "
                "WHERE incident_id IN (SELECT value FROM json_each(?))",
                (json.dumps(piece),),
            )
        }
        ties = _ties(db, sorted(held))
        cases, incident_of = _standing(db, rulings, sorted({a for tie in ties for a in tie[:2]}))
        at = {case.account.id: index for index, case in enumerate(cases)}
        found = [
            Found(RelationKind(kind), at[follower], at[event], _spans_of(spans))
            for follower, event, kind, spans in ties
            if at.get(follower) in incident_of and at.get(event) in incident_of
        ]
        related = put_together(found, cases, incident_of)
        told = db.execute(
            "SELECT id, related FROM incidents WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(piece),),
        ).fetchall()
        now = ((dump_related(related.get(id_, ())), id_, before) for id_, before in told)
        changed = [(text, id_) for text, id_, before in now if text != before]
        db.executemany("UPDATE incidents SET related = ? WHERE id = ?", changed)


def _ties(db: sqlite3.Connection, account_ids: Sequence[str]) -> list[tuple[str, str, str, str]]:
    return sorted(
        {
            row
            for piece in in_pieces(account_ids)
            for column in ("follower", "event")
            for row in db.execute(
                f"SELECT follower, event, kind, spans FROM resolution_ties "
                f"WHERE {column} IN (SELECT value FROM json_each(?))",
                (json.dumps(piece),),
            )
        }
    )


def _spans_json(spans: Sequence[Span]) -> str:
    return compact([[s.part, s.start, s.end, s.quote] for s in spans])


def _spans_of(text: str) -> tuple[Span, ...]:
    return tuple(
        Span(part=part, start=start, end=end, quote=quote) for part, start, end, quote in json.loads(text)
    )
