"""From the trained tagger's incidents to incidents in the words of the keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.evaluate.metrics import muc4_incident
from dateline.evaluate.metrics.muc4_incident import FillerRole
from dateline.tagging.reading import Filler, Incident

__all__ = ["incidents_read"]

_ATTRIBUTES: Mapping[FillerRole, Mapping[str, str]] = {
    FillerRole.PERP_INDIVIDUAL: {},
    FillerRole.PERP_ORG: {"confidence": "confidence"},
    FillerRole.PHYS_TGT: {"phys_tgt_type": "type", "phys_tgt_effect": "effect"},
    FillerRole.HUM_TGT_NAME: {"hum_tgt_type": "type", "hum_tgt_effect": "effect"},
    FillerRole.HUM_TGT_DESC: {"hum_tgt_type": "type", "hum_tgt_effect": "effect"},
    FillerRole.INSTRUMENT: {"instrument_type": "type"},
}
"""Role -> attribute of the tagger -> attribute of a filler."""

_NOTHING_TOLD = "none"


def incidents_read(incidents: Sequence[Incident]) -> tuple[muc4_incident.Incident, ...]:
    """The incidents of a reading, in their order; an attribute whose likeliest value is "none" is unknown."""
    return tuple(
        muc4_incident.Incident(
            type=incident.type.upper(),
            stage=incident.stage.upper(),
            category=incident.category.upper(),
            fillers=tuple(_filler(filler) for filler in incident.fillers),
        )
        for incident in incidents
    )


def _filler(filler: Filler) -> muc4_incident.Filler:
    """The filler with its surest mention first, whose words stand for it."""
    role, best = FillerRole(filler.role), filler.entity.best
    mentions = sorted(filler.entity.mentions, key=lambda mention: mention is not best)
    return muc4_incident.Filler(
        role=role,
        mentions=tuple((mention.start, mention.end, mention.text) for mention in mentions),
        attributes={
            theirs: value.upper()
            for ours, theirs in _ATTRIBUTES[role].items()
            if (value := filler.values.get(ours, _NOTHING_TOLD)) != _NOTHING_TOLD
        },
    )
