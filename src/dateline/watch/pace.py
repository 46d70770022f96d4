"""How often a host is asked: one request at a time, with pauses, and ever less often while it fails."""

from __future__ import annotations

import random
from collections.abc import Callable

from dateline.store.watching import HostState

__all__ = ["Pace", "backed_off"]

FIRST_PAUSE = 30.0
"""Seconds after a first failure; doubled with each further one."""
LONGEST_PAUSE = 21_600.0
"""Six hours: a site that is back after a weekend is noticed within half a day."""
FORGIVEN = 2
"""Failures in a row after which a host that said nothing of a pause still gets the next request: one page
that never comes is no failing host."""
JITTER = (0.75, 1.25)
"""Bounds of the factor that keeps hosts that failed together from being asked together."""
KEPT_HOSTS = 10_000


def backed_off(
    failures: int, chance: random.Random, first: float = FIRST_PAUSE, most: float = LONGEST_PAUSE
) -> float:
    """Seconds to wait after so many failures in a row."""
    return min(first * 2.0 ** min(failures - 1, 30), most) * chance.uniform(*JITTER)


class Pace:
    """What each host may be asked when. Only :meth:`is_open` is called from other threads."""

    def __init__(
        self, between: float, known: list[HostState], chance: random.Random, clock: Callable[[], float]
    ) -> None:
        self._between = between
        self._chance = chance
        self._clock = clock
        self._hosts = {state.host: state for state in known}
        self._next: dict[str, float] = {}
        self._busy: set[str] = set()

    def is_open(self, host: str) -> bool:
        """Whether the host did not ask to be left alone."""
        state = self._hosts.get(host)
        return state is None or state.closed <= self._clock()

    def unready(self) -> set[str]:
        """Hosts that must not be asked now."""
        now = self._clock()
        closed = {host for host, state in list(self._hosts.items()) if state.closed > now}
        return self._busy | closed | {host for host, at in self._next.items() if at > now}

    def closed(self) -> set[str]:
        """Hosts that are left alone for longer than the pause between two requests."""
        now = self._clock()
        return {host for host, state in self._hosts.items() if state.closed > now}

    def next_ready(self) -> float:
        """When the next host that only pauses may be asked again."""
        now = self._clock()
        return min((at for at in self._next.values() if at > now), default=9e15)

    def fails(self, host: str) -> bool:
        """Whether the host failed last time."""
        return host in self._hosts

    @property
    def failing_now(self) -> int:
        """How many hosts that failed last time are being asked."""
        return sum(host in self._hosts for host in self._busy)

    def begin(self, host: str) -> None:
        """The host is being asked."""
        self._busy.add(host)

    def end(self, host: str, delay: float) -> None:
        """It has answered or failed; ``delay`` is what its robots.txt asks for."""
        self._busy.discard(host)
        now = self._clock()
        self._next[host] = now + max(self._between * self._chance.uniform(*JITTER), delay)
        if len(self._next) > KEPT_HOSTS:
            self._next = {one: at for one, at in self._next.items() if at > now}

    def answered(self, host: str) -> HostState | None:
        """The host works; its state if that is news."""
        if self._hosts.pop(host, None) is None:
            return None
        return HostState(host=host, closed=0.0, failures=0)

    def failed(self, host: str, wait: float) -> HostState:
        """The host failed, and asked to be left alone for ``wait`` seconds (0: it said nothing)."""
        before = self._hosts.get(host)
        failures = 1 if before is None else before.failures + 1
        own = backed_off(failures - FORGIVEN, self._chance) if failures > FORGIVEN else 0.0
        pause = max(wait, own)
        state = HostState(host=host, closed=self._clock() + pause, failures=failures)
        self._hosts[host] = state
        return state
