"""What a document is about, in a few telling words, and how likely two documents tell one story.

The keys of a document are its rarest and most repeated names and words, its figures, and the days, months and
years that it names. Rarity is that of ordinary news (``data/commonness.toml``), not of the documents at hand:
a new document must not change how likely two old ones are one story.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Self

import numpy as np
import numpy.typing as npt
from scipy import sparse

__all__ = ["FEATURES", "KINDS", "Stories", "features_of", "keys_of", "log_odds", "rarity", "stem", "weights"]

Matrix = npt.NDArray[np.float64]

KINDS = ("name", "word", "figure", "day", "month", "year")
"""What a key is of; a key is its kind, a colon and the folded word."""
FEATURES = (
    "names", "words", "names and words", "figures", "names of one in the other", "words of one in the other",
    "a day in common", "other days", "a month in common", "other months", "a year in common", "other years",
)  # fmt: skip
"""Columns of :func:`features_of`."""
WORDS_READ = 600
"""Words of a document that are read: news puts what it is about first."""
MOST_NAMES, MOST_WORDS, MOST_FIGURES, MOST_DAYS = 24, 24, 6, 6
"""Keys kept of a kind. With 60 or 100 words instead of 48 B-cubed on ecbplus moved by .002."""
LEAD = 4
"""Lines that count as the lead; what stands there counts twice."""
COMMON = 0.12
"""Words in more than this share of articles say nothing of what one is about."""
_TITLED = 0.6
"""Share of capitals from which a line is a headline, whose capitals tell no names."""
_WEEK = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
_FIRST_YEAR, _LAST_YEAR = 1950, 2049
_POSSESSIVE = re.compile(r"['\u2019]s?$")
_LINE = re.compile(r"[.!?]['\"\u2019\u201d)]*\s+|\n+")
_WORD = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*")
_MONTHS = {
    name[:length]: month
    for month, name in enumerate(
        (
            "january", "february", "march", "april", "may", "june", "july", "august", "september",
            "october", "november", "december",
        ),
        start=1,
    )
    for length in {3, len(name)}
} | {"sept": 9}  # fmt: skip
_MONTH = r"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?:uary|ruary|ch|il|e|y|ust|tember|ober|ember)?"
_MONTH_DAY = re.compile(rf"\b{_MONTH}\b\.?,? ?(\d{{1,2}})?(?!\d)", re.IGNORECASE)
_DAY_MONTH = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? {_MONTH}\b", re.IGNORECASE)
_NUMERIC = re.compile(r"\b(\d{1,2}) ?/ ?(\d{1,2}) ?/ ?((?:19|20)?\d\d)\b")
_ISO = re.compile(r"\b((?:19|20)\d\d)-(\d\d)-(\d\d)\b")
_YEAR = re.compile(r"\b(?:19[5-9]\d|20[0-4]\d)\b")


@cache
def _shares() -> dict[str, float]:
    text = resources.files("dateline.resolve").joinpath("data/commonness.toml").read_text(encoding="utf-8")
    return {
        word: float(share) / 1000
        for share, words in tomllib.loads(text)["per_mille"].items()
        for word in words
    }


@cache
def _rarest() -> float:
    return min(_shares().values()) / 2


def rarity(word: str) -> float:
    """How much sharing ``word`` says: minus the logarithm of the share of articles that have it."""
    return -math.log(_shares().get(word, _rarest()))


@cache
def weights() -> Matrix:
    """The constant and the weights of :data:`FEATURES` (``data/story.toml``)."""
    text = resources.files("dateline.resolve").joinpath("data/story.toml").read_text(encoding="utf-8")
    held = tomllib.loads(text)
    return np.array([held["constant"], *(held["weights"][name] for name in FEATURES)], dtype=np.float64)


def stem(word: str) -> str:
    """``word`` folded, without a plural or possessive s.

    >>> stem("Rebels"), stem("Kenya's"), stem("press")
    ('rebel', 'kenya', 'press')
    """
    folded = word.casefold()
    if "'" in folded or "\u2019" in folded:
        folded = _POSSESSIVE.sub("", folded)
    return folded[:-1] if len(folded) > 4 and folded.endswith("s") and not folded.endswith("ss") else folded


def keys_of(title: str, body: str) -> tuple[str, ...]:
    """The keys of a document, sorted.

    >>> keys_of("", "A bomb hit Mopti on 3 May 2021. Mopti is calm, said a medic in Mopti.")
    ('day:5-3', 'month:5', 'name:mopti', 'word:calm', 'word:medic', 'year:2021')
    """
    seen: Counter[str] = Counter()
    upper: Counter[str] = Counter()
    figures: Counter[str] = Counter()
    lines = [line for line in _LINE.split(f"{title}\n{body}"[: WORDS_READ * 12]) if line.strip()]
    read = 0
    for place, line in enumerate(lines):
        words = _WORD.findall(line)
        headline = sum(word[:1].isupper() for word in words) > _TITLED * len(words)
        for at, word in enumerate(words):
            if word.isdigit():
                figures[word] += 1
                continue
            key = stem(word)
            if len(key) > 1:
                seen[key] += 1 + (place < LEAD)
                if not headline and at:
                    upper[key] += 1 if word[:1].isupper() else -1
        read += len(words)
        if read >= WORDS_READ:
            break
    worth = {
        word: (1 + math.log(count)) * rarity(word)
        for word, count in seen.items()
        if rarity(word) > -math.log(COMMON) and word not in _MONTHS and word not in _WEEK
    }
    ranked = sorted(worth, key=lambda word: (-worth[word], word))
    found = [f"name:{word}" for word in [w for w in ranked if upper[w] > 0][:MOST_NAMES]]
    found += [f"word:{word}" for word in [w for w in ranked if upper[w] <= 0][:MOST_WORDS]]
    days, months, years = _calendar("\n".join(lines))
    found += [f"day:{month}-{day}" for month, day in sorted(days)[:MOST_DAYS]]
    found += [f"month:{month}" for month in months]
    found += [f"year:{year}" for year in sorted(years)[-MOST_DAYS:]]
    found += [
        f"figure:{figure}"
        for figure, _ in figures.most_common()
        if len(figure) <= 6 and not (len(figure) == 4 and _FIRST_YEAR <= int(figure) <= _LAST_YEAR)
    ][:MOST_FIGURES]
    return tuple(sorted(found))


def _calendar(text: str) -> tuple[set[tuple[int, int]], set[int], set[int]]:
    """(month, day), months and years that are named."""
    days: set[tuple[int, int]] = set()
    months: set[int] = set()
    years = {int(year) for year in _YEAR.findall(text)}
    for name, day in _MONTH_DAY.findall(text):
        if day or (name[:1].isupper() and name not in {"May", "Mar"}):  # "may" and "mar" are words too
            months.add(_MONTHS[name.casefold()])
        if day:
            days.add((_MONTHS[name.casefold()], int(day)))
    for day, name in _DAY_MONTH.findall(text):
        months.add(_MONTHS[name.casefold()])
        days.add((_MONTHS[name.casefold()], int(day)))
    for year, month, day in _ISO.findall(text):
        days.add((int(month), int(day)))
        months.add(int(month))
        years.add(int(year))
    for one, other, year in _NUMERIC.findall(text):
        years.add(int(year) if len(year) == 4 else 2000 + int(year))
        month, day = (int(one), int(other)) if int(one) <= 12 else (int(other), int(one))
        if month <= 12 and (day > 12 or one == other):  # else nobody can tell the day from the month
            months.add(month)
            days.add((month, day))
    return days, months, years


@dataclass(frozen=True, slots=True, kw_only=True)
class Stories:
    """The keys of documents: those of document ``i`` are ``names[column[at]]`` for ``at`` from ``indptr[i]``
    to before ``indptr[i + 1]``, each once."""

    names: Sequence[str]
    column: npt.NDArray[np.intp]
    indptr: npt.NDArray[np.int64]

    @classmethod
    def of(cls, stories: Sequence[Iterable[str]]) -> Self:
        """``stories``: the keys of each document."""
        numbers: dict[str, int] = {}
        columns = [[numbers.setdefault(key, len(numbers)) for key in keys] for keys in stories]
        return cls(
            names=list(numbers),
            column=np.array([column for some in columns for column in some], dtype=np.intp),
            indptr=np.concatenate([[0], np.cumsum([len(some) for some in columns])]).astype(np.int64),
        )


def features_of(stories: Stories, one: npt.NDArray[np.intp], other: npt.NDArray[np.intp]) -> Matrix:
    """:data:`FEATURES` of pairs of documents, a row a pair."""
    shape = len(stories.indptr) - 1, max(len(stories.names), 1)
    held = sparse.csr_matrix((np.ones(len(stories.column)), stories.column, stories.indptr), shape=shape)
    kind = np.array([KINDS.index(key.partition(":")[0]) for key in stories.names] or [0])
    worth = np.array([rarity(key.partition(":")[2]) for key in stories.names] or [0.0])
    return np.column_stack(list(_columns(held, kind, worth, one, other)))


def _columns(
    held: sparse.csr_matrix,
    kind: npt.NDArray[np.intp],
    worth: Matrix,
    one: npt.NDArray[np.intp],
    other: npt.NDArray[np.intp],
) -> Iterator[Matrix]:
    name, word, figure, day, month, year = (kind == number for number in range(len(KINDS)))
    alike = {}
    shared = {}
    for label, chosen in (("names", name), ("words", word), ("figures", figure)):
        weighted = held.multiply((worth if label != "figures" else 1.0) * chosen).tocsr()
        rooted = held.multiply(np.sqrt(worth) * chosen).tocsr()
        alike[label] = _cosine(weighted, one, other)
        common = _dot(rooted, one, other)
        sums = np.asarray(rooted.multiply(rooted).sum(axis=1)).ravel()
        shared[label] = common / np.maximum(np.minimum(sums[one], sums[other]), 1e-9)
    yield np.sqrt(alike["names"])
    yield np.sqrt(alike["words"])
    yield np.sqrt(alike["names"] * alike["words"])
    yield np.sqrt(alike["figures"])
    yield shared["names"]
    yield shared["words"]
    for chosen in (day, month, year):
        part = held.multiply(chosen).tocsr()
        told = np.asarray(part.sum(axis=1)).ravel() > 0
        meet = _dot(part, one, other) > 0
        yield meet.astype(np.float64)
        yield (told[one] & told[other] & ~meet).astype(np.float64)


def _dot(rows: sparse.csr_matrix, one: npt.NDArray[np.intp], other: npt.NDArray[np.intp]) -> Matrix:
    return np.asarray(rows[one].multiply(rows[other]).sum(axis=1), dtype=np.float64).ravel()


def _cosine(rows: sparse.csr_matrix, one: npt.NDArray[np.intp], other: npt.NDArray[np.intp]) -> Matrix:
    norms = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    return np.asarray(_dot(rows, one, other) / np.maximum(norms[one] * norms[other], 1e-9))


def log_odds(stories: Stories, one: npt.NDArray[np.intp], other: npt.NDArray[np.intp]) -> Matrix:
    """The logarithm of the odds that two documents tell one story."""
    held = weights()
    return np.asarray(held[0] + features_of(stories, one, other) @ held[1:])
