"""spaCy's entity recogniser, run over all tokens at once.

The recogniser goes from token to token, and at each asks of every one of its 73 moves whether it may be made.
That costs as much as its network: 13 ms an article of 320 words. But its move at a token outside an entity
hangs on that token alone, and inside one on the token and where the entity began. So the moves outside are
worked out for all tokens in one multiplication, then those inside entities, for all entities at a time. Same
network, same rules, same entities.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import IS_SPACE, SENT_START
from spacy.language import Language
from spacy.tokens import Doc, Span

__all__ = ["Entities"]

_BATCH = 64
"""Texts read at once, as spaCy has it: more takes memory and saves no time."""

_Floats = NDArray[np.float32]
_Numbers = NDArray[np.intp]
_Flags = NDArray[np.bool_]
_Found = tuple[int, int, str]
"""First token, token after the last, label."""


class Entities:
    """Finds in parsed documents what the entity recogniser of a pipeline finds."""

    def __init__(self, nlp: Language) -> None:
        ner: Any = nlp.get_pipe("ner")  # typed only as a function of a Doc
        self._vectors, self._features, self._scores = ner.model.layers
        moves: Sequence[str] = ner.move_names
        self._labels = [move.removeprefix("B-") for move in moves if move.startswith("B-")]
        if list(moves) != [*(f"{kind}-{label}" for kind in "BILU" for label in self._labels), "O"]:
            raise ValueError("the parser's entity recogniser has other moves than are read here")

    def pipe(self, docs: Iterable[Doc]) -> Iterator[Doc]:
        """Each document with its entities."""
        waiting = iter(docs)
        while texts := list(islice(waiting, _BATCH)):
            for doc, found in zip(texts, self._found(texts), strict=True):
                doc.set_ents([Span(doc, *entity) for entity in found], default="outside")
                yield doc

    def _found(self, docs: Sequence[Doc]) -> Iterator[list[_Found]]:
        """The entities of each document. Tokens are numbered through all of them."""
        starts = np.cumsum([0, *map(len, docs)])
        if starts[-1] == 0:
            yield from ([] for _ in docs)
            return
        space, goes_on = _spaces_and_sentences(docs)
        features: _Floats = self._features.predict(self._vectors.predict(docs))
        many = len(self._labels)
        nowhere = np.full(len(space), -1)
        scores = self._scored(features, np.arange(len(space)), nowhere, nowhere)
        scores[:, :many][space | ~goes_on] = -np.inf  # to begin an entity
        scores[:, many : 3 * many] = -np.inf  # to go on with one, to end it
        scores[:, 3 * many : -1][space] = -np.inf  # to be one
        moves = scores.argmax(axis=1)
        labels = moves % many
        begins = np.flatnonzero(moves < many)
        ends = np.arange(1, len(space) + 1)
        ends[begins] = self._ends(features, begins, labels[begins], goes_on)
        told = np.flatnonzero(moves < 4 * many).tolist()
        at = 0
        for start, end in pairwise(starts.tolist()):
            found: list[_Found] = []
            after = start
            while at < len(told) and told[at] < end:
                token = told[at]
                if token >= after:  # not inside the entity before
                    after = int(ends[token])
                    found.append((token - start, after - start, self._labels[labels[token]]))
                at += 1
            yield found

    def _ends(self, features: _Floats, begins: _Numbers, labels: _Numbers, goes_on: _Flags) -> _Numbers:
        """Where the entities that begin at ``begins`` end: the tokens after their last."""
        many = len(self._labels)
        ends = begins + 1
        open_ = np.arange(len(begins))
        while len(open_):
            here = ends[open_]
            scores = self._scored(features, here, begins[open_], here - 1)
            row, label = np.arange(len(open_)), labels[open_]
            longer = goes_on[here] & (scores[row, many + label] >= scores[row, 2 * many + label])
            ends[open_] += 1
            open_ = open_[longer]
        return ends

    def _scored(self, features: _Floats, here: _Numbers, begun: _Numbers, before: _Numbers) -> _Floats:
        """The score of every move at the tokens ``here``, in an entity that has ``begun``; -1: in none."""
        # The first row of the features is what stands for no token.
        summed = features[here + 1, 0] + features[begun + 1, 1] + features[before + 1, 2]
        hidden = (summed + self._features.get_param("b")).max(axis=-1)
        scores: _Floats = self._scores.predict(hidden)
        return scores


def _spaces_and_sentences(docs: Sequence[Doc]) -> tuple[_Flags, _Flags]:
    """Of each token whether it is a space, and whether the next one is of the same document and sentence."""
    rows = [doc.to_array([IS_SPACE, SENT_START]) for doc in docs]
    space = np.concatenate([row[:, 0] for row in rows]) == 1
    opens = np.concatenate([row[:, 1] for row in rows]) == 1
    last = np.cumsum([len(row) for row in rows if len(row)]) - 1
    goes_on = ~np.append(opens[1:], True)
    goes_on[last] = False
    return space, goes_on
