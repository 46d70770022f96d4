"""``muc4/full``: the 24-slot keys as role spans with their attributes, and the incident types of a text.

The keys give words, not places: every place of a text that has the words of a filler is taken for it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from dateline.evaluate.corpora.files import Row, objects, read_rows, split_file, strings, text_of
from dateline.training.readers.locate import longest_apart, occurrences
from dateline.training.supervision import Example, GoldSpan

__all__ = ["ROLE_SLOTS", "read"]

ROLE_SLOTS: Mapping[str, str] = {
    "perp_individual": "perp_individual",
    "perp_org": "perp_org",
    "phys_tgt_id": "phys_tgt",
    "hum_tgt_name": "hum_tgt_name",
    "hum_tgt_desc": "hum_tgt_desc",
    "instrument_id": "instrument",
}
"""Slot of the key -> label of the layer ``muc``."""

_ABOUT: Mapping[str, tuple[tuple[str, str], ...]] = {
    "perp_org": (("perp_org_confidence", "confidence"),),
    "phys_tgt": (("phys_tgt_type", "phys_tgt_type"), ("phys_tgt_effect", "phys_tgt_effect")),
    "hum_tgt_name": (("hum_tgt_type", "hum_tgt_type"), ("hum_tgt_effect", "hum_tgt_effect")),
    "hum_tgt_desc": (("hum_tgt_type", "hum_tgt_type"), ("hum_tgt_effect", "hum_tgt_effect")),
    "instrument": (("instrument_type", "instrument_type"),),
}
"""Label -> slots that tell something of its fillers, and the attribute that each is."""

_OF_TEMPLATE = (("incident_type", "incident"), ("stage", "stage"), ("perp_category", "category"))
_NO_EFFECT = frozenset({"phys_tgt_effect", "hum_tgt_effect"})
_QUOTED = re.compile(r'"((?:\\"|[^"\\])*)"')
_HEADER = re.compile(r"\A.*?\[TEXT\]\s*", re.DOTALL)


@dataclass(slots=True)
class _Filler:
    attributes: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    events: set[int] = field(default_factory=set)
    needed: bool = False


def _quoted(line: str) -> list[str]:
    """The wordings in a fill line, quotation marks of the text itself off."""
    return [words.replace('\\"', "").strip() for words in _QUOTED.findall(line)]


def _values(line: str) -> list[str]:
    """The set values of a line (before any cross-reference): alternatives, lower case."""
    head = line.split(': "', maxsplit=1)[0].strip().lstrip("? ")
    return [value.strip().lstrip("? ").lower() for value in head.split(" / ") if value.strip() not in "-*"]


def read(data: Path, split: str) -> Iterator[Example]:
    """The texts of a split. One of two loses its agency header, since texts come with and without one.

    Raises:
        CorpusError: the file is missing or a line is not JSON.
    """
    for row in read_rows(split_file(data / "muc4" / "full", split)):
        name, text = text_of(row, "docid"), text_of(row, "text")
        if sha256(name.encode()).digest()[0] % 2:
            text = _HEADER.sub("", text)
        templates = objects(row.get("templates"))
        spans = tuple(_spans(text, templates))
        incidents = {value for item in templates for value in _slot_values(item, "incident_type")}
        yield Example(
            id=name,
            corpus="muc4",
            text=text,
            spans=spans,
            labels={"muc_incident": tuple(sorted(incidents | ({"any"} if incidents else set())))},
            annotated=frozenset({"muc"}),
        )


def _slot_values(template: Row, slot: str) -> list[str]:
    return [value for line in strings(template.get(slot)) for value in _values(line)]


def _spans(text: str, templates: tuple[Row, ...]) -> Iterator[GoldSpan]:
    """Every place of every filler; a filler of several templates has the values of all of them."""
    fillers: dict[tuple[str, str], _Filler] = defaultdict(_Filler)
    for number, template in enumerate(templates):
        optional = "OPTIONAL" in " ".join(strings(template.get("template")))
        whole = {attribute: _slot_values(template, slot) for slot, attribute in _OF_TEMPLATE}
        for slot, label in ROLE_SLOTS.items():
            for line in strings(template.get(slot)):
                # A description's line may name the person it belongs to: `"GUARD": "JOHN ROE"`.
                own = line.split('": "')[0] + '"' if '": "' in line else line
                for words in _quoted(own):
                    filler = fillers[label, words.lower()]
                    filler.events.add(number)
                    filler.needed |= not (optional or line.lstrip().startswith("?"))
                    for attribute, values in whole.items():
                        filler.attributes[attribute].update(values)
                    for about, attribute in _ABOUT.get(label, ()):
                        filler.attributes[attribute].update(_about(template, about, words))
    for label in ROLE_SLOTS.values():
        wordings = {words: filler for (role, words), filler in fillers.items() if role == label}
        of_place: dict[tuple[int, int], list[_Filler]] = defaultdict(list)
        for words, filler in wordings.items():
            for place in occurrences(words, text):
                of_place[place].append(filler)
        for start, end in longest_apart(of_place):
            found = of_place[start, end]
            attributes: dict[str, tuple[str, ...]] = {
                name: tuple(sorted(set().union(*(filler.attributes.get(name, set()) for filler in found))))
                for name in sorted({name for filler in found for name in filler.attributes})
            }
            attributes["optional"] = ("no",) if any(filler.needed for filler in found) else ("yes",)
            for effect in _NO_EFFECT & attributes.keys():
                attributes[effect] = attributes[effect] or ("none",)
            yield GoldSpan(
                layer="muc",
                label=label,
                start=start,
                end=end,
                attributes={name: values for name, values in attributes.items() if values},
                events=tuple(sorted(set().union(*(filler.events for filler in found)))),
            )


def _about(template: Row, slot: str, words: str) -> set[str]:
    """The values that ``slot`` gives for the filler ``words``."""
    return {
        value
        for line in strings(template.get(slot))
        if words.lower() in (wording.lower() for wording in _quoted(line))
        for value in _values(line)
    }
