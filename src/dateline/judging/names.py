"""Which incident or account of a store a person means."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.errors import UsageError
from dateline.model import Incident
from dateline.store import Store

__all__ = ["Named", "named"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An incident or account of a store: what a person's words, an id or its beginning, mean."""

    level: str
    id: str
    accounts: tuple[str, ...]
    """Of an incident those that it holds, of an account the account."""
    incident: Incident | None
    """The incident, or the one that holds the account; ``None`` for an account in none."""

    @property
    def incidents(self) -> tuple[str, ...]:
        """The id of :attr:`incident`, if there is one."""
        return () if self.incident is None else (self.incident.id,)


def named(store: Store, id_prefix: str) -> Named:
    """The incident or account whose id begins so; a former id of an incident leads to what it became.

    Raises:
        UsageError: there is none, more than one, or it is a document.
    """
    found: dict[tuple[str, str], Named] = {}
    other = []
    for level, id_ in store.find(id_prefix):
        if level == "document":
            other.append(f"document {id_}")
        elif level == "account":
            holder = store.incident_of(id_)
            found[level, id_] = Named(level=level, id=id_, accounts=(id_,), incident=holder)
        elif incident := store.incident(id_):
            found[level, incident.id] = Named(
                level=level, id=incident.id, accounts=incident.account_ids, incident=incident
            )
    if len(found) == 1:
        return next(iter(found.values()))
    if found:
        told = ", ".join(f"{level} {id_}" for level, id_ in sorted(found)[:5])
        raise UsageError(f"{id_prefix!r} is the beginning of more than one id: {told}")
    gone = [id_ for level, id_ in store.find(id_prefix) if level == "incident"]
    if gone:
        raise UsageError(
            f"incident {gone[0]} holds no account any more; `dateline history {gone[0]}` tells why"
        )
    if other:
        raise UsageError(f"{other[0]} cannot be judged; name one of its accounts or an incident")
    raise UsageError(f"no incident or account in the store has an id that begins with {id_prefix!r}")
