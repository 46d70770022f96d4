"""What people have decided, as what :func:`dateline.resolve.resolve` is to obey. Pure.

Rulings name accounts, never incidents: an account's id is a hash of words in a document and outlives every
new method, an incident is computed anew by each. :mod:`.judgement_log` makes them of the judgements.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dateline.model import Value

__all__ = ["PERSON", "Edit", "Pair", "Rulings", "pair"]

Pair = tuple[str, str]
"""Two account ids, the lower one first."""
PERSON = "person:"
"""How ``by`` of a person's judgement begins, and the method of a value that a person set."""


def pair(one: str, other: str) -> Pair:
    """The two ids in order.

    >>> pair("b2:c", "b2:a")
    ('b2:a', 'b2:c')
    """
    return (one, other) if one < other else (other, one)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What a person wrote into a field. No ``values``: the person says that there is none (no claim was
    made).

    ``accounts`` is the account edited, or all that the edited incident then held. Of two edits of one field
    the one of the higher ``number`` is newer.
    """

    field: str
    values: tuple[Value, ...]
    by: str
    """``person:<name>``."""
    judgement: str = ""
    number: int = 0
    accounts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulings:
    """The judgements of people that are in force, contradictions among them already settled.

    All ids are of accounts. ``must`` and ``cannot`` never contradict each other, and a must-link holds
    whatever a method keeps apart: it joins the whole groups that the method makes around its two ends.
    """

    must: frozenset[Pair] = frozenset()
    """Pairs of one incident."""
    cannot: frozenset[Pair] = frozenset()
    """Pairs of two incidents."""
    rejected: frozenset[str] = frozenset()
    """Accounts that belong to no incident."""
    accepted: frozenset[str] = frozenset()
    """Accounts that a person has found right."""
    discounted: frozenset[str] = frozenset()
    """Accounts of events that a person discounted: an incident that holds one is graded so."""
    edits: Mapping[tuple[str, str], Edit] = field(default_factory=dict)
    """(account, field) -> what the account says there."""
    incident_edits: tuple[Edit, ...] = ()
    """Oldest first; each for the incident that holds most of its accounts."""
    reasons: Mapping[str, str] = field(default_factory=dict)
    """Discounted account -> who discounted its event and why, in words."""
