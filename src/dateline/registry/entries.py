"""Reading the registry's TOML tables into checked values; errors name file, entry and field."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from typing import TypeVar

from dateline.errors import CodebookError

__all__ = ["Entry", "parse_toml", "read_data"]

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_E = TypeVar("_E", bound=StrEnum)


def read_data(name: str) -> str:
    """Text of a packaged data file of the registry, by its path under it."""
    return files("dateline.registry").joinpath(name).read_text("utf-8")


def parse_toml(text: str, source: str) -> Mapping[str, object]:
    """Parse one registry file.

    Raises:
        CodebookError: it is not TOML.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CodebookError(f"{source}: not valid TOML: {error}") from error


@dataclass(frozen=True, slots=True)
class Entry:
    """One table of a registry file and where it stands. Its readers check a field and return it."""

    source: str
    id: str
    fields: Mapping[str, object]

    @classmethod
    def of(cls, source: str, entry_id: str, table: object, known: frozenset[str]) -> Entry:
        """Check the id, and that ``table`` is a table with no field but the ``known`` ones."""
        entry = cls(source, entry_id, table if isinstance(table, dict) else {})
        if not isinstance(table, dict):
            raise entry.fault("", "must be a table")
        if not _ID.fullmatch(entry_id):
            raise entry.fault("", "the id must be lower-case letters and digits joined by hyphens")
        for name in table:
            if name not in known:
                raise entry.fault(name, f"unknown field; known are {', '.join(sorted(known))}")
        return entry

    def fault(self, field: str, problem: str) -> CodebookError:
        """The error to raise about one field (``""``: about the entry)."""
        where = f"{self.source}: [{self.id}]" + (f" {field}" if field else "")
        return CodebookError(f"{where}: {problem}")

    def text(self, field: str) -> str | None:
        """A non-empty string, or ``None`` where the field is absent."""
        value = self.fields.get(field)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip() or value != value.strip():
            raise self.fault(field, f"must be a non-empty string without outer spaces, not {value!r}")
        return value

    def required(self, field: str) -> str:
        """A string that must be there."""
        value = self.text(field)
        if value is None:
            raise self.fault(field, "is missing")
        return value

    def texts(self, field: str) -> tuple[str, ...]:
        """A list of distinct strings; one string stands for a list of one; absent is empty."""
        value = self.fields.get(field, [])
        items = [value] if isinstance(value, str) else value
        if not isinstance(items, list):
            raise self.fault(field, f"must be a list of strings, not {value!r}")
        for item in items:
            if not isinstance(item, str) or not item.strip() or item != item.strip():
                raise self.fault(field, f"must hold non-empty strings without outer spaces, not {item!r}")
        if len(set(items)) != len(items):
            raise self.fault(field, "says the same thing twice")
        return tuple(items)

    def year(self, field: str) -> int | None:
        """A year from 1700 to 2100, or ``None``."""
        value = self.fields.get(field)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or not 1700 <= value <= 2100:
            raise self.fault(field, f"must be a year, not {value!r}")
        return value

    def choice(self, field: str, kind: type[_E], default: _E | None = None) -> _E:
        """A member of an enum by its value; ``default`` where absent, else the field is required."""
        value = self.text(field)
        if value is None and default is not None:
            return default
        try:
            return kind(value or "")
        except ValueError:
            names = ", ".join(member.value for member in kind)
            raise self.fault(field, f"{value!r} is not one of {names}") from None

    def date(self, field: str, value: object, *, last: bool) -> datetime.date | None:
        """A day from ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``: the first such day, or the ``last``."""
        if value is None:
            return None
        found = _DATE.fullmatch(value) if isinstance(value, str) else None
        if not found:
            raise self.fault(field, f"must be YYYY, YYYY-MM or YYYY-MM-DD, not {value!r}")
        year, month, day = (int(part) if part else None for part in found.groups())
        try:
            if day:
                return datetime.date(int(year or 0), int(month or 0), day)
            first = datetime.date(int(year or 0), month or (12 if last else 1), 1)
        except ValueError as error:
            raise self.fault(field, f"{value!r} is no date: {error}") from None
        if not last:
            return first
        return (first + datetime.timedelta(days=31)).replace(day=1) - datetime.timedelta(days=1)
