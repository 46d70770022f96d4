"""Who acts on whom: the source and target words of an account, and whether they name a given actor."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.evaluate.metrics.names import tokens
from dateline.model import Account, Role

__all__ = ["names_any", "source_words", "target_words"]

SOURCES = (Role.PERPETRATOR, Role.SPEAKER, Role.PARTICIPANT)
TARGETS = (Role.TARGET, Role.VICTIM, Role.ADDRESSEE, Role.PARTICIPANT)
"""A participant of talks or an agreement stands on both sides."""


def source_words(account: Account) -> tuple[str, ...]:
    """Wordings and names of those who act."""
    return _words(account, SOURCES)


def target_words(account: Account) -> tuple[str, ...]:
    """Wordings and names of those acted on."""
    return _words(account, TARGETS)


def _words(account: Account, roles: tuple[Role, ...]) -> tuple[str, ...]:
    actors = account.actors_as(*roles)
    return tuple(name for actor in actors for name in (actor.text, actor.name) if name)


def names_any(found: Iterable[str], wanted: Iterable[str]) -> bool:
    """Whether some found wording shares a telling word with some wanted one.

    >>> names_any(["senior Ardan officials"], ["Ardan"]), names_any(["officials"], ["Ardan"])
    (True, False)
    """
    ours = frozenset().union(*map(tokens, found))
    return any(ours & tokens(name) for name in wanted)
