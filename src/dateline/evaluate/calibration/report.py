"""The whole of a calibration: judge, measure, fit; and what it found as text, JSON and calibration file."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from dateline.calibration import Calibration, Weighed
from dateline.codebook import Codebook
from dateline.evaluate.calibration.cases import PARTS, cases_of
from dateline.evaluate.calibration.regression import FITTED, kinds_of
from dateline.evaluate.calibration.reliability import Curve, FieldReport, fit_all, measure
from dateline.evaluate.corpora.files import digest
from dateline.evaluate.tasks import TASKS
from dateline.model import Document

__all__ = ["Calibrated", "as_json", "as_text", "as_toml", "calibrate"]

_HEAD = """\
# From the evidence for a value to the probability that it is right: for each field and kind of text a
# logistic regression over the figures of dateline.calibration.evidence. Written by
# `dateline calibrate --write`; do not change it by hand. `cases` and `right` count the human-coded values
# behind a map, `data` names the very texts.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibrated:
    """``fields``: what cross-validation measured; ``maps``: those fitted on all the data, to be shipped."""

    fields: tuple[FieldReport, ...]
    maps: Calibration


def calibrate(
    data: Path,
    weigh: Callable[[Document], Weighed],
    *,
    method: str,
    date: str,
    progress: Callable[[int], None] = lambda _done: None,
) -> Calibrated:
    """Judge every value that ``weigh`` gives on the dev parts under ``data``, measure and fit the maps.

    ``method`` is the coder's, ``date`` the ISO day to write into the maps.

    Raises:
        CorpusError: files are missing or not laid out as their README says.
    """
    families = {name: entry.family for name, entry in Codebook.load().types.items()}
    identities = {f"{corpus}-{split}": digest(TASKS[corpus].files(data, split)) for corpus, split in PARTS}
    cases = list(cases_of(data, weigh, families, progress=progress))
    kinds = {field: kinds_of([case for case in cases if case.field == field]) for field in FITTED}
    maps = Calibration(
        method=method,
        date=date,
        data=identities,
        types=frozenset(families),
        fields=fit_all(cases, kinds),
    )
    return Calibrated(fields=measure(cases), maps=maps)


def as_json(found: Calibrated) -> str:
    """What was measured, as one JSON object, figures to 4 decimals; holds no text of a corpus."""
    content = {
        "method": found.maps.method,
        "date": found.maps.date,
        "data": dict(found.maps.data),
        "fields": [asdict(field) for field in found.fields],
    }
    return json.dumps(_rounded(content), ensure_ascii=False, indent=1)


def _rounded(value: object) -> object:
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, Mapping):
        return {key: _rounded(item) for key, item in value.items()}
    return [_rounded(item) for item in value] if isinstance(value, list | tuple) else value


def as_text(found: Calibrated) -> str:
    """What was measured, as a table for a terminal."""
    rows = ["field        corpus      n  right  ECE mass  (chance)  ECE width  Brier  (of the mean)  AUC"]
    rows += [_row(field.field, curve) for field in found.fields for curve in field.curves]
    return "\n".join(rows)


def _row(field: str, curve: Curve) -> str:
    area = "    -" if curve.auc is None else f"{curve.auc:5.3f}"
    return (
        f"{field:12} {curve.corpus:6} {curve.cases:6d}  {curve.right:5.3f}  {curve.error_equal_mass:8.3f}  "
        f"{curve.by_chance:8.3f}  {curve.error_equal_width:9.3f}  {curve.brier:5.3f}  "
        f"{curve.brier_of_the_mean:13.3f}  {area}"
    )


def as_toml(maps: Calibration) -> str:
    """The text of a calibration file, fields in order, so that a change shows as few changed lines."""
    lines = [_HEAD, f"method = {json.dumps(maps.method)}", f"date = {json.dumps(maps.date)}", "types = ["]
    lines += [f"  {json.dumps(name)}," for name in sorted(maps.types)]
    lines += ["]", "", "[data]"]
    lines += [f"{name} = {json.dumps(identity)}" for name, identity in maps.data.items()]
    for field, kinds in maps.fields.items():
        for kind, measured in kinds.items():
            table = f"fields.{field}.{kind.value}"
            lines += [
                "",
                f"[{table}]",
                f"cases = {measured.cases}",
                f"right = {measured.right}",
                f"intercept = {measured.intercept:.4f}",
                f"[{table}.weights]",
            ]
            lines += [f"{name} = {weight:.4f}" for name, weight in measured.weights.items()]
    return "\n".join(lines) + "\n"
