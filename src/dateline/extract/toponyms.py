"""Every place that a document names, whether or not an event took place there."""

from __future__ import annotations

from dateline.extract.coder import NameFinder, PlaceDraft
from dateline.extract.frames import actor_tokens
from dateline.extract.places import find_places, place_of
from dateline.text.parse import ParsedDocument

__all__ = ["place_told_at", "places_named"]


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


def place_told_at(parsed: ParsedDocument, start: int, names: NameFinder) -> PlaceDraft | None:
    """The place of what the word at ``start`` of the body tells, among those that its sentence names."""
    for sentence in parsed.sentences:
        if not sentence.start <= start < sentence.end:
            continue
        word = next((t for t in sentence.tokens if sentence.span_of([t])[1] > start), None)
        places = find_places(parsed.document, sentence, names, actor_tokens(sentence, names))
        chosen = place_of(word, (), places) if word is not None else None
        return chosen.draft if chosen is not None else None
    return None
