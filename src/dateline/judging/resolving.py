"""What people judged in a store put into effect: rulings, incidents made anew, judgements in question."""

from __future__ import annotations

from dateline.indexing import keep_index
from dateline.resolve.doubts import Current, Doubt, doubts
from dateline.resolve.judgement_log import Ruled, rulings_of
from dateline.resolve.rulings import Rulings
from dateline.store import Store

__all__ = ["doubts_in", "rebuild_incidents", "ruled_in"]


def ruled_in(store: Store) -> Ruled:
    """What people have ruled in ``store``, as its log and its codings stand now."""
    log = store.judgements_in_force()
    if not log:
        return Ruled(rulings=Rulings())
    coded = store.coded_among(account for j in log for account in (*j.accounts, *j.others))
    return rulings_of(log, coded.__contains__)


def rebuild_incidents(store: Store, *, spawn: bool = False) -> tuple[int, int]:
    """Brings the incidents up to date with what was coded and judged; how many accounts and incidents.
    ``spawn``: as of :meth:`dateline.store.Store.resolve`."""
    found = store.resolve(ruled_in(store).rulings, spawn=spawn)
    with store.at_once():
        keep_index(store)
    return found


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
