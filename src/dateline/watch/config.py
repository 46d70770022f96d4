"""What is watched: the tables ``[watch]`` and ``[[source]]`` of ``dateline.toml``, checked as a whole."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    HttpUrl,
    TypeAdapter,
    ValidationError,
    model_validator,
)

from dateline.errors import UsageError

__all__ = ["FileSource", "Source", "WatchConfig", "WebSource", "read_config"]

DURATION = re.compile(r"(\d{1,6}) ?(s|m|h|d|w)")
UNITS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800}
LEAST_SECONDS = 10.0
"""A source is not asked more often: no newsroom publishes faster, and a slip of the finger would hammer
it."""


def _seconds(value: object) -> object:
    """ "15m" as 900."""
    found = DURATION.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        raise ValueError('write a time as a number and a unit: "30s", "15m", "6h", "1d" or "2w"')
    return float(found[1]) * UNITS[found[2]]


def _host(value: object) -> object:
    text = value.strip().lower() if isinstance(value, str) else ""
    if not re.fullmatch(r"(?:[a-z0-9.-]+|\[?[0-9a-f:.]+\]?)(?::\d{1,5})?", text):
        raise ValueError('write a host as "intranet.example" or "127.0.0.1:8080", without http://')
    return text


Seconds = Annotated[float, BeforeValidator(_seconds)]
Host = Annotated[str, BeforeValidator(_host)]
Name = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]{0,63}$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Named(_Strict):
    name: Name
    outlet: str = ""
    language: str = ""
    every: Seconds = Field(default=900.0, ge=LEAST_SECONDS)


class WebSource(_Named):
    """A feed, a news sitemap or a list of pages. ``allow_private`` names hosts that this source may reach
    although their address is not public."""

    kind: Literal["feed", "sitemap", "pages"]
    url: HttpUrl | None = None
    urls: tuple[HttpUrl, ...] = ()
    newest: int = Field(default=1_000, ge=1, le=50_000)
    allow_private: frozenset[Host] = frozenset()

    @model_validator(mode="after")
    def _addresses(self) -> Self:
        if self.kind == "pages" and (not self.urls or self.url is not None):
            raise ValueError('a source of the kind "pages" needs `urls = ["https://…", …]` and no `url`')
        if self.kind != "pages" and (self.url is None or self.urls):
            raise ValueError(f'a source of the kind "{self.kind}" needs `url = "https://…"` and no `urls`')
        return self

    @property
    def address(self) -> str:
        """Where its list is; ``""`` of a list of pages."""
        return str(self.url) if self.url is not None else ""


class FileSource(_Named):
    """A folder of files, of mail (``.eml`` or Maildir), of web archives (WARC, WACZ) or of JSONL dumps, or
    one such file. A file is read when it has not changed for ``settle``."""

    kind: Literal["folder", "mail", "web-archive", "jsonl"]
    path: Path
    settle: Seconds = Field(default=5.0, ge=0)


Source = WebSource | FileSource
_KINDS = ("feed", "sitemap", "pages", "folder", "mail", "web-archive", "jsonl")


class WatchTable(_Strict):
    """The table ``[watch]``. ``authorities`` is a PEM file of certificates that are trusted besides those
    that browsers trust."""

    contact: str = ""
    archive: Path | None = None
    authorities: Path | None = None
    recheck: tuple[Annotated[float, BeforeValidator(_seconds)], ...] = (
        3_600.0,
        21_600.0,
        86_400.0,
        604_800.0,
    )
    between: Seconds = Field(default=2.0, ge=0)
    fetchers: int = Field(default=8, ge=1, le=64)
    waiting: int = Field(default=20_000, ge=1)
    timeout: Seconds = Field(default=60.0, ge=1, le=600)
    largest_mb: float = Field(default=10.0, gt=0, le=200)


class WatchConfig(_Strict):
    """All that the watch is told."""

    watch: WatchTable = WatchTable()
    sources: tuple[Source, ...] = ()


def read_config(path: Path) -> WatchConfig:
    """The sources in the TOML file at ``path``.

    Raises:
        UsageError: it cannot be read, names no source, or something in it cannot be meant; lists every fault.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read ({error}); give another file with --config") from error
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: {error}") from error
    faults: list[str] = []
    table = _checked(WatchTable, content.get("watch", {}), "[watch]", faults)
    if table is not None and table.authorities is not None:
        beside = path.parent / table.authorities.expanduser()
        table = table.model_copy(update={"authorities": beside})
    given = content.get("source", [])
    if not isinstance(given, list) or not given:
        faults.append("no source: write a table [[source]] with name, kind and url or path for each")
        given = []
    sources = [
        one for number, row in enumerate(given, 1) if (one := _source(row, number, path.parent, faults))
    ]
    names = [source.name for source in sources]
    faults.extend(
        f"[[source]] {name!r}: two sources of this name"
        for name in sorted({n for n in names if names.count(n) > 1})
    )
    if faults or table is None:
        raise UsageError("\n".join(f"{path}: {fault}" for fault in faults))
    return WatchConfig(watch=table, sources=tuple(sources))


def _source(row: object, number: int, folder: Path, faults: list[str]) -> Source | None:
    where = f"[[source]] number {number}"
    if not isinstance(row, dict):
        faults.append(f"{where}: a table is needed")
        return None
    if row.get("name"):
        where = f"[[source]] {row['name']!r}"
    kind = row.get("kind")
    if kind not in _KINDS:
        faults.append(f"{where}: kind: {kind!r} is none; there are {', '.join(_KINDS)}")
        return None
    if kind in ("feed", "sitemap", "pages"):
        return _checked(WebSource, row, where, faults)
    found = _checked(FileSource, row, where, faults)
    return found and found.model_copy(update={"path": folder / found.path.expanduser()})


_Model = TypeVar("_Model", bound=_Strict)


def _checked(model: type[_Model], row: object, where: str, faults: list[str]) -> _Model | None:
    try:
        return TypeAdapter(model).validate_python(row)
    except ValidationError as error:
        faults.extend(f"{where}: {_told(fault, model)}" for fault in error.errors())
        return None


def _told(fault: Any, model: type[BaseModel]) -> str:
    at = ".".join(str(part) for part in fault["loc"])
    if fault["type"] == "extra_forbidden":
        return f"{at}: no such setting; there are {', '.join(model.model_fields)}"
    message = fault["msg"].removeprefix("Value error, ")
    return f"{at}: {message}" if at else message
