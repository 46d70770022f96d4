"""The shipped model on onnxruntime: text in, :class:`~dateline.tagging.reading.Reading` out."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import Self

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from dateline.errors import UsageError
from dateline.tagging.decode import decided_of, labels_of, local_labels_of, spans_of
from dateline.tagging.heads import Heads, parse_heads
from dateline.tagging.incidents import LAYER, PROPOSAL, ROLES, Assembly, candidates_of
from dateline.tagging.reading import Incident, Reading, TaggedSpan
from dateline.tagging.windows import Pieces, cut, markers, pieces_of, rows_of

__all__ = ["ASSEMBLY", "FILES", "MAX_TEXT", "Tagger", "shipped_model"]

FILES = ("model.onnx", "tokenizer.json", "heads.toml", "card.json")
"""What a model folder holds: the network, its vocabulary, what its outputs mean, how it came about."""

ASSEMBLY = "assembly.json"
"""The fitted scorers that make incidents; a model folder without it gives no incidents."""

MAX_TEXT = 400_000
"""Most characters of a text."""


_AFTER_TITLE = "\n\n"
_PROPOSALS = {f"{LAYER}.{role}": PROPOSAL for role in ROLES}


def _after(spans: Sequence[TaggedSpan], start: int) -> tuple[TaggedSpan, ...]:
    """The spans from ``start`` on, counted from there."""
    if not start:
        return tuple(spans)
    return tuple(
        replace(span, start=span.start - start, end=span.end - start) for span in spans if span.start >= start
    )


def shipped_model() -> Path:
    """The folder of the model in the package."""
    return Path(str(resources.files(__package__).joinpath("model")))


class Tagger:
    """Holds one loaded model. Deterministic: one thread, no randomness, the same text the same reading."""

    def __init__(
        self,
        session: onnxruntime.InferenceSession,
        tokenizer: Tokenizer,
        heads: Heads,
        card: Mapping[str, object],
        assembly: Assembly | None = None,
    ) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self.heads = heads
        self.card = card
        self._assembly = assembly
        thresholds = card.get("thresholds")
        self._thresholds: Mapping[str, float] = thresholds if isinstance(thresholds, dict) else {}
        self._begin, self._separator = markers(tokenizer)

    @classmethod
    def open(cls, folder: Path | None = None) -> Self:
        """Load the model in ``folder`` (the shipped one by default); about 0.2 s.

        Raises:
            UsageError: a file is missing, or the heads are not those of the network.
        """
        folder = folder or shipped_model()
        for name in FILES:
            if not (folder / name).is_file():
                raise UsageError(f"{folder}: no {name} here; a model folder holds {', '.join(FILES)}")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        heads = parse_heads(tomllib.loads((folder / "heads.toml").read_text(encoding="utf-8")))
        columns = session.get_outputs()[0].shape[-1]
        if columns != heads.size:
            raise UsageError(f"{folder}: the network gives {columns} columns, heads.toml asks {heads.size}")
        card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
        assembly = Assembly.load(folder / ASSEMBLY) if (folder / ASSEMBLY).is_file() else None
        return cls(session, tokenizer, heads, card, assembly)

    @property
    def method(self) -> str:
        """``name@version`` of the model, stored with what it says."""
        return f"{self.card.get('name', 'tagger')}@{self.card.get('version', 0)}"

    def read(self, text: str, title: str = "", thresholds: Mapping[str, float] | None = None) -> Reading:
        """What the model says of ``text``, read after its ``title``; offsets count in ``text``.

        ``thresholds`` replace those of the model's card.
        """
        at = thresholds if thresholds is not None else self._thresholds
        whole = f"{title}{_AFTER_TITLE}{text}" if title else text
        pieces, columns = self.columns(whole)
        labels = labels_of(columns, self.heads)
        before = len(whole) - len(text)
        found = _after(spans_of(whole, pieces, columns, self.heads, at), before)
        incidents: tuple[Incident, ...] = ()
        if self._assembly is not None:
            proposals = spans_of(whole, pieces, columns, self.heads, _PROPOSALS, layers={LAYER})
            candidates = candidates_of(
                _after(proposals, before), labels, local_labels_of(columns, self.heads), len(text)
            )
            incidents = self._assembly.incidents(candidates)
        return Reading(
            spans=found, labels=labels, decided=decided_of(labels, self.heads, at), incidents=incidents
        )

    def columns(self, text: str) -> tuple[Pieces, NDArray[np.float32]]:
        """The pieces of ``text`` and the output row of each."""
        return self._rows(text, "columns", self.heads.size)

    def states(self, text: str) -> tuple[Pieces, NDArray[np.float32]]:
        """The pieces of ``text`` and the encoder's last state at each: ``[pieces, width]``."""
        return self._rows(text, "states", self.width)

    def vector(self, sentence: str) -> NDArray[np.float64]:
        """The mean state of a sentence read alone: ``[width]``; zeros where it has no piece."""
        _, states = self.states(" ".join(sentence.split()))
        return states.mean(axis=0, dtype=np.float64) if len(states) else np.zeros(self.width)

    @property
    def width(self) -> int:
        """Numbers in a state."""
        return int(self._session.get_outputs()[1].shape[-1])

    def _rows(self, text: str, output: str, width: int) -> tuple[Pieces, NDArray[np.float32]]:
        pieces = pieces_of(text[:MAX_TEXT], self._tokenizer)
        rows = np.empty((len(pieces), width), dtype=np.float32)
        for window in cut(len(pieces)):
            ids = rows_of(pieces, window, self._begin, self._separator)[None]
            (out,) = self._session.run([output], {"ids": ids, "mask": np.ones_like(ids, dtype=bool)})
            at = window.before + window.first - window.start
            rows[window.first : window.last] = out[0, at : at + window.last - window.first]
        return pieces, rows
