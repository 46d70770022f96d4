"""The documents behind an incident by origin: the one place where summing up asks what is independent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.model import OriginGroup, OriginMember
from dateline.resolve.cases import Case
from dateline.resolve.origins import origins_with_reasons

__all__ = ["day_of", "origin_groups", "origin_of_each"]


def origin_groups(cases: Sequence[Case]) -> tuple[OriginGroup, ...]:
    """The origins of ``cases`` (oldest first) with their documents and why each is in it."""
    named: dict[str, list[OriginMember]] = {}
    for origin in origins_with_reasons(cases):
        named.setdefault(origin.name, []).extend(origin.members)
    return tuple(
        OriginGroup(
            name=name,
            document_ids=tuple(member.document_id for member in members),
            members=tuple(members),
        )
        for name, members in named.items()
    )


def origin_of_each(groups: Sequence[OriginGroup]) -> Mapping[str, str]:
    """Document id -> name of its origin."""
    return {document: group.name for group in groups for document in group.document_ids}


def day_of(case: Case) -> str:
    """The ISO day of publication, ``""`` when unknown: what is undated is never taken for the newest."""
    return case.document.published[:10]
