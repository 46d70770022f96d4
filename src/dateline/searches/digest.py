"""Digests: one a period and target, written down before it is sent, and never sent twice.

A digest is of whole periods that have ended and that no digest was of before; after a pause it is of all of
them together. What is left at ``sending`` by a crash may have arrived: a mail is then told as "in doubt" and
not sent again; a webhook is sent the same bytes under the same key, by which its receiver knows it.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from dateline.export import Filters
from dateline.searches.items import items_of
from dateline.searches.sending import InDoubt, NotSent, Sender
from dateline.store import Digest, DigestTarget, SavedSearch, Store
from dateline.store.saved_searches import DigestState

__all__ = ["Outcome", "period_ended", "send_due"]

MOST_ITEMS = 200
"""Incidents that one digest lists; the rest are counted."""
MOST_ATTEMPTS = 20
"""Runs after which a digest that fails is given up."""
STALE = dt.timedelta(minutes=15)
"""How long a digest may stand at ``sending`` before it is taken for left by a crash: longer than all tries of
a webhook take."""
_MONDAY = dt.date(1970, 1, 5)
"""Periods are counted from a Monday, so that weeks are weeks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one target in one run; ``state`` is the digest's."""

    target: DigestTarget
    first: str
    last: str
    state: str
    problem: str = ""


@dataclass(frozen=True, kw_only=True)
class _Run:
    """What one run works with."""

    store: Store
    parse: Callable[[Mapping[str, str]], Filters]
    now: dt.datetime
    base: str

    def content(self, search: SavedSearch, first: str, last: str) -> str:
        """The digest of two ISO days as JSON; ``""`` where there is nothing to tell."""
        found = items_of(self.store, self.parse(search.filters), self.store.learned(first, last))
        if not found:
            return ""
        items = found[:MOST_ITEMS]
        told = [
            {
                "incident_id": item.incident_id,
                "title": item.title,
                "summary": item.summary,
                "machine": item.machine,
                "learned": item.learned,
                "url": f"{self.base.rstrip('/')}/incident/{quote(item.incident_id)}" if self.base else "",
            }
            for item in items
        ]
        content = {
            "search": search.name,
            "filters": dict(search.filters),
            "first": first,
            "last": last,
            "count": len(found),
            "more": len(found) - len(items),
            "items": told,
        }
        return json.dumps(content, ensure_ascii=False)


def send_due(
    store: Store,
    senders: Mapping[str, Sender],
    *,
    parse: Callable[[Mapping[str, str]], Filters],
    now: dt.datetime,
    base: str = "",
) -> Iterator[Outcome]:
    """Sends every digest that is due, and takes up those that failed; one outcome for each that was touched.

    ``senders`` by kind; a target whose kind has none is passed over. ``parse`` reads the filters of a search,
    ``base`` is the desk's address.
    """
    run = _Run(store=store, parse=parse, now=now, base=base)
    searches = {search.name: search for search in store.searches()}
    for target in store.targets():
        sender = senders.get(target.kind)
        if sender is None:
            continue
        log = store.digests(target)
        for digest in log:
            if (taken := _taken_up(run, digest, sender)) is not None:
                yield taken
        fresh = _begun(run, target, searches[target.search], log)
        if isinstance(fresh, Digest):
            yield _sent(store, fresh, sender)
        elif fresh is not None:
            yield fresh


def period_ended(day: dt.date, days: int) -> dt.date:
    """The last day of the last period that has ended before ``day``."""
    return day - dt.timedelta(days=(day - _MONDAY).days % days + 1)


def _taken_up(run: _Run, digest: Digest, sender: Sender) -> Outcome | None:
    """Tries again what failed; settles what a crash left."""
    left = digest.state == "sending" and run.now - dt.datetime.fromisoformat(digest.at) >= STALE
    failed = digest.state == "failed" and digest.attempts < MOST_ATTEMPTS
    if failed or (left and sender.safe_to_repeat):
        return _sent(run.store, digest, sender) if run.store.retry_digest(digest) else None
    if not left:
        return None
    problem = "the run that sent it ended before its time; it is not sent again, as it may have arrived"
    run.store.end_digest(digest.key, "in doubt", problem)
    return _outcome(digest, "in doubt", problem)


def _begun(
    run: _Run, target: DigestTarget, search: SavedSearch, log: Sequence[Digest]
) -> Digest | Outcome | None:
    """The digest that is due, written down; ``None``: none is."""
    end = period_ended(run.now.date(), target.days)
    if log:
        start = dt.date.fromisoformat(log[-1].last) + dt.timedelta(days=1)
    else:
        start = end - dt.timedelta(days=target.days - 1)
    if start > end:
        return None
    first, last = start.isoformat(), end.isoformat()
    begun = run.store.begin_digest(target, first, last, run.content(search, first, last))
    return _outcome(begun, "empty") if begun is not None and begun.state == "empty" else begun


def _sent(store: Store, digest: Digest, sender: Sender) -> Outcome:
    state: DigestState = "sent"
    problem = ""
    try:
        sender.send(digest)
    except NotSent as error:
        state, problem = "refused" if error.final else "failed", str(error)
    except InDoubt as error:
        state, problem = "in doubt", str(error)
    store.end_digest(digest.key, state, problem)
    return _outcome(digest, state, problem)


def _outcome(digest: Digest, state: str, problem: str = "") -> Outcome:
    return Outcome(target=digest.target, first=digest.first, last=digest.last, state=state, problem=problem)
