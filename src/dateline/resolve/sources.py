"""The documents behind an incident by origin: the one place where summing up asks what is independent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.model import OriginGroup
from dateline.resolve.cases import Case
from dateline.resolve.origins import origins_of

__all__ = ["day_of", "origin_groups", "origin_of_each"]


def origin_groups(cases: Sequence[Case]) -> tuple[OriginGroup, ...]:
    """The origins of ``cases`` (oldest first) with their documents, in the order of :func:`origins_of`.

    What is one origin is decided by :func:`origins_of` alone: a document joins those with which it makes one.
    """
    by_document: dict[str, list[Case]] = {}
    for case in cases:
        by_document.setdefault(case.document.id, []).append(case)
    names = origins_of(cases)
    if len(names) == 1:
        return (OriginGroup(name=names[0], document_ids=tuple(by_document)),)
    apart = len(names) == len(by_document)  # then no two documents need to be compared
    groups: list[list[Case]] = []
    for told in by_document.values():
        joined = [] if apart else [group for group in groups if len(origins_of([*group, *told])) == 1]
        if joined:
            joined[0] += [case for group in (*joined[1:], told) for case in group]
            groups = [group for group in groups if not any(group is other for other in joined[1:])]
        else:
            groups.append(list(told))
    named: dict[str, list[Case]] = {}
    for group in groups:
        ordered = sorted(group, key=lambda case: case.order)
        named.setdefault(origins_of(ordered)[0], []).extend(ordered)
    return tuple(
        OriginGroup(name=name, document_ids=tuple(dict.fromkeys(case.document.id for case in group)))
        for name, group in named.items()
    )


def origin_of_each(groups: Sequence[OriginGroup]) -> Mapping[str, str]:
    """Document id -> name of its origin."""
    return {document: group.name for group in groups for document in group.document_ids}


def day_of(case: Case) -> str:
    """The ISO day of publication, ``""`` when unknown: what is undated is never taken for the newest."""
    return case.document.published[:10]
