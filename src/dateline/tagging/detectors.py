"""Detectors of event types that are known by a definition and examples, before anyone corrected anything.

A sentence tells a type where its direction from the centre of the background is, on average over the type's
definition and examples, as near to theirs as that of no sentence of the background. The background are the
examples of all other types and statuses of the codebook: they tell events too, which is what a new type is
confused with. Read once with the model at hand, so they are right for any model.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from dateline.codebook import Codebook, EventType
from dateline.tagging.user_heads import Detector, Features, Vector

__all__ = ["Background", "background_of", "detector_of", "needs_detector", "user_types"]

LEAST_SPREAD = 1e-3


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """Vectors of the codebook's sentences with the type each is an example of, ``""`` for a status."""

    features: Features
    vectors: tuple[tuple[str, Vector], ...]

    def without(self, event_type: str) -> Vector:
        """The words of the sentences that are of no example of a type: ``[sentences, width]``."""
        return np.stack([self.features.words(v) for name, v in self.vectors if name != event_type])

    def of(self, event_type: str) -> Vector:
        """The words of the sentences of a type."""
        return np.stack([self.features.words(v) for name, v in self.vectors if name == event_type])


def user_types(codebook: Codebook) -> tuple[EventType, ...]:
    """The types that a user added or replaced; speech acts are read by their verbs and are not among them."""
    return tuple(t for t in codebook.types.values() if not t.shipped and t.family != "statement")


def needs_detector(event_type: EventType) -> bool:
    """Whether only its definition and examples can tell a type: it has no words of its own."""
    return not (event_type.verbs or event_type.nouns or event_type.phrases or event_type.verb_objects)


def background_of(codebook: Codebook, vector: Callable[[str], Vector]) -> Background:
    """The vectors of all examples, and of the definitions of user types, which a detector learns from too."""
    own = {t.id for t in user_types(codebook)}
    told = [(t.id, text) for t in codebook.types.values() for text in t.examples]
    told += [(t.id, t.definition) for t in codebook.types.values() if t.id in own]
    told += [("", text) for status in codebook.statuses.values() for text in status.examples]
    vectors = tuple((name, vector(text)) for name, text in told)
    centre = np.mean([v for name, v in vectors if name not in own], axis=0)
    return Background(
        features=Features(
            centre=centre,
            types=tuple(codebook.types),
            statuses=tuple(status.value for status in codebook.statuses),
        ),
        vectors=vectors,
    )


def detector_of(event_type: str, background: Background) -> Detector:
    """The detector of a type from its definition and examples alone."""
    weights = background.of(event_type).mean(axis=0)
    scores = background.without(event_type) @ weights
    return Detector(
        event_type=event_type,
        weights=weights,
        threshold=float(scores.max()),
        scale=1.0 / max(LEAST_SPREAD, float(scores.std())),
    )
