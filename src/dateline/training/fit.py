"""Fitting the network on a mixture of corpora, with checkpoints."""

from __future__ import annotations

import json
import math
import random
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer

from dateline.tagging.heads import Heads
from dateline.tagging.windows import markers
from dateline.training.batches import Batch, Encoded, batches, make_batch
from dateline.training.loss import loss_of
from dateline.training.network import Network

__all__ = ["Recipe", "averaged", "fit", "load_weights", "plan", "rate_factor"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How a fit is done. ``epochs`` maps a corpus to how often its texts are read (a part is allowed)."""

    epochs: Mapping[str, float]
    batch: int = 2048
    rate: float = 1.5e-4
    head_rate: float = 1e-3
    decay: float = 0.01
    warmup: float = 0.06
    falls_from: float = 1.0
    ends: float = 1.0
    """Parts of the plan: where the rates, till then on their way down to its end, begin to fall faster, and
    where they reach nothing. What is planned after that is not read."""
    clip: float = 1.0
    unread: float = 0.0
    local: float = 0.0
    """See :func:`~dateline.training.loss.loss_of`."""
    seed: int = 1992
    halves: bool = True
    """Use bfloat16 where it is safe; half the time on processors that have it."""


def plan(encoded: Mapping[str, Sequence[Encoded]], recipe: Recipe) -> list[list[Encoded]]:
    """The groups of texts of the whole fit, corpora mixed evenly over it."""
    shuffler = random.Random(recipe.seed)  # noqa: S311  (the order of training texts is no secret)
    placed: list[tuple[float, list[Encoded]]] = []
    for corpus in sorted(encoded):
        rounds = recipe.epochs.get(corpus, 0.0)
        groups: list[list[Encoded]] = []
        for turn in range(math.ceil(rounds)):
            texts = list(encoded[corpus])
            if rounds - turn < 1:
                texts = shuffler.sample(texts, round(len(texts) * (rounds - turn)))
            groups += batches(texts, recipe.batch, shuffler)
        # Spread over the run with some jitter: every part of the run sees every corpus.
        placed += [((n + shuffler.random()) / len(groups), group) for n, group in enumerate(groups)]
    return [group for _, group in sorted(placed, key=lambda item: item[0])]


def rate_factor(step: int, steps: int, recipe: Recipe) -> float:
    """What the rates are multiplied by at ``step`` of a plan of ``steps``: up in ``warmup``, then down."""
    done = step / max(1, steps)
    if done < recipe.warmup:
        return done / recipe.warmup
    slow = (1 - min(done, recipe.falls_from)) / (1 - recipe.warmup)
    if done <= recipe.falls_from:
        return slow
    return slow * max(0.0, (recipe.ends - done) / (recipe.ends - recipe.falls_from))


def fit(
    network: Network,
    encoded: Mapping[str, Sequence[Encoded]],
    tokenizer: Tokenizer,
    heads: Heads,
    recipe: Recipe,
    *,
    folder: Path,
    say: Callable[[str], None] = print,
    save_every: float = 600.0,
) -> None:
    """Fit ``network`` in place; writes ``folder/checkpoint.pt`` every ``save_every`` seconds.

    A run that finds a checkpoint of the same recipe there goes on from it. Deterministic for one machine,
    number of threads and seed.
    """
    torch.set_flush_denormal(True)
    torch.manual_seed(recipe.seed)
    begin, separator = markers(tokenizer)
    steps = plan(encoded, recipe)
    encoder = [p for p in network.encoder.parameters() if p.requires_grad]
    named = {id(p) for p in encoder}
    rest = [p for p in network.parameters() if p.requires_grad and id(p) not in named]
    optimizer = torch.optim.AdamW(
        [{"params": encoder, "lr": recipe.rate}, {"params": rest, "lr": recipe.head_rate}],
        weight_decay=recipe.decay,
    )

    last = max(1, round(recipe.ends * len(steps)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: rate_factor(step, len(steps), recipe)
    )
    checkpoint = folder / "checkpoint.pt"
    first = 0
    identity = json.dumps([asdict(recipe), len(steps)], sort_keys=True, default=str)
    if checkpoint.is_file():
        state = torch.load(checkpoint, weights_only=True)
        if state["identity"] == identity:
            network.load_state_dict(state["network"])
            optimizer.load_state_dict(state["optimizer"])
            schedule.load_state_dict(state["schedule"])
            first = state["step"]
            say(f"going on from step {first}")
    network.train()
    begun = saved = time.monotonic()
    sums: dict[str, list[float]] = defaultdict(list)
    pieces = 0
    for step in range(first, last):
        batch = make_batch(steps[step], begin, separator, heads)
        parts = _step(network, batch, heads, recipe)
        torch.nn.utils.clip_grad_norm_(network.parameters(), recipe.clip)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad(set_to_none=True)
        pieces += int(batch.mask.sum())
        corpus = batch.examples[0].corpus
        for name, value in parts.items():
            sums[f"{corpus}.{name}"].append(value)
        now = time.monotonic()
        if step % 100 == 99 or step == last - 1:
            means = " ".join(
                f"{name}={sum(values) / len(values):.3f}" for name, values in sorted(sums.items())
            )
            speed = f"{now - begun:.0f}s {pieces / (now - begun):.0f} pieces/s"
            say(f"step {step + 1}/{last} {speed} {means}")
            sums.clear()
        if now - saved > save_every or step == last - 1:
            saved = now
            part = folder / "checkpoint.part"
            torch.save(
                {
                    "identity": identity,
                    "step": step + 1,
                    "network": network.state_dict(),
                    "optimizer": optimizer.state_dict(),
                    "schedule": schedule.state_dict(),
                },
                part,
            )
            part.replace(checkpoint)
    network.eval()


def _step(network: Network, batch: Batch, heads: Heads, recipe: Recipe) -> dict[str, float]:
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=recipe.halves):
        columns = network(batch.ids, batch.mask)
    parts = loss_of(network, columns, batch, heads, unread=recipe.unread, local=recipe.local)
    if parts:
        torch.stack(list(parts.values())).sum().backward()
    return {name: float(value.detach()) for name, value in parts.items()}


def averaged(states: Sequence[Mapping[str, torch.Tensor]]) -> dict[str, torch.Tensor]:
    """The mean of the weights of networks of one form; numbers that are not floating are those of the first.

    Weights at the ends of the rounds of one fit lie close enough for their mean to be a network too, and one
    that reads unseen text better than either (Wortsman et al. 2022, Model soups).
    """
    return {
        name: torch.stack([state[name] for state in states]).mean(dim=0)
        if value.is_floating_point()
        else value
        for name, value in states[0].items()
    }


def load_weights(network: Network, folder: Path) -> None:
    """Take the weights of the last checkpoint of a fit."""
    network.load_state_dict(torch.load(folder / "checkpoint.pt", weights_only=True)["network"])
    network.eval()
