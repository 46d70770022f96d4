"""A parsed document with what was read of its sentences, and the words and names it was read by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.extract.coder import NameFinder
from dateline.extract.coreference.clusters import Clusters
from dateline.extract.frame import SentenceReading
from dateline.extract.lexicon import Lexicon
from dateline.model import Document
from dateline.text.parse import ParsedDocument

__all__ = ["Story"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """All that the accounts of one document are drafted from; ``readings`` are in reading order."""

    parsed: ParsedDocument
    readings: Sequence[SentenceReading]
    lexicon: Lexicon
    names: NameFinder
    clusters: Clusters
    """Which mentions of the document are of one thing."""

    @property
    def document(self) -> Document:
        """The document that was parsed."""
        return self.parsed.document
