"""The errors of one evaluation as one self-contained page. It holds corpus text: for its reader only."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Collection
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dateline.evaluate.confusion import table
from dateline.evaluate.report import Report

__all__ = ["COSTLIEST", "as_page"]

COSTLIEST = 30
"""Misses that a page shows unless told otherwise."""


def as_page(report: Report, headline: Collection[str], *, errors: int = COSTLIEST) -> str:
    """An HTML page: scores, kinds of misses, which value was given for which, the ``errors`` costliest misses
    with their sentences. It runs no script, asks for nothing from outside, and all text in it is escaped."""
    css = (resources.files("dateline.evaluate") / "templates" / "errors.css").read_text(encoding="utf-8")
    named = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return (
        _environment()
        .get_template("errors.html")
        .render(
            report=report,
            headline=headline,
            tables=[(field, *table(rows)) for field, rows in report.confusions.items()],
            misses=report.misses[:errors],
            css=Markup(css),  # noqa: S704 - our own packaged file
            policy=f"default-src 'none'; style-src 'sha256-{named}'; base-uri 'none'; form-action 'none'",
        )
    )


def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("dateline.evaluate", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"figure": _figure, "points": _points}
    return made


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _points(cost: float) -> str:
    return f"{100 * cost:.2f}"
