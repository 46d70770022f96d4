"""The filters of exports asked of facts."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.errors import UsageError
from dateline.export import Filters
from dateline.store import Fact

__all__ = ["kept_facts"]

NOT_ASKED = ("review", "text")
"""Filters that need whole records."""


def kept_facts(facts: Iterable[Fact], filters: Filters) -> list[Fact]:
    """The facts that pass; every filter means what it means for an export of incidents.

    ``review`` and ``text`` need the documents and are not asked: callers who were given them refuse.
    """
    return [fact for fact in facts if _passes(fact, filters)]


def refuse_what_needs_documents(filters: Filters) -> None:
    """Refuses filters that facts cannot answer.

    Raises:
        UsageError: one is given.
    """
    wrong = [name for name in NOT_ASKED if name in filters.to_query()]
    if wrong:
        raise UsageError(
            f"{', '.join(wrong)}: changes are counted over the whole record; leave this filter out"
        )


def _passes(fact: Fact, filters: Filters) -> bool:
    names = {name.casefold() for a in fact.actors for name in (a.id, a.name) if name}
    names |= {by.casefold() for by in fact.claimed_by}
    return (
        (not filters.type or fact.event_type in filters.type)
        and (not filters.status or fact.status in filters.status)
        and (not filters.grade or fact.grade in filters.grade)
        and (not filters.country or fact.country in filters.country)
        and (not filters.admin1 or fact.admin1.casefold() == filters.admin1.casefold())
        and (filters.bbox is None or _in_box(fact, filters))
        and (not (filters.from_ or filters.to) or _in_time(fact, filters))
        and (not filters.actor or filters.actor.casefold() in names)
        and (filters.min_killed is None or (fact.killed is not None and fact.killed >= filters.min_killed))
        and (not filters.outlet or filters.outlet.casefold() in {name.casefold() for name in fact.outlets})
    )


def _in_box(fact: Fact, filters: Filters) -> bool:
    if fact.longitude is None or fact.latitude is None or filters.bbox is None:
        return False
    return filters.bbox.holds(fact.longitude, fact.latitude)


def _in_time(fact: Fact, filters: Filters) -> bool:
    return (
        bool(fact.start)
        and (not filters.from_ or fact.end >= filters.from_)
        and (not filters.to or fact.start <= filters.to)
    )
