"""The shapes of the codebook's TOML files, as pydantic models: what an entry must say, field by field."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StrictInt, StringConstraints

from dateline.codebook.records import Family, Modifier
from dateline.model import Status

__all__ = ["NumbersFile", "SchemesFile", "StatusFile", "TypeEntry"]

Lemma = Annotated[str, StringConstraints(pattern=r"^[^\W\d_]+$")]
"""One token, letters only: the parser splits "air-strike" in three, so a hyphen makes a phrase."""
Phrase = Annotated[str, StringConstraints(pattern=r"^\S+( \S+)+$")]
Prose = Annotated[str, StringConstraints(strip_whitespace=True, min_length=20)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Examples = Annotated[list[Prose], Field(min_length=1)]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")


class AcledEntry(_Entry):
    """ACLED codes of a type."""

    event_type: str
    sub_event_type: str


class PloverEntry(_Entry):
    """PLOVER codes of a type; no ``mode`` where none fits."""

    type: str
    mode: str | None = None


class TypeEntry(_Entry):
    """One ``[types.ID]`` table."""

    family: Family
    label: Name
    definition: Prose
    examples: Examples
    verbs: list[Lemma] = []
    nouns: list[Lemma] = []
    phrases: list[Phrase] = []
    verb_objects: dict[Lemma, Annotated[list[Lemma], Field(min_length=1)]] = {}
    acled: AcledEntry
    plover: PloverEntry
    gtd_attack_type: Annotated[StrictInt, Field(ge=1, le=9)] | None = None


class StatusEntry(_Entry):
    """One ``[statuses.ID]`` table."""

    label: Name
    definition: Prose
    examples: Examples
    verbs: list[Lemma] = []
    nouns: list[Lemma] = []
    adverbs: list[Lemma] = []
    adjectives: list[Lemma] = []
    phrases: list[Phrase] = []


class StatusFile(_Entry):
    """``statuses.toml``."""

    statuses: dict[Status, StatusEntry]


class QuantityEntry(_Entry):
    """Bounds of one vague quantity; no ``high`` where the word sets none."""

    low: Annotated[StrictInt, Field(ge=1)]
    high: StrictInt | None = None


class NumbersFile(_Entry):
    """``numbers.toml``."""

    quantities: dict[str, QuantityEntry]
    modifiers: dict[Modifier, list[str]]


class SchemesFile(_Entry):
    """``schemes.toml``: the code lists a type may map to."""

    acled: dict[str, list[str]]
    plover: dict[str, list[str]]
    gtd: dict[int, str]
