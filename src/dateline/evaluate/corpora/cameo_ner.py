"""The ``cameo_ner`` corpus: single sentences with the words of the acting and the receiving side.

Only one part is visible, ``train.jsonl[.gz]``: ``dev`` is all of it, ``fold0`` to ``fold4`` are its fifths.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.errors import CorpusError
from dateline.evaluate.corpora.files import read_rows, split_file, strings, text_of
from dateline.model import Document

__all__ = ["FOLDS", "LABELS", "Sentence", "files", "fold_of", "places_of", "read"]

FOLDS = 5
LABELS = ("source", "target", "both")
"""Who acts, who is acted on, and both sides of what is mutual."""

_SIDES = {"S": "source", "T": "target", "R": "both"}
_FOLD = re.compile(r"fold([0-4])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence, its tokens joined by spaces; ``places`` are (label, start, end) in its body."""

    name: str
    document: Document
    places: tuple[tuple[str, int, int], ...]


def fold_of(name: str) -> int:
    """The fold of a sentence by the hash of its id, 0 to 4: the same on every machine, for training too.

    >>> fold_of("cameo-ner-train-0000"), fold_of("cameo-ner-train-0001")
    (1, 1)
    """
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big") % FOLDS


def files(data: Path, split: str) -> tuple[Path, ...]:
    """The file of a split.

    Raises:
        CorpusError: it is missing.
    """
    part = "train" if split == "dev" or _FOLD.fullmatch(split) else split
    return (split_file(data / "cameo_ner", part),)


def read(data: Path, split: str) -> Iterator[Sentence]:
    """The sentences of a split in file order.

    Raises:
        CorpusError: the file is missing, a line is not JSON, or a sentence has not one tag a token.
    """
    fold = _FOLD.fullmatch(split)
    (path,) = files(data, split)
    for row in read_rows(path):
        name, tokens, tags = text_of(row, "id"), strings(row.get("tokens")), strings(row.get("tags"))
        if len(tokens) != len(tags):
            raise CorpusError(f"{path}: {name}: {len(tokens)} tokens and {len(tags)} tags")
        if fold is None or fold_of(name) == int(fold[1]):
            yield Sentence(
                name=name,
                document=Document(parts={"body": " ".join(tokens), "language": "en"}, source_name=name),
                places=places_of(tokens, tags),
            )


def places_of(tokens: Sequence[str], tags: Sequence[str]) -> tuple[tuple[str, int, int], ...]:
    """(label, start, end) of each run of BIO tags, in the text of the tokens joined by spaces.

    An I that continues nothing begins a run.

    >>> places_of(["Rebels", "shelled", "the", "port"], ["B-S", "O", "B-T", "I-T"])
    (('source', 0, 6), ('target', 15, 23))
    """
    found: list[tuple[str, int, int]] = []
    at, open_side = 0, ""
    for token, tag in zip(tokens, tags, strict=True):
        kind, _, side = tag.partition("-")
        end = at + len(token)
        if kind == "I" and side == open_side:
            found[-1] = (*found[-1][:2], end)
        elif kind in {"B", "I"}:
            found.append((_SIDES[side], at, end))
        open_side = side
        at = end + 1
    return tuple(found)
