"""The fitted maps from evidence to probability, as shipped in ``calibration.toml``, and their use.

Each field has, for each kind of text, a logistic regression ``p = 1 / (1 + exp(-(intercept + sum of weight *
figure)))`` over figures of :mod:`dateline.calibration.evidence`. A field or a kind of text without enough
human-coded values has none, and its confidence is ``None``: nobody has measured how often it is right.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, ValidationError

from dateline.calibration.evidence import EVENT, EVENT_TYPE, Evidence, Kind, field_of, kind_of
from dateline.codec.values import faults_of
from dateline.errors import RecordError
from dateline.model import Account, Assertion

__all__ = ["Calibration", "Measured", "calibrated", "clipped", "load_calibration", "read_calibration"]

LEAST, MOST = 0.01, 0.99
"""No value is ever certain: the counts behind the maps cannot tell 99 % from 100 %."""
DIGITS = 3


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Measured(_Table):
    """The map of one field for one kind of text; ``cases`` and ``right`` are what it was fitted on."""

    cases: int
    right: int
    intercept: float
    weights: Mapping[str, float]

    def probability(self, evidence: Evidence) -> float:
        """The probability that a value with this evidence is right."""
        weighed = (weight * evidence.get(name, 0.0) for name, weight in self.weights.items())
        return clipped(1 / (1 + math.exp(-(self.intercept + sum(weighed)))))


class Calibration(_Table):
    """Every map, and what it is good for: accounts by ``method`` of the ``types`` of the shipped codebook.

    ``data`` names the very texts, corpus and split -> digest; ``date`` is the day of the fit.
    """

    method: str
    date: str
    data: Mapping[str, str]
    types: frozenset[str]
    fields: Mapping[str, Mapping[Kind, Measured]]

    def probability(self, field: str, evidence: Evidence) -> float | None:
        """The probability of one field's value, ``None`` where it was not measured."""
        measured = self.fields.get(field, {}).get(kind_of(evidence))
        return None if measured is None else measured.probability(evidence)


def clipped(probability: float) -> float:
    """Between LEAST and MOST."""
    return min(MOST, max(LEAST, probability))


def calibrated(account: Account, evidence: Sequence[Evidence], calibration: Calibration) -> Account:
    """``account`` with the probability of each of its assertions; ``evidence`` is theirs, in their order.

    The event type's is that there is such an event and that it is of this type; that of every other value
    is that it is right if there is such an event. All are ``None`` for a type that is a user's own and for
    another coder than the one that was measured.
    """
    if account.event_type not in calibration.types:
        return account
    return replace(
        account,
        assertions=tuple(
            replace(row, confidence=_confidence(row, figures, calibration))
            for row, figures in zip(account.assertions, evidence, strict=True)
        ),
    )


def _confidence(assertion: Assertion, evidence: Evidence, calibration: Calibration) -> float | None:
    if assertion.method != calibration.method:
        return None
    probability = calibration.probability(field_of(assertion), evidence)
    if assertion.field == EVENT_TYPE and probability is not None:
        told = calibration.probability(EVENT, evidence)
        probability = None if told is None else told * probability
    return None if probability is None else round(probability, DIGITS)


def load_calibration() -> Calibration:
    """The maps that ship with the package."""
    return read_calibration(
        files("dateline.calibration").joinpath("calibration.toml").read_text(encoding="utf-8")
    )


def read_calibration(text: str) -> Calibration:
    """Maps from the text of a calibration file.

    Raises:
        RecordError: it is none; lists every fault.
    """
    try:
        return Calibration.model_validate(tomllib.loads(text))
    except ValidationError as error:
        raise RecordError("calibration.toml", faults_of(error)) from None
    except tomllib.TOMLDecodeError as error:
        raise RecordError("calibration.toml", (str(error),)) from error
