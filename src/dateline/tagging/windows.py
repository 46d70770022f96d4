"""A text as pieces, and the overlapping windows in which the encoder reads them.

A window holds at most ``WINDOW`` pieces with its markers. Every window but the first begins with the first
``LEAD`` pieces of the text, so that what the headline and lead say reaches all of it. Where two windows hold
one piece, the one in which it is farther from an end answers for it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from dateline.errors import UsageError

__all__ = ["LEAD", "OVERLAP", "WINDOW", "Pieces", "Window", "cut", "markers", "pieces_of", "rows_of"]

WINDOW = 256
LEAD = 40
OVERLAP = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """The word pieces of a text: vocabulary ``ids`` and character ``offsets`` (start, end), one row each.

    ``begins_word`` tells the pieces that begin a word.
    """

    ids: NDArray[np.int64]
    offsets: NDArray[np.int64]
    begins_word: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Pieces ``start`` to ``end`` of a text, answering for ``first`` to ``last``, ends exclusive."""

    start: int
    end: int
    first: int
    last: int

    @property
    def has_lead(self) -> bool:
        """Whether the text's first pieces stand before its own."""
        return self.start > 0

    @property
    def before(self) -> int:
        """Number of rows of the window before piece ``start``."""
        return 1 + (LEAD + 1 if self.has_lead else 0)


def markers(tokenizer: Tokenizer) -> tuple[int, int]:
    """The ids that begin a window and that end a part of it.

    Raises:
        UsageError: the vocabulary has no ``[CLS]`` or ``[SEP]``: it is not one of a BERT-like encoder.
    """
    begin, separator = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    if begin is None or separator is None:
        raise UsageError("the tokenizer has no [CLS] or [SEP]; give the encoder of a BERT-like model")
    return begin, separator


def pieces_of(text: str, tokenizer: Tokenizer) -> Pieces:
    """The pieces of ``text``, without markers; the tokenizer must neither cut nor fill up."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    words = np.asarray([-1 if word is None else word for word in encoding.word_ids], dtype=np.int64)
    begins = np.ones(len(words), dtype=bool)
    if len(words):
        begins[1:] = words[1:] != words[:-1]
    return Pieces(
        ids=np.asarray(encoding.ids, dtype=np.int64),
        offsets=np.asarray(encoding.offsets, dtype=np.int64).reshape(-1, 2),
        begins_word=begins,
    )


def cut(length: int) -> tuple[Window, ...]:
    """The windows of a text of ``length`` pieces, none for an empty text."""
    windows: list[Window] = []
    start = 0
    while start < length:
        room = WINDOW - 2 - (LEAD + 1 if start else 0)
        end = min(length, start + room)
        first = start + OVERLAP // 2 if start else 0
        last = end if end == length else end - OVERLAP // 2
        windows.append(Window(start=start, end=end, first=first, last=last))
        if end == length:
            break
        start = end - OVERLAP
    return tuple(windows)


def rows_of(pieces: Pieces, window: Window, begin: int, separator: int) -> NDArray[np.int64]:
    """The ids that the encoder reads for a window, markers ``begin`` and ``separator`` among them."""
    lead = [*pieces.ids[:LEAD], separator] if window.has_lead else []
    return np.asarray([begin, *lead, *pieces.ids[window.start : window.end], separator], dtype=np.int64)
