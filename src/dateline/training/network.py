"""The network: an encoder, and one head that gives every column of :class:`~dateline.tagging.heads.Heads`."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoModel

from dateline.tagging.heads import Heads

__all__ = ["Network"]

HIDDEN = 512


class Network(nn.Module):
    """``encoder`` is a folder in Hugging Face layout (config, weights, tokenizer) of a BERT-like model."""

    def __init__(self, encoder: Path, heads: Heads, *, frozen_embeddings: bool = True) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(
            encoder, attn_implementation="sdpa", attention_probs_dropout_prob=0.0, add_pooling_layer=False
        )
        if frozen_embeddings:
            for parameter in self.encoder.embeddings.parameters():
                parameter.requires_grad = False
        width = self.encoder.config.hidden_size
        self.dropout = nn.Dropout(0.1)
        self.direct = nn.Linear(width, heads.size)
        self.hidden = nn.Linear(width, HIDDEN)
        self.outer = nn.Linear(HIDDEN, heads.size)
        nn.init.zeros_(self.outer.weight)
        nn.init.zeros_(self.outer.bias)
        nn.init.normal_(self.direct.weight, std=0.02)
        nn.init.zeros_(self.direct.bias)
        # Most pieces are outside of most labels: begin there, or the first steps teach nothing else.
        with torch.no_grad():
            for label in range(len(heads.span_labels)):
                self.direct.bias[3 * label] = 3.0
        self.group_scale = nn.Parameter(torch.tensor(1.0))
        self.group_bias = nn.Parameter(torch.tensor(0.0))

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Columns of every piece: ``[windows, pieces, columns]`` from ids and mask ``[windows, pieces]``."""
        return self.columns(self.states(ids, mask))

    def states(self, ids: Tensor, mask: Tensor) -> Tensor:
        """The encoder's last states: ``[windows, pieces, width]``."""
        states: Tensor = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        return states

    def columns(self, states: Tensor) -> Tensor:
        """The head alone, in single precision."""
        with torch.autocast("cpu", enabled=False):
            states = self.dropout(states.float())
            columns: Tensor = self.direct(states) + self.outer(nn.functional.gelu(self.hidden(states)))
        return columns
