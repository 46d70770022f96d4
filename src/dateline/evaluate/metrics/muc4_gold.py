"""The key's own incidents as a coder would hand them in: what assembly can reach with perfect reading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from dateline.evaluate.corpora.muc4_full import FullText, KeyTemplate
from dateline.evaluate.metrics.muc4_incident import Filler, FillerRole, Incident

__all__ = ["gold_incidents"]

_ATTRIBUTES: Mapping[str, Mapping[str, str]] = {
    "perp_org": {"confidence": "perp_org_confidence"},
    "instrument": {"type": "instrument_type"},
    "phys_tgt": {"type": "phys_tgt_type", "effect": "phys_tgt_effect"},
    "hum_tgt_name": {"type": "hum_tgt_type", "effect": "hum_tgt_effect"},
    "hum_tgt_desc": {"type": "hum_tgt_type", "effect": "hum_tgt_effect"},
}
"""Role -> attribute -> slot of the key that it is in."""


def gold_incidents(text: FullText) -> tuple[Incident, ...]:
    """One incident for each template of the key, with every mention of its fillers that the text has."""
    return tuple(_incident(template, text.document.body) for template in text.templates)


def _incident(template: KeyTemplate, body: str) -> Incident:
    return Incident(
        type=_chosen(template, "incident_type"),
        stage=_chosen(template, "stage"),
        category=_chosen(template, "perp_category"),
        fillers=tuple(_fillers(template, body)),
    )


def _chosen(template: KeyTemplate, slot: str) -> str:
    return next((str(fill.alternatives[0]) for fill in template.slots[slot]), "")


def _fillers(template: KeyTemplate, body: str) -> Iterator[Filler]:
    for role in FillerRole:
        for fill in template.slots[role.slot]:
            wordings = [str(words) for words in fill.alternatives]
            names = {*wordings, *fill.of}
            attributes = {
                attribute: str(value.alternatives[0])
                for attribute, slot in _ATTRIBUTES.get(role, {}).items()
                for value in template.slots[slot]
                if names & set(value.of)
            }
            yield Filler(role=role, mentions=_mentions(wordings, body), attributes=attributes)


def _mentions(wordings: list[str], body: str) -> tuple[tuple[int, int, str], ...]:
    """Where the wordings stand in the text, the longest first at each place; as at its beginning where a
    wording is nowhere."""
    found: dict[int, tuple[int, int, str]] = {}
    for words in sorted(wordings, key=len, reverse=True):
        form = r"\s+".join(map(re.escape, words.split()))
        for match in re.finditer(rf"(?<!\w){form}(?!\w)", body, re.IGNORECASE):
            start, end = match.span()
            if not any(a < end and start < b for a, b, _ in found.values()):
                found[start] = start, end, " ".join(match.group().split())
    return tuple(found[start] for start in sorted(found)) or ((0, 0, wordings[0]),)
