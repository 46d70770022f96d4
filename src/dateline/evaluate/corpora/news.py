"""The ``news`` corpus: ``NNN.txt``, ``NNN.json`` (metadata) and ``NNN.gold.json`` (events) per text.

Only coded texts are read. A folder holds one part; ``--split`` does not choose among files.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dateline.errors import CorpusError
from dateline.evaluate.corpora.files import Row, objects, read_json, strings, text_of
from dateline.ingest.normalise import normalise
from dateline.model import Document, Status

__all__ = [
    "GoldActor",
    "GoldCount",
    "GoldDate",
    "GoldEvent",
    "GoldPlace",
    "GoldSource",
    "NewsText",
    "files",
    "read",
]

IdOf = Callable[[str], str | None]
"""The registry id of whom a name means, if it is known."""

STATUS = {"attempted/foiled": Status.ATTEMPTED, "threatened/planned": Status.THREATENED}
"""Status words of the gold that differ from ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldActor:
    """One actor of a gold event; ``names`` are its words and canonical name, those that are given."""

    role: str
    names: tuple[str, ...]
    named: bool
    """Whether the text gives it a name; false where ``name`` is null."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldPlace:
    """Where, as the gold codes it; degrees are approximate."""

    name: str
    country: str | None
    admin1: str | None
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldDate:
    """When: ISO days, both inclusive, and the precision word of the gold."""

    start: str
    end: str
    precision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldCount:
    """A number as coded; ``None`` is no bound."""

    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldSource:
    """One of those who assert an event; ``names`` are the wordings that are right for it, ``actor_ids`` the
    registry's ids of whom they name."""

    names: tuple[str, ...]
    actor_ids: frozenset[str]
    outlet: bool
    """Whether it is the publisher, or an outlet that the text credits in brackets, and nobody else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEvent:
    """One gold event. Fields are tuples: the gold value first, then what ``accept`` lists."""

    id: str
    native_types: tuple[str, ...]
    coarse_types: tuple[str, ...]
    statuses: tuple[Status, ...]
    dates: tuple[GoldDate, ...]
    date_source: str
    places: tuple[GoldPlace, ...]
    actors: tuple[GoldActor, ...]
    killed: tuple[GoldCount | None, ...]
    injured: tuple[GoldCount | None, ...]
    claimed_by: tuple[str | None, ...]
    evidence: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    """Every occurrence of every evidence string in the body."""
    background: bool
    core: bool
    """Neither optional nor background: counts in precision and recall."""
    sources: tuple[GoldSource, ...] = ()
    """On whose word, nearest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsText:
    """One coded text. ``traps`` are the places of the passages that must not be coded."""

    name: str
    kind: str
    document: Document
    events: tuple[GoldEvent, ...]
    traps: tuple[tuple[int, int], ...]


def files(data: Path, _split: str) -> tuple[Path, ...]:
    """The files that scoring reads.

    Raises:
        CorpusError: the folder is missing or holds no coded text.
    """
    golds = sorted((data / "news").glob("*.gold.json"))
    if not golds:
        raise CorpusError(f"{data / 'news'}: no NNN.gold.json here; --data must name the folder above news/")
    names = [path.name.removesuffix(".gold.json") for path in golds]
    return tuple(
        data / "news" / f"{name}{suffix}" for name in names for suffix in (".gold.json", ".json", ".txt")
    )


def read(data: Path, split: str, id_of: IdOf = lambda _name: None) -> Iterator[NewsText]:
    """Every coded text in the order of their numbers; ``id_of`` finds who is meant by the name of a source.

    Raises:
        CorpusError: a file is missing, or an evidence string is not in its text.
    """
    for path in files(data, split):
        if path.name.endswith(".gold.json"):
            yield _text(path, id_of)


def _text(gold_path: Path, id_of: IdOf) -> NewsText:
    name = gold_path.name.removesuffix(".gold.json")
    gold, meta = read_json(gold_path), read_json(gold_path.with_name(f"{name}.json"))
    text_path = gold_path.with_name(f"{name}.txt")
    try:
        body = normalise(text_path.read_bytes().decode("utf-8"))
    except (FileNotFoundError, UnicodeDecodeError) as error:
        raise CorpusError(f"{text_path}: missing or not UTF-8 ({error})") from error
    parts = {
        "title": text_of(meta, "title"),
        "outlet": text_of(meta, "publisher"),
        "published": text_of(meta, "published"),
        "url": text_of(meta, "url"),
        "language": text_of(meta, "lang"),
        "body": body,
    }
    document = Document(
        parts={key: value for key, value in parts.items() if value}, source_name=text_path.name
    )
    return NewsText(
        name=name,
        kind=text_of(meta, "kind"),
        document=document,
        events=tuple(_event(row, document, gold_path, id_of) for row in objects(gold.get("events"))),
        traps=tuple(
            span
            for row in objects(gold.get("not_events"))
            for quote in _quotes(row)
            for span in _occurrences(quote, body)
        ),
    )


def _event(row: Row, document: Document, path: Path, id_of: IdOf) -> GoldEvent:
    """One gold event with its accepted alternatives beside each value."""
    body, accept = document.body, row.get("accept") or {}
    if not isinstance(accept, dict):
        raise CorpusError(f"{path}: event {row.get('id')}: accept must be an object")

    def values(key: str) -> list[object]:
        extra = accept.get(key, [])
        return [row.get(key), *(extra if isinstance(extra, list) else [extra])]

    evidence = _quotes(row)
    lost = [quote for quote in evidence if quote not in body]
    if lost or not evidence:
        raise CorpusError(
            f"{path}: event {row.get('id')}: evidence is missing or not in the text: {lost!r:.200}"
        )
    background = bool(row.get("background"))
    return GoldEvent(
        id=str(row.get("id")),
        native_types=_words(values("native_type")),
        coarse_types=_words(values("type")),
        statuses=tuple(_status(word, path) for word in _words(values("status"))),
        dates=_dates(row, accept),
        date_source=text_of(row, "date_source"),
        places=tuple(_place(item) for item in values("place") if isinstance(item, dict)),
        actors=tuple(_actor(item) for item in (*objects(row.get("actors")), *objects(accept.get("actors")))),
        killed=tuple(_count(item) for item in values("fatalities")),
        injured=tuple(_count(item) for item in values("injured")),
        claimed_by=tuple(item if isinstance(item, str) else None for item in values("claimed_by")),
        evidence=evidence,
        spans=tuple(span for quote in evidence for span in _occurrences(quote, body)),
        background=background,
        core=not (background or row.get("optional")),
        sources=_sources(strings(row.get("attributed_to")), document, id_of),
    )


_PUBLISHER = re.compile(r"publisher|unattributed")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_JOINED = re.compile(r"\bvia\b|/")


def _sources(wordings: tuple[str, ...], document: Document, id_of: IdOf) -> tuple[GoldSource, ...]:
    """Those who assert an event. "A > B" is a chain of two; what stands in brackets and either side of "via"
    is a name of its own; the publisher is named by the metadata."""
    credited = " ".join(_BRACKETS.findall(document.body))
    found = []
    for wording in (part.strip() for whole in wordings for part in whole.split(">")):
        bare = _BRACKETS.sub("", wording).strip()
        names = [bare, *_BRACKETS.findall(wording), *(name.strip() for name in _JOINED.split(bare))]
        publisher = _PUBLISHER.match(bare) is not None
        found.append(
            GoldSource(
                names=(document.outlet or "document",)
                if publisher
                else tuple(dict.fromkeys(filter(None, names))),
                actor_ids=frozenset(filter(None, map(id_of, names))),
                outlet=publisher or bare == document.outlet or bare in credited,
            )
        )
    return tuple(found)


def _quotes(row: Row) -> tuple[str, ...]:
    """The evidence strings, normalised as the body is."""
    return tuple(normalise(quote) for quote in strings(row.get("evidence")))


def _words(values: list[object]) -> tuple[str, ...]:
    return tuple(item for item in values if isinstance(item, str))


def _status(word: str, path: Path) -> Status:
    try:
        return STATUS.get(word) or Status(word)
    except ValueError as error:
        raise CorpusError(f"{path}: unknown status {word!r}") from error


def _dates(row: Row, accept: Row) -> tuple[GoldDate, ...]:
    """The gold interval, then one for each accepted pair; an open end closes on the given one."""
    starts, ends = strings(accept.get("date_start")), strings(accept.get("date_end"))
    pairs = [(text_of(row, "date_start"), text_of(row, "date_end"))]
    pairs += [
        (starts[i] if i < len(starts) else "", ends[i] if i < len(ends) else "")
        for i in range(max(len(starts), len(ends)))
    ]
    precision = text_of(row, "date_precision")
    if not pairs[0][0]:
        pairs = pairs[1:]
    return tuple(
        GoldDate(start=start or end, end=end or start, precision=precision)
        for start, end in pairs
        if start or end
    )


def _place(row: Row) -> GoldPlace:
    return GoldPlace(
        name=text_of(row, "name"),
        country=text_of(row, "country") or None,
        admin1=text_of(row, "admin1") or None,
        latitude=_number(row.get("lat")),
        longitude=_number(row.get("lon")),
    )


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _actor(row: Row) -> GoldActor:
    names = (text_of(row, "name"), text_of(row, "canonical"))
    return GoldActor(role=text_of(row, "role"), names=tuple(filter(None, names)), named=bool(names[0]))


def _count(value: object) -> GoldCount | None:
    if not isinstance(value, dict):
        return None
    low, high = value.get("low"), value.get("high")
    return GoldCount(low=low if isinstance(low, int) else None, high=high if isinstance(high, int) else None)


def _occurrences(quote: str, body: str) -> Iterator[tuple[int, int]]:
    """Every place where ``quote`` stands in ``body``."""
    start = body.find(quote) if quote else -1
    while start >= 0:
        yield start, start + len(quote)
        start = body.find(quote, start + 1)
