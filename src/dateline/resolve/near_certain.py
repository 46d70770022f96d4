"""Whether the method is as good as sure that two accounts tell one event, against a person's split."""

from __future__ import annotations

from dateline.resolve.cases import Case
from dateline.resolve.score import MERGE_AT, apart, evidence_for, told_apart

__all__ = ["NEAR_CERTAIN", "near_certain"]

NEAR_CERTAIN = MERGE_AT + 3
"""Points from which a link is raised: what merges by itself and one thing more, as telling as one town."""


def near_certain(a: Case, b: Case) -> str:
    """What makes one incident of the two near certain, in words; "" where it is not."""
    if apart(a, b) or told_apart(a, b):
        return ""
    features = evidence_for(a, b)
    if sum(feature.points for feature in features) < NEAR_CERTAIN:
        return ""
    return ", ".join(feature.name for feature in sorted(features, key=lambda f: (-f.points, f.name)))
