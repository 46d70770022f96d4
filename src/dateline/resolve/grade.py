"""How well supported an incident is, by written rules; the first that holds gives the grade and its reason.

1. contested: it is denied, or perpetrators are named who exclude each other.
2. confirmed: the perpetrator accepts what others tell as fact, or two independent kinds of source tell it.
3. fair: two or more independent origins tell it.
4. weak: one origin tells it.

``discounted`` is a reviewer's word and never computed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dateline.model import Doer, Grade, Saying, SayingKind, SpeakerKind, Status
from dateline.resolve.cases import Case
from dateline.resolve.doers import claimants, rivals_of

__all__ = ["RULES", "Support", "grade_of"]

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """What the rules look at: the accounts, oldest first, and what was made of them."""

    cases: Sequence[Case]
    origins: Sequence[str]
    doers: Sequence[Doer] = ()
    denials: Sequence[Saying] = ()


def grade_of(support: Support) -> tuple[Grade, str]:
    """The grade of an incident, and the rule that gave it in words.

    Raises:
        ValueError: there is no account, so nothing to grade.
    """
    for grade, rule in RULES:
        reason = rule(support)
        if reason:
            return grade, reason
    raise ValueError("an incident without an account has no grade")


def _denied(support: Support) -> str:
    if not support.denials:
        return ""
    if len(support.denials) >= len(support.cases) and all(
        case.account.status is Status.DENIED for case in support.cases
    ):
        return "it is only told as denied"
    who = _speakers(support.denials)
    return f"an account denies it ({who})" if who else "an account denies it"


def _rivals(support: Support) -> str:
    names = rivals_of(support.doers)
    if not names:
        return ""
    claims = sorted(
        {
            doer.name or doer.text
            for doer in support.doers
            if doer.rival and any(saying.kind is SayingKind.CLAIMED for saying in doer.sayings)
        }
    )
    if len(claims) > 1:
        return f"rival claims of responsibility: {', '.join(claims)}"
    claimed = f"; claimed by {claims[0]}" if claims else ""
    return f"rival perpetrators are named: {', '.join(names)}{claimed}"


def _accepted(support: Support) -> str:
    claimed_by = claimants(support.cases)
    as_fact = any(case.account.status is Status.OCCURRED for case in support.cases)
    return f"told as fact and claimed by {', '.join(claimed_by)}" if claimed_by and as_fact else ""


def _kinds(support: Support) -> str:
    if any(case.statement for case in support.cases):
        return ""  # who speaks is part of the speech act and vouches for nothing
    if len(support.cases) == 1:
        return ""
    kinds = sorted({kind for case in support.cases if (kind := _kind(case))})
    return f"told by independent kinds of source: {', '.join(kinds)}" if len(kinds) > 1 else ""


def _origins(support: Support) -> str:
    many = len(support.origins)
    return f"told by {many} independent origins" if many > 1 else ""


def _one_origin(support: Support) -> str:
    if not support.cases:
        return ""
    documents = {case.document.id for case in support.cases}
    copies = f", in {len(documents)} documents" if len(documents) > 1 else ""
    return f"told by one origin, {support.origins[0]}{copies}" if support.origins else "told by one origin"


RULES: tuple[tuple[Grade, Callable[[Support], str]], ...] = (
    (Grade.CONTESTED, _denied),
    (Grade.CONTESTED, _rivals),
    (Grade.CONFIRMED, _accepted),
    (Grade.CONFIRMED, _kinds),
    (Grade.FAIR, _origins),
    (Grade.WEAK, _one_origin),
)
"""In their order; a rule gives its reason, or ``""`` where it does not hold."""


def _kind(case: Case) -> str | None:
    chain = case.account.attribution
    return _KINDS.get(chain[0].kind) if chain else None


def _speakers(sayings: Sequence[Saying]) -> str:
    return ", ".join(dict.fromkeys(s.attribution[0].speaker for s in sayings if s.attribution))
