"""Who told it independently: reprints of one newsroom's copy are one origin."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.addresses import canonical
from dateline.model import Document
from dateline.resolve.cases import Case, folded
from dateline.resolve.score import copied

__all__ = ["origins_of"]


def origins_of(cases: Sequence[Case]) -> tuple[str, ...]:
    """Names of the independent newsrooms behind ``cases``, in the order of the cases (oldest first).

    Two documents have one origin when they credit the same newsroom or when their telling sentences are
    copies, or are versions of one article. A credited newsroom gives the name, else the oldest outlet.
    """
    groups: list[list[Case]] = []
    for case in cases:
        joined = [group for group in groups if any(_one_origin(case, other) for other in group)]
        merged = [member for group in joined for member in group] + [case]
        at = groups.index(joined[0]) if joined else len(groups)
        groups = [*groups[:at], merged, *(g for g in groups[at:] if g not in joined)]
    return tuple(dict.fromkeys(_newsroom(min(group, key=_credit).document) for group in groups))


def _one_origin(case: Case, other: Case) -> bool:
    a, b = case.document, other.document
    return (
        a.id == b.id or _one_line(a, b) or folded(_newsroom(a)) == folded(_newsroom(b)) or copied(case, other)
    )


def _one_line(a: Document, b: Document) -> bool:
    """Whether they are versions of one article: what an outlet writes anew at an address is no second source,
    whomever it credits since. A page that gathers what others report keeps their names as outlets."""
    return (
        bool(a.url)
        and bool(b.url)
        and folded(a.outlet) == folded(b.outlet)
        and canonical(a.url) == canonical(b.url)
    )


def _credit(case: Case) -> tuple[bool, tuple[str, str]]:
    return not case.document.origin, case.order


def _newsroom(document: Document) -> str:
    return document.origin or document.outlet or document.source_name or document.id
