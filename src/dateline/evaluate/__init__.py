"""Measuring coders on annotated corpora: readers, pure metrics, bootstrap intervals and gates."""

from dateline.evaluate.cases import Coder
from dateline.evaluate.floors import load_floors, pin, write_floors
from dateline.evaluate.gates import PARTS, GateResult, gates_as_text, passed, pin_parts, run_gates
from dateline.evaluate.page import as_page
from dateline.evaluate.report import Report, Score, as_json, as_text
from dateline.evaluate.run import run
from dateline.evaluate.tasks import TASKS

__all__ = [
    "PARTS",
    "TASKS",
    "Coder",
    "GateResult",
    "Report",
    "Score",
    "as_json",
    "as_page",
    "as_text",
    "gates_as_text",
    "load_floors",
    "passed",
    "pin",
    "pin_parts",
    "run",
    "run_gates",
    "write_floors",
]
