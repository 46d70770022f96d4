"""The whole training of a model folder, step by step; what is done already is not done again.

1. read the corpora and cut them into pieces                    (readers, batches)
2. fit the network, from the last checkpoint if there is one    (fit)
3. write the model folder: int8 network, vocabulary, heads      (export)
4. fit thresholds and incident scorers on the dev parts         (thresholds, assembly)
5. write the card: data, command, seed, versions, scores
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

import torch
from tokenizers import Tokenizer

from dateline import __version__
from dateline.tagging.heads import load_heads
from dateline.tagging.tagger import ASSEMBLY, Tagger
from dateline.training.assembly import cross_validated, fit_assembly, offers, six_field, write_assembly
from dateline.training.batches import Encoded, encode
from dateline.training.export import export
from dateline.training.fit import Recipe, averaged, fit
from dateline.training.float_columns import FloatColumns
from dateline.training.mixture import Mixture, digest_of
from dateline.training.network import Network
from dateline.training.readers import READERS
from dateline.training.thresholds import DEV, fit_thresholds

__all__ = ["RUN", "train"]

RUN = "run"
"""Folder of the checkpoints, one a round, inside the model folder; may be deleted when the model is done."""
PACKAGES = ("dateline", "numpy", "onnx", "onnxruntime", "tokenizers", "torch", "transformers")
NAME = "dateline-tagger"
TOLERANCE = 0.01
"""F1 that storing the network as 8-bit integers may cost."""

Say = Callable[[str], None]


def train(
    mixture: Mixture, encoder: Path, data: Path, out: Path, *, command: str, date: str, say: Say
) -> Path:
    """Train on the ``train`` parts under ``data`` and write the model folder ``out``.

    ``encoder`` is the folder to start from; ``command`` and ``date`` (ISO day) go into the card. An
    interrupted run with the same recipe goes on from its checkpoint.

    Raises:
        CorpusError: a corpus is missing.
    """
    heads = load_heads()
    tokenizer = Tokenizer.from_file(str(encoder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    encoded: dict[str, list[Encoded]] = {}
    corpora: dict[str, object] = {}
    for corpus in mixture.corpora:
        examples = list(READERS[corpus](data, "train"))
        longest = {"longest": mixture.longest[corpus]} if corpus in mixture.longest else {}
        epochs = [one.epochs.get(corpus, 0) for one in mixture.rounds]
        rows = [encode(example, tokenizer, heads, **longest) for example in examples]
        encoded[corpus] = [row for row in rows if len(row.pieces)]
        corpora[corpus] = {
            "texts": len(rows),
            "digest": digest_of(examples),
            "epochs": epochs,
            **longest,
        }
        read = ", then ".join(f"{number:g}" for number in epochs)
        say(f"{corpus}: {len(rows)} texts, {sum(row.cost for row in rows):,} pieces, {read} epochs")

    torch.manual_seed(mixture.seed)
    network = Network(encoder, heads)
    ends: list[dict[str, torch.Tensor]] = []
    for number, one in enumerate(mixture.rounds):
        folder = out / RUN / f"round-{number + 1}"
        folder.mkdir(parents=True, exist_ok=True)
        say(f"round {number + 1} of {len(mixture.rounds)}")
        recipe = Recipe(**asdict(one), seed=mixture.seed + number)
        fit(network, encoded, tokenizer, heads, recipe, folder=folder, say=say)
        ends.append({name: value.clone() for name, value in network.state_dict().items()})
    network.load_state_dict(averaged(ends))

    card: dict[str, object] = {
        "name": NAME,
        "version": __version__,
        "command": command,
        "seed": mixture.seed,
        "date": date,
        "encoder": encoder.parent.name if encoder.name == "model" else encoder.name,
        "corpora": corpora,
        "packages": {package: version(package) for package in PACKAGES},
        "threads": torch.get_num_threads(),
    }
    export(network, encoder, out, card)
    say("fitting thresholds and incident scorers on the dev parts")
    floats = FloatColumns(network=network, tokenizer=tokenizer, heads=heads)
    _write_card(out, card | _fitted_on_dev(out, data, mixture, floats, say))
    return out


def _fitted_on_dev(
    out: Path, data: Path, mixture: Mixture, floats: FloatColumns, say: Say
) -> dict[str, object]:
    """Thresholds and scores for the card; writes ``assembly.json``."""
    trained = [corpus for corpus in DEV if corpus in mixture.corpora]
    found: dict[str, object] = {"thresholds": fit_thresholds(Tagger.open(out), data, trained)}
    if "muc4" in trained:
        cases = offers(Tagger.open(out), data)
        fitted = fit_assembly(cases)
        write_assembly(out / ASSEMBLY, fitted)
        small, large = six_field(fitted, cases), six_field(fitted, offers(floats, data))
        say(f"six-field F1: {small:.4f} with 8-bit integers, {large:.4f} in single precision")
        if small < large - TOLERANCE:
            say(f"that is more than {TOLERANCE} lost: look at it before you use this model")
        found["scores"] = {
            "muc4 dev, five folds, F1": {
                name: round(value, 4) for name, value in cross_validated(cases).items()
            },
            "muc4 dev, six_field F1": {"int8": round(small, 4), "float": round(large, 4)},
        }
    return found


def _write_card(out: Path, card: Mapping[str, object]) -> None:
    part = out / "card.part"
    part.write_text(json.dumps(card, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    part.replace(out / "card.json")
