"""Cases by columns: what is compared of a million accounts, in numpy arrays of a few hundred bytes a row.

A :class:`Case` holds its account and its document; a row holds only what a comparison looks at, so rows can
be kept, sent to another process and compared in bulk. :func:`row_of` says what that is; a row is plain JSON
and therefore what the store keeps of a case. Strings are interned: equal ids are equal strings, within one
table only.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, NamedTuple, Self

import numpy as np
import numpy.typing as npt

from dateline.model import Casualty, Count, PlacePrecision, Status
from dateline.resolve.cases import Case

__all__ = ["REALITIES", "UNKNOWN", "CaseTable", "Keys", "Row", "row_of"]

UNKNOWN = -1
"""Of every integer column: not told. Coordinates that are not told are ``nan``."""
REALITIES = ("deed", "future", *(status.value for status in Status))
_PRECISIONS = tuple(PlacePrecision)
_STATUSES = tuple(Status)
_CHUNK = 20_000
"""Rows turned into arrays at a time, so that a million are never held as tuples."""

Ints = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]


class Row(NamedTuple):
    """One case as plain values; ``None`` and ``""`` are unknown. Days are proleptic ordinals."""

    id: str
    document: str
    moment: str
    """When it was published, as told: a day or more."""
    published: int | None
    first: int | None
    last: int | None
    own: bool
    coarse: bool
    dated: bool
    """Whether the text gives a date at all; else the days come from the publication."""
    latitude: float | None
    longitude: float | None
    precision: int | None
    country: str
    admin1: str
    place_words: str
    geonameid: int | None
    type: str
    reality: str
    status: int
    statement: bool
    background: bool
    number: int
    killed: tuple[int | None, int | None]
    injured: tuple[int | None, int | None]
    doers: tuple[str, ...]
    described: tuple[str, ...]
    others: tuple[str, ...]
    words: str
    means: tuple[str, ...] = ()
    story: tuple[str, ...] = ()
    beside: int = 1
    """How many events its source tells of that place and day, itself among them; of records. Accounts of one
    document are held apart by what it says (:mod:`dateline.resolve.compare`) and count 1."""
    read: bool = True
    """Whether the days are the text's; else they are those before the publication."""


def row_of(case: Case) -> Row:
    """What a comparison looks at of ``case``."""
    account, days, place = case.account, case.days, case.account.place
    return Row(
        id=account.id,
        document=case.document.id,
        moment=case.document.published,
        published=_ordinal(case.document.published),
        first=days.first if days else None,
        last=days.last if days else None,
        own=days is not None and days.own,
        coarse=days is not None and days.coarse,
        dated=account.date is not None,
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
        precision=_PRECISIONS.index(place.precision) if place else None,
        country=(place.country or "") if place else "",
        admin1=(place.admin1 or "") if place else "",
        place_words=case.place_words,
        geonameid=place.geonameid if place else None,
        type=account.event_type,
        reality=case.reality,
        status=_STATUSES.index(account.status),
        statement=case.statement,
        background=account.background,
        number=case.number,
        killed=_bounds(account.casualties(Casualty.KILLED)),
        injured=_bounds(account.casualties(Casualty.INJURED)),
        doers=tuple(sorted(case.perpetrators)),
        described=tuple(sorted(case.described)),
        others=tuple(sorted(case.others)),
        words=case.words,
        means=tuple(sorted(case.means)),
        story=case.story,
        read=days is not None and days.read,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """For each row a set of interned strings: those of row ``i`` are ``ids[indptr[i]:indptr[i + 1]]``."""

    indptr: npt.NDArray[np.int64]
    ids: Ints

    def of(self, row: int) -> Ints:
        """The sorted ids of one row."""
        return self.ids[self.indptr[row] : self.indptr[row + 1]]

    def counts(self, rows: npt.NDArray[np.intp]) -> npt.NDArray[np.int64]:
        """How many strings each of ``rows`` has."""
        return np.asarray(self.indptr[rows + 1] - self.indptr[rows])

    def take(self, rows: npt.NDArray[np.intp]) -> Keys:
        """The sets of ``rows``, in that order."""
        starts, counts = self.indptr[rows], self.counts(rows)
        indptr = np.concatenate([[0], np.cumsum(counts)])
        at = np.repeat(starts - indptr[:-1], counts) + np.arange(indptr[-1])
        return Keys(indptr=indptr, ids=self.ids[at])


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTable:
    """Columns of ``n`` cases. :data:`UNKNOWN` (or ``nan``) is never a value.

    ``first`` and ``last`` are ordinals of the first and last day it may have been; ``own``: the text gives
    its very day; ``coarse``: more than a week; ``dated``: it has a date; ``read``: the days are
    the text's, not only those before the publication. ``precision`` indexes
    :class:`PlacePrecision`, ``status`` :class:`Status`, ``reality`` :data:`REALITIES`, ``type``
    :attr:`types`; ``document``, ``moment``, ``country``, ``admin1``, ``place_words`` and the actor keys index
    :attr:`strings`. ``published`` is an ordinal. ``doers`` are named perpetrators and speakers, ``described``
    those only described, ``others`` all in another role.
    """

    ids: list[str]
    strings: list[str]
    types: list[str]
    document: Ints
    moment: Ints
    published: Ints
    first: Ints
    last: Ints
    own: Flags
    coarse: Flags
    dated: Flags
    lat: npt.NDArray[np.float32]
    lon: npt.NDArray[np.float32]
    precision: npt.NDArray[np.int8]
    country: Ints
    admin1: Ints
    place_words: Ints
    geonameid: npt.NDArray[np.int64]
    type: npt.NDArray[np.int16]
    reality: npt.NDArray[np.int8]
    status: npt.NDArray[np.int8]
    statement: Flags
    background: Flags
    number: Ints
    killed_low: Ints
    killed_high: Ints
    injured_low: Ints
    injured_high: Ints
    doers: Keys
    described: Keys
    others: Keys
    words: list[str]
    """The folded sentence that tells the event."""
    means: Keys
    story: Keys
    """What its document is about (:mod:`dateline.resolve.story`)."""
    beside: Ints
    read: Flags

    def __len__(self) -> int:
        return len(self.ids)

    @classmethod
    def of(cls, cases: Iterable[Case]) -> Self:
        """The table of ``cases``, in their order."""
        return cls.of_rows(map(row_of, cases))

    @classmethod
    def of_rows(cls, rows: Iterable[Sequence[Any]]) -> Self:
        """The table of :class:`Row` values, in their order; lists as JSON gives them will do."""
        return cls._of_rows(rows, [], [])

    @classmethod
    def _of_rows(cls, rows: Iterable[Sequence[Any]], strings: list[str], types: list[str]) -> Self:
        builder = _Builder(strings, types)
        chunk: list[Sequence[Any]] = []
        for row in rows:
            chunk.append(row)
            if len(chunk) == _CHUNK:
                builder.add(chunk)
                chunk = []
        builder.add(chunk)
        return cls(**builder.columns())

    def with_rows(self, rows: Iterable[Sequence[Any]]) -> Self:
        """This table with more rows at its end; the strings known so far keep their ids."""
        more = self._of_rows(rows, self.strings, self.types)
        columns: dict[str, Any] = {"strings": more.strings, "types": more.types}
        for name in _COLUMNS:
            one, other = getattr(self, name), getattr(more, name)
            columns[name] = _joined(one, other)
        return type(self)(**columns)

    def take(self, rows: npt.NDArray[np.intp]) -> Self:
        """The table of some rows, in the order given, with the same interned strings."""
        columns: dict[str, Any] = {"strings": self.strings, "types": self.types}
        for name in _COLUMNS:
            column = getattr(self, name)
            if isinstance(column, list):
                columns[name] = [column[row] for row in rows.tolist()]
            else:
                columns[name] = column.take(rows)
        return type(self)(**columns)

    def string(self, interned: int) -> str:
        """The string of an interned id; ``""`` for :data:`UNKNOWN`."""
        return self.strings[interned] if interned >= 0 else ""


_COLUMNS = [column.name for column in fields(CaseTable) if column.name not in {"strings", "types"}]


def _joined(one: Any, other: Any) -> Any:
    if isinstance(one, list):
        return [*one, *other]
    if isinstance(one, Keys):
        indptr = np.concatenate([one.indptr, other.indptr[1:] + one.indptr[-1]])
        return Keys(indptr=indptr, ids=np.concatenate([one.ids, other.ids]))
    return np.concatenate([one, other])


class _Builder:
    """Collects chunks of rows as arrays."""

    def __init__(self, strings: list[str], types: list[str]) -> None:
        self._strings = {string: place for place, string in enumerate(strings)}
        self._types = {name: place for place, name in enumerate(types)}
        self._chunks: dict[str, list[Any]] = {name: [] for name in _COLUMNS}

    def add(self, rows: list[Sequence[Any]]) -> None:
        """Appends rows."""
        columns = dict(zip(Row._fields, zip(*rows, strict=True), strict=True)) if rows else {}
        for name, values in self._arrays(columns):
            self._chunks[name].append(values)

    def columns(self) -> dict[str, Any]:
        """All columns by name, and the strings behind the interned ids."""
        done: dict[str, Any] = {"strings": list(self._strings), "types": list(self._types)}
        for name, chunks in self._chunks.items():
            joined = chunks[0]
            if isinstance(joined, list):
                joined = [value for chunk in chunks for value in chunk]
            elif isinstance(joined, Keys):
                counts = np.concatenate([np.diff(chunk.indptr) for chunk in chunks])
                indptr = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
                joined = Keys(indptr=indptr, ids=np.concatenate([chunk.ids for chunk in chunks]))
            else:
                joined = np.concatenate(chunks)
            done[name] = joined
        return done

    def _arrays(self, columns: Mapping[str, Sequence[Any]]) -> Iterator[tuple[str, Any]]:
        yield "words", list(columns.get("words", ()))
        yield "ids", list(columns.get("id", ()))
        for name in ("published", "first", "last", "number", "beside"):
            yield name, _numbers(columns.get(name, ()), np.int32)
        for name in ("own", "coarse", "dated", "statement", "background", "read"):
            yield name, np.array(columns.get(name, ()), dtype=np.bool_)
        for name, column in (("lat", "latitude"), ("lon", "longitude")):
            degrees = [np.nan if value is None else value for value in columns.get(column, ())]
            yield name, np.array(degrees, dtype=np.float32)
        yield "precision", _numbers(columns.get("precision", ()), np.int8)
        yield "status", _numbers(columns.get("status", ()), np.int8)
        yield "geonameid", _numbers(columns.get("geonameid", ()), np.int64)
        yield "reality", np.array([REALITIES.index(name) for name in columns.get("reality", ())], np.int8)
        types = [self._types.setdefault(name, len(self._types)) for name in columns.get("type", ())]
        yield "type", np.array(types, np.int16)
        for name in ("document", "moment", "country", "admin1", "place_words"):
            yield name, np.array([self._interned(text) for text in columns.get(name, ())], np.int32)
        for name in ("killed", "injured"):
            for place, bound in enumerate(("low", "high")):
                told = [bounds[place] for bounds in columns.get(name, ())]
                yield f"{name}_{bound}", _numbers(told, np.int32)
        for name in ("doers", "described", "others", "means", "story"):
            yield name, self._keys(columns.get(name, ()))

    def _interned(self, text: str) -> int:
        return self._strings.setdefault(text, len(self._strings)) if text else UNKNOWN

    def _keys(self, sets: Sequence[Sequence[str]]) -> Keys:
        counts = np.array([len(keys) for keys in sets], dtype=np.int64)
        ids = [place for keys in sets for place in sorted(self._interned(key) for key in keys)]
        return Keys(indptr=np.concatenate([[0], np.cumsum(counts)]), ids=np.array(ids, np.int32))


def _numbers(values: Sequence[int | None], kind: type[np.signedinteger[Any]]) -> npt.NDArray[Any]:
    """Unknown and what no column can hold (a number of a broken source) become the nearest that it can."""
    limit = int(np.iinfo(kind).max)
    return np.array([UNKNOWN if value is None else min(value, limit) for value in values], dtype=kind)


def _bounds(count: Count | None) -> tuple[int | None, int | None]:
    return (None, None) if count is None else (count.low, count.high)


def _ordinal(iso: str) -> int | None:
    try:
        return datetime.date.fromisoformat(iso[:10]).toordinal()
    except ValueError:
        return None
