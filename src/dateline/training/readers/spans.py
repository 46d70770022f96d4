"""Corpora that mark words: attributions, sources and targets, entities, time expressions, events."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dateline.evaluate.corpora.files import Row, objects, read_rows, split_file, strings, text_of
from dateline.training.supervision import Example, GoldSpan

__all__ = ["cameo_ner", "polnear", "re3d", "tempeval3"]

_CAMEO = {"S": "source", "T": "target", "R": "both"}
_RE3D = {
    "Organisation": "organisation",
    "Person": "person",
    "Location": "location",
    "Weapon": "weapon",
    "MilitaryPlatform": "weapon",
}
_SURE = 0.5
"""re3d: entities that fewer of the annotators confirmed are left out."""


def _place(item: Row, start: str = "start") -> tuple[int, int]:
    first, last = item.get(start), item.get("end")
    return (first, last) if isinstance(first, int) and isinstance(last, int) else (0, 0)


def polnear(data: Path, split: str) -> Iterator[Example]:
    """Articles with the source, cue and content of every attribution; parts of one share an event."""
    for row in read_rows(split_file(data / "polnear", split)):
        spans = [
            GoldSpan(layer="polnear", label=label, start=place[0], end=place[1], events=(number,))
            for number, attribution in enumerate(objects(row.get("attributions")))
            for label in ("source", "cue", "content")
            for item in objects(attribution.get(label))
            if (place := _place(item))[1] > place[0]
        ]
        yield Example(
            id=text_of(row, "id"),
            corpus="polnear",
            text=text_of(row, "text"),
            spans=tuple(sorted(spans, key=lambda span: (span.start, span.end))),
            annotated=frozenset({"polnear"}),
        )


def cameo_ner(data: Path, split: str) -> Iterator[Example]:
    """Single sentences with the words of the acting and the receiving side of the main event."""
    for row in read_rows(split_file(data / "cameo_ner", split)):
        tokens, tags = strings(row.get("tokens")), strings(row.get("tags"))
        text, spans, at = " ".join(tokens), list[GoldSpan](), 0
        for token, tag in zip(tokens, tags, strict=True):
            kind, _, side = tag.partition("-")
            if kind == "B" or (kind == "I" and not spans):
                spans.append(GoldSpan(layer="cameo", label=_CAMEO[side], start=at, end=at + len(token)))
            elif kind == "I":
                last = spans.pop()
                spans.append(GoldSpan(layer="cameo", label=last.label, start=last.start, end=at + len(token)))
            at += len(token) + 1
        yield Example(
            id=text_of(row, "id"),
            corpus="cameo_ner",
            text=text,
            spans=tuple(spans),
            annotated=frozenset({"cameo"}),
        )


def re3d(data: Path, _split: str) -> Iterator[Example]:
    """Documents on the war in Syria and Iraq with their entities; the corpus has one part."""
    for path in sorted((data / "re3d").glob("*.jsonl")):
        for row in read_rows(path):
            spans = []
            for item in objects(row.get("entities")):
                label, sure = _RE3D.get(text_of(item, "type")), item.get("confidence")
                start, end = _place(item, "begin")
                if label and end > start and (not isinstance(sure, int | float) or sure >= _SURE):
                    spans.append(GoldSpan(layer="re3d", label=label, start=start, end=end))
            yield Example(
                id=text_of(row, "id"),
                corpus="re3d",
                text=text_of(row, "text"),
                spans=tuple(sorted(spans, key=_key)),
                annotated=frozenset({"re3d"}),
            )


def _key(span: GoldSpan) -> tuple[int, int, str]:
    return span.start, span.end, span.label


def tempeval3(data: Path, split: str) -> Iterator[Example]:
    """News with time expressions and event words: class, tense, polarity, modality."""
    for row in read_rows(split_file(data / "tempeval3", split)):
        spans = [
            GoldSpan(
                layer="time",
                label="timex",
                start=place[0],
                end=place[1],
                attributes={"timex_type": (text_of(item, "type"),)},
            )
            for item in objects(row.get("timexes"))
            if (place := _place(item))[1] > place[0]
        ]
        for item in objects(row.get("events")):
            start, end = _place(item)
            instances = objects(item.get("instances"))
            attributes: dict[str, tuple[str, ...]] = {"event_class": (text_of(item, "class"),)}
            if instances:
                first = instances[0]
                attributes["tense"] = (text_of(first, "tense") or "NONE",)
                attributes["polarity"] = (text_of(first, "polarity") or "POS",)
                attributes["modality"] = ("some" if text_of(first, "modality") else "none",)
            spans.append(
                GoldSpan(layer="event", label="trigger", start=start, end=end, attributes=attributes)
            )
        yield Example(
            id=text_of(row, "id"),
            corpus="tempeval3",
            text=text_of(row, "text"),
            spans=tuple(sorted(spans, key=_key)),
            annotated=frozenset({"time", "event"}),
        )
