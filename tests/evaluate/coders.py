"""Stand-ins for what evaluation measures, made of functions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.model import Account, Document, PlaceRef, Span
from dateline.tagging.reading import Reading
from dateline.text.timex.document import Timex, timexes_in


@dataclass(frozen=True)
class HandCoder:
    """Codes and reads with the given functions; without ``reader`` it has no tagger."""

    coder: Callable[[Document], Sequence[Account]] = lambda _document: ()
    reader: Callable[[Document], Reading | None] = lambda _document: None

    def code(self, document: Document) -> Sequence[Account]:
        return self.coder(document)

    def times(self, document: Document) -> Sequence[Timex]:
        return timexes_in(document.body, date.fromisoformat(document.published or "2024-03-06"))

    def places(self, document: Document) -> Sequence[tuple[Span, PlaceRef]]:
        return ()

    def place_told(self, document: Document, start: int) -> Span | None:
        return None

    def read(self, document: Document) -> Reading | None:
        return self.reader(document)
