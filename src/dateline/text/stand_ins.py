"""Names read by the parser as one name of their kind, so that the parse does not hang on whose name it is.

A small statistical parser reads "Nigerien forces shelled" and "Russian forces shelled" differently, and with
the parse type, status and toll would change. It is given "Russian" for both; every token keeps the words,
the offsets and the lemma of the document.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, IDX, LENGTH, MORPH, ORTH, POS, SPACY, TAG
from spacy.tokens import Doc

__all__ = ["Placed", "StandIn", "with_own_words", "with_stand_ins"]

_PARSED = (TAG, POS, MORPH, DEP, HEAD, ENT_IOB, ENT_TYPE)
_HEAD, _IOB = _PARSED.index(HEAD), _PARSED.index(ENT_IOB)
_INSIDE, _BEGINS = 1, 3
"""spaCy's numbers for a token inside an entity and for its first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StandIn:
    """That the parser reads ``word`` for ``text[start:end]``; ``noun`` when that is no proper name."""

    start: int
    end: int
    word: str
    noun: bool = False


Placed = tuple[int, int, StandIn]
"""First token, token after the last, and what stands for them."""


def with_stand_ins(doc: Doc, stand_ins: Sequence[StandIn]) -> tuple[Doc, tuple[Placed, ...]]:
    """What the parser reads instead of the tokenised ``doc``, and where stand-ins were put, in order.

    A stand-in takes the place of whole tokens; one that begins or ends inside a token is left out.
    ``stand_ins`` are in order and do not overlap.
    """
    if not stand_ins:
        return doc, ()
    tokens = doc.to_array([IDX, LENGTH, ORTH, SPACY])
    starts = {int(start): i for i, start in enumerate(tokens[:, 0])}
    ends = {int(end): i + 1 for i, end in enumerate(tokens[:, 0] + tokens[:, 1])}
    placed = tuple(
        (starts[s.start], ends[s.end], s) for s in stand_ins if s.start in starts and s.end in ends
    )
    strings = doc.vocab.strings
    words: list[str] = []
    spaces: list[bool] = []
    at = 0
    for first, after, stand_in in placed:
        words += [*(strings[int(orth)] for orth in tokens[at:first, 2]), stand_in.word]
        spaces += [*map(bool, tokens[at:first, 3]), bool(tokens[after - 1, 3])]
        at = after
    words += (strings[int(orth)] for orth in tokens[at:, 2])
    spaces += map(bool, tokens[at:, 3])
    return Doc(doc.vocab, words=words, spaces=spaces), placed


def with_own_words(read: Doc, own: Doc, placed: Sequence[Placed]) -> Doc:
    """The parse of ``read`` on the tokens of ``own``: a name's last token stands where its stand-in stood,
    the tokens before it hang on it."""
    if not placed:
        return read
    width = np.ones(len(read), dtype=np.int64)
    gone = 0
    for first, after, _ in placed:
        width[first - gone] = after - first
        gone += after - first - 1
    last = np.cumsum(width) - 1  # the token of ``own`` for each of ``read``
    source = np.repeat(np.arange(len(read)), width)
    parsed: NDArray[np.int64] = read.to_array(list(_PARSED)).astype(np.int64)
    heads = last[np.arange(len(read)) + parsed[:, _HEAD]]
    spread = parsed[source]
    here = np.arange(len(own))
    spread[:, _HEAD] = heads[source] - here
    opens = np.concatenate(([True], source[1:] != source[:-1]))
    spread[(spread[:, _IOB] == _BEGINS) & ~opens, _IOB] = _INSIDE
    strings = own.vocab.strings
    for first, after, stand_in in placed:
        inner = slice(first, after - 1)
        tag, part = ("NN", "NOUN") if stand_in.noun else ("NNP", "PROPN")
        number = own.vocab.morphology.add("Number=Sing")
        named = [strings.add(tag), strings.add(part), number, strings.add("compound")]
        spread[inner, :4] = np.array(named, dtype=np.uint64).astype(np.int64)
        spread[inner, _HEAD] = after - 1 - here[inner]
    values: Any = spread.astype(np.uint64)  # spaCy's stub knows only its own array type
    return own.from_array(list(_PARSED), values)
