"""From a reading to the incidents of a text: which kinds of incident it tells, and who and what was in each.

Two fitted scorers decide: one says whether the text tells an incident of a type, one whether an entity plays
its role in the incident of that type. Their weights are in ``assembly.json`` of the model folder; their
features are here, so that fitting and reading cannot differ.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dateline.tagging.entities import entities_of
from dateline.tagging.reading import Entity, Filler, Incident, TaggedSpan

__all__ = [
    "FILLER_FEATURES",
    "LAYER",
    "PROPOSAL",
    "ROLES",
    "TYPES",
    "TYPE_FEATURES",
    "Assembly",
    "Candidates",
    "candidates_of",
    "filler_features",
    "type_features",
]

ROLES = ("perp_individual", "perp_org", "phys_tgt", "hum_tgt_name", "hum_tgt_desc", "instrument")
TYPES = ("attack", "bombing", "kidnapping", "arson", "robbery", "forced work stoppage")
LAYER = "muc"
PROPOSAL = 0.12
"""Probability from which a span is a candidate; the scorer decides among candidates."""

_CLIP = 6.0

Vector = NDArray[np.float64]


def _logit(p: float) -> float:
    p = min(max(p, 1e-4), 1 - 1e-4)
    return max(-_CLIP, min(_CLIP, math.log(p / (1 - p))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """What a reading offers: the probability of each type for the whole text (``types``) and of the likeliest
    window of it (``local``), and all entities."""

    types: Mapping[str, float]
    local: Mapping[str, float]
    any: float
    entities: tuple[Entity, ...]
    length: int


def candidates_of(
    spans: Sequence[TaggedSpan],
    labels: Mapping[str, Mapping[str, float]],
    local: Sequence[Mapping[str, Mapping[str, float]]],
    length: int,
) -> Candidates:
    """The candidates among spans found at ``PROPOSAL``, given the labels of a text and of its windows.

    ``length`` is that of the text in characters.
    """
    chances = labels.get("muc_incident", {})
    windows = [window.get("muc_incident", {}) for window in local]
    of_role = {role: [s for s in spans if s.layer == LAYER and s.label == role] for role in ROLES}
    entities = [entity for found in of_role.values() for entity in entities_of(found)]
    return Candidates(
        types={kind: chances.get(kind, 0.0) for kind in TYPES},
        local={kind: max((window.get(kind, 0.0) for window in windows), default=0.0) for kind in TYPES},
        any=chances.get("any", 0.0),
        entities=tuple(entities),
        length=max(1, length),
    )


def _mean_attribute(entity: Entity, name: str) -> dict[str, float]:
    """Values of an attribute, mentions weighed by their probability."""
    sums: dict[str, float] = {}
    total = sum(mention.probability for mention in entity.mentions)
    for mention in entity.mentions:
        for value, p in mention.attributes.get(name, {}).items():
            sums[value] = sums.get(value, 0.0) + p * mention.probability / total
    return sums


FILLER_FEATURES = 13


def filler_features(candidates: Candidates, entity: Entity, kind: str) -> Vector:
    """What tells whether ``entity`` has its role in an incident of type ``kind``; ``[FILLER_FEATURES]``."""
    types = _mean_attribute(entity, "incident")
    own = types.get(kind, 0.0)
    other = max((p for name, p in types.items() if name != kind), default=0.0)
    rivals = [e.probability for e in candidates.entities if e.label == entity.label and e is not entity]
    optional = _mean_attribute(entity, "optional").get("yes", 0.0)
    first = entity.mentions[0].start / candidates.length
    return np.array(
        [
            1.0,
            _logit(entity.probability),
            math.log(len(entity.mentions)),
            math.log(sum(mention.probability for mention in entity.mentions) + 0.1),
            _logit(own),
            _logit(own) - _logit(other),
            _logit(candidates.types[kind]),
            _logit(candidates.any),
            _logit(optional),
            first,
            max(rivals, default=0.0),
            math.log(len(entity.best.text.split())),
            float(any(character.isdigit() for character in entity.best.text)),
        ]
    )


TYPE_FEATURES = 12


def type_features(candidates: Candidates, kind: str) -> Vector:
    """What tells whether the text has an incident of type ``kind``; ``[TYPE_FEATURES]``."""
    support = dict.fromkeys(ROLES, 0.0)
    for entity in candidates.entities:
        p = entity.probability * _mean_attribute(entity, "incident").get(kind, 0.0)
        support[entity.label] = max(support[entity.label], p)
    best_other = max(p for name, p in candidates.types.items() if name != kind)
    return np.array(
        [
            1.0,
            _logit(candidates.types[kind]),
            _logit(candidates.local[kind]),
            _logit(candidates.any),
            _logit(best_other),
            *support.values(),
            float(kind == "attack"),
        ]
    )


def _sigmoid(x: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, x))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembly:
    """Fitted weights and thresholds; ``type_weights`` by type group, ``filler_weights`` by role."""

    type_weights: Sequence[float]
    filler_weights: Mapping[str, Sequence[float]]
    type_threshold: float
    filler_thresholds: Mapping[str, float]

    @classmethod
    def load(cls, path: Path) -> Assembly:
        """Read ``assembly.json``."""
        table = json.loads(path.read_text(encoding="utf-8"))
        return cls(
            type_weights=table["type_weights"],
            filler_weights=table["filler_weights"],
            type_threshold=table["type_threshold"],
            filler_thresholds=table["filler_thresholds"],
        )

    def type_chance(self, candidates: Candidates, kind: str) -> float:
        """Probability that the text tells an incident of type ``kind``."""
        return _sigmoid(float(np.dot(self.type_weights, type_features(candidates, kind))))

    def filler_chance(self, candidates: Candidates, entity: Entity, kind: str) -> float:
        """Probability that ``entity`` has its role in an incident of type ``kind``."""
        weights = self.filler_weights[entity.label]
        return _sigmoid(float(np.dot(weights, filler_features(candidates, entity, kind))))

    def incidents(self, candidates: Candidates) -> tuple[Incident, ...]:
        """The incidents of a text, the surest first."""
        found = []
        for kind in TYPES:
            chance = self.type_chance(candidates, kind)
            if chance < self.type_threshold:
                continue
            fillers = tuple(
                Filler(role=entity.label, entity=entity, probability=p, values=dict(_values(entity)))
                for entity in candidates.entities
                if (p := self.filler_chance(candidates, entity, kind)) >= self.filler_thresholds[entity.label]
            )
            found.append(
                Incident(
                    type=kind,
                    probability=chance,
                    stage=_vote(fillers, "stage", "accomplished"),
                    category=_vote(fillers, "category", "terrorist act"),
                    fillers=fillers,
                )
            )
        return tuple(sorted(found, key=lambda incident: -incident.probability))


def _values(entity: Entity) -> Iterator[tuple[str, str]]:
    names = {name for mention in entity.mentions for name in mention.attributes}
    for name in sorted(names - {"incident"}):
        chances = _mean_attribute(entity, name)
        yield name, max(chances, key=lambda value: chances[value])


def _vote(fillers: Sequence[Filler], name: str, default: str) -> str:
    sums: dict[str, float] = {}
    for filler in fillers:
        for value, p in _mean_attribute(filler.entity, name).items():
            sums[value] = sums.get(value, 0.0) + p * filler.probability
    return max(sums, key=lambda value: sums[value]) if sums else default
