"""Passwords: argon2id hashes, and a comparison that takes the same work for whoever is named."""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Callable

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from dateline.errors import UsageError
from dateline.store.users import Limits, User, Users

__all__ = ["LEAST", "MOST", "TooMany", "fitting", "hash_of", "signed_in"]

LEAST = 12
"""Characters. Length is what counts; no sort of character is asked for (NIST SP 800-63B, 3.1.1.2)."""
MOST = 1000
"""Longer ones are refused before they cost anything."""
AT_ONCE = 2
"""Comparisons at once: each takes 64 MiB and a core, and anybody can ask for one."""

_hasher = PasswordHasher()  # RFC 9106, the second recommended option: 64 MiB, three passes
_places = threading.BoundedSemaphore(AT_ONCE)
_nobody = _hasher.hash("the password of nobody")


class TooMany(Exception):
    """Too many wrong passwords of late; nothing was compared."""


def hash_of(password: str) -> str:
    """The hash that is kept of ``password``.

    Raises:
        UsageError: it is too short or too long.
    """
    if not LEAST <= len(password) <= MOST:
        raise UsageError(f"a password has {LEAST} to {MOST} characters; a few words make a good one")
    with _places:
        return _hasher.hash(_normal(password))


def signed_in(users: Users, name: str, password: str, address: str, limits: Limits = Limits()) -> User | None:  # noqa: B008 - frozen
    """The user whom name and password fit; each try is counted and logged.

    Who is not known, disabled or gave a wrong password is answered alike and after the same work.

    Raises:
        TooMany: this name or address was wrong too often; not even a right password is looked at.
    """
    if not users.may_try(name, address, limits):
        users.note(name, "refused, too many tries", address)
        raise TooMany
    kept = users.password_hash(name)
    fits = _fits(kept or _nobody, password[: MOST + 1])
    user = users.find(name) if kept is not None and fits else None
    if user is None or kept is None:
        users.note(name, "wrong name or password", address)
        return None
    users.was_right(name, address)
    users.note(user.name, "signed in", address)
    if _hasher.check_needs_rehash(kept):
        users.renew_hash(user.name, hash_of(password))
    return user


def fitting(users: Users) -> Callable[[str, str], bool]:
    """Whether a name and a password fit, for programs that ask for a token; counted and logged alike."""

    def fits(name: str, password: str) -> bool:
        try:
            return signed_in(users, name, password, "a program") is not None
        except TooMany:
            return False

    return fits


def _fits(kept: str, password: str) -> bool:
    with _places:
        try:
            return _hasher.verify(kept, _normal(password))
        except (VerificationError, InvalidHashError):
            return False


def _normal(password: str) -> str:
    """The same password from every keyboard."""
    return unicodedata.normalize("NFKC", password)
