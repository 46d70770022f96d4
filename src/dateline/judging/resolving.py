"""What people judged in a store put into effect: rulings, incidents made anew, judgements in question."""

from __future__ import annotations

from dateline.indexing import keep_index, kept_index
from dateline.resolve.doubts import Current, Doubt, doubts
from dateline.resolve.judgement_log import Ruled, rulings_of
from dateline.resolve.rulings import Rulings
from dateline.store import Store

__all__ = ["doubts_in", "judged_now", "rebuild_incidents", "ruled_in"]


def ruled_in(store: Store) -> Ruled:
    """What people have ruled in ``store``, as its log and its codings stand now."""
    log = store.judgements_in_force()
    if not log:
        return Ruled(rulings=Rulings())
    coded = store.coded_among(account for j in log for account in (*j.accounts, *j.others))
    return rulings_of(log, coded.__contains__)


def rebuild_incidents(store: Store, *, spawn: bool = False) -> tuple[int, int]:
    """Brings the incidents up to date with what was coded and judged; how many accounts and incidents.
    ``spawn``: as of :meth:`dateline.store.Store.resolve`.

    While a desk serves the store it is done document by document, with turns for those who judge meanwhile;
    else at once, which is several times as fast. A run that is killed between two turns is gone on with by
    the next.
    """
    if not store.index.served():
        found = store.resolve(lambda: ruled_in(store).rulings, spawn=spawn)
        keep_index(store)
        return found

    def step() -> bool:
        with kept_index(store):
            return store.resolve_some(ruled_in(store).rulings, 1) > 0

    store.in_turns(step)
    keep_index(store)
    return store.resolved()


def judged_now(store: Store) -> None:
    """Puts what was just judged into effect, and nothing else: what waits to be taken in is left to the run
    that coded it. In the transaction that judged, within :func:`dateline.indexing.kept_index`."""
    store.resolve_some(ruled_in(store).rulings, 0)


def doubts_in(store: Store) -> tuple[Doubt, ...]:
    """What puts judgements of people in question; reads what they judged and the incidents that hold it now,
    whatever else the store has."""
    log = store.judgements_in_force()
    if not log:
        return ()
    judged = {account for judgement in log for account in (*judgement.accounts, *judgement.others)}
    judged.update(judgement.subject for judgement in log if judgement.level == "account")
    incidents = tuple(store.incidents_holding(sorted(judged)))
    near = judged.union(*(incident.account_ids for incident in incidents))
    coded = {account.id: account for account in store.accounts_among(sorted(near))}
    now = Current(
        ruled=ruled_in(store),
        coded=coded,
        documents=store.documents_among({account.document_id for account in coded.values()}),
        incidents=incidents,
    )
    return doubts(log, now)
