"""What the tagger can say, and which number of its output says it. Read from ``heads.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from typing import Any

__all__ = ["BEGIN", "INSIDE", "OUTSIDE", "Attribute", "Heads", "LabelHead", "load_heads", "parse_heads"]

OUTSIDE, BEGIN, INSIDE = 0, 1, 2
"""The three classes of a label at a piece, in the order of the model's outputs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """A property of spans. ``of`` are layers (``muc``) or labels (``muc.victim``) whose spans have it."""

    name: str
    of: frozenset[str]
    values: tuple[str, ...]
    many: bool

    def is_of(self, layer: str, label: str) -> bool:
        """Whether spans of this label have the attribute."""
        return layer in self.of or f"{layer}.{label}" in self.of


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelHead:
    """A property of the whole text; ``many``: several classes may hold at once."""

    name: str
    classes: tuple[str, ...]
    many: bool


@dataclass(frozen=True, kw_only=True)
class Heads:
    """All heads and the columns of the output that are theirs.

    The output has one row a piece. Columns, in this order: three for each label of each layer; one for each
    value of each attribute; for each class of each label head its attention score, then for each its value;
    then the grouping vector.
    """

    layers: Mapping[str, tuple[str, ...]]
    attributes: tuple[Attribute, ...]
    labels: tuple[LabelHead, ...]
    grouping: int

    @cached_property
    def span_labels(self) -> tuple[tuple[str, str], ...]:
        """(layer, label) in order."""
        return tuple((layer, label) for layer, labels in self.layers.items() for label in labels)

    @cached_property
    def attribute_columns(self) -> Mapping[str, slice]:
        """Columns of each attribute."""
        columns, at = {}, 3 * len(self.span_labels)
        for attribute in self.attributes:
            columns[attribute.name] = slice(at, at + len(attribute.values))
            at += len(attribute.values)
        return columns

    @cached_property
    def _first_score(self) -> int:
        return 3 * len(self.span_labels) + sum(len(each.values) for each in self.attributes)

    @cached_property
    def classes(self) -> int:
        """Number of classes of all label heads together."""
        return sum(len(head.classes) for head in self.labels)

    @cached_property
    def scores(self) -> slice:
        """Columns of the attention scores."""
        return slice(self._first_score, self._first_score + self.classes)

    @cached_property
    def values(self) -> slice:
        """Columns of the values that the attention weighs."""
        return slice(self.scores.stop, self.scores.stop + self.classes)

    @cached_property
    def class_columns(self) -> Mapping[str, slice]:
        """Columns of each label head, counted within ``scores`` (and ``values``)."""
        columns, at = {}, 0
        for head in self.labels:
            columns[head.name] = slice(at, at + len(head.classes))
            at += len(head.classes)
        return columns

    @cached_property
    def group(self) -> slice:
        """Columns of the grouping vector."""
        return slice(self.values.stop, self.values.stop + self.grouping)

    @cached_property
    def size(self) -> int:
        """Number of columns."""
        return int(self.group.stop)


def parse_heads(table: Mapping[str, Any]) -> Heads:
    """Heads from the content of a ``heads.toml``."""
    return Heads(
        layers={layer: tuple(labels) for layer, labels in table["layers"].items()},
        attributes=tuple(
            Attribute(
                name=name,
                of=frozenset(entry["of"]),
                values=tuple(entry["values"]),
                many=bool(entry.get("many", False)),
            )
            for name, entry in table["attributes"].items()
        ),
        labels=tuple(
            LabelHead(name=name, classes=tuple(entry["classes"]), many=bool(entry.get("many", False)))
            for name, entry in table["labels"].items()
        ),
        grouping=int(table["grouping"]["size"]),
    )


def load_heads() -> Heads:
    """The heads of this version of the package."""
    return parse_heads(tomllib.loads(resources.files(__package__).joinpath("heads.toml").read_text("utf-8")))
