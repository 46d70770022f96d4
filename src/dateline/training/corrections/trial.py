"""Whether heads help: what is right before and after them, on corrections that they were not fitted to."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.model import Status
from dateline.tagging.user_heads import Coded, UserHeads
from dateline.training.corrections.samples import Sample

__all__ = ["PARTS", "Scores", "Trial", "only", "revised", "trial"]

FOLDS = 5
PARTS = ("kept", "types", "statuses", "detectors")
"""The heads, in the order in which they are tried."""

Fit = Callable[[Sequence[Sample]], UserHeads]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """An account is right where one is told and its type and status are so; ``false`` are told by nobody."""

    coded: int
    told: int
    right: int
    right_type: int
    false: int

    @property
    def precision(self) -> float:
        """Right accounts among the coded ones."""
        return self.right / self.coded if self.coded else 0.0

    @property
    def recall(self) -> float:
        """Right accounts among the told ones."""
        return self.right / self.told if self.told else 0.0

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        both = self.coded + self.told
        return 2 * self.right / both if both else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """Held-out scores ``before`` and ``after``; ``parts`` are the heads that helped, each with the F1 that
    it brought the accounts to."""

    before: Scores
    after: Scores
    parts: tuple[tuple[str, float], ...]

    @property
    def better(self) -> bool:
        """Whether the heads are worth installing."""
        return self.after.f1 > self.before.f1


def trial(samples: Sequence[Sample], fit: Fit) -> Trial:
    """Fit on all folds but one, score on that one; a document is never on both sides.

    A head that does not raise the F1 of the accounts beside those before it is left out.
    """
    fitted = [
        (fit([s for s, fold in folded if fold != number]), [s for s, fold in folded if fold == number])
        for folded in [list(zip(samples, _folds(samples), strict=True))]
        for number in sorted(set(_folds(samples)))
    ]
    before = _scores((sample, [] if sample.coded is None else [sample.coded]) for sample in samples)
    best = before
    parts: list[tuple[str, float]] = []
    for part in PARTS:
        names = [*(name for name, _ in parts), part]
        after = _scores(
            (sample, revised(only(heads, names), sample)) for heads, rest in fitted for sample in rest
        )
        if after.f1 > best.f1:
            best = after
            parts.append((part, after.f1))
    return Trial(before=before, after=best, parts=tuple(parts))


def only(heads: UserHeads, names: Sequence[str]) -> UserHeads:
    """The heads of these names alone."""
    return replace(
        heads,
        kept=heads.kept if "kept" in names else None,
        types=heads.types if "types" in names else None,
        statuses=heads.statuses if "statuses" in names else None,
        detectors=heads.detectors if "detectors" in names else (),
    )


def revised(heads: UserHeads, sample: Sample) -> list[Coded]:
    """The accounts of a sample's sentence when the heads have acted, as they do at run time."""
    found: list[Coded] = []
    detected = {detector.event_type for detector in heads.detectors}
    if sample.coded is not None and sample.coded.event_type not in detected:
        kept = heads.revise(sample.coded, sample.vector)
        found += [] if kept is None else [kept]
    for event_type, _ in heads.told(sample.vector)[:1]:
        if all(coded.event_type != event_type for coded in found):
            new = Coded(event_type=event_type, status=Status.OCCURRED.value)
            found.append(replace(new, status=heads.status_of(new, sample.vector)))
    return found


def _folds(samples: Sequence[Sample]) -> list[int]:
    """A number below ``FOLDS`` for each sample, the same for one document whatever else is in the file."""
    documents = sorted(
        {s.document for s in samples}, key=lambda name: hashlib.blake2b(name.encode()).digest()
    )
    fold = {name: number % FOLDS for number, name in enumerate(documents)}
    return [fold[s.document] for s in samples]


def _scores(answers: Iterator[tuple[Sample, list[Coded]]]) -> Scores:
    counts: Counter[str] = Counter()
    for sample, coded in answers:
        counts["coded"] += len(coded)
        counts["told"] += sample.right is not None
        if sample.right is None:
            counts["false"] += len(coded)
            continue
        counts["right"] += sample.right in coded
        counts["right_type"] += any(c.event_type == sample.right.event_type for c in coded)
    return Scores(
        coded=counts["coded"],
        told=counts["told"],
        right=counts["right"],
        right_type=counts["right_type"],
        false=counts["false"],
    )
