"""Measuring coders on annotated corpora: readers, pure metrics, bootstrap intervals and gates."""

from dateline.evaluate.report import Report, Score, as_json, as_text
from dateline.evaluate.run import Code, run

__all__ = ["Code", "Report", "Score", "as_json", "as_text", "run"]
