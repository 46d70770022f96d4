"""Whether the method is as good as sure that two accounts tell one event, against a person's split."""

from __future__ import annotations

from dateline.resolve.cases import Case
from dateline.resolve.score import evidence_for, log_odds

__all__ = ["NEAR_CERTAIN", "near_certain"]

NEAR_CERTAIN = 3.0
"""Log-odds above what merges by itself from which a link of an account that a split was not made on is raised
against it: one more thing as telling as the same town."""


def near_certain(a: Case, b: Case) -> str:
    """What makes one incident of the two near certain, in words; "" where it is not."""
    if log_odds(a, b) < NEAR_CERTAIN:
        return ""
    features = [feature for feature in evidence_for(a, b) if feature.points > 0]
    return ", ".join(feature.name for feature in sorted(features, key=lambda f: (-f.points, f.name)))
