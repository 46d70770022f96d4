"""How often coded values are right, and how well the probabilities given with them say so."""

from dateline.evaluate.calibration.cases import PARTS, Case, cases_of
from dateline.evaluate.calibration.regression import FIGURES, fit
from dateline.evaluate.calibration.reliability import Curve, FieldReport, measure
from dateline.evaluate.calibration.report import as_json, as_text, as_toml, calibrate

__all__ = [
    "FIGURES",
    "PARTS",
    "Case",
    "Curve",
    "FieldReport",
    "as_json",
    "as_text",
    "as_toml",
    "calibrate",
    "cases_of",
    "fit",
    "measure",
]
