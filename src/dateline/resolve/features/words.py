"""How alike the telling sentences are, and the stories that they stand in."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz
from rapidfuzz.process import cpdist
from scipy import sparse

from dateline.resolve.daily import rarity as daily_rarity
from dateline.resolve.features.columns import WORD, Flags, Group, Levels, Rows, chosen
from dateline.resolve.story import Stories, log_odds, stem
from dateline.resolve.table import CaseTable

COPY_LIKENESS = 90.0
"""Likeness of the telling sentences (0-100) from which one is a copy of the other: an editor's changed word
leaves 92 and more of a sentence of twenty words, two reporters' sentences on one event stay below 80."""
COPY_WORDS = 8
"""Shorter sentences are alike by chance."""
COMMON_WORD = 2.0
"""A word of the news of one in seven days, and above, says nothing of which event it is."""
ALIKE = (0.6, 0.4, 0.2, 0.1)
"""Bounds of the cosine of two sentences' rarer words."""
BRIEF = 30
"""Keys of a document below which it is an item of a few sentences: an article has 40 and more."""


def _words(table: CaseTable, one: Rows, other: Rows) -> Levels:
    """How alike the telling sentences are. The order of words counts for a copy, not for likeness."""
    texts = table.words
    left, right = [texts[row] for row in one.tolist()], [texts[row] for row in other.tolist()]
    known = np.array([bool(a and b) for a, b in zip(left, right, strict=True)], dtype=np.bool_)
    least = COPY_WORDS - 1
    long = np.array(
        [a.count(" ") >= least and b.count(" ") >= least for a, b in zip(left, right, strict=True)],
        dtype=np.bool_,
    )
    likeness = cpdist(left, right, scorer=fuzz.token_set_ratio, dtype=np.float32)
    alike = np.flatnonzero(known & long & (likeness >= COPY_LIKENESS / 2))
    copy = np.zeros(len(one), dtype=np.bool_)
    copy[alike] = (
        cpdist([left[at] for at in alike], [right[at] for at in alike], scorer=fuzz.ratio) >= COPY_LIKENESS
    )
    return chosen(
        len(one),
        (~known, 0),
        (copy, 1),
        (likeness >= 75, 2),
        (likeness >= 60, 3),
        (likeness >= 45, 4),
        (known, 5),
    )


def _shared(table: CaseTable, one: Rows, other: Rows) -> Levels:
    """How alike the telling sentences are in their rarer words: the cosine of the two, each
    word weighing as much as it is rarer than one in seven days."""
    rows = np.unique(np.concatenate([one, other]))
    sentences = tuple(table.words[row] for row in rows.tolist())
    held, told = _weighed(sentences), np.array([bool(text) for text in sentences], dtype=np.bool_)
    ends = np.searchsorted(rows, one), np.searchsorted(rows, other)
    left, right = (held[end] for end in ends)
    # Rounded, because the order of a sum depends on what else is compared.
    likeness = np.round(np.asarray(left.multiply(right).sum(axis=1)).ravel(), 9)
    known = told[ends[0]] & told[ends[1]] & (table.document[one] != table.document[other])
    levels = [(likeness >= bound, level) for level, bound in enumerate(ALIKE, start=1)]
    return chosen(len(one), (~known, 0), *levels, (likeness > 0, len(ALIKE) + 1), (known, len(ALIKE) + 2))


def _weighed(sentences: tuple[str, ...]) -> sparse.csr_matrix:
    """A row of length one for each sentence; empty where it has no word that is rare enough."""
    columns: dict[str, int] = {}
    indices: list[int] = []
    values: list[float] = []
    starts = [0]
    for sentence in sentences:
        worth = _worth(sentence)
        length = math.sqrt(sum(value * value for value in worth.values()))
        for word, value in worth.items():
            indices.append(columns.setdefault(word, len(columns)))
            values.append(value / length)
        starts.append(len(indices))
    return sparse.csr_matrix((values, indices, starts), shape=(len(sentences), max(len(columns), 1)))


@lru_cache(maxsize=50_000)
def _worth(sentence: str) -> dict[str, float]:
    """The rarer words of a folded sentence and how much each weighs."""
    words = {stem(word) for word in WORD.findall(sentence) if len(word) > 1}
    return {word: worth for word in sorted(words) if (worth := daily_rarity(word) - COMMON_WORD) > 0}


def _brief(table: CaseTable, one: Rows, other: Rows) -> Flags:
    """Whether one of the documents has few keys: of an item of two sentences they are all there is."""
    return np.asarray(np.minimum(table.story.counts(one), table.story.counts(other)) < BRIEF)


def story_likeness(table: CaseTable, one: Rows, other: Rows) -> npt.NDArray[np.float64]:
    """:func:`dateline.resolve.story.log_odds` for what the accounts of each pair stand in: their documents,
    or their items of a digest.

    ``nan`` for two of one document and where one has no keys.
    """
    rows, place = np.unique(np.concatenate([one, other]), return_inverse=True)
    a, b = place.ravel()[: len(one)], place.ravel()[len(one) :]
    keys = table.story.take(rows)
    told = np.diff(keys.indptr) > 0
    used, column = np.unique(keys.ids, return_inverse=True)
    names = [table.strings[key] for key in used.tolist()]
    # Rounded, because the order of a sum depends on what else is compared.
    scores = np.round(log_odds(Stories(names=names, column=column.ravel(), indptr=keys.indptr), a, b), 9)
    scores[(table.document[one] == table.document[other]) | ~told[a] | ~told[b]] = np.nan
    return np.asarray(scores)


def _story(table: CaseTable, one: Rows, other: Rows) -> Levels:
    likeness, brief = story_likeness(table, one, other), _brief(table, one, other)
    return chosen(
        len(one),
        (np.isnan(likeness), 0),
        (brief & (likeness >= 3), 7),
        (brief & (likeness >= 1), 8),
        (brief & (likeness >= -2), 9),
        (brief, 10),
        (likeness >= 3, 1),
        (likeness >= 1, 2),
        (likeness >= -1, 3),
        (likeness >= -3, 4),
        (likeness >= -5, 5),
        (likeness < -5, 6),
    )


GROUPS: tuple[Group, ...] = (
    Group(
        name="words",
        levels=("unknown", "same sentence", "much the same words", "like words", "some words", "other words"),
        of=_words,
        falling=(("same sentence", "much the same words", "like words", "some words", "other words"),),
    ),
    Group(
        name="shared",
        levels=(
            "unknown",
            "the same rare words",
            "many rare words in common",
            "rare words in common",
            "some rare words in common",
            "a rare word in common",
            "no rare word in common",
        ),
        of=_shared,
        falling=(
            (
                "the same rare words",
                "many rare words in common",
                "rare words in common",
                "some rare words in common",
                "a rare word in common",
                "no rare word in common",
            ),
        ),
    ),
    Group(
        name="story",
        levels=(
            "unknown",
            "same story",
            "like stories",
            "stories that share much",
            "stories that share some",
            "stories that share little",
            "other stories",
            "short texts that are very like",
            "short texts that are like",
            "short texts that share some",
            "short texts that share little",
        ),
        of=_story,
        falling=(
            (
                "short texts that are very like",
                "short texts that are like",
                "short texts that share some",
                "short texts that share little",
            ),
            (
                "same story",
                "like stories",
                "stories that share much",
                "stories that share some",
                "stories that share little",
                "other stories",
            ),
        ),
    ),
)
"""What is looked at here, each once."""
