"""A document as hashed shingles of words, and the keys by which its copies are found.

Whole and trimmed copies under an editor's hand: MinHash with LSH bands (Broder 1997; Indyk & Motwani 1998).
A passage inside another story: winnowing (Schleimer, Wilkerson & Aiken 2003), which finds every run of words
as long as :data:`GUARANTEED` that two documents share.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

__all__ = ["GUARANTEED", "SHINGLE", "Shingles", "marks_of", "shingles_of"]

Hashes = npt.NDArray[np.uint64]

SHINGLE: Final = 5
"""Words of a shingle: so long that set phrases are rarely shared, so short as to survive between edits."""
BANDS: Final = 24
ROWS: Final = 2
"""24 bands of 2 rows find a pair of likeness (Jaccard) 0.3 in 90 %, of 0.5 in 99.9 %, of 0.01 in 0.2 %."""
PASSAGE_SHINGLE: Final = 8
WINDOW: Final = 17
GUARANTEED: Final = PASSAGE_SHINGLE + WINDOW - 1
"""Words of a run that is found whatever stands around it."""
MOST_WORDS: Final = 20_000
"""Words of a document that are looked at; what is longer is a book, no article."""

QUOTED = re.compile(r"[\"\u201c][^\"\u201c\u201d\n]{1,1000}[\"\u201d]")
"""Quoted speech is the speaker's: two newsrooms that heard one statement share its words."""
BOILERPLATE = re.compile(
    r"\b(?:subscribe|sign up|newsletters?|all rights reserved|click here|follow us|terms of (?:use|service)"
    r"|privacy policy|copyright|read more|download (?:the|our) app|cookies|contributed to this report"
    r"|advertisement|our standards|trust principles|donate|may not be (?:published|reproduced))\b|\u00a9"
)
"""Lines of the site's own; a line that says so is no reporting."""
WORD = re.compile(r"\w+")
KEPT: Final = 1024
"""Texts that stay prepared: some 10 MB of news, and more than an incident has reports."""
LONGEST_BOILERPLATE: Final = 400
"""Characters; a longer paragraph is a story that happens to speak of cookies or donations."""

_MULTIPLIER: Final = np.uint64(0x9E3779B97F4A7C15)
_MIX_1: Final = np.uint64(0xBF58476D1CE4E5B9)
_MIX_2: Final = np.uint64(0x94D049BB133111EB)
_DRAW: Final = np.random.default_rng(20260301)
"""A fixed seed: the same document has the same keys in every store."""
_SCALE: Final = _DRAW.integers(1, 2**63, size=(BANDS * ROWS, 1), dtype=np.uint64) * np.uint64(2) + np.uint64(
    1
)
_SHIFT: Final = _DRAW.integers(1, 2**63, size=(BANDS * ROWS, 1), dtype=np.uint64)


@dataclass(frozen=True, slots=True, eq=False)
class Shingles:
    """A document to compare. ``words``: how many count; ``at``: hash of the shingle that begins at each word,
    0 where a quotation or boilerplate breaks it; ``keys``: documents are compared when they share one."""

    words: int
    at: Hashes
    keys: Hashes


@lru_cache(maxsize=KEPT)
def shingles_of(body: str) -> Shingles:
    """``body`` prepared; depends on nothing else. The last are kept: an incident that grows by a report is
    summed up with all its reports again."""
    tokens, at = _hashed_once(body)
    return Shingles(
        words=int((tokens > 0).sum()), at=at, keys=np.unique(np.concatenate([_bands(at), _winnowed(tokens)]))
    )


def marks_of(body: str) -> Hashes:
    """The shingles of ``body``, each once: two documents without one in common share no words in a row. A
    third of the work of :func:`shingles_of`, and enough for most pairs."""
    at = np.unique(_hashed_once(body)[1])
    return at[at > 0]


@lru_cache(maxsize=64)
def _hashed_once(body: str) -> tuple[Hashes, Hashes]:
    """The words of ``body`` and its shingles; kept, for what shares marks is prepared next."""
    tokens = np.fromiter(_tokens(body), dtype=np.uint64)
    return tokens, _hashed(tokens, SHINGLE)


def _tokens(body: str) -> list[int]:
    """A number for every word, 0 for a break."""
    text = QUOTED.sub(" \x00 ", body.casefold())
    lines = (
        "\x00" if len(line) <= LONGEST_BOILERPLATE and BOILERPLATE.search(line) else line
        for line in text.split("\n")
    )
    tokens: list[int] = []
    for piece in " ".join(lines).split("\x00"):
        tokens += [zlib.crc32(word.encode()) + 1 for word in WORD.findall(piece)]
        tokens.append(0)
        if len(tokens) >= MOST_WORDS:
            break
    return tokens[:MOST_WORDS]


def _hashed(tokens: Hashes, size: int) -> Hashes:
    count = len(tokens) - size + 1
    if count <= 0:
        return np.zeros(0, dtype=np.uint64)
    hashes = np.zeros(count, dtype=np.uint64)
    whole = np.ones(count, dtype=bool)
    for offset in range(size):
        part = tokens[offset : offset + count]
        hashes = _mixed(hashes * _MULTIPLIER + part)
        whole &= part > 0
    return np.where(whole, hashes, np.uint64(0))


def _mixed(values: Hashes) -> Hashes:
    """The finaliser of splitmix64: near inputs to far outputs."""
    values = (values ^ (values >> np.uint64(30))) * _MIX_1
    values = (values ^ (values >> np.uint64(27))) * _MIX_2
    return values ^ (values >> np.uint64(31))


def _bands(at: Hashes) -> Hashes:
    present = at[at > 0]
    if not len(present):
        return present
    smallest = (present * _SCALE + _SHIFT).min(axis=1).reshape(BANDS, ROWS)
    band = np.arange(BANDS, dtype=np.uint64)
    keys = band
    for row in range(ROWS):
        keys = _mixed(keys * _MULTIPLIER + smallest[:, row])
    return keys


def _winnowed(tokens: Hashes) -> Hashes:
    """The smallest hash of every window of the text."""
    hashes = _hashed(tokens, PASSAGE_SHINGLE)
    hashes = np.where(hashes > 0, hashes, np.iinfo(np.uint64).max)  # a break is never the smallest
    if len(hashes) < WINDOW:
        return np.zeros(0, dtype=np.uint64)
    smallest = np.lib.stride_tricks.sliding_window_view(hashes, WINDOW).min(axis=1)
    present: Hashes = smallest[smallest < np.iinfo(np.uint64).max]
    return present
