"""TOML files -> :class:`Codebook`. Every fault of every file is found before one error is raised."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from dateline.codebook.entries import NumbersFile, SchemesFile, StatusEntry, StatusFile, TypeEntry
from dateline.codebook.records import (
    FAMILIES,
    AcledCode,
    EventType,
    Numbers,
    PloverCode,
    Quantity,
    StatusRule,
)
from dateline.errors import CodebookError
from dateline.model import Status

__all__ = ["Codebook"]

Model = TypeVar("Model", bound=BaseModel)

TYPE_ID_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_")


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebook:
    """Event types, statuses and vague quantities, checked. Build it with :meth:`load`.

    ``verbs``, ``nouns`` and ``phrases`` look an anchor up to the id of the one type it belongs to.
    """

    types: Mapping[str, EventType]
    statuses: Mapping[Status, StatusRule]
    numbers: Numbers
    verbs: Mapping[str, str]
    nouns: Mapping[str, str]
    phrases: Mapping[str, str]
    gtd_attack_types: Mapping[int, str]

    @classmethod
    def load(cls, extra: Sequence[Path] = ()) -> Codebook:
        """The shipped codebook and the types of ``extra`` TOML files, in order.

        A type in ``extra`` with a new id is added; one with a known id replaces it; an anchor that it
        shares with an earlier file moves to it.

        Raises:
            CodebookError: a file cannot be read or an entry is wrong; lists every fault, one a line, as
                ``file: entry.field: problem``.
        """
        folder = resources.files("dateline.codebook")
        faults: list[str] = []
        schemes = _read(folder / "schemes.toml", SchemesFile, faults)
        statuses = _read(folder / "statuses.toml", StatusFile, faults)
        numbers = _read(folder / "numbers.toml", NumbersFile, faults)
        if schemes is None or statuses is None or numbers is None:
            raise CodebookError("\n".join(faults))
        shipped = sorted((folder / "types").iterdir(), key=lambda file: file.name)
        types: dict[str, EventType] = {}
        batches: list[Sequence[Traversable]] = [shipped, *([path] for path in extra)]
        for number, batch in enumerate(batches):
            added = [
                replace(found, shipped=number == 0)
                for file in batch
                for found in _read_types(file, schemes, faults)
            ]
            faults.extend(_shared_anchors(added))
            types = _add(types, added)
        if faults:
            raise CodebookError("\n".join(faults))
        return cls(
            types=MappingProxyType(
                dict(sorted(types.items(), key=lambda item: FAMILIES.index(item[1].family)))
            ),
            statuses=MappingProxyType({key: _status(key, entry) for key, entry in statuses.statuses.items()}),
            numbers=_numbers(numbers),
            verbs=MappingProxyType({anchor: t.id for t in types.values() for anchor in t.verbs}),
            nouns=MappingProxyType({anchor: t.id for t in types.values() for anchor in t.nouns}),
            phrases=MappingProxyType({anchor: t.id for t in types.values() for anchor in t.phrases}),
            gtd_attack_types=MappingProxyType(dict(schemes.gtd)),
        )


def _parse(file: Traversable, faults: list[str]) -> dict[str, object]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        faults.append(f"{file.name}: {error}")
        return {}


def _validate(
    kind: type[Model], data: object, where: tuple[str, ...], file: str, faults: list[str]
) -> Model | None:
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        for fault in error.errors():
            path = ".".join((*where, *(str(step) for step in fault["loc"])))
            faults.append(f"{file}: {path}: {fault['msg']}")
        return None


def _read(file: Traversable, kind: type[Model], faults: list[str]) -> Model | None:
    data = _parse(file, faults)
    return _validate(kind, data, (), file.name, faults) if data else None


def _read_types(file: Traversable, schemes: SchemesFile, faults: list[str]) -> list[EventType]:
    data = _parse(file, faults)
    entries = data.pop("types", {})
    faults.extend(f"{file.name}: {key}: unknown table; a type is written [types.ID]" for key in data)
    if not isinstance(entries, dict):
        faults.append(f"{file.name}: types: not a table; a type is written [types.ID]")
        return []
    found = []
    for type_id, body in entries.items():
        entry = _validate(TypeEntry, body, ("types", type_id), file.name, faults)
        if entry is not None:
            faults.extend(f"{file.name}: types.{type_id}{f}" for f in _entry_faults(type_id, entry, schemes))
            found.append(_event_type(type_id, entry, file.name))
    return found


def _entry_faults(type_id: str, entry: TypeEntry, schemes: SchemesFile) -> Iterator[str]:
    """What the shape of an entry cannot say: ids, anchors and codes that do not exist."""
    if not set(type_id) <= TYPE_ID_CHARACTERS or not type_id[:1].isalpha():
        yield ": an id is lower-case letters, digits and underscores, and starts with a letter"
    for name in ("verbs", "nouns", "phrases"):
        anchors: list[str] = getattr(entry, name)
        for anchor in anchors:
            if anchor != anchor.lower():
                yield f".{name}: {anchor!r} is not in lower case"
            if anchors.count(anchor) > 1:
                yield f".{name}: {anchor!r} is given more than once"
    if entry.acled.event_type not in schemes.acled:
        yield f".acled.event_type: {entry.acled.event_type!r} is not one of {', '.join(schemes.acled)}"
    elif entry.acled.sub_event_type not in (known := schemes.acled[entry.acled.event_type]):
        yield f".acled.sub_event_type: {entry.acled.sub_event_type!r} is not one of {', '.join(known)}"
    if entry.plover.type not in schemes.plover:
        yield f".plover.type: {entry.plover.type!r} is not one of {', '.join(schemes.plover)}"
    elif entry.plover.mode is not None and entry.plover.mode not in schemes.plover[entry.plover.type]:
        known = schemes.plover[entry.plover.type]
        yield f".plover.mode: {entry.plover.mode!r} is not one of {', '.join(known) or '(none)'}"


def _event_type(type_id: str, entry: TypeEntry, source: str) -> EventType:
    return EventType(
        id=type_id,
        family=entry.family,
        label=entry.label,
        definition=" ".join(entry.definition.split()),
        examples=tuple(entry.examples),
        verbs=tuple(entry.verbs),
        nouns=tuple(entry.nouns),
        phrases=tuple(entry.phrases),
        verb_objects=MappingProxyType({verb: tuple(heads) for verb, heads in entry.verb_objects.items()}),
        acled=AcledCode(entry.acled.event_type, entry.acled.sub_event_type),
        plover=PloverCode(entry.plover.type, entry.plover.mode),
        gtd_attack_type=entry.gtd_attack_type,
        source=source,
    )


def _shared_anchors(types: Iterable[EventType]) -> Iterator[str]:
    """Anchors that two types read together both want: which one wins must be said, not left to order."""
    owner: dict[tuple[str, str], EventType] = {}
    for event_type in types:
        for name in ("verbs", "nouns", "phrases"):
            for anchor in getattr(event_type, name):
                first = owner.setdefault((name, anchor), event_type)
                if first.id != event_type.id:
                    yield (
                        f"{event_type.source}: types.{event_type.id}.{name}: {anchor!r} is also an anchor of "
                        f"types.{first.id} in {first.source}"
                    )


def _add(types: Mapping[str, EventType], added: Sequence[EventType]) -> dict[str, EventType]:
    """``types`` with ``added``, whose anchors are taken away from the types that had them."""
    verbs = {anchor for t in added for anchor in t.verbs}
    nouns = {anchor for t in added for anchor in t.nouns}
    phrases = {anchor for t in added for anchor in t.phrases}
    kept = {
        t.id: replace(
            t,
            verbs=tuple(anchor for anchor in t.verbs if anchor not in verbs),
            nouns=tuple(anchor for anchor in t.nouns if anchor not in nouns),
            phrases=tuple(anchor for anchor in t.phrases if anchor not in phrases),
        )
        for t in types.values()
    }
    return kept | {t.id: t for t in added}


def _status(status: Status, entry: StatusEntry) -> StatusRule:
    return StatusRule(
        id=status,
        label=entry.label,
        definition=" ".join(entry.definition.split()),
        examples=tuple(entry.examples),
        verbs=tuple(entry.verbs),
        nouns=tuple(entry.nouns),
        adverbs=tuple(entry.adverbs),
        adjectives=tuple(entry.adjectives),
        phrases=tuple(entry.phrases),
    )


def _numbers(file: NumbersFile) -> Numbers:
    return Numbers(
        quantities=MappingProxyType(
            {w: Quantity(low=q.low, high=q.high) for w, q in file.quantities.items()}
        ),
        modifiers=MappingProxyType({word: kind for kind, words in file.modifiers.items() for word in words}),
    )
