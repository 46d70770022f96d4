"""The register of releases: which snapshots of a store were given out, and where they were written."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

__all__ = ["Release", "read_releases", "write_release"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """One line of the register."""

    number: int
    """From 1, in the order in which they were made."""
    name: str
    digest: str
    """Hash of the data files; equal digests are equal data."""
    folder: str
    at: str
    """When it was registered, UTC; empty until it is."""


def write_release(db: sqlite3.Connection, release: Release, at: str) -> None:
    """Adds a release. Inside a transaction."""
    db.execute(
        "INSERT INTO releases (number, name, digest, folder, at) VALUES (?, ?, ?, ?, ?)",
        (release.number, release.name, release.digest, release.folder, at),
    )


def read_releases(db: sqlite3.Connection) -> list[Release]:
    """Every release, oldest first."""
    rows = db.execute("SELECT number, name, digest, folder, at FROM releases ORDER BY number")
    return [
        Release(number=number, name=name, digest=digest, folder=folder, at=at)
        for number, name, digest, folder, at in rows
    ]
