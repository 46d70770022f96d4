"""What a sender of digests does, and how it says what became of one."""

from __future__ import annotations

from typing import Protocol

from dateline.store import Digest

__all__ = ["InDoubt", "NotSent", "Sender"]


class NotSent(Exception):
    """It certainly did not arrive; it may be tried again, unless ``final``."""

    def __init__(self, problem: str, *, final: bool = False) -> None:
        super().__init__(problem)
        self.final = final


class InDoubt(Exception):
    """It may have arrived."""


class Sender(Protocol):
    """Brings one digest to its target."""

    @property
    def safe_to_repeat(self) -> bool:
        """Whether the target knows a digest that comes twice by its key."""

    def send(self, digest: Digest) -> None:
        """Sends; may raise :class:`NotSent` or :class:`InDoubt`."""
