"""What was fetched: captures in the archive, the documents read of them, and the versions of a document."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from dateline.store.database import explained

__all__ = ["ArchiveLog", "Capture", "Version"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One kept answer or file: whose, when, and where its record begins. ``status`` is 0 of a file: nobody
    answered. ``length`` counts the bytes of its records; ``same_as`` is the capture that holds the same body,
    where this one holds none."""

    url: str
    at: str
    status: int
    media_type: str
    digest: str
    file: str
    offset: int
    length: int
    same_as: int | None = None
    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What an address held from ``at`` on; versions of one ``line`` are one document as it was changed."""

    line: str
    number: int
    document_id: str
    capture_id: int | None
    at: str


_CAPTURE = "id, url, at, status, media_type, digest, file, offset, length, same_as"


class ArchiveLog:
    """The part of an open store that says what was fetched; writes inside the transaction of the caller."""

    def __init__(self, db: sqlite3.Connection, path: Path) -> None:
        self._db = db
        self._path = path

    def begin_file(self, name: str) -> None:
        """A file of the archive that is now written to."""
        with explained(self._path):
            self._db.execute(
                "INSERT INTO archive_files (name) VALUES (?) ON CONFLICT (name) DO NOTHING", (name,)
            )

    def close_file(self, name: str) -> None:
        """Nothing more will be written to the file."""
        with explained(self._path):
            self._db.execute("UPDATE archive_files SET closed = 1 WHERE name = ?", (name,))

    def open_files(self) -> list[tuple[str, int]]:
        """Files that are written to, oldest first, each with the end of its last capture (0: it has none)."""
        with explained(self._path):
            return self._db.execute(
                "SELECT name, coalesce((SELECT offset + length FROM captures WHERE file = name "
                "ORDER BY offset DESC LIMIT 1), 0) FROM archive_files WHERE NOT closed ORDER BY name"
            ).fetchall()

    def files(self) -> int:
        """How many files the archive has had."""
        with explained(self._path):
            return int(self._db.execute("SELECT count(*) FROM archive_files").fetchone()[0])

    def add(self, capture: Capture) -> int:
        """Keeps where an answer is; gives its number."""
        with explained(self._path):
            row = self._db.execute(
                "INSERT INTO captures (url, at, status, media_type, digest, file, offset, length, same_as) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    capture.url, capture.at, capture.status, capture.media_type, capture.digest, capture.file,
                    capture.offset, capture.length, capture.same_as,
                ),
            )  # fmt: skip
            return int(row.lastrowid or 0)

    def capture(self, number: int) -> Capture | None:
        """One capture."""
        return next(iter(self._captures("WHERE id = ?", number)), None)

    def holding(self, url: str, digest: str) -> Capture | None:
        """The capture of ``url`` that holds a body of this digest, if one is kept."""
        found = self._captures("WHERE url = ? AND digest = ? AND same_as IS NULL LIMIT 1", url, digest)
        return next(iter(found), None)

    def captures_of(self, document_id: str) -> list[Capture]:
        """The answers and files that a document was read from, oldest first."""
        return self._captures(
            "WHERE id IN (SELECT capture_id FROM document_captures WHERE document_id = ?) ORDER BY id",
            document_id,
        )

    def link(self, document_id: str, capture: int) -> None:
        """The document was read from the capture."""
        with explained(self._path):
            self._db.execute("INSERT OR IGNORE INTO document_captures VALUES (?, ?)", (document_id, capture))

    def add_version(self, line: str, document_id: str, capture: int | None, at: str) -> int:
        """What the address holds now; gives the version's number, 0 where it is the one that stood last."""
        with explained(self._path):
            last = self._db.execute(
                "SELECT number, document_id FROM document_versions WHERE line = ? ORDER BY "
                "number DESC LIMIT 1",
                (line,),
            ).fetchone()
            if last is not None and last[1] == document_id:
                return 0
            number = 1 if last is None else int(last[0]) + 1
            self._db.execute(
                "INSERT INTO document_versions VALUES (?, ?, ?, ?, ?)",
                (line, number, document_id, capture, at),
            )
            return number

    def versions(self, document_or_line: str) -> list[Version]:
        """All versions of the lines that a document is in, or of one line; oldest first."""
        with explained(self._path):
            rows = self._db.execute(
                "SELECT line, number, document_id, capture_id, at FROM document_versions WHERE "
                "line = :it OR line IN "
                "(SELECT line FROM document_versions WHERE document_id = :it) ORDER BY line, number",
                {"it": document_or_line},
            )
            return [
                Version(line=line, number=number, document_id=document, capture_id=capture, at=at)
                for line, number, document, capture, at in rows
            ]

    def _captures(self, where: str, *values: object) -> list[Capture]:
        with explained(self._path):
            rows = self._db.execute(f"SELECT {_CAPTURE} FROM captures {where}", values).fetchall()
        return [
            Capture(
                id=r[0], url=r[1], at=r[2], status=r[3], media_type=r[4], digest=r[5], file=r[6], offset=r[7],
                length=r[8], same_as=r[9],
            )
            for r in rows
        ]  # fmt: skip
