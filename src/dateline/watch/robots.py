"""robots.txt by RFC 9309: what a site asks not to fetch is not fetched."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from protego import Protego

from dateline.watch.exchange import NotFetched

__all__ = ["Robots"]

KEPT_SECONDS = 86_400.0
"""RFC 9309 asks not to use a copy for more than a day."""
KEPT_SITES = 1_000
MOST_BYTES = 500_000
"""RFC 9309 asks to read at least 500 kibibytes; the rest of a longer file is not heeded."""
LONGEST_DELAY = 60.0
"""Seconds; a site that asks for more between two requests gets this."""

Get = Callable[[str], tuple[int, bytes]]
"""An address to the status and the body of its answer."""


@dataclass(frozen=True, slots=True)
class _Rules:
    until: float
    rules: Protego | None
    """None: everything may be fetched."""


class Robots:
    """The rules of the sites that were asked lately; from any thread."""

    def __init__(self, agent: str, clock: Callable[[], float]) -> None:
        self._agent = agent
        self._name = agent.split("/", maxsplit=1)[0]
        self._clock = clock
        self._kept: OrderedDict[str, _Rules] = OrderedDict()
        self._lock = threading.Lock()

    def may(self, url: str, get: Get) -> bool:
        """Whether ``url`` may be fetched. The rules of its site are got with ``get``, whose errors pass: a
        site whose rules cannot be had is asked again later, and nothing is fetched meanwhile."""
        site = _site(url)
        rules = self._of(site)
        if rules is None:
            rules = self._read(*get(f"{site}/robots.txt"))
            with self._lock:
                self._kept[site] = rules
                while len(self._kept) > KEPT_SITES:
                    self._kept.popitem(last=False)
        return rules.rules is None or bool(rules.rules.can_fetch(url, self._name))

    def delay(self, url: str) -> float:
        """Seconds between two requests that the site asks for; 0 where it does not, or is not known."""
        known = self._of(_site(url))
        told = known.rules.crawl_delay(self._name) if known is not None and known.rules is not None else None
        return min(max(float(told or 0.0), 0.0), LONGEST_DELAY)

    def _of(self, site: str) -> _Rules | None:
        with self._lock:
            known = self._kept.get(site)
            return known if known is not None and known.until > self._clock() else None

    def _read(self, status: int, body: bytes) -> _Rules:
        if status == 429 or status >= 500:
            raise NotFetched(f"its robots.txt cannot be had (HTTP {status})", again=True)
        until = self._clock() + KEPT_SECONDS
        if status != 200:  # "unavailable" in RFC 9309: there are no rules
            return _Rules(until, None)
        return _Rules(until, Protego.parse(body[:MOST_BYTES].decode("utf-8", "replace")))


def _site(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()
