"""Fitting what makes incidents of spans, on the dev part of ``muc4``, and what it scores cross-validated.

The tagger knows its training texts by heart, so its probabilities there tell nothing: the scorers are fitted
on the dev part, of which the scores given are those of five folds, each scored by weights of the other four.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from dateline.evaluate.corpora import muc4_full
from dateline.evaluate.corpora.muc4 import MucText, Template, plain, read
from dateline.evaluate.corpora.muc4_full import KeyTemplate
from dateline.evaluate.metrics.muc4 import tally_templates
from dateline.evaluate.metrics.muc4_templates import ROLE_OF, templates_of_incidents
from dateline.tagging.decode import labels_of, local_labels_of, spans_of
from dateline.tagging.heads import Heads
from dateline.tagging.incidents import (
    FILLER_FEATURES,
    LAYER,
    PROPOSAL,
    ROLES,
    TYPES,
    Assembly,
    Candidates,
    candidates_of,
    filler_features,
    type_features,
)
from dateline.tagging.reading import Entity
from dateline.tagging.windows import Pieces
from dateline.training.logistic import logistic

__all__ = [
    "Offer",
    "cross_validated",
    "described_people",
    "fit_assembly",
    "offers",
    "six_field",
    "write_assembly",
]

FOLDS = 5
DESCRIPTION = "hum_tgt_desc"
_LIKELY_TYPE = 0.1
"""Types below this in a text whose gold has none of them are no cases for the filler scorer."""
_THRESHOLDS = tuple(round(0.2 + 0.05 * step, 2) for step in range(9))


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A text with its gold templates and what the tagger proposes for it.

    ``described`` are its incidents with the people that the key of 24 slots describes and does not name: the
    six fields have no role for them.
    """

    text: MucText
    described: tuple[Template, ...]
    candidates: Candidates


class GivesColumns(Protocol):
    """A network that reads texts: a tagger, or the float network of a fit."""

    @property
    def heads(self) -> Heads:
        """What the columns mean."""

    def columns(self, text: str) -> tuple[Pieces, NDArray[np.float32]]:
        """The pieces of ``text`` and the output row of each."""


def offers(tagger: GivesColumns, data: Path, split: str = "dev") -> list[Offer]:
    """The tagger's candidates of every text of a part of ``muc4``; descriptions are from its 24 slots.

    Raises:
        CorpusError: the corpus is missing.
    """
    proposals = {f"{LAYER}.{role}": PROPOSAL for role in ROLES}
    keys = {full.name: full.templates for full in muc4_full.read(data, split)}
    found = []
    for case in read(data, split):
        body = case.document.body
        pieces, columns = tagger.columns(body)
        spans = spans_of(body, pieces, columns, tagger.heads, proposals, layers={LAYER})
        labels, local = labels_of(columns, tagger.heads), local_labels_of(columns, tagger.heads)
        found.append(
            Offer(
                text=case,
                described=described_people(keys.get(case.name, ())),
                candidates=candidates_of(spans, labels, local, len(body)),
            )
        )
    return found


def described_people(templates: Iterable[KeyTemplate]) -> tuple[Template, ...]:
    """The described people of a key, by incident; optional ones too: to give them is no error."""
    found = []
    for template in templates:
        kinds = {
            str(value).lower() for fill in template.slots["incident_type"] for value in fill.alternatives
        }
        people = [
            frozenset(plain(value) for value in fill.alternatives if isinstance(value, str))
            for fill in template.slots[DESCRIPTION]
        ]
        found.append(Template(types=frozenset(kinds), entities={DESCRIPTION: tuple(people)}))
    return tuple(found)


def _right(entity: Entity, templates: Iterable[Template]) -> bool:
    """Whether the wording that would be given is one of a gold entity of its role."""
    words, role = plain(entity.best.text), ROLE_OF.get(entity.label, DESCRIPTION)
    return any(words in wordings for template in templates for wordings in template.entities[role])


def _gold(case: Offer, role: str, kind: str) -> list[Template]:
    templates = case.described if role == DESCRIPTION else case.text.templates
    return [template for template in templates if kind in template.types]


def fit_assembly(cases: Sequence[Offer]) -> Assembly:
    """Weights of both scorers, then thresholds on the same cases: those of the best six-field F1, and for
    descriptions, which are no field of the six, that of their own best F1."""
    type_rows, type_right = [], []
    rows: dict[str, list[np.ndarray]] = {role: [] for role in ROLES}
    right: dict[str, list[bool]] = {role: [] for role in ROLES}
    for case in cases:
        for kind in TYPES:
            told = any(kind in template.types for template in case.text.templates)
            type_rows.append(type_features(case.candidates, kind))
            type_right.append(told)
            if told or case.candidates.types[kind] >= _LIKELY_TYPE:
                for entity in case.candidates.entities:
                    rows[entity.label].append(filler_features(case.candidates, entity, kind))
                    right[entity.label].append(_right(entity, _gold(case, entity.label, kind)))
    # A role that nothing was proposed for is judged by the surest feature alone.
    neutral = [0.0, 1.0, *[0.0] * (FILLER_FEATURES - 2)]
    weights = {role: logistic(rows[role], right[role]).tolist() if rows[role] else neutral for role in ROLES}
    fitted = Assembly(
        type_weights=logistic(type_rows, type_right).tolist(),
        filler_weights=weights,
        type_threshold=0.4,
        filler_thresholds=dict.fromkeys(ROLES, 0.4),
    )
    return _with_description_threshold(_with_thresholds(fitted, cases), cases)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Weighed:
    """A text whose candidates have their probabilities: all that a trial of thresholds needs."""

    text: MucText
    types: Mapping[str, float]
    fillers: Mapping[str, Sequence[tuple[str, frozenset[str], float]]]
    """Type -> (role, plain wording, probability) of every entity with one of the six fields."""


def _weigh(fitted: Assembly, case: Offer) -> _Weighed:
    named = [entity for entity in case.candidates.entities if entity.label in ROLE_OF]
    worded = [(entity, frozenset({plain(entity.best.text)} - {""})) for entity in named]
    return _Weighed(
        text=case.text,
        types={kind: fitted.type_chance(case.candidates, kind) for kind in TYPES},
        fillers={
            kind: [
                (e.label, words, fitted.filler_chance(case.candidates, e, kind))
                for e, words in worded
                if words
            ]
            for kind in TYPES
        },
    )


def _templates(case: _Weighed, type_threshold: float, fillers: Mapping[str, float]) -> list[Template]:
    """What :meth:`Assembly.incidents` makes of a text, as templates."""
    return [
        Template(
            types=frozenset({kind}),
            entities={
                name: tuple(
                    dict.fromkeys(w for r, w, p in case.fillers[kind] if r == role and p >= fillers[role])
                )
                for role, name in ROLE_OF.items()
            },
        )
        for kind in TYPES
        if case.types[kind] >= type_threshold
    ]


def _with_thresholds(fitted: Assembly, cases: Sequence[Offer]) -> Assembly:
    """One threshold after the other, twice round, each at its best with the others held."""
    weighed = [_weigh(fitted, case) for case in cases]

    def f1(tried: Assembly) -> float:
        total: Counter[str] = Counter()
        for case in weighed:
            found = _templates(case, tried.type_threshold, tried.filler_thresholds)
            total.update(tally_templates(found, case.text.templates))
        return _scores(total)["six_field"]

    best, score = fitted, f1(fitted)
    for _ in range(2):
        for value in _THRESHOLDS:
            tried = replace(best, type_threshold=value)
            if (found := f1(tried)) > score:
                best, score = tried, found
        for role in ROLE_OF:
            for value in _THRESHOLDS:
                tried = replace(best, filler_thresholds={**best.filler_thresholds, role: value})
                if (found := f1(tried)) > score:
                    best, score = tried, found
    return best


def _with_description_threshold(fitted: Assembly, cases: Sequence[Offer]) -> Assembly:
    chances, right, wanted = [], [], 0
    for case in cases:
        for kind in TYPES:
            gold = _gold(case, DESCRIPTION, kind)
            wanted += sum(len(template.entities[DESCRIPTION]) for template in gold)
            if fitted.type_chance(case.candidates, kind) >= fitted.type_threshold:
                for entity in case.candidates.entities:
                    if entity.label == DESCRIPTION:
                        chances.append(fitted.filler_chance(case.candidates, entity, kind))
                        right.append(_right(entity, gold))
    chance, good = np.array(chances), np.array(right, dtype=bool)

    def f1(threshold: float) -> float:
        given = chance >= threshold
        return 2 * float((given & good).sum()) / max(1, int(given.sum()) + wanted)

    best = max(_THRESHOLDS, key=f1)
    return replace(fitted, filler_thresholds={**fitted.filler_thresholds, DESCRIPTION: best})


def _counts(fitted: Assembly, cases: Iterable[Offer]) -> Counter[str]:
    total: Counter[str] = Counter()
    for case in cases:
        found = templates_of_incidents(fitted.incidents(case.candidates))
        total.update(tally_templates(found, case.text.templates))
    return total


def _scores(total: Mapping[str, int]) -> dict[str, float]:
    found = {}
    for name, field in (
        ("six_field", "all"),
        ("incident_type", "incident_type"),
        *((r, r) for r in ROLE_OF.values()),
    ):
        p = total.get(f"{field}.p", 0) / max(1, total.get(f"{field}.found", 0))
        r = total.get(f"{field}.r", 0) / max(1, total.get(f"{field}.gold", 0))
        found[name] = 2 * p * r / (p + r) if p + r else 0.0
    return found


def six_field(fitted: Assembly, cases: Iterable[Offer]) -> float:
    """F1 of the six fields that ``fitted`` gets."""
    return _scores(_counts(fitted, cases))["six_field"]


def cross_validated(cases: Sequence[Offer]) -> dict[str, float]:
    """F1 of the six fields together and each, every text scored by what the other folds fitted."""
    total: Counter[str] = Counter()
    for fold in range(FOLDS):
        others = [case for n, case in enumerate(cases) if n % FOLDS != fold]
        total += _counts(fit_assembly(others), [case for n, case in enumerate(cases) if n % FOLDS == fold])
    return _scores(total)


def write_assembly(path: Path, fitted: Assembly) -> None:
    """Write what :meth:`Assembly.load` reads; numbers rounded to five places."""
    table = {
        "type_weights": [round(x, 5) for x in fitted.type_weights],
        "filler_weights": {role: [round(x, 5) for x in w] for role, w in fitted.filler_weights.items()},
        "type_threshold": fitted.type_threshold,
        "filler_thresholds": dict(fitted.filler_thresholds),
    }
    path.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
