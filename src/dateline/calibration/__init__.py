"""From what is known when a value is coded to the probability that it is right.

``evidence`` reads a few named figures off the finished accounts; ``maps`` turns them into probabilities with
the coefficients of ``calibration.toml``, which ``dateline calibrate --write`` fits on human-coded texts.
"""

from dateline.calibration.evidence import (
    ACCOUNT,
    EVENT,
    EVENT_TYPE,
    Evidence,
    Kind,
    Weighed,
    evidence_of,
    field_of,
    kind_of,
)
from dateline.calibration.maps import (
    Calibration,
    Measured,
    calibrated,
    clipped,
    load_calibration,
    read_calibration,
)

__all__ = [
    "ACCOUNT",
    "EVENT",
    "EVENT_TYPE",
    "Calibration",
    "Evidence",
    "Kind",
    "Measured",
    "Weighed",
    "calibrated",
    "clipped",
    "evidence_of",
    "field_of",
    "kind_of",
    "load_calibration",
    "read_calibration",
]
