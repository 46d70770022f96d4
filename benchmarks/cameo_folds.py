"""How well a reader finds source and target words of CAMEO-NER sentences that it was not trained on.

The corpus has one visible part. Its sentences fall into five folds by the hash of their id; for each fold a
reader is fitted from the starting encoder on the other four alone, exported as it would be shipped (8-bit
integers), and scored on the fold at the threshold of one half. Nothing is chosen on the held-out sentences:
no threshold, no number of rounds, no checkpoint.

Needs the packages of training. A run that was cut off goes on from the checkpoint of its fold in ``--work``.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import mean

from benchmarks.runner import Figure, save
from dateline.evaluate.bootstrap import intervals, totals
from dateline.evaluate.corpora import cameo_ner
from dateline.evaluate.corpora.cameo_ner import FOLDS, fold_of
from dateline.evaluate.metrics.cameo_ner import metrics, score
from dateline.evaluate.tally import Tally
from dateline.training.readers import READERS
from dateline.training.supervision import Example

__all__ = ["EPOCHS", "SHOWN", "figures_of", "rest_of"]

EPOCHS = 8.0
"""Rounds over the four fifths: some 27,000 pieces each, so 8 give every head 430 steps of 512 pieces. Fixed
beforehand, as many as small corpora of single sentences usually take."""
BATCH = 512
"""Pieces a step; a quarter of that of the mixture, which has hundreds of times the text."""
SEED = 1992
SHOWN = tuple(
    f"{label}.{how}.f1" for label in ("source", "target", "all") for how in ("exact", "overlap", "words")
)
"""Scores in the result. The corpus marks what is mutual as ``both``, which only ``all`` counts."""


def rest_of(examples: Iterable[Example], fold: int) -> list[Example]:
    """The examples to train on for a fold: those of the others, without any that repeats a held-out text."""
    rows = list(examples)
    held_out = {_plain(one.text) for one in rows if fold_of(one.id) == fold}
    return [one for one in rows if _plain(one.text) not in held_out]


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def figures_of(folds: Sequence[Sequence[Tally]]) -> dict[str, Figure]:
    """Mean over the folds, each fold, and the pooled score with its interval, from the tallies of every
    sentence fold by fold."""
    figures: dict[str, Figure] = {"sentences": sum(map(len, folds)), "folds": len(folds)}
    chosen = [metric for metric in metrics() if metric.name in SHOWN]
    everything = [tally for tallies in folds for tally in tallies]
    ends = intervals(everything, chosen)
    pooled = totals(everything)
    for metric, end in zip(chosen, ends, strict=True):
        values = [metric.of(totals(tallies)) for tallies in folds]
        told = [value for value in values if value is not None]
        name = metric.name.replace(".", "_")
        figures[f"{name}_mean"] = round(mean(told), 3) if told else None
        figures[f"{name}_by_fold"] = ", ".join("-" if v is None else f"{v:.3f}" for v in values)
        value = metric.of(pooled)
        interval = f" ({end[0]:.3f} to {end[1]:.3f})" if end is not None else ""
        figures[f"{name}_pooled"] = None if value is None else f"{value:.3f}{interval}"
    return figures


def fold_tallies(data: Path, work: Path, fold: int, epochs: float) -> list[Tally]:
    """Fit on the other folds, score on this one."""
    import torch
    from tokenizers import Tokenizer

    from dateline.tagging.heads import load_heads
    from dateline.tagging.tagger import Tagger
    from dateline.training.batches import encode
    from dateline.training.export import export
    from dateline.training.fit import Recipe, fit
    from dateline.training.mixture import find_encoder
    from dateline.training.network import Network

    start, heads = find_encoder(None), load_heads()
    tokenizer = Tokenizer.from_file(str(start / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    rest = rest_of(READERS["cameo_ner"](data, "train"), fold)
    encoded = [encode(one, tokenizer, heads) for one in rest]
    _say(f"fold {fold}: {len(rest)} sentences, {sum(one.cost for one in encoded):,} pieces, {epochs} rounds")
    run, model = work / f"fold{fold}", work / f"fold{fold}" / "model"
    run.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(SEED)
    network = Network(start, heads)
    recipe = Recipe(epochs={"cameo_ner": epochs}, batch=BATCH, seed=SEED)
    fit(network, {"cameo_ner": encoded}, tokenizer, heads, recipe, folder=run, say=_say)
    export(network, start, model, {"name": f"cameo-fold{fold}", "version": 0})
    tagger = Tagger.open(model)
    return [
        score(sentence, tagger.read(sentence.document.body)).tally
        for sentence in cameo_ner.read(data, f"fold{fold}")
    ]


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def main() -> int:
    """Run the folds; the result is saved where all were run as defined, else only printed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="folder of the corpora")
    parser.add_argument("--work", type=Path, default=Path("build/cameo-folds"), help="checkpoints, models")
    parser.add_argument("--folds", type=int, nargs="*", choices=range(FOLDS), default=list(range(FOLDS)))
    parser.add_argument("--epochs", type=float, default=EPOCHS, help="rounds over four fifths of the corpus")
    options = parser.parse_args()
    tallies = [fold_tallies(options.data, options.work, fold, options.epochs) for fold in options.folds]
    figures: dict[str, Figure] = {"rounds": options.epochs, **figures_of(tallies)}
    if options.folds == list(range(FOLDS)) and options.epochs == EPOCHS:
        save("cameo_folds", figures, ("onnxruntime", "torch", "transformers"))
    else:
        print(json.dumps(figures, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
