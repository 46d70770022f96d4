"""Fits how much each thing that two accounts share is worth.

``python -m dateline.training.pair_weights CORPORA``:

- Days, places, types, actors, tolls, and how reports lie to one another: a logistic regression over the pairs
  of ``maverick`` (Kenya), candidates being what lies within three days and 50 km or has no point.
- Sentences and stories: the same over pairs of ``ecbplus`` documents *of one topic*, whose incidents are of
  one kind; so what is learnt is what tells incidents of one kind apart. Its constant is not used.
- How likely two documents tell one story (``data/story.toml``): over all pairs of ``ecbplus``.

Chains of levels of which none may weigh more than the one before are kept by a steep penalty. Writes
``resolve/data/pairs.toml`` and ``story.toml``.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from dateline.evaluate.corpora import ecbplus, maverick
from dateline.evaluate.metrics.pair_fit import JOIN_AT, STARTS, candidates, chains, fit, one_hot
from dateline.resolve import story
from dateline.resolve.cases import folded
from dateline.resolve.features import FEATURES, GROUPS, levels
from dateline.resolve.table import CaseTable, Row

__all__ = ["fit_records", "fit_story", "fit_texts", "named_weights"]

Matrix = npt.NDArray[np.float64]

_FROM_TEXT = ("words", "story")
_BY_HAND = {
    "status": {"one denies what the other tells": 3.0},
    "speaker": {"same speaker": 3.0},
    "others": {"a named victim or target in common": 2.0},
    "words": {"same sentence": 4.0},
}
"""No visible corpus has enough of these pairs to fit them; copied sentences there are all of one story."""
_LEAST = {"story": -1.0}
"""Documents of ecbplus tell one story each; a digest that tells ten is unlike the report of any of them."""
_DATA = Path(__file__).parents[1] / "resolve" / "data"


def fit_records(rows: Sequence[Row], events: Sequence[str]) -> Matrix:
    """Weights from records without text."""
    table = CaseTable.of_rows(rows)
    one, other = candidates(table)
    event = np.unique(events, return_inverse=True)[1]
    return fit(one_hot(levels(table, one, other)), event[one] == event[other], chains())


def fit_story(articles: Sequence[ecbplus.Article]) -> Matrix:
    """The constant and the weights of :data:`dateline.resolve.story.FEATURES` over all pairs of articles."""
    stories = [story.keys_of("", article.document.body) for article in articles]
    one, other = np.triu_indices(len(articles), 1)
    incident = np.unique([article.incident for article in articles], return_inverse=True)[1]
    rows = story.features_of(stories, one, other)
    return fit(rows, incident[one] == incident[other])


def fit_texts(articles: Sequence[ecbplus.Article]) -> Matrix:
    """Weights of likeness of leads and of stories over pairs of articles of one topic."""
    table = CaseTable.of_rows(_rows(articles))
    topic = np.unique([article.topic for article in articles], return_inverse=True)[1]
    incident = np.unique([article.incident for article in articles], return_inverse=True)[1]
    one, other = np.triu_indices(len(articles), 1)
    kept = topic[one] == topic[other]
    one, other = one[kept], other[kept]
    found = levels(table, one, other)
    for at, group in enumerate(GROUPS):
        if group.name not in _FROM_TEXT:
            found[:, at] = 0
    return fit(one_hot(found), incident[one] == incident[other], chains())


def _rows(articles: Sequence[ecbplus.Article]) -> list[Row]:
    """Documents as rows that know nothing but their first line and what they are about."""
    return [
        Row(
            id=article.name, document=article.name, moment="", published=None, first=None, last=None,
            own=False, coarse=False, dated=False, latitude=None, longitude=None, precision=None,
            country="", admin1="", place_words="", geonameid=None, type="", reality="deed", status=0,
            statement=False, background=False, number=1, killed=(None, None), injured=(None, None),
            doers=(), described=(), others=(),
            words=folded(article.document.body.split("\n", 1)[0]),
            story=story.keys_of("", article.document.body),
        )
        for article in articles
    ]  # fmt: skip


def _written(records: Matrix, texts: Matrix) -> str:
    lines = [
        "# What each thing that two accounts share adds to the log-odds that they tell one incident.",
        "# Written by `python -m dateline.training.pair_weights`: words and story from ecbplus (train, dev),",
        "# a few by hand, the rest from maverick (Kenya). docs/same-incident.md says how.",
        "",
        f"constant = {records[0]:.3f}",
        f"join_at = {JOIN_AT:.3f}",
    ]
    for name, named in named_weights(records, texts).items():
        lines += ["", f"[{name}]", *(f'"{level}" = {weight:.3f}' for level, weight in named.items())]
    return "\n".join(lines) + "\n"


def named_weights(records: Matrix, texts: Matrix) -> dict[str, Mapping[str, float]]:
    """Group -> level -> weight, of the groups from where each is fitted."""
    found: dict[str, Mapping[str, float]] = {}
    for at, (name, group) in enumerate(FEATURES.items()):
        source = texts if name in _FROM_TEXT else records
        fitted = source[1 + STARTS[at] : 1 + STARTS[at + 1]]
        least = _LEAST.get(name, -np.inf)
        told = zip(group.levels[1:], fitted[1:], strict=True)
        named = {level: max(float(weight), least) for level, weight in told}
        found[name] = {**named, **_BY_HAND.get(name, {})}
    return found


def _story_written(fitted: Matrix) -> str:
    lines = [
        "# Log-odds that two documents tell one story (resolve/story.py says what each feature is).",
        "# Written by `python -m dateline.training.pair_weights`, fitted on all pairs of ecbplus.",
        "",
        f"constant = {fitted[0]:.3f}",
        "",
        "[weights]",
        *(f'"{name}" = {weight:.3f}' for name, weight in zip(story.FEATURES, fitted[1:], strict=True)),
    ]
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str]) -> None:
    """Fits and writes. ``arguments``: the folder of the corpora."""
    corpora = Path(arguments[0])
    articles = list(ecbplus.read(corpora, "seen"))
    (_DATA / "story.toml").write_text(_story_written(fit_story(articles)), encoding="utf-8")
    story.weights.cache_clear()
    reports = list(maverick.read(corpora, "kenya"))
    records = fit_records([report.row for report in reports], [report.event for report in reports])
    text = _written(records, fit_texts(articles))
    (_DATA / "pairs.toml").write_text(text, encoding="utf-8")
    sys.stdout.write(text)


if __name__ == "__main__":
    main(sys.argv[1:])
