"""Who may use a store through the desk: users, sessions and sign-ins, in a file beside the store.

The file is ``FILE.users`` beside ``FILE``: a store is copied, shared and released, and no password hash,
session or address is to leave with it. It is readable by its owner only.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import secrets
import sqlite3
import threading
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Literal, Self

from dateline.errors import UsageError
from dateline.settings import person_name
from dateline.store.database import explained, transaction

__all__ = ["ROLES", "Limits", "Role", "SignIn", "User", "Users", "user_key", "users_file"]

Role = Literal["reader", "reviewer", "admin"]
ROLES: tuple[Role, ...] = ("reader", "reviewer", "admin")
"""Each may do what those before it may."""
BUSY_SECONDS = 10.0
SEEN_EVERY = dt.timedelta(minutes=1)
"""A session's last use is written at most so often: not every answer is to wait for the disk."""
KEPT_SIGN_INS = 100_000
"""Rows of the log of sign-ins; the oldest go, so that a guesser cannot fill the disk."""
LONGEST_GIVEN = 80
"""Characters that are kept of what was given as a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How many wrong passwords are taken within ``window`` until the next is not looked at."""

    pair: int = 5
    """Of one name from one address."""
    address: int = 20
    """From one address, whatever the name."""
    name: int = 50
    """Of one name, wherever from: a guesser with many addresses. High, for it can lock a user out."""
    window: dt.timedelta = dt.timedelta(minutes=15)


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Somebody who may sign in."""

    name: str
    role: Role
    disabled: bool
    added: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """One line of the log of sign-ins."""

    number: int
    at: str
    name: str
    event: str
    address: str


def users_file(db: Path) -> Path:
    """Where the users of the store ``db`` are."""
    return db.with_name(f"{db.name}.users")


def user_key(name: str) -> str:
    """What two spellings of one name share."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


class Users:
    """The file, open. Safe to share between threads."""

    def __init__(self, connection: sqlite3.Connection, path: Path, now: Callable[[], dt.datetime]) -> None:
        self._db = connection
        self._path = path
        self._lock = threading.Lock()
        self._now = now

    @classmethod
    def open(cls, path: Path, *, now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC)) -> Self:
        """Opens or makes the file; what is made only its owner can read.

        Raises:
            StoreError: it cannot be opened.
        """
        with explained(path):
            if path.parent.is_dir():
                os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
            connection = sqlite3.connect(
                path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
            connection.execute("PRAGMA foreign_keys = ON")
            connection.executescript(
                files("dateline.store").joinpath("users.sql").read_text(encoding="utf-8")
            )
        return cls(connection, path, now)

    def close(self) -> None:
        """Closes the file."""
        self._db.close()

    # --- users ---

    def add(self, name: str, role: Role, password_hash: str) -> User:
        """A new user.

        Raises:
            UsageError: the name is taken, in whatever case, or cannot be one.
        """
        name = _checked(name)
        with self._writing() as now:
            if self._row(name) is not None:
                raise UsageError(f"there is a user {name!r} already")
            self._db.execute(
                "INSERT INTO users (key, name, role, hash, added) VALUES (?, ?, ?, ?, ?)",
                (user_key(name), name, role, password_hash, now),
            )
            self._log(now, name, f"added as {role}")
        return User(name=name, role=role, disabled=False, added=now)

    def all(self) -> list[User]:
        """Every user by name, disabled ones too."""
        with self._lock, explained(self._path):
            rows = self._db.execute("SELECT name, role, disabled, added FROM users ORDER BY key").fetchall()
        return [User(name=n, role=r, disabled=bool(d), added=a) for n, r, d, a in rows]

    def find(self, name: str) -> User | None:
        """The user of this name, unless disabled."""
        with self._lock, explained(self._path):
            row = self._db.execute(
                "SELECT name, role, added FROM users WHERE key = ? AND NOT disabled", (user_key(name),)
            ).fetchone()
        return None if row is None else User(name=row[0], role=row[1], disabled=False, added=row[2])

    def password_hash(self, name: str) -> str | None:
        """What the password of an enabled user is compared with."""
        with self._lock, explained(self._path):
            row = self._db.execute(
                "SELECT hash FROM users WHERE key = ? AND NOT disabled", (user_key(name),)
            ).fetchone()
        return None if row is None else str(row[0])

    def change(
        self,
        name: str,
        *,
        role: Role | None = None,
        password_hash: str | None = None,
        disabled: bool | None = None,
    ) -> User:
        """Changes a user; a new password or being disabled ends every session and token of theirs.

        Raises:
            UsageError: there is no such user.
        """
        with self._writing() as now:
            row = self._row(name)
            if row is None:
                raise UsageError(f"there is no user {name!r}; `dateline users list` names them")
            key, shown = user_key(name), str(row[0])
            if role is not None:
                self._db.execute("UPDATE users SET role = ? WHERE key = ?", (role, key))
                self._log(now, shown, f"made {role}")
            if password_hash is not None:
                self._db.execute("UPDATE users SET hash = ? WHERE key = ?", (password_hash, key))
                self._log(now, shown, "password changed")
            if disabled is not None:
                self._db.execute("UPDATE users SET disabled = ? WHERE key = ?", (disabled, key))
                self._log(now, shown, "disabled" if disabled else "enabled")
            if password_hash is not None or disabled:
                self._db.execute("DELETE FROM sessions WHERE key = ?", (key,))
            name_, role_, disabled_, added = self._row(name) or row
        return User(name=name_, role=role_, disabled=bool(disabled_), added=added)

    def renew_hash(self, name: str, password_hash: str) -> None:
        """Keeps the same password under newer parameters; ends no session."""
        with self._writing():
            self._db.execute("UPDATE users SET hash = ? WHERE key = ?", (password_hash, user_key(name)))

    # --- sessions ---

    def begin(
        self, name: str, kind: Literal["browser", "program"], idle: dt.timedelta, until: dt.timedelta
    ) -> str:
        """A new session of ``name``; gives its token, which is kept as a hash only."""
        token = secrets.token_urlsafe(32)
        moment = self._now()
        with self._writing() as now:
            self._db.execute("DELETE FROM sessions WHERE until < ? OR idle < ?", (now, now))
            self._db.execute(
                "INSERT INTO sessions (hash, key, kind, seen, idle, until) VALUES (?, ?, ?, ?, ?, ?)",
                (_hashed(token), user_key(name), kind, now, _text(moment + idle), _text(moment + until)),
            )
            if kind == "program":
                self._log(now, name, "token made")
        return token

    def session(self, token: str, kind: Literal["browser", "program"], idle: dt.timedelta) -> User | None:
        """Whose session it is, which is thereby used; ``None``: not known, over, or its user is disabled."""
        moment = self._now()
        now = _text(moment)
        with self._lock, explained(self._path):
            row = self._db.execute(
                "SELECT u.name, u.role, u.added, s.seen FROM sessions AS s JOIN users AS u USING (key) "
                "WHERE s.hash = ? AND s.kind = ? AND s.until >= ? AND s.idle >= ? AND NOT u.disabled",
                (_hashed(token), kind, now, now),
            ).fetchone()
            if row is None:
                return None
            if moment - dt.datetime.fromisoformat(row[3]) >= SEEN_EVERY:
                self._db.execute(
                    "UPDATE sessions SET seen = ?, idle = max(idle, ?) WHERE hash = ?",
                    (now, _text(moment + idle), _hashed(token)),
                )
        return User(name=row[0], role=row[1], disabled=False, added=row[2])

    def end(self, token: str) -> None:
        """Ends a session."""
        with self._writing():
            self._db.execute("DELETE FROM sessions WHERE hash = ?", (_hashed(token),))

    # --- sign-ins ---

    def may_try(self, name: str, address: str, limits: Limits) -> bool:
        """Whether a password for ``name`` is looked at. It counts as wrong from now on, until
        :meth:`was_right`: of many given at once none slips through."""
        key, kept = user_key(name)[:LONGEST_GIVEN], address[:LONGEST_GIVEN]
        with self._writing() as now:
            since = _text(self._now() - limits.window)
            self._db.execute("DELETE FROM failures WHERE at < ?", (since,))
            of_pair, of_address, of_name = self._db.execute(
                "SELECT coalesce(sum(key = ? AND address = ?), 0), coalesce(sum(address = ?), 0), "
                "coalesce(sum(key = ?), 0) FROM failures",
                (key, kept, kept, key),
            ).fetchone()
            if of_pair >= limits.pair or of_address >= limits.address or of_name >= limits.name:
                return False
            self._db.execute("INSERT INTO failures (key, address, at) VALUES (?, ?, ?)", (key, kept, now))
        return True

    def was_right(self, name: str, address: str) -> None:
        """The password fitted: forgets what this name got wrong from this address."""
        with self._writing():
            self._db.execute(
                "DELETE FROM failures WHERE key = ? AND address = ?",
                (user_key(name)[:LONGEST_GIVEN], address[:LONGEST_GIVEN]),
            )

    def note(self, name: str, event: str, address: str = "") -> None:
        """A line for the log of sign-ins."""
        with self._writing() as now:
            self._log(now, name, event, address)

    def sign_ins(
        self, *, name: str = "", since: str = "", before: str = "~", limit: int = 200
    ) -> list[SignIn]:
        """The log, newest first; of one name, between two times (``since`` counts, ``before`` does not)."""
        with self._lock, explained(self._path):
            rows = self._db.execute(
                "SELECT number, at, name, event, address FROM sign_ins WHERE at >= ? AND at < ? "
                "ORDER BY number DESC",
                (since, before),
            )
            found = []
            for number, at, who, event, address in rows:
                if not name or user_key(who) == user_key(name):
                    found.append(SignIn(number=number, at=at, name=who, event=event, address=address))
                if len(found) == limit:
                    break
        return found

    def _row(self, name: str) -> tuple[str, Role, int, str] | None:
        row: tuple[str, Role, int, str] | None = self._db.execute(
            "SELECT name, role, disabled, added FROM users WHERE key = ?", (user_key(name),)
        ).fetchone()
        return row

    def _log(self, now: str, name: str, event: str, address: str = "") -> None:
        number = self._db.execute(
            "INSERT INTO sign_ins (at, name, event, address) VALUES (?, ?, ?, ?)",
            (now, name[:LONGEST_GIVEN], event, address[:LONGEST_GIVEN]),
        ).lastrowid
        self._db.execute("DELETE FROM sign_ins WHERE number <= ?", ((number or 0) - KEPT_SIGN_INS,))

    @contextmanager
    def _writing(self) -> Iterator[str]:
        with self._lock, explained(self._path), transaction(self._db):
            yield _text(self._now())


def _checked(name: str) -> str:
    try:
        return person_name(name)
    except ValueError as error:
        raise UsageError(f"{name!r} {error}") from error


def _text(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds")


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
