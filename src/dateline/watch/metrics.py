"""What can be seen of a watch from outside: metrics for Prometheus, and whether it is well."""

from __future__ import annotations

import threading
from collections.abc import Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from dateline.store.watching import SourceState

__all__ = ["Metrics"]

QUIET_SECONDS = 600.0
"""A loop that has not come round for so long is stuck: the longest document takes less than a minute."""


class Metrics:
    """Counts what happens; read from the thread that serves it."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        kept = self.registry
        self._polls = Counter("dateline_polls", "Turns of a source.", ["source", "outcome"], registry=kept)
        self._pages = Counter("dateline_pages", "Pages fetched.", ["source", "outcome"], registry=kept)
        self._documents = Counter(
            "dateline_documents", "Documents taken in.", ["source", "outcome"], registry=kept
        )
        self._good = Gauge(
            "dateline_source_last_good_seconds", "When a source was last read.", ["source"], registry=kept
        )
        self._failures = Gauge(
            "dateline_source_failures", "Failures of a source in a row.", ["source"], registry=kept
        )
        self._queue = Gauge("dateline_queue_pages", "Pages of the queue.", ["source", "state"], registry=kept)
        self._coding = Histogram(
            "dateline_coding_seconds", "Time to read and code a document.", registry=kept
        )
        self._resolving = Histogram(
            "dateline_resolving_seconds", "Time to bring the incidents up to date.", registry=kept
        )
        self._accounts = Gauge("dateline_accounts", "Accounts in incidents.", registry=kept)
        self._incidents = Gauge("dateline_incidents", "Incidents.", registry=kept)
        self._beat_at = Gauge("dateline_last_round_seconds", "When the loop last came round.", registry=kept)
        self._lock = threading.Lock()
        self._last_beat = 0.0
        self._failing: dict[str, str] = {}

    def beat(self, now: float) -> None:
        """The loop came round."""
        with self._lock:
            self._last_beat = now
        self._beat_at.set(now)

    def polled(self, source: str, outcome: str, state: SourceState) -> None:
        """A source had its turn."""
        self._polls.labels(source, outcome).inc()
        self._failures.labels(source).set(state.failures)
        if state.good is not None:
            self._good.labels(source).set(state.good)
        with self._lock:
            if state.problem:
                self._failing[source] = state.problem
            else:
                self._failing.pop(source, None)

    def fetched(self, source: str, outcome: str) -> None:
        """A page was fetched, or was not."""
        self._pages.labels(source, outcome).inc()

    def coded(self, source: str, outcome: str, seconds: float) -> None:
        """A document was taken in."""
        if outcome != "file":
            self._documents.labels(source, outcome).inc()
            self._coding.observe(seconds)

    def resolved(self, accounts: int, incidents: int, seconds: float) -> None:
        """The incidents were brought up to date."""
        self._resolving.observe(seconds)
        self._accounts.set(accounts)
        self._incidents.set(incidents)

    def counted(self, counts: Mapping[tuple[str, str], int]) -> None:
        """The queue was counted."""
        self._queue.clear()
        for (source, state), count in counts.items():
            self._queue.labels(source, state).set(count)

    def text(self) -> bytes:
        """All metrics as Prometheus reads them."""
        return generate_latest(self.registry)

    def health(self, now: float) -> tuple[bool, dict[str, object]]:
        """Whether the loop comes round, and which sources fail. A failing source is no illness of the
        watch."""
        with self._lock:
            quiet, failing = now - self._last_beat, dict(self._failing)
        well = quiet < QUIET_SECONDS
        status = "ok" if well else "stuck"
        return well, {
            "status": status,
            "seconds_since_last_round": round(quiet, 1),
            "failing_sources": failing,
        }
