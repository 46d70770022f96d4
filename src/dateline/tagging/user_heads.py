"""Small heads on the states of the encoder, fitted to what one user corrected; pure numpy at run time.

They act on one sentence at a time: its vector is the mean state of its pieces, the encoder reading it alone,
so that a sentence of an article, an example of the codebook and a sentence of a correction are alike.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from dateline.errors import UsageError

__all__ = [
    "DROP",
    "KEEP",
    "SURE",
    "Coded",
    "Detector",
    "Features",
    "Head",
    "UserHeads",
    "has_user_heads",
    "user_heads_in",
]

JSON_FILE, ARRAYS_FILE = "user_heads.json", "user_heads.npz"
SURE = 0.7
"""Probability from which a head overrules what was coded. Under it the coder's word stands."""
KEEP, DROP = "keep", "drop"
_ONE_HOT = 0.7
"""Size of "coded as T" beside a sentence vector of length one: the prior, which the words may outweigh."""

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """What heads may change of an account."""

    event_type: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """How a sentence vector and what was coded become the input of the heads.

    ``centre`` is the mean vector of the background: what all sentences share says nothing. ``types`` and
    ``statuses`` are those with an input of their own.
    """

    centre: Vector
    types: tuple[str, ...]
    statuses: tuple[str, ...]

    def words(self, vector: Vector) -> Vector:
        """The direction of a sentence vector from the centre, of length one."""
        away = np.asarray(vector, dtype=np.float64) - self.centre
        return np.asarray(away / max(1e-9, float(np.linalg.norm(away))))

    def of(self, vector: Vector, coded: Coded) -> Vector:
        """Words and what was coded: ``[width + types + statuses]``."""
        marks = [name == coded.event_type for name in self.types]
        marks += [name == coded.status for name in self.statuses]
        return np.concatenate([self.words(vector), _ONE_HOT * np.asarray(marks, dtype=np.float64)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """One of ``classes``: softmax of ``weights @ input + bias``."""

    classes: tuple[str, ...]
    weights: Vector
    bias: Vector

    def best(self, given: Vector) -> tuple[str, float]:
        """The likeliest class and its probability."""
        logits = self.weights @ given + self.bias
        chances = np.exp(logits - logits.max())
        chances /= chances.sum()
        at = int(chances.argmax())
        return self.classes[at], float(chances[at])


@dataclass(frozen=True, slots=True, kw_only=True)
class Detector:
    """Tells sentences of one type: where ``weights @ words`` reaches ``threshold``.

    ``scale`` makes of the way past the threshold the log-odds that an account states as its confidence.
    """

    event_type: str
    weights: Vector
    threshold: float
    scale: float

    def confidence(self, words: Vector) -> float | None:
        """From 0.5 at the threshold up; ``None`` under it."""
        past = float(self.weights @ words) - self.threshold
        return None if past < 0 else float(1.0 / (1.0 + np.exp(-min(30.0, past * self.scale))))


@dataclass(frozen=True, slots=True, kw_only=True)
class UserHeads:
    """What was learned of a user. ``model`` is the digest of the network whose states it reads, ``name`` what
    is stored with the accounts that it changed. A head that is ``None`` leaves things as coded."""

    model: str
    name: str
    features: Features
    kept: Head | None = None
    types: Head | None = None
    statuses: Head | None = None
    detectors: tuple[Detector, ...] = ()

    def revise(self, coded: Coded, vector: Vector) -> Coded | None:
        """What is coded in the end, ``None`` for an account that is none."""
        given = self.features.of(vector, coded)
        if self.kept is not None:
            verdict, p = self.kept.best(given)
            if verdict == DROP and p >= SURE:
                return None
        return Coded(
            event_type=_overruled(self.types, given, coded.event_type),
            status=_overruled(self.statuses, given, coded.status),
        )

    def status_of(self, coded: Coded, vector: Vector) -> str:
        """The status of an account that a detector finds."""
        return _overruled(self.statuses, self.features.of(vector, coded), coded.status)

    def told(self, vector: Vector) -> tuple[tuple[str, float], ...]:
        """The types of detectors that the sentence tells, the surest first, each with its confidence."""
        words = self.features.words(vector)
        found = [(d.event_type, p) for d in self.detectors if (p := d.confidence(words)) is not None]
        return tuple(sorted(found, key=lambda item: (-item[1], item[0])))

    def with_detectors(self, detectors: Sequence[Detector]) -> UserHeads:
        """The same with ``detectors`` added for types that have none yet."""
        known = {detector.event_type for detector in self.detectors}
        added = tuple(detector for detector in detectors if detector.event_type not in known)
        return replace(self, detectors=(*self.detectors, *added))

    def save(self, folder: Path) -> None:
        """Write both files into a model folder."""
        arrays: dict[str, Vector] = {"centre": self.features.centre}
        heads: dict[str, object] = {}
        for key, head in self._heads().items():
            heads[key] = list(head.classes)
            arrays[f"{key}.weights"], arrays[f"{key}.bias"] = head.weights, head.bias
        for number, detector in enumerate(self.detectors):
            arrays[f"detector.{number}"] = detector.weights
        table = {
            "model": self.model,
            "name": self.name,
            "types": list(self.features.types),
            "statuses": list(self.features.statuses),
            "heads": heads,
            "detectors": [[d.event_type, d.threshold, d.scale] for d in self.detectors],
        }
        with (folder / ARRAYS_FILE).open("wb") as file:
            np.savez(
                file, allow_pickle=False, **{key: array.astype(np.float32) for key, array in arrays.items()}
            )
        (folder / JSON_FILE).write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")

    def _heads(self) -> Mapping[str, Head]:
        named = {"kept": self.kept, "types": self.types, "statuses": self.statuses}
        return {key: head for key, head in named.items() if head is not None}

    @classmethod
    def load(cls, folder: Path) -> Self:
        """What :meth:`save` wrote.

        Raises:
            UsageError: a file is missing or damaged.
        """
        try:
            table = json.loads((folder / JSON_FILE).read_text(encoding="utf-8"))
            with np.load(folder / ARRAYS_FILE, allow_pickle=False) as file:
                arrays = {key: np.asarray(file[key], dtype=np.float64) for key in file.files}
            heads = {
                key: Head(
                    classes=tuple(classes), weights=arrays[f"{key}.weights"], bias=arrays[f"{key}.bias"]
                )
                for key, classes in table["heads"].items()
            }
            return cls(
                model=table["model"],
                name=table["name"],
                features=Features(
                    centre=arrays["centre"],
                    types=tuple(table["types"]),
                    statuses=tuple(table["statuses"]),
                ),
                kept=heads.get("kept"),
                types=heads.get("types"),
                statuses=heads.get("statuses"),
                detectors=tuple(
                    Detector(
                        event_type=name, weights=arrays[f"detector.{number}"], threshold=limit, scale=scale
                    )
                    for number, (name, limit, scale) in enumerate(table["detectors"])
                ),
            )
        except (OSError, KeyError, ValueError, TypeError, AttributeError) as error:
            raise UsageError(
                f"{folder}: {JSON_FILE} or {ARRAYS_FILE} cannot be read ({error}); "
                "make them anew with `dateline train --corrections`"
            ) from error


def has_user_heads(folder: Path) -> bool:
    """Whether a model folder has heads of a user."""
    return (folder / JSON_FILE).is_file()


def user_heads_in(folder: Path) -> UserHeads | None:
    """The heads in a model folder, if there are any.

    Raises:
        UsageError: they are damaged, or were fitted on the states of another network than the one there.
    """
    if not has_user_heads(folder):
        return None
    heads = UserHeads.load(folder)
    if heads.model != network_digest(folder):
        raise UsageError(
            f"{folder}: its user heads were fitted on another model.onnx; "
            "fit them anew with `dateline train --corrections`"
        )
    return heads


def network_digest(folder: Path) -> str:
    """``b2:`` hash of the network in a model folder."""
    try:
        content = (folder / "model.onnx").read_bytes()
    except OSError as error:
        raise UsageError(f"{folder}: {error.strerror}; a model folder holds model.onnx") from error
    return "b2:" + hashlib.blake2b(content, digest_size=16).hexdigest()


def _overruled(head: Head | None, given: Vector, coded: str) -> str:
    if head is None:
        return coded
    name, p = head.best(given)
    return name if p >= SURE else coded
