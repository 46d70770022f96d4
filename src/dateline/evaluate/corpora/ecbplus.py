"""The ``ecbplus`` corpus: news documents on 43 topics, each topic with two incidents of one kind.

The first line of many documents is their web address, often with the date in it. It is left out: the text is
what a reader of the article sees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dateline.evaluate.corpora.files import objects, read_rows, split_file, strings, text_of
from dateline.model import Document

__all__ = ["Article", "files", "read"]

_SPLITS = {"dev": ("dev",), "train": ("train",), "seen": ("train", "dev")}
"""Splits and the files that they are made of; ``seen`` is all that is visible."""
_ADDRESS = re.compile(r"\s*(?:https?\b|www\b)", re.IGNORECASE)
_LOOSE = (
    (re.compile(r" ([.,:;!?%)\]}]|'s\b|n't\b|'re\b|'ve\b|'ll\b)"), r"\1"),
    (re.compile(r"([(\[{$]) "), r"\1"),
    (re.compile(r"(\d) ([/:.]) ?(?=\d)"), r"\1\2"),
    (re.compile(r"(``|'') ?"), '"'),
)
"""The corpus gives tokens; these put them together as they were printed, roughly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One document, its topic and the incident that it tells."""

    name: str
    topic: str
    incident: str
    document: Document


def files(data: Path, split: str) -> tuple[Path, ...]:
    """The files of a split (``train``, ``dev``, or ``seen`` for both).

    Raises:
        CorpusError: one is missing.
    """
    return tuple(split_file(data / "ecbplus", name) for name in _SPLITS.get(split, (split,)))


def read(data: Path, split: str) -> Iterator[Article]:
    """The articles of a split, in order.

    Raises:
        CorpusError: the file is missing or broken.
    """
    for path in files(data, split):
        for row in read_rows(path):
            lines = [" ".join(strings(line.get("tokens"))) for line in objects(row.get("sentences"))]
            if lines and _ADDRESS.match(lines[0]):
                lines = lines[1:]
            yield Article(
                name=text_of(row, "id"),
                topic=str(row.get("topic")),
                incident=text_of(row, "incident"),
                document=Document(
                    parts={"body": "\n".join(map(_printed, lines))}, source_name=text_of(row, "id")
                ),
            )


def _printed(tokens: str) -> str:
    for pattern, instead in _LOOSE:
        tokens = pattern.sub(instead, tokens)
    return tokens
