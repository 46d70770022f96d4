"""The network before it is stored as 8-bit integers, read like a :class:`~dateline.tagging.tagger.Tagger`."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from dateline.tagging.heads import Heads
from dateline.tagging.windows import Pieces, cut, markers, pieces_of, rows_of
from dateline.training.network import Network

__all__ = ["FloatColumns"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FloatColumns:
    """Gives the columns of single precision; ``network`` must be in evaluation mode."""

    network: Network
    tokenizer: Tokenizer
    heads: Heads

    def columns(self, text: str) -> tuple[Pieces, NDArray[np.float32]]:
        """The pieces of ``text`` and the output row of each."""
        begin, separator = markers(self.tokenizer)
        pieces = pieces_of(text, self.tokenizer)
        rows = np.empty((len(pieces), self.heads.size), dtype=np.float32)
        for window in cut(len(pieces)):
            ids = torch.from_numpy(rows_of(pieces, window, begin, separator)[None])
            with torch.no_grad():
                out = self.network(ids, torch.ones_like(ids, dtype=torch.bool))[0].numpy()
            at = window.before + window.first - window.start
            rows[window.first : window.last] = out[at : at + window.last - window.first]
        return pieces, rows
