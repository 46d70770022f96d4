"""What changed, as a section: the findings of :mod:`dateline.changes` with the words of their incidents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.brief.evidence import evidence_of
from dateline.brief.material import Writer
from dateline.brief.records import Section
from dateline.changes import Changes, Finding, sentence
from dateline.codec.shapes import IncidentRecord
from dateline.export import Record

__all__ = ["turn_section"]

EVERYWHERE = "dates"
"""What may be said of nearly every finding, and is said once."""
MOST_SHOWN = 12
"""Incidents of one finding whose words are carried; all are counted, and listed by `dateline changes`."""


def turn_section(
    found: Changes,
    records: Mapping[str, IncidentRecord],
    documents: Mapping[str, Record],
    writer: Writer,
) -> Section | None:
    """The findings; ``None`` where there are none. One whose incidents give no words is left out.

    What the same incidents show twice, of a country and of its one province, is told once.
    """
    sentences = []
    for finding, *same in _alike(found.findings):
        behind = [records[id_] for id_ in finding.incidents if id_ in records]
        words = tuple(one for r in behind[:MOST_SHOWN] for one in evidence_of(r, documents, ("event_type",)))
        if words:
            sentences.append(
                writer.free(
                    sentence(finding) + _also(same),
                    words,
                    incidents=finding.incidents,
                    machine=any(r["machine"] for r in behind),
                    grade=f"{finding.certainty} finding, corrected chance {finding.q:.2g}",
                    notes=tuple(one.text for one in finding.explanations if one.kind != EVERYWHERE),
                )
            )
    if not sentences:
        return None
    note = (
        f"Of {found.tests} tests of the eight weeks up to {found.until}; at most {found.level:.0%} of such "
        "findings are false in the long run. What may explain one away stands with it. Where texts tell no "
        "day, the day of the report stands for it."
    )
    return Section(id="changes", title="What changed", note=note, sentences=tuple(sentences))


def _alike(findings: Sequence[Finding]) -> list[list[Finding]]:
    """Findings of one kind that rest on the same incidents together, in their order."""
    groups: dict[object, list[Finding]] = {}
    for one in findings:
        key = (one.aspect, one.direction, one.category, one.days, one.since, frozenset(one.incidents))
        groups.setdefault(key, []).append(one)
    return list(groups.values())


def _also(same: Sequence[Finding]) -> str:
    names = ", ".join(one.series.name for one in same)
    return f" The same incidents show the same of {names}." if names else ""
