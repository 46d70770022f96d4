"""The judging half of :class:`dateline.store.Store`: the log of judgements, appended to and read."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path

from dateline.model import Judgement
from dateline.store.database import explained
from dateline.store.judgements import append_judgement, coded_among, find_judgements, read_judgements

__all__ = ["JudgementLog"]


class JudgementLog:
    """Judgements of people and methods in one table; nothing is ever deleted from it."""

    _db: sqlite3.Connection
    _path: Path

    def _writing(self) -> AbstractContextManager[str]:
        """One transaction; gives the time to write into it."""
        raise NotImplementedError

    def add_judgements(self, judgements: Iterable[Judgement]) -> None:
        """Appends judgements; one with a known id changes nothing. An empty ``at`` becomes the time now."""
        with self._writing() as now:
            self._db.executemany(
                "INSERT OR IGNORE INTO judgements (id, verdict, subject, object, by, at, why) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                ((j.id, j.verdict.value, j.subject, j.object, j.by, j.at or now, j.why) for j in judgements),
            )

    def judge(self, judgement: Judgement) -> Judgement:
        """Appends a person's judgement to the log; gives it its number, its id and the time now.

        An undo marks what it undoes, and marks it no more once it is undone itself.
        """
        with self._writing() as now:
            return append_judgement(self._db, judgement, now)

    def judgements(self) -> list[Judgement]:
        """Every judgement: of methods by time, then of people in their order."""
        with explained(self._path):
            return read_judgements(self._db)

    def judgements_of_people(self) -> list[Judgement]:
        """The log of what people judged, in order."""
        with explained(self._path):
            return read_judgements(self._db, "number IS NOT NULL")

    def judgements_in_force(self, subject: str | None = None) -> list[Judgement]:
        """What people judged and nobody took back, in order; of one ``subject`` where it is given."""
        where = "number IS NOT NULL AND undone_by IS NULL AND kind <> 'undo'"
        with explained(self._path):
            if subject is None:
                return read_judgements(self._db, where)
            return read_judgements(self._db, f"{where} AND subject = ?", subject)

    def undone_by(self, judgement_id: str) -> str | None:
        """The undo in force that takes a judgement back."""
        with explained(self._path):
            row = self._db.execute(
                "SELECT undone_by FROM judgements WHERE id = ?", (judgement_id,)
            ).fetchone()
            return None if row is None else row[0]

    def judgements_on(self, account_ids: Iterable[str]) -> list[Judgement]:
        """What methods judged of one of these accounts, oldest first."""
        about = "SELECT value FROM json_each(?)"
        with explained(self._path):
            named = json.dumps(list(account_ids))
            return read_judgements(
                self._db, f"number IS NULL AND (subject IN ({about}) OR object IN ({about}))", named, named
            )

    def find_judgements(self, id_prefix: str) -> list[Judgement]:
        """The judgements whose id begins so; ``b2:`` may be left out."""
        with explained(self._path):
            return find_judgements(self._db, id_prefix)

    def coded_among(self, account_ids: Iterable[str]) -> set[str]:
        """Those of ``account_ids`` that a current coding gives."""
        with explained(self._path):
            return coded_among(self._db, account_ids)
