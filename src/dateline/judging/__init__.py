"""People's judgements in a store: the verbs, the values they set, what stands in question."""

from dateline.judging.judge import Judge, Named, named, rebuild_incidents, ruled_in
from dateline.judging.values import FIELDS, INCIDENT_FIELDS, Lists, Places

__all__ = [
    "FIELDS",
    "INCIDENT_FIELDS",
    "Judge",
    "Lists",
    "Named",
    "Places",
    "named",
    "rebuild_incidents",
    "ruled_in",
]
