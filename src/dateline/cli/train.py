"""``dateline train``: make a model from the corpora, or teach the one at hand from a person's corrections."""

from __future__ import annotations

import datetime as dt
import importlib.util
import os
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.errors import UsageError

if TYPE_CHECKING:
    from dateline.training.corrections.install import Outcome

__all__ = ["train"]

NEEDED = ("torch", "transformers", "onnx")
LISTED_FAULTS = 20
_PART_NAMES = {
    "kept": "false accounts left out",
    "types": "types set right",
    "statuses": "statuses set right",
    "detectors": "own types found by sentence",
}


@click.command()
@click.option("--data", metavar="DIR", help="Folder of the corpora to train on.")
@click.option("--corrections", metavar="FILE", help="Reviewed accounts to learn from, JSON Lines.")
@click.option("--out", metavar="FOLDER", help="The model folder to write (with --data: build/model).")
@click.option(
    "--base", metavar="FOLDER", help="With --corrections: the model to teach (default: the one in use)."
)
@click.option(
    "--encoder", metavar="FOLDER", help="With --data: a BERT-like encoder to start from, Hugging Face layout."
)
@click.option(
    "--epochs",
    multiple=True,
    metavar="CORPUS=N",
    help="With --data: readings of a corpus in every round; 0 leaves it out.",
)
@click.option("--seed", type=int, metavar="N", help="With --data: in place of the recipe's seed.")
@click.option(
    "--date", metavar="DAY", help="With --data: the day on the card (default: SOURCE_DATE_EPOCH, or today)."
)
@click.pass_context
def train(
    context: click.Context,
    *,
    data: str | None,
    corrections: str | None,
    out: str | None,
    base: str | None,
    encoder: str | None,
    epochs: tuple[str, ...],
    seed: int | None,
    date: str | None,
) -> None:
    """Make a model from the corpora (--data), or teach one from your corrections (--corrections).

    Training on the corpora needs the packages of the `train` group and some hours; it goes on where it was
    interrupted. Learning from corrections needs neither: it fits small heads, prints held-out scores before
    and after, and writes nothing (exit code 1) unless the accounts are better with them.
    """
    if (data is None) == (corrections is None):
        raise UsageError("give either --data DIR (the corpora) or --corrections FILE (reviewed accounts)")
    if corrections is None:
        if base is not None:
            raise UsageError("--base goes with --corrections")
        _from_corpora(data or "", out or "build/model", encoder, epochs=epochs, seed=seed, date=date)
        return
    if encoder is not None or epochs or seed is not None or date is not None:
        raise UsageError("--encoder, --epochs, --seed and --date go with --data")
    if out is None:
        raise UsageError("say with --out FOLDER where the taught model goes")
    outcome = _from_corrections(Path(corrections), Path(out), base)
    click.echo("\n".join(_as_text(outcome, Path(out))))
    for fault in outcome.faults[:LISTED_FAULTS]:
        click.echo(f"{corrections}:{fault.line}: not used: {fault.reason}", err=True)
    if len(outcome.faults) > LISTED_FAULTS:
        click.echo(f"and {len(outcome.faults) - LISTED_FAULTS} more lines with faults", err=True)
    context.exit(0 if outcome.installed is not None else 1)


def _from_corpora(
    data: str, out: str, encoder: str | None, *, epochs: tuple[str, ...], seed: int | None, date: str | None
) -> None:
    from dateline.training.mixture import INSTALL, find_encoder, shipped_mixture

    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        raise UsageError(
            f"training on the corpora needs {', '.join(missing)}: run `make train` in a clone, or {INSTALL}; "
            "learning from corrections does without"
        )
    mixture = shipped_mixture().changed(epochs, seed)
    start = find_encoder(None if encoder is None else Path(encoder))
    words = ["dateline", "train", "--data", "DIR"]
    words += ["--encoder", start.name] if encoder is not None else []
    words += [word for given in epochs for word in ("--epochs", given)]
    words += [] if seed is None else ["--seed", str(seed)]
    from dateline.training.train import train as fit_all

    folder = fit_all(
        mixture,
        start,
        Path(data),
        Path(out),
        command=shlex.join(words),
        date=_day(date),
        say=lambda line: click.echo(line, err=True),
    )
    click.echo(folder)


def _day(given: str | None) -> str:
    """The ISO day of the card."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        if given is not None:
            return dt.date.fromisoformat(given).isoformat()
        if epoch:
            return dt.datetime.fromtimestamp(int(epoch), tz=dt.UTC).date().isoformat()
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(
            f"{given or epoch!r} is no day; --date takes 2026-03-09, SOURCE_DATE_EPOCH seconds"
        ) from error
    return dt.datetime.now(tz=dt.UTC).date().isoformat()


def _from_corrections(file: Path, out: Path, base: str | None) -> Outcome:
    from dateline.codebook import Codebook
    from dateline.store import settings_here
    from dateline.training.corrections.install import learn

    settings = settings_here({"model": base})
    return learn(file, out, Codebook.load(settings.codebook), settings.model)


def _as_text(outcome: Outcome, out: Path) -> Iterator[str]:
    tried = outcome.trial
    yield (
        f"{outcome.samples} corrections, {outcome.unsure} marked unsure and left out, "
        f"{len(outcome.faults)} lines with faults"
    )
    yield "held out           precision  recall      F1  right type  false accounts"
    for name, s in (("before", tried.before), ("after", tried.after)):
        yield (
            f"{name:<18} {s.precision:>9.3f} {s.recall:>7.3f} {s.f1:>7.3f} "
            f"{f'{s.right_type} of {s.told}':>11} {s.false:>15}"
        )
    for name, f1 in tried.parts:
        yield f"  {_PART_NAMES[name]}: F1 {f1:.3f}"
    if outcome.installed is not None:
        yield f"installed in {out}; use it with --model {out} or `model` in dateline.toml"
    else:
        yield "refused: the accounts held out are not better with what was learned; nothing was installed"
