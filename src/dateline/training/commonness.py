"""Counts which words are common in news: ``python -m dateline.training.commonness CORPORA``.

The share of articles that have a word in their first words, over the training parts of corpora of general
and conflict news (``resolve/data/commonness.toml``); and the share of days whose news has it, over the
training part of a stream of 22 years (``resolve/data/daily.toml``). No text is kept.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from dateline.evaluate.corpora import ecbplus
from dateline.evaluate.corpora.files import read_rows, split_file, text_of
from dateline.resolve.story import stem

__all__ = ["days", "shares", "texts"]

READ = 3000
"""Characters of an article that are read, about what :mod:`dateline.resolve.story` reads."""
LEAST = 0.004
"""Words in fewer articles are all counted as rare; their shares would rest on a handful of articles."""
LEAST_DAYS = 0.01
"""The same of days: some seventy days in 22 years."""
MOST_OF_A_DAY = 100_000
"""All of a day is read."""
_SOURCES = (("hrdsattack", "train", "text"), ("muc4/full", "train", "text"), ("polnear", "train", "text"),
            ("tempeval3", "train", "text"))  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W_]+)*")
_DATA = Path(__file__).parents[1] / "resolve" / "data"


def texts(corpora: Path) -> Iterator[str]:
    """The articles that are counted."""
    for folder, part, field in _SOURCES:
        for row in read_rows(split_file(corpora / folder, part)):
            yield text_of(row, field)
    for article in ecbplus.read(corpora, "train"):
        yield article.document.body


def days(corpora: Path) -> Iterator[str]:
    """The news of each day, as one text."""
    held: dict[str, list[str]] = {}
    for row in read_rows(split_file(corpora / "current_events", "train")):
        held.setdefault(text_of(row, "date"), []).append(text_of(row, "text"))
    for items in held.values():
        yield "\n".join(items)


def shares(given: Iterable[str], least: float = LEAST, read: int = READ) -> dict[int, list[str]]:
    """Words by the thousandths of texts that have them in their first ``read`` characters, rounded; those
    that fewer than the share ``least`` have are left out."""
    counts: Counter[str] = Counter()
    articles = 0
    for text in given:
        articles += 1
        counts.update({stem(word) for word in _WORD.findall(text[:read])})
    found: dict[int, list[str]] = {}
    for word, count in counts.items():
        if count >= least * articles and len(word) > 1:
            found.setdefault(max(round(1000 * count / articles), 1), []).append(word)
    return {share: sorted(words) for share, words in sorted(found.items(), reverse=True)}


def main(arguments: Sequence[str]) -> None:
    """Counts and writes. ``arguments``: the folder of the corpora."""
    corpora = Path(arguments[0])
    told = (
        "# How many of a thousand articles have a word (resolve/story.py). Written by",
        "# `python -m dateline.training.commonness`, from the training parts of hrdsattack, muc4, polnear,",
        "# tempeval3 and ecbplus. Words of fewer than four in a thousand articles are not listed.",
    )
    _write("commonness.toml", told, shares(texts(corpora)))
    told = (
        "# On how many of a thousand days the news has a word (resolve/daily.py). Written by",
        "# `python -m dateline.training.commonness`, from the training part of current_events (Wikipedia",
        "# Current events, 2002-2026). Words of fewer than ten in a thousand days are not listed.",
    )
    _write("daily.toml", told, shares(days(corpora), LEAST_DAYS, MOST_OF_A_DAY))


def _write(name: str, told: Sequence[str], found: dict[int, list[str]]) -> None:
    lines = [
        *told,
        "",
        "[per_mille]",
        *(f"{share} = {json.dumps(words, ensure_ascii=False)}" for share, words in found.items()),
    ]
    (_DATA / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
