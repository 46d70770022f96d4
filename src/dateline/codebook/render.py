"""The codebook for people: plain text for a terminal, Markdown for the docs page."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from dateline.codebook.load import Codebook
from dateline.codebook.records import FAMILIES, EventType, PloverCode, Quantity

__all__ = ["as_markdown", "as_text"]

TEXT_WIDTH = 96


def as_text(codebook: Codebook) -> str:
    """Every type, status and vague quantity, wrapped for a terminal; ends with a newline."""
    return "\n".join(_text_lines(codebook)) + "\n"


def as_markdown(codebook: Codebook) -> str:
    """The same as one Markdown page; ends with a newline."""
    return "\n".join(_markdown_lines(codebook)) + "\n"


def _of_family(codebook: Codebook) -> Iterator[tuple[str, list[EventType]]]:
    for family in FAMILIES:
        yield family, [t for t in codebook.types.values() if t.family == family]


def _wrapped(text: str, indent: str, first: str | None = None) -> list[str]:
    return textwrap.wrap(
        text, TEXT_WIDTH, initial_indent=indent if first is None else first, subsequent_indent=indent
    )


def _text_lines(codebook: Codebook) -> Iterator[str]:
    for family, types in _of_family(codebook):
        yield from (family.upper(), "")
        for event_type in types:
            yield f"{event_type.id} - {event_type.label}"
            yield from _wrapped(event_type.definition, "    ")
            for example in event_type.examples:
                yield from _wrapped(example, "      ", "    > ")
            yield from _wrapped(
                ", ".join(dict.fromkeys(_anchors(event_type))), "             ", "    anchors: "
            )
            yield from _wrapped(_codes(codebook, event_type), "          ", "    maps: ")
            yield ""
    yield from ("STATUS", "")
    for status in codebook.statuses.values():
        yield status.id.value
        yield from _wrapped(status.definition, "    ")
        for example in status.examples:
            yield from _wrapped(example, "      ", "    > ")
        yield ""
    yield from ("VAGUE QUANTITIES", "")
    width = max(len(phrase) for phrase in codebook.numbers.quantities)
    for phrase, quantity in codebook.numbers.quantities.items():
        yield f"{phrase:<{width}}  {_bounds(quantity)}"


def _markdown_lines(codebook: Codebook) -> Iterator[str]:
    yield from ("# Codebook", "")
    for family, types in _of_family(codebook):
        yield from (f"## {family.capitalize()}", "")
        for event_type in types:
            yield from (f"### `{event_type.id}`: {event_type.label}", "")
            yield from (_escaped(event_type.definition), "")
            yield from (f"> {_escaped(example)}\n" for example in event_type.examples)
            yield from (f"Anchors: {_escaped(', '.join(dict.fromkeys(_anchors(event_type))))}.", "")
            yield from (f"Maps to {_escaped(_codes(codebook, event_type))}.", "")
    yield from ("## Status", "")
    for status in codebook.statuses.values():
        yield from (f"### `{status.id.value}`", "", _escaped(status.definition), "")
        yield from (f"> {_escaped(example)}\n" for example in status.examples)
    yield from ("## Vague quantities", "", "| words | read as |", "|---|---|")
    for phrase, quantity in codebook.numbers.quantities.items():
        yield f"| {_escaped(phrase)} | {_bounds(quantity)} |"


def _anchors(event_type: EventType) -> Iterator[str]:
    yield from event_type.verbs
    yield from event_type.nouns
    yield from event_type.phrases
    for verb, heads in event_type.verb_objects.items():
        yield f"{verb} ({' or '.join(heads)})"


def _codes(codebook: Codebook, event_type: EventType) -> str:
    gtd = event_type.gtd_attack_type
    gtd_text = "none" if gtd is None else f"{gtd} {codebook.gtd_attack_types[gtd]}"
    acled = " / ".join(event_type.acled)
    return f"ACLED {acled}; PLOVER {_plover(event_type.plover)}; GTD attack type {gtd_text}"


def _plover(code: PloverCode) -> str:
    return code.type if code.mode is None else f"{code.type} ({code.mode})"


def _bounds(quantity: Quantity) -> str:
    if quantity.high is None:
        return f"{quantity.low} or more"
    return str(quantity.low) if quantity.low == quantity.high else f"{quantity.low} to {quantity.high}"


def _escaped(text: str) -> str:
    """``text`` as literal Markdown: a user's codebook file is outside text."""
    return "".join(f"\\{c}" if c in "\\`*_[]<>|#" else c for c in text)
