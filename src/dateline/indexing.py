"""The read index of a store brought up to date: exchange records in, flat rows out.

Rows are made of the same records that exports write and filters look at, so a filter means one thing
everywhere. What changed is named by the store itself (``index_stale``); each piece is one transaction, and a
run that is killed goes on where it was.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from dateline.codec import document_record, incident_record
from dateline.export.columns import Record
from dateline.export.geojson import point_of
from dateline.export.incident_words import headline
from dateline.export.matching import actor_names, outlets_of, words_looked_at
from dateline.model import Account, DatePrecision, Grade, Role
from dateline.resolve.judged import edits_of, judged_accounts
from dateline.resolve.judgement_log import on_accounts, on_incidents, rulings_of
from dateline.store import Store

__all__ = ["Progress", "incident_records", "keep_index", "kept_index", "open_index"]

Progress = Callable[[int, int], None]
"""Told how many rows are written, of how many."""
AT_ONCE = 100
"""Incidents written at once: a tenth of a second, which a writer beside it can wait."""
KEPT_UP_TO = 20_000
"""More stale rows than this are left to who next reads the index: a run does not wait for them."""
_GRADES = tuple(Grade)
_NAMES_A_WEEK = (DatePrecision.DAY, DatePrecision.DAYS, DatePrecision.WEEK)
_NEVER = ""


def open_index(store: Store, progress: Progress = lambda _done, _all: None) -> None:
    """Brings the index up to date for someone who will read it, and has runs keep it from now on."""
    with store.at_once():
        if not store.index.in_use():
            store.index.use()
    _catch_up(store, progress)


def keep_index(store: Store) -> None:
    """Brings the index up to date where somebody reads it and not too much waits."""
    if store.index.in_use() and store.index.stale() <= KEPT_UP_TO:
        _catch_up(store, lambda _done, _all: None)


@contextmanager
def kept_index(store: Store) -> Iterator[None]:
    """Writes the rows of the incidents that change within, and no others, where somebody reads the index.

    In a transaction, so that nobody sees incidents without their rows.
    """
    if not store.index.in_use():
        yield
        return
    before = set(store.index.some_stale())
    yield
    _write(store, [id_ for id_ in store.index.some_stale() if id_ not in before])


def _catch_up(store: Store, progress: Progress) -> None:
    waiting, done = store.index.stale(), 0

    def step() -> bool:
        nonlocal done
        some = store.index.some_stale(AT_ONCE)
        _write(store, some)
        done += len(some)
        progress(min(done, waiting), waiting)
        return len(some) == AT_ONCE

    store.in_turns(step)


def incident_records(store: Store, incident_ids: Iterable[str]) -> Iterator[Mapping[str, Any]]:
    """The exchange records of these incidents, in the order asked for; ids that name none are passed over.

    Reads them and what they rest on and nothing else. Take a :meth:`Store.snapshot` where a writer may come
    between.
    """
    everything = store.judgements_in_force()
    for some in _pieces(incident_ids, AT_ONCE):
        incidents = store.incidents_among(some)
        wanted = {id_ for incident in incidents for id_ in incident.account_ids}
        # What was judged of others makes no difference here, and with the years there is much of it.
        log = [j for j in everything if not (wanted.isdisjoint(j.accounts) and wanted.isdisjoint(j.others))]
        coded = store.coded_among({a for j in log for a in (*j.accounts, *j.others)}) if log else set()
        ruled = rulings_of(log, coded.__contains__)
        on_account = on_accounts(log)
        # Which of several incidents an edit of a whole one belongs to, its accounts decide together.
        edited = {a for edit in ruled.rulings.incident_edits for a in edit.accounts}
        edits = edits_of(store.incidents_holding(edited) if edited else [], ruled.rulings)
        told = on_incidents(log, incidents, edits)
        accounts = {a.id: a for a in judged_accounts(store.accounts_among(wanted), ruled.rulings)}
        documents = store.documents_among({account.document_id for account in accounts.values()})
        by_id = {incident.id: incident for incident in incidents}
        for incident_id in some:
            incident = by_id.get(incident_id)
            if incident is None:
                continue
            # After a run that was cut short an incident may still name accounts that a newer method replaced.
            members: list[Account] = [accounts[id_] for id_ in incident.account_ids if id_ in accounts]
            if len(members) == len(incident.account_ids):
                judged = told.get(incident.id, ())
                yield incident_record(incident, members, documents, judged, on_account)


def _write(store: Store, ids: Sequence[str]) -> None:
    def rows() -> Iterator[tuple[Mapping[str, Any], list[tuple[str, str]], str]]:
        for some in _pieces(ids, AT_ONCE):
            records = list(incident_records(store, some))
            wanted = {source["document_id"] for record in records for source in record["sources"]}
            documents = {
                id_: document_record(document) for id_, document in store.documents_among(wanted).items()
            }
            added = store.index.added(wanted)
            for record in records:
                newest = max((added[s["document_id"]] for s in record["sources"]), default=_NEVER)
                yield (
                    _row(record, newest),
                    [("actor", name) for name in actor_names(record) if name]
                    + [("outlet", name) for name in outlets_of(record, documents) if name],
                    "\n".join(text for text in words_looked_at(record, documents) if text).casefold(),
                )

    store.index.write(ids, rows())


def _row(record: Record, added: str) -> dict[str, Any]:
    place, date = record["place"] or {}, record["date"] or {}
    first, last = date.get("start") or date.get("end"), date.get("end") or date.get("start")
    killed, injured = (record["casualties"][kind] or {} for kind in ("killed", "injured"))
    point = point_of(record)
    known = killed.get("best") if killed.get("best") is not None else killed.get("low")
    sure = [
        told["confidence"]
        for account in record["accounts"]
        for told in account["provenance"].values()
        if told["confidence"] is not None
    ]
    return {
        "id": record["incident_id"],
        "headline": headline(record),
        "event_type": record["event_type"],
        "status": record["status"],
        "grade": record["grade"],
        "grade_rank": _GRADES.index(Grade(record["grade"])),
        "review": record["review"],
        "background": record["background"],
        "first_day": first,
        "last_day": last,
        "date_precision": date.get("precision"),
        "date_basis": date.get("basis"),
        "week": _monday(first) if date.get("precision") in _NAMES_A_WEEK else None,
        "country": place.get("country"),
        "admin1": place.get("admin1"),
        "admin1_key": (place.get("admin1") or "").casefold() or None,
        "place": place.get("name") or place.get("text"),
        "geonameid": place.get("geonameid"),
        "precision": place.get("precision"),
        "latitude": point and point[1],
        "longitude": point and point[0],
        **{f"killed_{end}": killed.get(end) for end in ("low", "best", "high")},
        "killed_known": known,
        **{f"injured_{end}": injured.get(end) for end in ("low", "best", "high")},
        "doers": _names(record, Role.PERPETRATOR, Role.SPEAKER),
        "targets": _names(record, Role.TARGET, Role.VICTIM, Role.ADDRESSEE),
        "claimed_by": json.dumps(record["claimed_by"], ensure_ascii=False),
        "accounts": len(record["accounts"]),
        "documents": len(record["sources"]),
        "origins": len(record["origins"]),
        "least_confidence": min(sure, default=None),
        "conflict": _conflict(record),
        "added": added,
        "by_date": first or _NEVER,
        "by_killed": -1 if known is None else known,
        "by_confidence": min(sure, default=2.0),
    }


def _conflict(record: Record) -> int:
    """On how many things the accounts differ: doers, days, places, and each kind of toll."""
    tolls = (bounds for bounds in record["casualties"].values() if bounds)
    rivals: int = (
        len(record["rivals"])
        + len(record["date_alternatives"])
        + len(record["place_alternatives"])
        + sum(None not in (t["low"], t["high"]) and t["low"] != t["high"] for t in tolls)
    )
    return rivals


def _names(record: Record, *roles: Role) -> str:
    names = (actor["name"] or actor["text"] for actor in record["actors"] if actor["role"] in roles)
    return json.dumps(list(dict.fromkeys(names)), ensure_ascii=False)


def _monday(day: str | None) -> str | None:
    if day is None:
        return None
    told = dt.date.fromisoformat(day)
    return (told - dt.timedelta(days=told.weekday())).isoformat()


def _pieces(ids: Iterable[str], size: int) -> Iterator[list[str]]:
    piece: list[str] = []
    for id_ in ids:
        piece.append(id_)
        if len(piece) == size:
            yield piece
            piece = []
    if piece:
        yield piece
