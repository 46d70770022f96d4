"""Every place that a document names, whether or not an event took place there."""

from __future__ import annotations

from dateline.extract.coder import NameFinder, PlaceDraft
from dateline.extract.frames import actor_tokens
from dateline.extract.places import find_places
from dateline.text.parse import ParsedDocument

__all__ = ["places_named"]


def places_named(parsed: ParsedDocument, names: NameFinder) -> list[PlaceDraft]:
    """The places named in the parsed sentences, in order; in "Gao, Mali" there are two, and the second says
    where the first is."""
    found: list[PlaceDraft] = []
    for sentence in parsed.sentences:
        for place in find_places(parsed.document, sentence, names, actor_tokens(sentence, names)):
            chain = (place.draft.span, *place.draft.qualifiers)
            found += [
                PlaceDraft(span=span, qualifiers=chain[n + 1 :], relation=place.draft.relation)
                for n, span in enumerate(chain)
            ]
    return found
