"""Findings in words, as text, JSON and HTML; nothing is said that the finding does not hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from html import escape
from typing import Any

from dateline.changes.records import Aspect, Changes, Direction, Finding, Level
from dateline.model import Status

__all__ = ["as_html", "as_json", "as_text", "sentence"]

_OF: Mapping[Level, str] = {
    Level.ACTOR: "incidents done by {name}",
    Level.AGAINST: "incidents that hit {name}",
    Level.SAID: "statements by {name}",
    Level.COUNTRY: "incidents of violence and unrest in {name}",
    Level.ADMIN1: "incidents of violence and unrest in {name}",
    Level.TYPE: "incidents of type {name}",
}
_KIND: Mapping[Aspect, str] = {
    Aspect.TYPES: "of type {kind}",
    Aspect.TARGETS: "against {kind}",
    Aspect.PLACES: "in {kind}",
    Aspect.WEAPONS: "with weapons of the kind {kind}",
    Aspect.NAMED: "naming {kind}",
}


def sentence(found: Finding) -> str:
    """One finding in one sentence, with its figures.

    A rate is told per 1,000 documents read, so that more reports are not more events.
    """
    of = _OF[found.series.level].format(name=found.series.name)
    if found.series.status is Status.CLAIMED:
        of = f"{of}, claimed and told by nobody else,"
    if found.aspect is Aspect.RETURN:
        first, _, rest = of.partition(" ")
        return (
            f"{first.capitalize()} {rest}: {found.now} in {found.days} days, the first on "
            f"{found.since} after "
            f"{int(found.effect or 0)} days without one; {found.before} in the {found.before_days} "
            f"days before the silence."
        )
    if found.aspect is Aspect.RATE:
        verb = "more" if found.direction is Direction.RISE else "fewer"
        now, before = _per(found.now, found.now_of), _per(found.before, found.before_of)
        return (
            f"{verb.capitalize()} {of} since the week of {found.since}: {found.now} in {found.days} "
            f"days, {now} for "
            f"1,000 documents read; before {before} ({found.before} in {found.before_days} days). Ratio "
            f"{_number(found.effect)}, 95 % interval {_number(found.low)} to {_number(found.high)}."
        )
    kind = _KIND[found.aspect].format(kind=found.category.replace("_", " "))
    verb = "a larger" if found.direction is Direction.RISE else "a smaller"
    return (
        f"{verb.capitalize()} share of {of} is {kind} since the week of {found.since}: {found.now} of "
        f"{found.now_of} in {found.days} days, before {found.before} of {found.before_of}. Difference "
        f"{_points(found.effect)}, 95 % interval {_points(found.low)} to {_points(found.high)} "
        f"percentage points."
    )


def as_text(changes: Changes) -> str:
    """All findings for a terminal, each with what would explain it away and the incidents behind it."""
    head = (
        f"{len(changes.findings)} changes until {changes.until}, of {changes.tests} tests; at most "
        f"{changes.level:.0%} of such findings are false in the long run. Machine-made: coded and counted "
        "by program, not reviewed.\n"
    )
    if changes.left_out:
        head += (
            f"{changes.left_out} incidents reported lately are not counted: their day is not known to the "
            "week.\n"
        )
    parts = [head]
    for found in changes.findings:
        lines = [sentence(found), f"  {found.certainty}; corrected chance {found.q:.2g}"]
        lines += [f"  may be explained: {one.text}" for one in found.explanations]
        lines.append(f"  incidents: {', '.join(id_[:11] for id_ in found.incidents) or 'none'}")
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def as_json(changes: Changes) -> dict[str, Any]:
    """The same as data, incidents by their whole ids."""
    return {
        "until": changes.until,
        "tests": changes.tests,
        "false_discovery_rate": changes.level,
        "left_out": changes.left_out,
        "machine": True,
        "findings": [
            asdict(found)
            | {"series": asdict(found.series) | {"about": found.series.about}, "text": sentence(found)}
            for found in changes.findings
        ],
    }


def as_html(changes: Changes) -> str:
    """One page that needs no other file; names come from documents and are escaped."""
    head, *_ = as_text(changes).split("\n\n", 1)
    items = []
    for found in changes.findings:
        why = "".join(f"<li>may be explained: {escape(one.text)}</li>" for one in found.explanations)
        ids = ", ".join(f"<code>{escape(id_)}</code>" for id_ in found.incidents) or "none"
        items.append(
            f"<li><p>{escape(sentence(found))}</p><p>{escape(found.certainty)}; corrected chance "
            f"{found.q:.2g}</p>"
            f"<ul>{why}</ul><details><summary>{len(found.incidents)} "
            f"incidents</summary><p>{ids}</p></details></li>"
        )
    title = f"Changes until {escape(changes.until)}"
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
        f"<title>{title}</title></head><body><h1>{title}</h1><p>{escape(head)}</p><ol>{''.join(items)}</ol>"
        "</body></html>\n"
    )


def _per(count: int, documents: int) -> str:
    return f"{1000 * count / documents:.1f}" if documents else "?"


def _number(value: float | None) -> str:
    if value is None:
        return "unbounded"
    return f"{value:.1f}" if value >= 1 else f"{value:.2f}"


def _points(value: float | None) -> str:
    return "?" if value is None else f"{100 * value:+.0f}"
