"""Corpora that code a whole text: sides, actions, targets, violations, topics."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from dateline.evaluate.corpora.files import Row, objects, read_rows, split_file, strings, text_of
from dateline.training.readers.locate import longest_apart, occurrences
from dateline.training.supervision import Example, GoldSpan

__all__ = ["cameo_class", "hrdsattack", "insightcrime", "satp", "satp_relevant"]

_LONGEST_NAME = 60


def _table(row: Row, key: str) -> Mapping[str, object]:
    value = row.get(key)
    return value if isinstance(value, dict) else {}


def satp(data: Path, split: str) -> Iterator[Example]:
    """Short reports: perpetrator's side, actions, kinds of target."""
    for row in read_rows(split_file(data / "satp", split)):
        labels: dict[str, tuple[str, ...]] = {"satp_action": strings(row.get("actions"))}
        if side := text_of(row, "perpetrator"):
            labels["satp_perpetrator"] = (side,)
        if kinds := strings(_table(row, "targets").get("types")):
            labels["satp_target"] = kinds
        yield Example(id=text_of(row, "id"), corpus="satp", text=text_of(row, "text"), labels=labels)


def hrdsattack(data: Path, split: str) -> Iterator[Example]:
    """Articles on attacks on human rights defenders: violations, the perpetrator's kind, victims' names."""
    for row in read_rows(split_file(data / "hrdsattack", split)):
        coded = _table(row, "labels")
        text = "\n\n".join(part for part in (text_of(row, "title"), text_of(row, "text")) if part)
        names = [
            name
            for victim in objects(coded.get("victims"))
            if (name := text_of(victim, "name")) and len(name) <= _LONGEST_NAME
        ]
        places = [place for name in names for place in occurrences(name, text)]
        mentioned = coded.get("perpetrator_mention") is True
        yield Example(
            id=text_of(row, "id"),
            corpus="hrdsattack",
            text=text,
            spans=tuple(
                GoldSpan(layer="hrds", label="victim", start=start, end=end)
                for start, end in longest_apart(places)
            ),
            labels={
                "hrds_violation": strings(coded.get("violation_types")),
                "hrds_perpetrator": (text_of(coded, "perpetrator_type") or "none",),
                "hrds_mention": ("perpetrator",) if mentioned else (),
            },
            annotated=frozenset({"hrds"}),
        )


def _numbered(data: Path, split: str, corpus: str) -> Iterator[Example]:
    """Texts with a list of zeros and ones."""
    for row in read_rows(split_file(data / corpus, split)):
        flags = row.get("labels")
        held = tuple(str(n) for n, flag in enumerate(flags if isinstance(flags, list) else []) if flag)
        yield Example(id=text_of(row, "id"), corpus=corpus, text=text_of(row, "text"), labels={corpus: held})


def satp_relevant(data: Path, split: str) -> Iterator[Example]:
    """Short reports with four event types."""
    yield from _numbered(data, split, "satp_relevant")


def insightcrime(data: Path, split: str) -> Iterator[Example]:
    """Articles on organised crime with seven topics."""
    yield from _numbered(data, split, "insightcrime")


def cameo_class(data: Path, split: str) -> Iterator[Example]:
    """Sentences with one of five classes of the CAMEO code."""
    for row in read_rows(split_file(data / "cameo_class", split)):
        label = (str(row.get("label")),)
        yield Example(
            id=text_of(row, "id"),
            corpus="cameo_class",
            text=text_of(row, "text"),
            labels={"cameo_class": label},
        )
