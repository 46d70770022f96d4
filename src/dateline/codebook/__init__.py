"""The codebook: event types, statuses and vague quantities, as data with a loader that checks it.

>>> from dateline.codebook import Codebook
>>> Codebook.load().types["air_strike"].acled.sub_event_type
'Air/drone strike'
"""

from dateline.codebook.load import Codebook
from dateline.codebook.records import (
    AcledCode,
    EventType,
    Family,
    Modifier,
    Numbers,
    PloverCode,
    Quantity,
    StatusRule,
)

__all__ = [
    "AcledCode",
    "Codebook",
    "EventType",
    "Family",
    "Modifier",
    "Numbers",
    "PloverCode",
    "Quantity",
    "StatusRule",
]
