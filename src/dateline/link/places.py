"""The place index: names to gazetteer entries, from one SQLite file built by :func:`build_index`."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from dateline.errors import StoreError
from dateline.link.build import build_index, source_version
from dateline.link.entry import Kind, PlaceEntry
from dateline.link.names import (
    class_of,
    exact_key,
    filed_under,
    likeness,
    loose_key,
    sound_key,
    strip_direction,
)
from dateline.link.stopnames import is_stop_name
from dateline.link.user_places import UserPlace, read_user_places

__all__ = ["Kind", "PlaceEntry", "PlaceIndex", "build_index", "source_version"]

_ALIKE = 0.72
"""A loose hit must sound at least this like the name: "Darnah" and "Derna" do by .73, most romanisations by
.85 and more. Strangers such as "Komanda" and "Kamand" (.77) are left to the ranking, which
asks for the country."""
_LOOSE_CONSONANTS = 3
"""A consonant skeleton shorter than this is shared by too many names to be looked up."""
_KNOWN_POPULATION = 1_000
"""A single word that is only the name of smaller towns is not known as a place name; towns without a figure
are judged as if above it where the gazetteer has no figures for the country's small towns anyway."""
_DIVIDED_POPULATION = 30_000
_CACHED_NAMES = 50_000
_SHORTEST_LOWER = 4
"""Lower-case words shorter than this are English words, not town names."""

_COLUMNS = (
    "SELECT id, geonameid, name, country, admin1, admin1_code, latitude, longitude, kind, population, "
    "capital FROM place "
)
_SELECT = _COLUMNS + "WHERE id IN ({})"


class PlaceIndex:
    """An open place index. Not for use from several threads at once; close it or use ``with``.

    Answers are cached, since the same few thousand names fill the news.
    """

    def __init__(self, connection: sqlite3.Connection, own: Sequence[UserPlace] = ()) -> None:
        self._connection = connection
        self._own: dict[tuple[str, str], tuple[PlaceEntry, ...]] = {}
        self._exact: dict[str, tuple[PlaceEntry, ...]] = {}
        self._loose: dict[str, tuple[PlaceEntry, ...]] = {}
        self._sounding: dict[str, tuple[PlaceEntry, ...]] = {}
        rows = connection.execute(_COLUMNS + "WHERE kind = 'country'")
        for place in own:
            self._add(place)
        self._countries = {entry.country: (entry,) for row in rows if (entry := _entry(row[1:])).country}

    @classmethod
    def open(cls, path: Path, own: Sequence[Path] = ()) -> PlaceIndex:
        """Opens the index file, read-only, in milliseconds; ``own`` are files of a user's own places.

        Raises:
            UsageError, RecordError: a file of ``own`` does not fit.
            StoreError: there is no index, or it was made from other package versions; build it again.
        """
        try:
            connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
            row = connection.execute("SELECT value FROM meta WHERE name = 'version'").fetchone()
        except sqlite3.Error as error:
            raise StoreError(
                f"no place index can be read at {path} ({error}); build it with build_index"
            ) from error
        if row is None or row[0] != source_version():
            connection.close()
            raise StoreError(
                f"the place index at {path} is of another version; build it again with build_index"
            )
        return cls(connection, read_user_places(own))

    def _add(self, place: UserPlace) -> None:
        """Keep a user's place under the keys of its names; one that no entry has is left out."""
        found = (place.entry,) if place.entry else self._entries(array("I", [place.geonameid or 0]).tobytes())
        for name in place.names:
            for key in {("exact", filed_under(name)), ("sound", sound_key(name))}:
                kept = self._own.get(key, ())
                self._own[key] = (*kept, *(entry for entry in found if entry not in kept))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file."""
        self._connection.close()

    def lookup(self, name: str) -> tuple[PlaceEntry, ...]:
        """Every place of this name, most populous first; of a like-sounding name only if there is none.

        A class word ("Idlib province") or a point of the compass ("northern Mali") at the name's edge is
        left out if the whole is no name itself.
        """
        return self.named(name) or self.alike(name)

    def named(self, name: str) -> tuple[PlaceEntry, ...]:
        """Every place of this name, without its class word or direction if need be; never of another name."""
        bare = class_of(name)[0]
        for form in dict.fromkeys([name, bare]):
            if found := self.exact(form):
                return found
        undirected = strip_direction(bare)
        return tuple(filter(_is_large, self.exact(undirected))) if undirected != bare else ()

    def exact(self, name: str) -> tuple[PlaceEntry, ...]:
        """Places of this very name, case, accents and punctuation apart."""
        known = self._exact.get(name)
        if known is None:
            if len(self._exact) > _CACHED_NAMES:
                self._exact.clear()
            known = self._exact[name] = self._find_exact(name)
        return known

    def _find_exact(self, name: str) -> tuple[PlaceEntry, ...]:
        """By the abbreviation if it is written as one, else by the folded name."""
        key, folded = filed_under(name), exact_key(name)
        if key != folded and (found := self._rows("exact", key)):
            return found
        if name.islower() and len(name) < _SHORTEST_LOWER:
            return ()
        return self._rows("exact", folded) if folded else ()

    def alike(self, name: str) -> tuple[PlaceEntry, ...]:
        """Places of competing romanisations of this name, the most alike first."""
        known = self._loose.get(name)
        if known is None:
            if len(self._loose) > _CACHED_NAMES:
                self._loose.clear()
            known = self._loose[name] = self._find_alike(class_of(name)[0])
        return known

    def sounding(self, name: str) -> tuple[PlaceEntry, ...]:
        """Places of romanisations of this name that are pronounced alike, most populous first."""
        known = self._sounding.get(name)
        if known is None:
            if len(self._sounding) > _CACHED_NAMES:
                self._sounding.clear()
            sound = "" if name.islower() else sound_key(class_of(name)[0])
            known = self._sounding[name] = self._rows("sound", sound) if sound else ()
        return known

    def _find_alike(self, name: str) -> tuple[PlaceEntry, ...]:
        """By the sound, else by the consonants."""
        if name.islower():
            return ()
        if found := self.sounding(name):
            return found
        key = loose_key(name)
        if len(key.replace(" ", "")) < _LOOSE_CONSONANTS:
            return ()
        scored = [(likeness(name, entry.name), entry) for entry in self._rows("loose", key)]
        near = [(score, entry) for score, entry in scored if score >= _ALIKE]
        return tuple(entry for _, entry in sorted(near, key=lambda pair: -pair[0]))

    def _rows(self, table: str, key: str) -> tuple[PlaceEntry, ...]:
        row = self._connection.execute(f"SELECT ids FROM {table} WHERE key = ?", (key,)).fetchone()
        found = self._entries(row[0]) if row else ()
        own = self._own.get((table, key), ())
        return (*own, *(entry for entry in found if entry not in own)) if own else found

    def _entries(self, packed: bytes) -> tuple[PlaceEntry, ...]:
        ids = array("I", packed)
        rows = self._connection.execute(_SELECT.format(",".join(map(str, ids))))
        found = {row[0]: _entry(row[1:]) for row in rows}
        return tuple(found[place_id] for place_id in ids if place_id in found)

    def by_id(self, geonameid: int) -> PlaceEntry | None:
        """The place of a GeoNames id."""
        if not 0 < geonameid < 2**32:
            return None
        return next(iter(self._entries(array("I", [geonameid]).tobytes())), None)

    def country(self, code: str) -> tuple[PlaceEntry, ...]:
        """The country of an ISO 3166-1 alpha-2 code, or nothing."""
        return self._countries.get(code, ())

    def knows(self, name: str) -> bool:
        """Whether ``name`` is fit to be taken for a place on its own: neither a common word, a month, a title
        nor a given name, and more than a hamlet unless written in several words."""
        if is_stop_name(name):
            return False
        found = self.exact(name)
        if found:
            return " " in name or "-" in name or any(map(_is_notable, found))
        return len(exact_key(name).split()) > 1 and bool(self.lookup(name))


def _is_large(entry: PlaceEntry) -> bool:
    """Large enough to have a north and a south that news speaks of."""
    return entry.kind in ("country", "region", "province") or entry.population >= _DIVIDED_POPULATION


def _is_notable(entry: PlaceEntry) -> bool:
    return (
        entry.kind in ("country", "region", "province")
        or entry.geonameid is None
        or entry.population >= _KNOWN_POPULATION
    )


def _entry(
    row: tuple[
        int | None, str, str | None, str | None, str | None, float | None, float | None, Kind, int, int
    ],
) -> PlaceEntry:
    geonameid, name, country, admin1, admin1_code, latitude, longitude, kind, population, capital = row
    return PlaceEntry(
        geonameid=geonameid,
        name=name,
        country=country,
        admin1=admin1,
        admin1_code=admin1_code,
        latitude=latitude,
        longitude=longitude,
        kind=kind,
        population=population,
        capital=bool(capital),
    )
