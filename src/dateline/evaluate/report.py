"""What one evaluation found, as data, JSON and text."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace

from dateline.evaluate.confusion import Confusions
from dateline.evaluate.costs import KindOfMiss
from dateline.evaluate.tally import Miss

__all__ = ["Report", "Score", "as_json", "as_text", "misses_as_text"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One figure: ``None`` where nothing could be scored; ``low``..``high`` is its 95 % interval over
    documents; ``support`` is how many things it rests on."""

    name: str
    value: float | None
    low: float | None
    high: float | None
    support: int
    higher_is_better: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One coder on one part of one corpus. ``digest`` names the very data; ``baselines`` give the same
    figures for other answers; ``misses``, the costliest first, hold corpus text and are for the local screen
    only; ``kinds`` and ``confusions`` hold none."""

    corpus: str
    split: str
    method: str
    digest: str
    documents: int
    accounts: int
    seconds: float
    rejected: tuple[str, ...]
    scores: tuple[Score, ...]
    baselines: Mapping[str, Mapping[str, float | None]]
    counts: Mapping[str, float]
    misses: tuple[Miss, ...]
    kinds: tuple[KindOfMiss, ...] = ()
    confusions: Confusions = field(default_factory=dict)
    note: str = ""
    """Why there is less than was asked for ("no tagger")."""

    def score(self, name: str) -> Score:
        """The figure called ``name``.

        Raises:
            KeyError: there is none; names those there are.
        """
        for score in self.scores:
            if score.name == name:
                return score
        raise KeyError(f"{self.corpus} has no score {name!r}; it has {[s.name for s in self.scores]}")

    def some_misses(self, number: int) -> tuple[Miss, ...]:
        """``number`` misses, the kinds by turns, so that a short list shows every kind."""
        by_kind: dict[str, list[Miss]] = {}
        for miss in self.misses:
            by_kind.setdefault(miss.kind, []).append(miss)
        ranked = [(rank, miss) for rows in by_kind.values() for rank, miss in enumerate(rows)]
        chosen = sorted(ranked, key=lambda item: item[0])[:number]
        return tuple(sorted((miss for _, miss in chosen), key=lambda miss: (miss.kind, miss.document)))


def as_json(report: Report, *, errors: int = 0) -> str:
    """The report as one JSON object, with ``errors`` misses."""
    content = asdict(replace(report, misses=()))
    content["misses"] = [_miss(miss) for miss in report.some_misses(errors)]
    return json.dumps(content, ensure_ascii=False, indent=1)


def _miss(miss: Miss) -> dict[str, object]:
    return {key: value for key, value in asdict(miss).items() if key != "mend"}


def as_text(report: Report, *, errors: int = 0) -> str:
    """The report as a table for a terminal, with ``errors`` misses below it."""
    rejected = f", {len(report.rejected)} rejected" if report.rejected else ""
    head = (
        f"{report.corpus} {report.split}: {report.documents} documents{rejected}, "
        f"{report.accounts} accounts, {report.seconds:.1f} s, {report.method or 'no method named'}"
        + (f"; {report.note}" if report.note else "")
    )
    width = max((len(score.name) for score in report.scores), default=0)
    named = list(report.baselines)
    header = f"{'score'.ljust(width)}  value  95 % interval   n" + "".join(f"  {name}" for name in named)
    rows = [
        _row(score, width, [(report.baselines[name], len(name)) for name in named]) for score in report.scores
    ]
    lines = [head, "", header, *rows]
    if errors:
        lines += ["", misses_as_text(report.some_misses(errors))]
    return "\n".join(lines)


def _row(score: Score, width: int, baselines: Sequence[tuple[Mapping[str, float | None], int]]) -> str:
    ends = f"{_figure(score.low)}..{_figure(score.high)}" if score.low is not None else ""
    beside = "".join(f"  {_figure(values.get(score.name)).rjust(size)}" for values, size in baselines)
    return f"{score.name.ljust(width)}  {_figure(score.value)}  {ends.ljust(13)} {score.support:5d}{beside}"


def _figure(value: float | None) -> str:
    return "    -" if value is None else f"{value:5.3f}"


def misses_as_text(misses: Sequence[Miss]) -> str:
    """Each miss with its sentence, grouped by kind."""
    blocks = [
        f"{miss.kind.upper()} in {miss.document}\n"
        + (f"  gold:  {miss.gold}\n" if miss.gold else "")
        + (f"  found: {miss.found}\n" if miss.found else "")
        + f"  text:  {' '.join(miss.text.split())}"
        for miss in misses
    ]
    return "\n".join(blocks)
