"""From a file of corrections to a model folder with user heads, or to the refusal of a worse one."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dateline.codebook import Codebook
from dateline.errors import UsageError
from dateline.tagging.detectors import background_of, needs_detector, user_types
from dateline.tagging.tagger import Tagger, shipped_model
from dateline.tagging.user_heads import UserHeads, network_digest
from dateline.text.parse import load_parser
from dateline.training.corrections.fit import LEAST, fit_heads
from dateline.training.corrections.lines import Fault, read_lines
from dateline.training.corrections.samples import Sample, samples_of
from dateline.training.corrections.trial import Trial, only, trial

__all__ = ["LEAST_SAMPLES", "Outcome", "learn"]

LEAST_SAMPLES = 10
"""With fewer corrections a held-out score says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """``installed`` is the folder of the model with its new heads, ``None`` where they were refused."""

    trial: Trial
    samples: int
    unsure: int
    faults: tuple[Fault, ...]
    installed: Path | None


def learn(corrections: Path, out: Path, codebook: Codebook, base: Path | None = None) -> Outcome:
    """Fit heads to ``corrections`` and write the model ``base`` (the shipped one) with them to ``out``.

    Nothing is written unless the accounts that the heads were not fitted to are better with them.

    Raises:
        UsageError: the file or the model cannot be read, or there are too few corrections.
    """
    base = base or shipped_model()
    tagger = Tagger.open(base)
    rows = list(read_lines(corrections, codebook.types))
    faults = tuple(row for row in rows if isinstance(row, Fault))
    records = [row for row in rows if not isinstance(row, Fault)]
    vector = lru_cache(maxsize=None)(tagger.vector)
    samples = samples_of(records, load_parser(lambda _name: False), vector)
    if len(samples) < LEAST_SAMPLES:
        bad = f"; {len(faults)} lines have faults, the first: {_told(faults[0])}" if faults else ""
        raise UsageError(
            f"{corrections}: {len(samples)} decided corrections, too few to learn from and to measure on; "
            f"give {LEAST_SAMPLES} or more{bad}"
        )
    background = background_of(codebook, vector)
    learned = _learned_types(codebook, samples)
    network = network_digest(base)
    digest = hashlib.blake2b(corrections.read_bytes(), digest_size=4).hexdigest()

    def fit(part: Sequence[Sample]) -> UserHeads:
        return fit_heads(part, background, learned, model=network, name=f"corrections@{digest}")

    tried = trial(samples, fit)
    if tried.better:
        _install(base, out, only(fit(samples), [name for name, _ in tried.parts]), tried, len(samples))
    return Outcome(
        trial=tried,
        samples=len(samples),
        unsure=len(records) - len(samples),
        faults=faults,
        installed=out if tried.better else None,
    )


def _told(fault: Fault) -> str:
    return f"line {fault.line}: {fault.reason}"


def _learned_types(codebook: Codebook, samples: Sequence[Sample]) -> frozenset[str]:
    """User types that a detector tells: those without words of their own, and those corrected often."""
    said = [s.right.event_type for s in samples if s.right is not None]
    return frozenset(t.id for t in user_types(codebook) if needs_detector(t) or said.count(t.id) >= LEAST)


def _install(base: Path, out: Path, heads: UserHeads, tried: Trial, samples: int) -> None:
    out.mkdir(parents=True, exist_ok=True)
    if out.resolve() != base.resolve():
        for path in sorted(base.iterdir()):
            if path.is_file() and path.name != "card.json":
                shutil.copyfile(path, out / path.name)
    heads.save(out)
    card = json.loads((base / "card.json").read_text(encoding="utf-8"))
    card["corrections"] = {
        "name": heads.name,
        "samples": samples,
        "heads": [name for name, _ in tried.parts],
        "held_out_f1": {"before": round(tried.before.f1, 4), "after": round(tried.after.f1, 4)},
    }
    (out / "card.json").write_text(json.dumps(card, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
