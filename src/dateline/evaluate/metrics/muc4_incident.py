"""What a coder of MUC-4 texts hands in: incidents with their fillers and the values chosen for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

__all__ = ["Filler", "FillerRole", "Incident", "Mention"]

Mention = tuple[int, int, str]
"""Start and end in the text, end exclusive, and the words; ``(0, 0, words)`` for words that are nowhere."""


class FillerRole(StrEnum):
    """What a filler is of its incident."""

    PERP_INDIVIDUAL = "perp_individual"
    PERP_ORG = "perp_org"
    PHYS_TGT = "phys_tgt"
    HUM_TGT_NAME = "hum_tgt_name"
    HUM_TGT_DESC = "hum_tgt_desc"
    INSTRUMENT = "instrument"

    @property
    def slot(self) -> str:
        """The slot that its words go into."""
        return f"{self.value}_id" if self in (FillerRole.PHYS_TGT, FillerRole.INSTRUMENT) else self.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Filler:
    """One person, group or thing, with its mentions in reading order.

    ``attributes`` are values of the keys' sets: ``type``, ``effect`` and ``number`` of a target (the number
    in the keys' notation), ``confidence`` of an organisation, ``type`` of an instrument. A missing one is
    unknown.
    """

    role: FillerRole
    mentions: tuple[Mention, ...]
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One incident; ``type``, ``stage`` and ``category`` are values of the keys' sets or ``""``."""

    type: str
    stage: str = "ACCOMPLISHED"
    category: str = ""
    fillers: tuple[Filler, ...] = ()
