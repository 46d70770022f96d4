"""What a batch costs: each head on what its corpus annotates."""

from __future__ import annotations

import itertools

import torch
from torch import Tensor, nn

from dateline.tagging.heads import Heads
from dateline.training.batches import MASKED, Batch, windows_by_text
from dateline.training.network import Network

__all__ = ["loss_of"]

functional = nn.functional

PIECES = 12.0
"""Weight of the mean loss a piece and label; near 0.02 when learned, against 0.3 of a text's label."""
ATTRIBUTES = 0.2
LABELS = 1.0
GROUPING = 0.3
LOCAL_HEAD, ANY = "muc_incident", "any"
PAIRS = 200
"""Most pairs of spans a batch that the grouping learns from."""


def loss_of(
    network: Network, columns: Tensor, batch: Batch, heads: Heads, *, unread: float = 0.0, local: float = 0.0
) -> dict[str, Tensor]:
    """The parts of the loss of a batch by kind of head; a kind that nothing annotates is left out.

    ``unread`` is the share of pieces, drawn anew each time, that a text's labels are not read from; ``local``
    the weight of the incident types of single windows. Both are against knowing texts by heart.
    """
    parts = {
        "pieces": _pieces(columns, batch, heads),
        "attributes": _attributes(columns, batch, heads),
        "labels": _labels(columns, batch, heads, unread),
        "local": _local(columns, batch, heads, local) if local else None,
        "grouping": _grouping(network, columns, batch, heads),
    }
    return {name: part for name, part in parts.items() if part is not None}


def _pieces(columns: Tensor, batch: Batch, heads: Heads) -> Tensor | None:
    number = len(heads.span_labels)
    used = (batch.classes != MASKED).any(dim=0).any(dim=0).nonzero().flatten()
    if not len(used):
        return None
    logits = columns[..., : 3 * number].unflatten(-1, (number, 3))[:, :, used]
    each = functional.cross_entropy(
        logits.flatten(0, 2), batch.classes[:, :, used].flatten(), ignore_index=MASKED
    )
    return PIECES * len(used) ** 0.5 * each


def _span_mean(columns: Tensor, batch: Batch, which: slice) -> Tensor:
    """The mean over its rows of the columns ``which`` of each span: ``[spans, columns]``."""
    return torch.stack([columns[target.window, target.rows, which].mean(dim=0) for target in batch.spans])


def _attributes(columns: Tensor, batch: Batch, heads: Heads) -> Tensor | None:
    losses: list[Tensor] = []
    if not batch.spans:
        return None
    for attribute in heads.attributes:
        which = [
            (target, values)
            for target in batch.spans
            if (values := target.span.attributes.get(attribute.name))
            and attribute.is_of(target.span.layer, target.span.label)
        ]
        if not which:
            continue
        area = heads.attribute_columns[attribute.name]
        logits = torch.stack([columns[target.window, target.rows, area].mean(dim=0) for target, _ in which])
        right = torch.zeros_like(logits)
        for row, (_, values) in enumerate(which):
            for value in values:
                if value in attribute.values:
                    right[row, attribute.values.index(value)] = 1.0
        kept = right.sum(dim=1) > 0
        if not kept.any():
            continue
        logits, right = logits[kept], right[kept]
        if attribute.many:
            losses.append(functional.binary_cross_entropy_with_logits(logits, right))
        else:
            losses.append(functional.cross_entropy(logits, right / right.sum(dim=1, keepdim=True)))
    return ATTRIBUTES * torch.stack(losses).sum() if losses else None


def _labels(columns: Tensor, batch: Batch, heads: Heads, unread: float) -> Tensor | None:
    wanted = [head for head in heads.labels if any(head.name in one.labels for one in batch.examples)]
    if not wanted:
        return None
    pooled = _pooled(columns, batch, heads, unread)
    losses: list[Tensor] = []
    for head in wanted:
        rows = [n for n, one in enumerate(batch.examples) if head.name in one.labels]
        logits = pooled[rows][:, heads.class_columns[head.name]]
        right = torch.zeros_like(logits)
        for row, n in enumerate(rows):
            for name in batch.examples[n].labels[head.name]:
                if name in head.classes:
                    right[row, head.classes.index(name)] = 1.0
        weight = batch.examples[rows[0]].weight
        if head.many:
            losses.append(weight * functional.binary_cross_entropy_with_logits(logits, right) * 2.0)
        else:
            kept = right.sum(dim=1) > 0
            if kept.any():
                losses.append(weight * functional.cross_entropy(logits[kept], right[kept]))
    return LABELS * torch.stack(losses).sum() if losses else None


def _pooled(columns: Tensor, batch: Batch, heads: Heads, unread: float) -> Tensor:
    """The logit of every class of every text: its values, weighed by attention over all rows of the text."""
    rows = []
    for windows in windows_by_text(batch).values():
        owned = batch.owned[windows]
        read = owned & (torch.rand(owned.shape) >= unread) if unread else owned
        rows.append(_pool(columns[windows], read if read.any() else owned, heads))
    return torch.stack(rows)


def _pool(columns: Tensor, rows: Tensor, heads: Heads) -> Tensor:
    scores, values = columns[..., heads.scores][rows], columns[..., heads.values][rows]
    return (torch.softmax(scores, dim=0) * values).sum(dim=0)


def _local(columns: Tensor, batch: Batch, heads: Heads, weight: float) -> Tensor | None:
    """The incident types of each window of the texts that need several: those of the fillers in it."""
    head = next(head for head in heads.labels if head.name == LOCAL_HEAD)
    found: list[Tensor] = []
    right: list[Tensor] = []
    for text, windows in windows_by_text(batch).items():
        if head.name not in batch.examples[text].labels or len(windows) < 2:
            continue
        for window in windows:
            kinds = {
                kind
                for target in batch.spans
                if target.window == window
                for kind in target.span.attributes.get("incident", ())
            }
            held = kinds | {ANY} if kinds else kinds
            found.append(_pool(columns[window], batch.owned[window], heads)[heads.class_columns[head.name]])
            right.append(torch.tensor([float(name in held) for name in head.classes]))
    if not found:
        return None
    each = functional.binary_cross_entropy_with_logits(torch.stack(found), torch.stack(right))
    return weight * 2.0 * each


def _grouping(network: Network, columns: Tensor, batch: Batch, heads: Heads) -> Tensor | None:
    """Spans of one event are near, spans of different events of one text are not."""
    spans = [
        (n, target)
        for n, target in enumerate(batch.spans)
        if target.span.layer == "muc" and target.span.events
    ]
    pairs = [
        (a, b, bool(set(one.span.events) & set(other.span.events)))
        for (a, one), (b, other) in itertools.combinations(spans, 2)
        if one.text == other.text
    ]
    # Texts of a single event teach nothing but "always one": only texts that tell several are used.
    several = {
        target.text
        for _, target in spans
        if len({event for _, other in spans if other.text == target.text for event in other.span.events}) > 1
    }
    pairs = [pair for pair in pairs if batch.spans[pair[0]].text in several][:PAIRS]
    if not pairs:
        return None
    vectors = _span_mean(columns, batch, heads.group)
    first, second = (torch.tensor([pair[side] for pair in pairs]) for side in (0, 1))
    near = (vectors[first] * vectors[second]).sum(dim=1) / heads.grouping**0.5
    right = torch.tensor([float(pair[2]) for pair in pairs])
    logits = network.group_scale * near + network.group_bias
    return GROUPING * functional.binary_cross_entropy_with_logits(logits, right)
