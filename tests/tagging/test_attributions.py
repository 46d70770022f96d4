from __future__ import annotations

from dateline.tagging.attributions import attributions_of
from dateline.tagging.reading import Reading, TaggedSpan


def linked(marked: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """(source, cue, contents) of a text whose spans are marked ``{S:…}``, ``{Q:…}`` (cue) and ``{C:…}``."""
    names = {"S": "source", "Q": "cue", "C": "content"}
    text, spans, opened = "", [], [("", 0)]
    at = 0
    while at < len(marked):
        if marked[at] == "{":
            opened.append((names[marked[at + 1]], len(text)))
            at += 3
        elif marked[at] == "}":
            label, start = opened.pop()
            spans.append(
                TaggedSpan(
                    layer="polnear",
                    label=label,
                    start=start,
                    end=len(text),
                    text=text[start:],
                    probability=1.0,
                )
            )
            at += 1
        else:
            text += marked[at]
            at += 1
    reading = Reading(spans=tuple(sorted(spans, key=lambda span: span.start)), labels={})
    return [
        (each.source.text if each.source else "", each.cue.text, tuple(part.text for part in each.content))
        for each in attributions_of(reading, text)
    ]


def test_every_cue_takes_the_source_and_the_content_beside_it() -> None:
    text = "{S:Voss} {Q:said} {C:the port was shut}, and {S:Orlin} {Q:denied} {C:that it was}."
    assert linked(text) == [("Voss", "said", ("the port was shut",)), ("Orlin", "denied", ("that it was",))]


def test_a_source_after_its_cue_and_a_content_before_it_are_taken() -> None:
    assert linked("{C:The port is shut}, {Q:said} {S:Voss}.") == [("Voss", "said", ("The port is shut",))]


def test_an_interrupted_quotation_is_one_content_of_two_parts() -> None:
    text = '{C:"The port,"} {S:Voss} {Q:said}, {C:"is shut."}\n\n{S:Orlin} {Q:added} {C:that it rained}.'
    assert linked(text) == [
        ("Voss", "said", ('"The port,"', '"is shut."')),
        ("Orlin", "added", ("that it rained",)),
    ]


def test_a_quotation_that_goes_on_in_the_paragraph_is_not_that_of_the_next_speaker() -> None:
    text = '{C:"It is shut,"} {S:Voss} {Q:said}. {C:"It stays so."}\n\n{S:Orlin} {Q:said} {C:he knew}.'
    assert linked(text)[0] == ("Voss", "said", ('"It is shut,"', '"It stays so."'))


def test_a_question_that_a_cue_follows_is_its_content() -> None:
    assert linked('{C:"Why now?"} {S:Voss} {Q:asked}.') == [("Voss", "asked", ('"Why now?"',))]


def test_what_is_far_from_every_cue_belongs_to_none() -> None:
    far = "It rained on the quay. " * 40
    assert linked("{Q:According to} nobody. " + far + "{C:The port is shut}.") == [("", "According to", ())]


def test_without_a_cue_there_is_no_attribution() -> None:
    assert linked("{S:Voss} and {C:the port}.") == []
