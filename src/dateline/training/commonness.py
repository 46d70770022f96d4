"""Counts which words are common in news: ``python -m dateline.training.commonness CORPORA``.

The share of articles that have a word in their first words, over the training parts of corpora of general
and conflict news. Writes ``resolve/data/commonness.toml``; no text of an article is kept.
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

__all__ = ["shares", "texts"]

READ = 3000
"""Characters of an article that are read, about what :mod:`dateline.resolve.story` reads."""
LEAST = 0.004
"""Words in fewer articles are all counted as rare; their shares would rest on a handful of articles."""
_SOURCES = (("hrdsattack", "train", "text"), ("muc4/full", "train", "text"), ("polnear", "train", "text"),
            ("tempeval3", "train", "text"))  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W_]+)*")
_WRITTEN = Path(__file__).parents[1] / "resolve" / "data" / "commonness.toml"


def texts(corpora: Path) -> Iterator[str]:
    """The articles that are counted."""
    for folder, part, field in _SOURCES:
        for row in read_rows(split_file(corpora / folder, part)):
            yield text_of(row, field)
    for article in ecbplus.read(corpora, "train"):
        yield article.document.body


def shares(given: Iterable[str]) -> dict[int, list[str]]:
    """Words by the thousandths of articles that have them, rounded; the rare ones are left out."""
    counts: Counter[str] = Counter()
    articles = 0
    for text in given:
        articles += 1
        counts.update({stem(word) for word in _WORD.findall(text[:READ])})
    found: dict[int, list[str]] = {}
    for word, count in counts.items():
        if count >= LEAST * articles and len(word) > 1:
            found.setdefault(max(round(1000 * count / articles), 1), []).append(word)
    return {share: sorted(words) for share, words in sorted(found.items(), reverse=True)}


def main(arguments: Sequence[str]) -> None:
    """Counts and writes. ``arguments``: the folder of the corpora."""
    found = shares(texts(Path(arguments[0])))
    lines = [
        "# How many of a thousand articles have a word (resolve/story.py). Written by",
        "# `python -m dateline.training.commonness`, from the training parts of hrdsattack, muc4, polnear,",
        "# tempeval3 and ecbplus. Words of fewer than four in a thousand articles are not listed.",
        "",
        "[per_mille]",
        *(f"{share} = {json.dumps(words, ensure_ascii=False)}" for share, words in found.items()),
    ]
    _WRITTEN.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
