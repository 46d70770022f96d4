"""What goes over the wire and comes back, or why nothing does."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

__all__ = ["Exchange", "NotFetched"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One request and its whole answer, for the archive. ``body`` is as it was sent, packed or not."""

    url: str
    at: dt.datetime
    ip: str
    request: tuple[tuple[str, str], ...]
    target: str
    version: str
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes


class NotFetched(Exception):
    """Nothing came that can be used. ``again``: it may be there later, after ``wait`` seconds at least if the
    server says so; else it is refused or gone for good. ``exchanges`` came on the way."""

    def __init__(
        self, reason: str, *, again: bool, wait: float = 0.0, exchanges: tuple[Exchange, ...] = ()
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.again = again
        self.wait = wait
        self.exchanges = exchanges
