"""What stands in a field that can be edited. Pure."""

from __future__ import annotations

from dateline.model import Account, Claim, Count, Incident, Label, Role, Value
from dateline.resolve.judged import ACTORS, CASUALTIES

__all__ = ["values_in", "values_of_incident"]


def values_in(account: Account, field: str) -> tuple[Value, ...]:
    """What an account says in a field that can be edited."""
    if field.startswith(ACTORS):
        return account.actors_as(Role(field.removeprefix(ACTORS)))
    return tuple(assertion.value for assertion in account.of(field))[:1]


def values_of_incident(incident: Incident, field: str) -> tuple[Value, ...]:
    """What an incident shows in a field that can be edited."""
    if field.startswith(ACTORS):
        role = Role(field.removeprefix(ACTORS))
        return tuple(actor for actor in incident.actors if actor.role is role)
    if field.startswith(CASUALTIES):
        toll = incident.casualties.get(field.removeprefix(CASUALTIES))
        return () if toll is None else (Count(low=toll[0], high=toll[2], text=_told(toll)),)
    if field == "claim":
        return tuple(Claim(by=by) for by in incident.claimed_by)
    if field == "background":
        return (Label(value="true"),) if incident.background else ()
    value = getattr(incident, field)
    if value is None:
        return ()
    return (Label(value=str(value)),) if isinstance(value, str) else (value,)


def _told(toll: tuple[int | None, int | None, int | None]) -> str:
    return "/".join("?" if figure is None else str(figure) for figure in toll)
