"""How well an incident is supported, by written rules; the first that holds gives the grade and its reason.

1. contested: somebody denies it, or accounts name rival perpetrators.
2. confirmed: the perpetrator accepts what others tell as fact, or two independent kinds of source tell it.
3. fair: two or more independent origins tell it.
4. weak: one origin tells it.

``discounted`` is a reviewer's word and never computed.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.model import Grade, Role, SpeakerKind, Status
from dateline.resolve.cases import Case, actor_key, is_named

__all__ = ["grade_of", "rival_perpetrators"]

_KINDS = {
    SpeakerKind.CLAIMANT: "a claimant",
    SpeakerKind.OFFICIAL: "authorities",
    SpeakerKind.MILITARY: "authorities",
    SpeakerKind.MEDIC: "medics",
    SpeakerKind.WITNESS: "people on the spot",
    SpeakerKind.LOCAL_SOURCE: "people on the spot",
    SpeakerKind.MONITOR: "monitors",
}
"""Kinds of source that know by themselves. Outlets, analysts and unnamed sources pass on what others know."""


def grade_of(cases: Sequence[Case], origins: Sequence[str], claimed_by: Sequence[str]) -> tuple[Grade, str]:
    """The grade of the incident that ``cases`` tell, and the rule that gave it in words."""
    statuses = {case.account.status for case in cases}
    if Status.DENIED in statuses and len(statuses) > 1:
        return Grade.CONTESTED, "an account denies it"
    if Status.DENIED in statuses:
        return Grade.CONTESTED, "it is only told as denied"
    rivals = rival_perpetrators(cases)
    if rivals:
        return Grade.CONTESTED, f"rival perpetrators are named: {', '.join(rivals)}"
    if claimed_by and Status.OCCURRED in statuses:
        return Grade.CONFIRMED, f"told as fact and claimed by {', '.join(claimed_by)}"
    kinds = sorted({kind for case in cases if (kind := _kind(case))})
    if len(kinds) > 1:
        return Grade.CONFIRMED, f"told by independent kinds of source: {', '.join(kinds)}"
    if len(origins) > 1:
        return Grade.FAIR, f"told by {len(origins)} independent origins"
    return Grade.WEAK, f"told by one origin{f', {origins[0]}' if origins else ''}"


def rival_perpetrators(cases: Sequence[Case]) -> list[str]:
    """Names of the perpetrators when they exclude each other; descriptions ("gunmen") exclude nobody.

    A name within another ("Falcons", "Falcons of the Delta") is the same party, and two that one account
    names together are allies, not rivals.
    """
    named: dict[str, str] = {}
    together: set[frozenset[str]] = set()
    for case in cases:
        actors = [actor for actor in case.account.actors_as(Role.PERPETRATOR) if is_named(actor)]
        keys = {actor_key(actor): actor.name or actor.text for actor in actors}
        named.update((key, name) for key, name in keys.items() if key not in named)
        together |= {frozenset((one, other)) for one in keys for other in keys}
    distinct: list[str] = []
    for key in sorted(named, key=lambda key: (-len(key), key)):
        if not any(_one_party(key, other) or frozenset((key, other)) in together for other in distinct):
            distinct.append(key)
    return [named[key] for key in sorted(distinct)] if len(distinct) > 1 else []


def _one_party(name: str, other: str) -> bool:
    return f" {name} " in f" {other} " or f" {other} " in f" {name} "


def _kind(case: Case) -> str | None:
    chain = case.account.attribution
    return _KINDS.get(chain[0].kind) if chain else None
