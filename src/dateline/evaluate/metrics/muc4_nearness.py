"""How near a date or a place of a report is to an incident, by where the incident's fillers stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.evaluate.metrics.muc4_surroundings import Surroundings

__all__ = ["Anchors", "Weights", "nearness"]

Anchors = Sequence[Sequence[int]]
"""For each filler of an incident the positions where it is mentioned."""

_JUST_AFTER = 2
"""Sentences within which what was said before still holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What each sign is worth: ``share`` by the share of the fillers that the sentence has, ``near`` at no
    distance from a filler and half of it at ``reach`` characters, and one of ``same`` sentence, ``before`` (a
    filler follows within two sentences) and ``elsewhere``."""

    share: float
    near: float
    reach: float
    same: float
    before: float
    elsewhere: float


def nearness(position: int, anchors: Anchors, around: Surroundings, weights: Weights) -> float:
    """The worth of something at ``position`` for an incident whose fillers stand at ``anchors``."""
    sentence = around.sentence(position)
    sentences = [{around.sentence(at) for at in group} for group in anchors]
    distance = min((abs(at - position) for group in anchors for at in group), default=float("inf"))
    share = sum(sentence in group for group in sentences) / max(1, len(sentences))
    if share:
        told = weights.same
    elif any(0 < at - sentence <= _JUST_AFTER for group in sentences for at in group):
        told = weights.before
    else:
        told = weights.elsewhere
    return told + weights.share * share + weights.near / (1 + distance / weights.reach)
