"""The store: one SQLite file that keeps every document, assertion and judgement of a record."""

from __future__ import annotations

import datetime
import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

from dateline.model import Account, ActorAssertion, Coding, Document, Incident, Rejection
from dateline.resolve.compare import METHOD
from dateline.resolve.rulings import Rulings
from dateline.store.archive import ArchiveLog
from dateline.store.as_of import copy_as_of, moment
from dateline.store.codings import write_coding, write_document
from dateline.store.columns import HeldColumns
from dateline.store.database import CACHE_KIB, LOCK_SECONDS, connect, explained, transaction
from dateline.store.doubles import Doubles
from dateline.store.facts import Fact, documents_by_day, read_facts
from dateline.store.incidents import (
    Past,
    current_id,
    incidents_holding,
    read_history,
    read_incidents,
    read_incidents_among,
    write_incidents,
)
from dateline.store.index import IncidentIndex
from dateline.store.judgement_log import JudgementLog
from dateline.store.period import incidents_touching
from dateline.store.reading import accounts_among, accounts_in_documents, documents_among, in_pieces
from dateline.store.releases import Release, read_releases, write_release
from dateline.store.resolution import resolve_store
from dateline.store.review import ReviewLog
from dateline.store.rows import (
    ACTOR_ASSERTION_COLUMNS,
    ASSERTION_COLUMNS,
    accounts_of,
    actor_assertion_of,
    document_of,
)
from dateline.store.saved_searches import SavedSearches
from dateline.store.selecting import Narrow, incident_heads, incident_ids
from dateline.store.turns import in_turns
from dateline.store.watching import WatchLog

__all__ = ["Found", "Store"]

Found = Literal["incident", "account", "document"]
"""What an id may be the id of."""


MOST_JOBS = 4
"""Processes that sum up incidents: the one that writes them keeps up with no more."""


class Store(JudgementLog, SavedSearches):
    """An open store; close it or use ``with``. One writer at a time; readers never wait.

    Every method raises :class:`dateline.errors.StoreError` when the file is locked for longer than
    ``lock_seconds``, damaged or full.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._db = connection
        self._path = path
        self._run: tuple[str, int] | None = None
        self._held: HeldColumns | None = None

    @classmethod
    def open(
        cls,
        path: Path | str,
        *,
        create: bool = True,
        lock_seconds: float = LOCK_SECONDS,
        cache_kib: int = CACHE_KIB,
    ) -> Self:
        """Opens the store at ``path``, with ``create`` makes it where there is none; keeps at most
        ``cache_kib`` of its pages in memory.

        Raises:
            StoreError: it is no store, of a newer version, locked, or (without ``create``) not there.
        """
        path = Path(path)
        return cls(connect(path, create=create, lock_seconds=lock_seconds, cache_kib=cache_kib), path)

    def as_of(self, time: str) -> Store:
        """A store in memory that holds what this one knew at ``time`` (a day's end, or a time; UTC), without
        incidents: they are to be made anew. Close both.

        Raises:
            UsageError: ``time`` is neither a day nor a time.
        """
        at = moment(time)
        with explained(self._path):
            return Store(copy_as_of(self._db, at), self._path)

    def add_document(self, document: Document) -> bool:
        """Adds a document and the name it was read under; whether it is new."""
        with self._writing() as now:
            return write_document(self._db, document, now)

    def add_accounts(self, document: Document, accounts: Sequence[Account], method: str) -> bool:
        """:meth:`add_coding` of accounts alone."""
        return self.add_coding(document, Coding(accounts=tuple(accounts)), method)

    def add_coding(self, document: Document, found: Coding, method: str) -> bool:
        """Adds what ``method`` found in ``document``, and the document, in one transaction.

        An older version of the same coder, or another coder that was run before, is superseded. Returns
        False, and adds nothing but the document's name, when this method has coded it already.
        """
        run = self._run
        try:
            with self._writing() as now:
                write_document(self._db, document, now)
                if self.has_coding(document.id, method):
                    return False
                write_coding(self._db, document, found, method, run=self._run_of(method, now), at=now)
                return True
        except BaseException:
            self._run = run  # a run begun in the transaction was rolled back with it
            raise

    def has_coding(self, document_id: str, method: str) -> bool:
        """Whether ``method`` has coded the document, also when it found nothing."""
        row = self._db.execute(
            "SELECT 1 FROM codings WHERE document_id = ? AND method = ?", (document_id, method)
        )
        return row.fetchone() is not None

    def finish_run(self) -> None:
        """Notes the end of the run that this connection's first coding began, if there was one."""
        if self._run is not None:
            with self._writing() as now:
                self._db.execute("UPDATE runs SET finished = ? WHERE id = ?", (now, self._run[1]))
            self._run = None

    def add_rejection(self, rejection: Rejection) -> None:
        """Keeps a rejection; the same one again changes nothing."""
        with self._writing() as now:
            self._db.execute(
                "INSERT OR IGNORE INTO rejections VALUES (?, ?, ?, ?, ?)",
                (rejection.document, rejection.stage, rejection.reason, rejection.raw_hash, now),
            )

    def replace_incidents(self, incidents: Iterable[Incident]) -> None:
        """Replaces the incidents; an id that disappears redirects to the one that now has its accounts."""
        with self._writing() as now:
            write_incidents(self._db, incidents, now)

    def resolve(self, rulings: Callable[[], Rulings] = Rulings, *, spawn: bool = False) -> tuple[int, int]:
        """Brings the incidents up to date with what was coded and ruled since; the accounts that they hold
        and how many they are. Work depends on what is new and what lies near it. With ``spawn`` other
        processes do a part of much work: only for a program whose main module can be imported again.

        ``rulings`` is asked when nobody else can rule any more.
        """
        # Other processes cannot see what this one has not committed.
        jobs = min(_cores(), MOST_JOBS) if spawn and not self._db.in_transaction else 1
        with self._writing() as now:
            resolve_store(self._db, rulings(), now, jobs=jobs)
            return self.resolved()

    def resolve_some(self, rulings: Rulings, documents: int) -> int:
        """As :meth:`resolve`, with at most so many of the documents that wait, and all that rulings changed;
        how many accounts are left waiting. However many at a time, the groups are the same in the end."""
        with self._writing() as now:
            return resolve_store(self._db, rulings, now, most=documents)

    def has_older_method(self) -> bool:
        """Whether the incidents were made by another method than this Dateline's: whoever next writes has to
        make them all anew, which takes minutes of a large store."""
        with explained(self._path):
            row = self._db.execute("SELECT method FROM resolution_state").fetchone()
            return row is not None and row[0] != METHOD

    def resolved(self) -> tuple[int, int]:
        """How many accounts incidents hold, and how many they are."""
        with explained(self._path):
            (accounts,) = self._db.execute("SELECT count(*) FROM incident_accounts").fetchone()
            (incidents,) = self._db.execute("SELECT count(*) FROM incidents").fetchone()
        return accounts, incidents

    def history(self, incident_id: str) -> list[Past]:
        """Splits, merges and the end of the incident of this id, oldest first."""
        with explained(self._path):
            return read_history(self._db, incident_id)

    def documents(self) -> dict[str, Document]:
        """Every document by id, in order of publication and id."""
        with explained(self._path):
            rows = self._db.execute(
                "SELECT id, parts, raw_hash, source_name, media_type FROM documents ORDER BY published, id"
            )
            return {row[0]: document_of(row[1:]) for row in rows}

    def accounts(self) -> Iterator[Account]:
        """Current accounts, in order of publication, document and reading."""
        yield from self._accounts("")

    def account(self, account_id: str) -> Account | None:
        """One current account."""
        return next(self._accounts("WHERE account_id = ?", account_id), None)

    def actor_assertions(self) -> Iterator[ActorAssertion]:
        """What current codings say about actors, in order of publication, document and reading."""
        with explained(self._path):
            rows = self._db.execute(
                f"SELECT {ACTOR_ASSERTION_COLUMNS} FROM (SELECT a.*, d.published FROM "
                "current_actor_assertions AS a JOIN documents AS d ON d.id = a.document_id) "
                "ORDER BY published, document_id, method, position"
            ).fetchall()
        yield from map(actor_assertion_of, rows)

    def actor_assertions_on(self, actor_id: str | None, text: str) -> list[ActorAssertion]:
        """Those whose subject or object is the actor of this id; without one, is named by these words."""
        about = (
            "subject_id = :asked OR object_id = :asked"
            if actor_id is not None
            else "lower(subject ->> '$.text') = lower(:asked) OR lower(object ->> '$.text') = lower(:asked)"
        )
        with explained(self._path):
            rows = self._db.execute(
                f"SELECT {ACTOR_ASSERTION_COLUMNS} FROM current_actor_assertions WHERE {about} "
                "ORDER BY document_id, method, position",
                {"asked": text if actor_id is None else actor_id},
            ).fetchall()
        return [actor_assertion_of(row) for row in rows]

    def incidents(self) -> Iterator[Incident]:
        """Incidents as computed last, by date and id, those without a date last."""
        with explained(self._path):
            yield from read_incidents(self._db)

    def facts(self) -> list[Fact]:
        """Every incident that is not history in one short line each, by id: for counting over time."""
        with explained(self._path):
            return list(read_facts(self._db))

    def touching(self, first: str, last: str) -> list[str]:
        """Ids of incidents that may have happened between two ISO days, both inclusive, or were told then."""
        with explained(self._path):
            return incidents_touching(self._db, first, last)

    def documents_by_day(self) -> dict[str, int]:
        """ISO day -> documents published then that were read, whatever they tell."""
        with explained(self._path):
            return documents_by_day(self._db)

    def incident(self, incident_id: str) -> Incident | None:
        """The incident of an id that is or once was given out; ``None`` when none holds its accounts."""
        with explained(self._path):
            here = current_id(self._db, incident_id)
            return None if here is None else next(read_incidents(self._db, here), None)

    def incident_ids(self, narrow: Narrow) -> list[str]:
        """Ids of incidents that have what ``narrow`` asks, by date, those without a date last."""
        with explained(self._path):
            return incident_ids(self._db, narrow)

    def incident_heads(self, narrow: Narrow) -> Iterator[Mapping[str, Any]]:
        """Their own fields in the shape of the exchange record, without accounts; in the same order."""
        with explained(self._path):
            yield from incident_heads(self._db, narrow)

    def incident_of(self, account_id: str) -> Incident | None:
        """The incident that holds an account; ``None`` for one that is unknown or was rejected."""
        with explained(self._path):
            row = self._db.execute(
                "SELECT incident_id FROM incident_accounts WHERE account_id = ?", (account_id,)
            ).fetchone()
            return None if row is None else next(read_incidents(self._db, row[0]), None)

    def incidents_among(self, incident_ids: Iterable[str]) -> list[Incident]:
        """Those of the incidents that there are, by date and id."""
        with explained(self._path):
            return [one for piece in in_pieces(incident_ids) for one in read_incidents_among(self._db, piece)]

    def incidents_holding(self, account_ids: Iterable[str]) -> list[Incident]:
        """Every incident that holds one of the accounts."""
        with explained(self._path):
            return self.incidents_among(incidents_holding(self._db, sorted(account_ids)))

    def accounts_among(self, account_ids: Iterable[str]) -> Iterator[Account]:
        """Those of the accounts that are current, by document."""
        with explained(self._path):
            yield from accounts_among(self._db, sorted(account_ids))

    def accounts_of_document(self, document_id: str) -> list[Account]:
        """The current accounts of one document, in reading order."""
        with explained(self._path):
            return list(accounts_in_documents(self._db, [document_id]))

    def documents_among(self, document_ids: Iterable[str]) -> dict[str, Document]:
        """Those of the documents that there are, by id."""
        with explained(self._path):
            return documents_among(self._db, sorted(document_ids))

    @property
    def index(self) -> IncidentIndex:
        """The flat rows that lists and maps read; :mod:`dateline.indexing` brings them up to date."""
        return IncidentIndex(self._db, self._path, self._held)

    def answer_from(self, held: HeldColumns) -> None:
        """From now on counts, weeks, values, points and filtered pages of the index come from columns in
        memory, which all stores that are given the same ``held`` share. The answers are the same."""
        self._held = held

    @property
    def reviewing(self) -> ReviewLog:
        """Who reviews what just now, and what they left."""
        return ReviewLog(self._db, self._writing)

    @property
    def doubles(self) -> Doubles:
        """What two people code apart from one another."""
        return Doubles(self._db, self._writing)

    @property
    def path(self) -> Path:
        """The file; the archive's names are relative to its folder."""
        return self._path

    @property
    def archive(self) -> ArchiveLog:
        """What was fetched, and the versions of documents."""
        return ArchiveLog(self._db, self._path)

    @property
    def watch(self) -> WatchLog:
        """What ``dateline watch`` has still to do."""
        return WatchLog(self._db, self._path)

    def former_ids(self, incident_id: str) -> list[str]:
        """Ids that were given out for what this incident now holds, or for most of it."""
        with explained(self._path):
            rows = self._db.execute(
                "WITH RECURSIVE former (id) AS (SELECT id FROM incident_redirects WHERE leads_to = ? "
                "UNION SELECT r.id FROM incident_redirects AS r JOIN former AS f ON r.leads_to = f.id) "
                "SELECT id FROM former ORDER BY id",
                (incident_id,),
            )
            return [id_ for (id_,) in rows]

    def rejections(self) -> list[Rejection]:
        """Every rejection ever, by name."""
        with explained(self._path):
            rows = self._db.execute(
                "SELECT document, stage, reason, raw_hash FROM rejections ORDER BY document, stage, reason"
            )
            return [Rejection(document=d, stage=s, reason=r, raw_hash=h) for d, s, r, h in rows]

    def state(self) -> str:
        """Changes whenever something in the store does that is served: what answers are remembered under."""
        with explained(self._path):
            row = self._db.execute(
                "SELECT (SELECT revision FROM index_state), (SELECT max(rowid) FROM documents), "
                "(SELECT max(number) FROM judgements), (SELECT max(id) FROM runs), "
                "(SELECT count(*) FROM releases)"
            ).fetchone()
        return "-".join("" if part is None else str(part) for part in row)

    def last_published(self) -> str:
        """The newest ISO day on which a document was published; "" where none is dated."""
        with explained(self._path):
            row = self._db.execute("SELECT max(substr(published, 1, 10)) FROM documents").fetchone()
            return row[0] or ""

    def documents_after(self, document_id: str, limit: int) -> list[Document]:
        """At most ``limit`` documents in order of id, those after ``document_id`` ("" for the first)."""
        with explained(self._path):
            ids = self._db.execute(
                "SELECT id FROM documents WHERE id > ? ORDER BY id LIMIT ?", (document_id, limit)
            ).fetchall()
            found = documents_among(self._db, [id_ for (id_,) in ids])
            return [found[id_] for (id_,) in ids]

    def releases(self) -> list[Release]:
        """The register of releases, oldest first."""
        with explained(self._path):
            return read_releases(self._db)

    @contextmanager
    def registering(self, release: Release) -> Iterator[None]:
        """Registers ``release`` if what is done within succeeds."""
        with self._writing() as now:
            write_release(self._db, release, now)
            yield

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that is read within is of one moment, whatever another program writes meanwhile."""
        with explained(self._path):
            self._db.execute("BEGIN")
        try:
            yield
        finally:
            self._db.execute("ROLLBACK")

    def find(self, id_prefix: str) -> list[tuple[Found, str]]:
        """``(level, id)`` of incidents, accounts and documents whose id begins so; ``b2:`` may be left out.

        An incident's former id is found as well.
        """
        prefix = id_prefix if ":" in id_prefix else f"b2:{id_prefix}"
        # A range, which the indexes answer; no id has a character beyond the end of it.
        begun = "BETWEEN :prefix AND :prefix || char(1114111)"
        with explained(self._path):
            rows = self._db.execute(
                f"SELECT 'incident' AS level, id FROM incidents WHERE id {begun} "
                f"UNION SELECT 'incident', id FROM incident_redirects WHERE id {begun} "
                f"UNION SELECT 'account', account_id FROM current_assertions WHERE account_id {begun} "
                f"UNION SELECT 'document', id FROM documents WHERE id {begun} ORDER BY 1, 2",
                {"prefix": prefix},
            )
            return [(level, id_) for level, id_ in rows]

    def has_current_incidents(self, rejected: Iterable[str] = ()) -> bool:
        """Whether the incidents hold exactly the current accounts but ``rejected``; not so after a run that
        was cut short."""
        accounts = (
            "SELECT DISTINCT account_id FROM current_assertions "
            "WHERE account_id NOT IN (SELECT value FROM json_each(:rejected))"
        )
        held = "SELECT account_id FROM incident_accounts"
        with explained(self._path):
            row = self._db.execute(
                f"SELECT EXISTS ({accounts} EXCEPT {held}) OR EXISTS ({held} EXCEPT {accounts})",
                {"rejected": json.dumps(list(rejected))},
            )
            return not row.fetchone()[0]

    def close(self) -> None:
        """Closes the file."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """What is written within is written together or, after an error or a kill, not at all."""
        within = nullcontext() if self._db.in_transaction else transaction(self._db)
        with explained(self._path), within:
            yield

    def in_turns(self, step: Callable[[], bool]) -> None:
        """Calls ``step`` until it gives False, in short transactions between which others write."""
        in_turns(self.at_once, step)

    @contextmanager
    def _writing(self) -> Iterator[str]:
        """One transaction, or part of the one that :meth:`at_once` began; gives the time to write into it."""
        with self.at_once():
            yield datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")

    def _accounts(self, where: str, *values: str) -> Iterator[Account]:
        with explained(self._path):
            rows = self._db.execute(
                f"SELECT {ASSERTION_COLUMNS} FROM (SELECT a.*, d.published FROM current_assertions AS a "
                f"JOIN documents AS d ON d.id = a.document_id) {where} "
                "ORDER BY published, document_id, method, position",
                values,
            ).fetchall()
        yield from accounts_of(rows)

    def _run_of(self, method: str, now: str) -> int:
        """This connection's run; begun with its first coding: one that adds nothing leaves no trace."""
        if self._run is None or self._run[0] != method:
            cursor = self._db.execute("INSERT INTO runs (method, started) VALUES (?, ?)", (method, now))
            self._run = (method, int(cursor.lastrowid or 0))
        return self._run[1]


def _cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
