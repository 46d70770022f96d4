"""Fits how much each thing that two accounts share is worth.

``python -m dateline.training.pair_weights CORPORA STORE``: one logistic regression over pairs of three kinds,

- reports of ``maverick`` (Kenya): records whose days are told, candidates being what lies within three days
  and 50 km or has no point;
- accounts of a daily stream, judged by reading (:mod:`dateline.training.judged_pairs`), from ``STORE``;
- ``ecbplus`` documents *of one topic*, whose incidents are of one kind, by sentence and story alone; a column
  of their own takes up how much oftener than elsewhere two of them are one.

How likely two documents tell one story (``data/story.toml``) is fitted before, over all pairs of ``ecbplus``.
Chains of levels of which none may weigh more than the one before are kept by a steep penalty. Writes
``resolve/data/pairs.toml`` and ``story.toml``.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from dateline.evaluate.corpora import ecbplus, maverick
from dateline.evaluate.metrics.pair_fit import (
    JOIN_AT,
    JOIN_AT_UNTOLD,
    STARTS,
    candidates,
    chains,
    fit,
    one_hot,
)
from dateline.resolve import story
from dateline.resolve.cases import folded
from dateline.resolve.features import FEATURES, GROUPS, Levels, levels
from dateline.resolve.table import CaseTable, Row
from dateline.training import judged_pairs

__all__ = ["fit_pairs", "fit_story", "named_weights", "records_fold", "stream_fold", "texts_fold"]

Matrix = npt.NDArray[np.float64]

_FROM_TEXT = ("words", "story")
_BY_HAND = {
    "days": {"long times of a campaign": -4.0},
    "status": {"one denies what the other tells": 3.0},
    "speaker": {"same speaker": 2.0},
    "words": {"same sentence": 4.0},
    "revised": {"the later report says that the toll has risen": 3.0},
    "slain": {"the same person is killed": 10.0, "other persons are killed": -1.0},
}
"""No visible corpus has enough of these pairs to fit them; copied sentences there are all of one story, and
weeks or months of protests are no event that two accounts could share."""
_LEAST = {"stories that share little": -1.0, "other stories": -1.0}
"""Documents of ecbplus tell one story each; a digest that tells ten is unlike the report of any of them."""
_RECORDS, _TEXTS, _STREAM = 0.5, 0.1, 8.0
"""How much a pair of each kind counts: 52,000, 9,000 and some hundreds of pairs."""
_DATA = Path(__file__).parents[1] / "resolve" / "data"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fold:
    """Levels of pairs, whether each is one incident, and how much it counts."""

    levels: Levels
    same: npt.NDArray[np.bool_]
    counts: Matrix


def fit_pairs(folds: Sequence[_Fold], own_constant: _Fold) -> Matrix:
    """The constant and a weight for each level of each group, from all pairs; those of ``own_constant`` are
    oftener one than pairs elsewhere, which a column takes up that is dropped."""
    parts = [*folds, own_constant]
    hot = one_hot(np.concatenate([fold.levels for fold in parts]))
    last = np.zeros(len(hot))
    last[-len(own_constant.same) :] = 1.0
    rows = np.column_stack([hot, last])
    same = np.concatenate([fold.same for fold in parts])
    # Pairs of the same levels are one row that counts as often; of 62,000 rows 30,000 are left.
    told, place = np.unique(np.column_stack([rows, same]).astype(np.int8), axis=0, return_inverse=True)
    counts = np.bincount(place.ravel(), np.concatenate([fold.counts for fold in parts]))
    fitted = fit(
        told[:, :-1].astype(np.float64), told[:, -1].astype(np.bool_), chains(), counts.astype(np.float64)
    )
    return fitted[:-1]


def records_fold(rows: Sequence[Row], events: Sequence[str]) -> _Fold:
    """Pairs of records without text."""
    table = CaseTable.of_rows(rows)
    one, other = candidates(table)
    event = np.unique(events, return_inverse=True)[1]
    same = event[one] == event[other]
    return _Fold(levels=levels(table, one, other), same=same, counts=np.full(len(one), _RECORDS))


def stream_fold(store: Path) -> _Fold:
    """Judged pairs of the accounts of a store."""
    pairs = judged_pairs.read()
    rows = judged_pairs.judged_rows(store, pairs)
    held = [pair for pair in pairs if pair.one in rows and pair.other in rows]
    place = {id_: at for at, id_ in enumerate(rows)}
    one, other = (
        np.array([place[id_] for id_ in ids]) for ids in zip(*((p.one, p.other) for p in held), strict=True)
    )
    counts = np.array([pair.weight for pair in held])
    sys.stderr.write(f"{len(held)} of {len(pairs)} judged pairs are in {store}\n")
    return _Fold(
        levels=levels(CaseTable.of_rows(list(rows.values())), one, other),
        same=np.array([pair.same for pair in held]),
        counts=counts * _STREAM / counts.mean(),
    )


def fit_story(articles: Sequence[ecbplus.Article]) -> Matrix:
    """The constant and the weights of :data:`dateline.resolve.story.FEATURES` over all pairs of articles."""
    stories = [story.keys_of("", article.document.body) for article in articles]
    one, other = np.triu_indices(len(articles), 1)
    incident = np.unique([article.incident for article in articles], return_inverse=True)[1]
    rows = story.features_of(story.Stories.of(stories), one, other)
    return fit(rows, incident[one] == incident[other])


def texts_fold(articles: Sequence[ecbplus.Article]) -> _Fold:
    """Pairs of articles of one topic, by likeness of leads and of stories."""
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
    same = incident[one] == incident[other]
    return _Fold(levels=found, same=same, counts=np.full(len(one), _TEXTS))


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


def _written(fitted: Matrix) -> str:
    lines = [
        "# What each thing that two accounts share adds to the log-odds that they tell one incident.",
        "# Written by `python -m dateline.training.pair_weights` from maverick (Kenya), judged pairs of a",
        "# daily stream and ecbplus (train, dev); a few by hand. docs/same-incident.md says how.",
        "",
        f"constant = {fitted[0]:.3f}",
        f"join_at = {JOIN_AT:.3f}",
        f"join_at_untold = {JOIN_AT_UNTOLD:.3f}",
    ]
    for name, named in named_weights(fitted).items():
        lines += ["", f"[{name}]", *(f'"{level}" = {weight:.3f}' for level, weight in named.items())]
    return "\n".join(lines) + "\n"


def named_weights(fitted: Matrix) -> dict[str, Mapping[str, float]]:
    """Group -> level -> weight."""
    found: dict[str, Mapping[str, float]] = {}
    for at, (name, group) in enumerate(FEATURES.items()):
        of = fitted[1 + STARTS[at] : 1 + STARTS[at + 1]]
        told = zip(group.levels[1:], of[1:], strict=True)
        named = {level: max(float(weight), _LEAST.get(level, -np.inf)) for level, weight in told}
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
    """Fits and writes. ``arguments``: the folder of the corpora, and the store of the daily stream."""
    corpora, store = map(Path, arguments)
    articles = list(ecbplus.read(corpora, "seen"))
    (_DATA / "story.toml").write_text(_story_written(fit_story(articles)), encoding="utf-8")
    story.weights.cache_clear()
    reports = list(maverick.read(corpora, "kenya"))
    records = records_fold([report.row for report in reports], [report.event for report in reports])
    text = _written(fit_pairs([records, stream_fold(store)], texts_fold(articles)))
    (_DATA / "pairs.toml").write_text(text, encoding="utf-8")
    sys.stdout.write(text)


if __name__ == "__main__":
    main(sys.argv[1:])
