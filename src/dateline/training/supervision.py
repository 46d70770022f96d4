"""The one form in which every corpus tells the tagger what is right.

A corpus annotates some heads and not others. What it does not annotate is masked, never taken as absent:
``annotated`` names the layers whose spans are complete in the text, and a label head that is not in
``labels`` gives no loss.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

__all__ = ["Example", "GoldSpan", "read_examples", "write_examples"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldSpan:
    """Words with a label of one layer. Offsets are characters of the example's text, end exclusive.

    ``attributes`` maps an attribute to its right values (several: any is right). ``events`` are numbers of
    the events of the text that the words belong to; words that share none are of different events.
    """

    layer: str
    label: str
    start: int
    end: int
    attributes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    events: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One text and what is right of it.

    ``annotated`` are the layers, or labels (``muc.victim``), that are complete in the text. ``weight``
    multiplies its loss.
    """

    id: str
    corpus: str
    text: str
    spans: tuple[GoldSpan, ...] = ()
    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    annotated: frozenset[str] = frozenset()
    weight: float = 1.0


def write_examples(path: Path, examples: Iterable[Example]) -> None:
    """One JSON object a line."""
    with path.open("w", encoding="utf-8") as file:
        for example in examples:
            row = asdict(example) | {"annotated": sorted(example.annotated)}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def read_examples(path: Path) -> Iterator[Example]:
    """What :func:`write_examples` wrote."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            spans = tuple(
                GoldSpan(
                    layer=item["layer"],
                    label=item["label"],
                    start=item["start"],
                    end=item["end"],
                    attributes={name: tuple(values) for name, values in item["attributes"].items()},
                    events=tuple(item["events"]),
                )
                for item in row["spans"]
            )
            yield Example(
                id=row["id"],
                corpus=row["corpus"],
                text=row["text"],
                spans=spans,
                labels={name: tuple(values) for name, values in row["labels"].items()},
                annotated=frozenset(row["annotated"]),
                weight=row["weight"],
            )
