"""The fitted network to a model folder: int8 weights in ONNX, vocabulary, heads, card."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping
from importlib import resources
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

import dateline.tagging
from dateline.training.network import Network

__all__ = ["export"]


class _SmallEmbedding(nn.Module):
    """A table of vectors with one int8 row and one scale a vocabulary entry."""

    def __init__(self, table: Tensor) -> None:
        super().__init__()
        scale = table.abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / 127.0
        self.register_buffer("rows", torch.round(table / scale).to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        rows: Tensor = self.rows[ids]
        scale: Tensor = self.scale[ids]
        return rows.float() * scale


class _Both(nn.Module):
    """Columns and states of the network."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        states = self.network.states(ids, mask)
        return self.network.columns(states), states


def export(network: Network, encoder: Path, folder: Path, card: Mapping[str, object]) -> Path:
    """Write the model folder; the encoder's matrices and word vectors become int8, the head stays float.

    ``encoder`` is the folder of the starting point, whose ``tokenizer.json`` is copied.
    """
    folder.mkdir(parents=True, exist_ok=True)
    network.eval()
    words = network.encoder.embeddings.word_embeddings
    network.encoder.embeddings.word_embeddings = _SmallEmbedding(words.weight.detach())
    names = ("ids", "mask", "columns", "states")
    ids = torch.ones((2, 16), dtype=torch.int64)
    mask = torch.ones((2, 16), dtype=torch.bool)
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "float.onnx"
        try:
            torch.onnx.export(
                _Both(network).eval(),
                (ids, mask),
                str(plain),
                input_names=["ids", "mask"],
                output_names=["columns", "states"],
                dynamic_axes={name: {0: "windows", 1: "rows"} for name in names},
                opset_version=17,
                dynamo=False,
            )
        finally:
            network.encoder.embeddings.word_embeddings = words
        quantize_dynamic(
            plain,
            folder / "model.onnx",
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul"],
            nodes_to_exclude=_head_nodes(plain),
        )
    shutil.copyfile(encoder / "tokenizer.json", folder / "tokenizer.json")
    heads = resources.files(dateline.tagging).joinpath("heads.toml").read_text("utf-8")
    (folder / "heads.toml").write_text(heads, encoding="utf-8")
    (folder / "card.json").write_text(json.dumps(card, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return folder


def _head_nodes(path: Path) -> list[str]:
    """Matrix products outside the encoder, and those of two activations, which have no weights."""
    graph = onnx.load(path).graph
    constants = {item.name for item in graph.initializer if np.prod(item.dims) > 1}
    return [
        node.name
        for node in graph.node
        if node.op_type == "MatMul"
        and ("encoder" not in node.name or not any(name in constants for name in node.input))
    ]
