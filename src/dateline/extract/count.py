"""How many events an account stands for: "five failed assassinations", "twin bombings", "300 strikes"."""

from __future__ import annotations

from dateline.extract.grouping import Group
from dateline.extract.how_many import count_of
from dateline.model import Count, Document, Span

__all__ = ["count_of_group"]

_TWIN = {"twin": 2, "double": 2, "dual": 2, "both": 2, "triple": 3}


def count_of_group(group: Group, document: Document) -> tuple[Count, tuple[Span, ...]] | None:
    """The number stated on the event word itself, or ``None`` when the account is one event."""
    for read in group.frames:
        for mention in read.frame.mentions:
            noun = mention.trigger
            if noun.pos_ not in {"NOUN", "PROPN"} or mention.outcome:
                continue
            stated = [
                c
                for c in noun.children
                if c.dep_ == "nummod" or c.lower_ in _TWIN or c.lower_ in {"several", "dozens", "multiple"}
            ]
            twin = next((_TWIN[c.lower_] for c in stated if c.lower_ in _TWIN), None)
            amount = (twin, twin) if twin else (count_of(noun) if stated else None)
            if amount is None or amount == (1, 1):
                continue
            start, end = read.frame.sentence.span_of(
                [*(t for c in stated for t in c.subtree if t.i < noun.i), noun]
            )
            span = document.span(start, end)
            return Count(low=amount[0], high=amount[1], text=span.quote), (span,)
    return None
